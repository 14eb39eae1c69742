"""Processes, files, terminal and garbage collector: what the program needs of the machine and of Python."""
