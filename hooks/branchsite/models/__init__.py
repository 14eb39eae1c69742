"""The nouns of the data, one a file. Field names are English here and Chinese in the files."""

import os

# Else Pydantic looks through every library that is installed for one that wants a say in what a model is.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
