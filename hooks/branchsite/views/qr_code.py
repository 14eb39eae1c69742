"""QR codes of addresses, for an SVG.

With version and mask settled, a QR code is affine in the bits of its text (ISO/IEC 18004: error correction is linear,
the mask is added): what a bit of the text turns over, it turns over whatever the other bits are. So segno draws one
code for each length of text and one for each bit, and the rest is exclusive or. Ten thousand addresses take two
seconds; drawn by segno one by one, they would take twenty.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_BASE = "a"
"""What addresses are compared with: another bit in it gives another character of ASCII."""

_MASK = 4
_QUIET = 4
_LONGEST = 122
"""Characters of addresses that are many; the few longer ones are drawn one by one."""
_WIDEST = 177
"""Modules a side of the largest code."""

_RUNS = re.compile("0+|1+").findall
_PIECES = {"0" * count: f"m{count} 0" for count in range(1, _WIDEST)}
_PIECES |= {"1" * count: f"h{count}" for count in range(1, _WIDEST)}
"""What a run of equal modules is in a path."""


class _Drawn(NamedTuple):
    """size: modules a side. modules: row by row, the dark ones as 1, the last of them the lowest bit."""

    size: int
    modules: int


class QrCode(NamedTuple):
    """view_box: of an SVG, with the quiet zone of four modules around the code; path: `d` of its path.

    A module is one wide; strokes of that width run along the middle of each row.
    """

    view_box: str
    path: str


def qr_code(text: str) -> QrCode:
    """A text's code, error correction M. Where the text is not ASCII, it is taken as UTF-8.

    Raises segno.DataOverflowError for more than 2,331 bytes.
    """
    code = _code(text) if text.isascii() and len(text) <= _LONGEST else _drawn(text)
    whole = code.size + 2 * _QUIET
    return QrCode(f"-{_QUIET} -{_QUIET} {whole} {whole}", _path(code))


def _code(text: str) -> _Drawn:
    plain = _base(len(text))
    modules = plain.modules
    for place, character in enumerate(text):
        turned = ord(character) ^ ord(_BASE)
        while turned:
            bit = turned & -turned
            modules ^= _turned_by(len(text), plain.size, place, bit)
            turned ^= bit
    return _Drawn(plain.size, modules)


@lru_cache(maxsize=256)
def _base(length: int) -> _Drawn:
    return _drawn(_BASE * length)


_turned: dict[tuple[int, int, int], int] = {}


def _turned_by(length: int, size: int, place: int, bit: int) -> int:
    """The modules that one bit of one character turns over: the same for every length of one size."""
    key = size, place, bit
    if key not in _turned:
        plain = _BASE * length
        other = plain[:place] + chr(ord(_BASE) ^ bit) + plain[place + 1 :]
        _turned[key] = _base(length).modules ^ _drawn(other).modules
    return _turned[key]


def _drawn(text: str) -> _Drawn:
    # Its import is not for those who only check.
    import segno

    encoding = "iso-8859-1" if text.isascii() else "utf-8"
    code = segno.make(text, error="m", boost_error=False, micro=False, mode="byte", encoding=encoding, mask=_MASK)
    return _Drawn(len(code.matrix), int("".join("1" if one else "0" for row in code.matrix for one in row), 2))


def _path(code: _Drawn) -> str:
    size = code.size
    rows = f"{code.modules:0{size * size}b}"
    return "".join(
        f"M0 {number}.5"
        + "".join(map(_PIECES.__getitem__, _RUNS(rows[number * size : (number + 1) * size].rstrip("0"))))
        for number in range(size)
    )
