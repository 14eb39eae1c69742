"""Text cut into the words that are looked up. overrides/assets/js/search/words.js cuts what a reader types alike.

Chinese has no blanks between words, so every two neighbouring characters make one: 主题党日 is found by 主题, 题党
and 党日. A character, a number or a word of letters by itself ends with _, for Pagefind looks up beginnings both
ways: that end keeps 3 from finding 30, and 党课, which a part may not have, from finding what has a 党.
Pinyin initials begin with 拼. A sign within a name parts it for one writer and not for another, so a text is cut
both ways: 五·四 is found by 五四, and “五四”青年节 by 四青.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import pairwise

_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060-\u2064\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Accents, and what people paste along unseen: soft hyphens, blanks without width, variants of a character."""

_RUN = re.compile("(?:[^\\W_]++|[\U00020000-\U0003fffd])+")
"""Letters and figures; all of the planes that are kept for Chinese characters, of which there are more every year."""

_UNIT = re.compile("[a-z]+|[0-9]+|.", re.DOTALL)
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")

_DOTS = "\u00b7\u2022\u2027\u2219\u22c5\u30fb"
"""· and what people type for it."""

_SIGNS = _DOTS + "\\-\u2010-\u2015\"'\u2018-\u201f\u3008-\u300f\u301d-\u301f"
"""Signs that a name may be written with or without: dots, hyphens and dashes, quotation marks, 《》."""

_WITHIN = (
    (re.compile(f"([0-9]) ?[{_DOTS}] ?(?=[0-9])"), r"\1"),
    (re.compile(f"([\u3400-\u9fff]) *[.{_SIGNS}][ .{_SIGNS}]*(?=[\u3400-\u9fff])"), r"\1"),
    (re.compile(f"([\u3400-\u9fff]) *[{_SIGNS}][ {_SIGNS}]*(?=[0-9])"), r"\1"),
    (re.compile(f"([0-9]) *[{_SIGNS}][ {_SIGNS}]*(?=[\u3400-\u9fff])"), r"\1"),
    (re.compile("([一二三四五六七八九十])、(?=[一二三四五六七八九十])"), r"\1"),
)
"""Where such signs stand. A hyphen between figures parts them: it makes a date."""

_FIGURES = "0123456789"

INITIALS = 8
"""So many initials in a row can be typed: 主题党日活动 is six."""


def fold(text: str) -> str:
    """One form for what looks alike: full-width as half-width, small letters, no accents, nothing unseen."""
    if text.isascii():
        return text.lower()
    bare = _UNSEEN.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).lower()


def joined(text: str) -> str:
    """A folded text without the signs that stand within names."""
    for signs, kept in _WITHIN:
        text = signs.sub(kept, text)
    return text


def words_of(text: str) -> set[str]:
    """The words of a text, each once."""
    folded = fold(text)
    whole = joined(folded)
    return _cut(folded) if whole == folded else _cut(folded) | _cut(whole)


def _cut(text: str) -> set[str]:
    found: set[str] = set()
    for run in _RUN.findall(text):
        units = _UNIT.findall(run)
        found.update(f"{unit}_" for unit in units)
        found.update(f"{one}{other}{'_' * (other[-1] in _FIGURES)}" for one, other in pairwise(units))
    return found


def initials_of(texts: Iterable[str], letters_of: Callable[[str], str]) -> set[str]:
    """The pinyin initials of what stands in texts, from every character on, so that any piece can be typed.

    letters_of: gives those of Chinese characters.
    """
    found: set[str] = set()
    for text in texts:
        for run in _CHINESE.findall(joined(fold(text))):
            letters = letters_of(run)
            found.update(f"拼{letters[start : start + INITIALS]}_" for start in range(len(letters) - 1))
    return found
