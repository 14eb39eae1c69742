"""What in a repository is content, which people write, and what is the program."""

from ...load.tree import PROGRAM_DOCS

CONTENT = ("data/", "docs/")
"""Where content lies: nothing in it runs."""


def is_content(path: str) -> bool:
    """Whether a content account may change a file. path: from the root, with forward slashes."""
    return path.startswith(CONTENT) and not path.startswith(f"{PROGRAM_DOCS}/")
