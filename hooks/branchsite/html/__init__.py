"""From texts to HTML."""
