"""The fast way from pages to files: the theme is asked once for each shell, and what is there already stays."""
