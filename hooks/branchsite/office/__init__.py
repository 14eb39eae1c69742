"""Files of an office: what Word saved is read, what the school files is written."""
