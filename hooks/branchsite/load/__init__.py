"""Files to models, with line numbers. Reads; never writes."""
