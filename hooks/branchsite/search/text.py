"""Prose as a person wrote it, as plain text to be searched and quoted."""

import re

from ..blocks.parse import parse
from ..blocks.plain import plain_text
from ..blocks.timer import Timer

_SIMPLE = re.compile(
    r"(?:(?:#{2,6} |- |> )?(?:[\u4e00-\u9fff“《]|\d+[年月日])"
    r"[^\n\t\\`*_\[<&|｜\u0080-\u00a0\ufff0-\uffff]*+(?:\n\n++|\n(?=- )|\n*\Z))++"
)
"""A text as nearly all are, each paragraph and item on a line of its own, of which the words are quickly told."""

_SIGNS = re.compile(r"^(?:#+ |- |> )", re.MULTILINE)
_EMPTY = re.compile(r"\s*\n\s*")


def plain(text: str) -> str:
    """The words of a text without its signs, one line a block.

    A line that was only broken in the source goes on where the next begins, as on the page.
    """
    if _SIMPLE.fullmatch(text) and "#\n" not in text and not text.endswith("#"):
        return _EMPTY.sub("\n", _SIGNS.sub("", text)).strip()
    timer = Timer()
    return plain_text(parse(text, timer), timer)
