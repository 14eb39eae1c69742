"""Slips of the pen in YAML: found, named, and mended where only one thing can be meant."""
