"""What a push may bring."""
