"""Judge a push: its size, its names, its history, its role."""
