"""The school's own server: a push is checked and built before it lands, and shown at one stroke."""
