"""The same site as a Hugo expert would build it: content, data, lean templates, and the check that it is the same."""
