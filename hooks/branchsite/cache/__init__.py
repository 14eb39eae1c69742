"""What was worked out once, kept for the next time. caches.py is the door, and lists all of it."""
