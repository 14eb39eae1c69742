"""The nouns of the data, one a file. Field names are English here and Chinese in the files."""
