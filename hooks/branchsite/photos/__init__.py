"""Image files that people hand in: what they are, what they carry, how they are opened without harm."""
