"""Words that look like others."""

import difflib
from collections.abc import Iterable

CLOSE = 0.6
"""How alike two words must be (0 to 1) before one is taken for the other."""

_MOST = 500
"""Among so many words one is looked for: each takes some microseconds, and there may be a thousand slips."""


def nearest(word: str, words: Iterable[str], cutoff: float = 0.5) -> str | None:
    """The most similar of the words, or None where none reaches the cut-off (0 to 1) or there are too many."""
    known = sorted(words)
    near = difflib.get_close_matches(word, known, 1, cutoff) if len(known) <= _MOST else []
    return near[0] if near else None
