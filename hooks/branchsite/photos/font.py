"""The font that pictures are lettered with. It comes with the program: every machine draws the same bytes.

Noto Sans CJK SC Bold, cut by tools/picture_font.py to the characters below (7 635, 1.5 MB); its license, the SIL Open
Font License 1.1, lies beside it.
"""

import unicodedata
from functools import cache
from pathlib import Path

from PIL import ImageFont

PATH = Path(__file__).with_name("letters") / "NotoSansCJKsc-Bold.otf"
FAMILY = "Noto Sans CJK SC"

_MORE = (
    "龘朤"  # the plan's own rare ones
    "·•–—―…‘’“”„‰′″€™№℃①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳〇〓～〔〕〖〗"
    + "".join(map(chr, (*range(0x20, 0x7F), *range(0xA1, 0x100))))
)


_PICTURES = frozenset({"So", "Sk", "Cf", "Cc", "Mn", "Me"})
"""Categories of Unicode: pictures, and what only changes the sign before it."""


def _gb2312() -> str:
    """The 7 445 characters of GB/T 2312-1980: 6 763 Chinese ones, in which nearly all that is printed is written."""
    places = range(0xA1, 0xFF)
    return "".join(bytes([row, place]).decode("gb2312", "ignore") for row in places for place in places)


CHARACTERS = frozenset(_gb2312() + _MORE)
"""Every character that the font is cut to."""


def lacking(text: str) -> tuple[str, ...]:
    """The characters that the font does not have, each once, in their order."""
    return tuple(dict.fromkeys(one for one in text if one not in CHARACTERS))


def letterable(text: str) -> str:
    """The text without pictures and unseen signs (emoji, joiners), which no line of letters needs.

    What the font has in another form is written in that: blanks of any kind, a radical from a PDF for its character.
    """
    usual = (one if one in CHARACTERS else _usual(one) for one in text)
    return "".join(one for one in usual if one in CHARACTERS or unicodedata.category(one[0]) not in _PICTURES).strip()


def _usual(one: str) -> str:
    form = unicodedata.normalize("NFKC", one)
    return form if form in CHARACTERS else one


@cache
def face(size: int) -> ImageFont.FreeTypeFont:
    """The font in a size, in pixels."""
    # BASIC: what a system's own layout library would do differs from one to the next.
    return ImageFont.truetype(PATH, size, layout_engine=ImageFont.Layout.BASIC)
