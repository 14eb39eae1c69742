"""Words that look like others."""

import difflib
from collections.abc import Iterable

CLOSE = 0.6
"""How alike two words must be (0 to 1) before one is taken for the other."""


def nearest(word: str, words: Iterable[str], cutoff: float = 0.5) -> str | None:
    """The most similar of the words, or None where none reaches the cut-off (0 to 1)."""
    near = difflib.get_close_matches(word, sorted(words), 1, cutoff)
    return near[0] if near else None
