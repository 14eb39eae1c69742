"""The server's folder: its accounts, its locks, its limits, its git."""
