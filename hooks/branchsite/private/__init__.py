"""What is private in a text: numbers that are a person's, and homes (domain.md §2). Knows nothing of the site."""
