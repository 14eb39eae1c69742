"""Text cut into the words that are looked up. overrides/assets/js/search-worker.js cuts what a reader types alike.

Chinese has no blanks between words, so every two neighbouring characters make one: 主题党日 is found by 主题, 题党
and 党日. A character, a number or a word of letters by itself ends with _, for Pagefind looks up beginnings both
ways: that end keeps 3 from finding 30, and 党课, which a part may not have, from finding what has a 党.
Pinyin initials begin with 拼.
"""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

_COMBINING = re.compile(r"[\u0300-\u036f]")
_RUN = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[a-z]+|[0-9]+|[^\W_]")
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")

INITIALS = 8
"""So many initials in a row can be typed: 主题党日活动 is six."""


def fold(text: str) -> str:
    """One form for what looks alike: full-width as half-width, capitals as small letters, no accents."""
    if text.isascii():
        return text.lower()
    bare = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).lower()


def words_of(text: str) -> set[str]:
    """The words of a text, each once."""
    found: set[str] = set()
    for run in _RUN.findall(fold(text)):
        units = _UNIT.findall(run)
        found.update(f"{unit}_" for unit in units)
        found.update(f"{one}{other}{'_' * other.isdecimal()}" for one, other in pairwise(units))
    return found


def initials_of(texts: Iterable[str]) -> set[str]:
    """The pinyin initials of what stands in texts, from every character on, so that any piece can be typed."""
    # Its tables take a quarter of a second to load, and most builds index nothing anew.
    from pypinyin import Style, lazy_pinyin

    found: set[str] = set()
    for text in texts:
        for run in _CHINESE.findall(fold(text).replace("·", "")):
            letters = "".join(one[:1] for one in lazy_pinyin(run, style=Style.FIRST_LETTER))
            found.update(f"拼{letters[start : start + INITIALS]}_" for start in range(len(letters) - 1))
    return found
