"""Typing slips in YAML: found, named, and mended where they can only mean one thing."""
