"""Prose as people type and paste it: read into blocks, which become HTML for pages or plain text for the search."""
