"""Pages from the library, one kind of page a file. No clock, no global, no file read inside a view."""
