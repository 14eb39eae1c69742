"""What is private in a text: numbers that are a person's, and homes. Knows nothing of the site."""
