"""Find what is private in a text: people's numbers, homes, pupils' names. Knows nothing of the site."""
