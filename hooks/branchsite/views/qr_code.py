"""QR codes of addresses, for an SVG.

With version and mask settled, a QR code is affine in the bits of its text (ISO/IEC 18004: error correction is linear,
the mask is added): what a bit of the text turns over, it turns over whatever the other bits are. So segno draws one
code for each length of text and one for each bit, and the rest is exclusive or. Ten thousand addresses take two
seconds; drawn by segno one by one, they would take twenty. What segno drew is kept between builds: a build that
writes twenty pages would draw more than twenty codes for them.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

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


class _Parts:
    """What codes are made of: by length the code that they are compared with, by size, place and bit what it turns.

    new: whether anything was drawn that is not kept.
    """

    def __init__(self) -> None:
        self.plain: dict[str, _Drawn] = {}
        self.turned: dict[str, int] = {}
        self.new = False


_parts = _Parts()


def _base(length: int) -> _Drawn:
    key = f"{length}"
    if key not in _parts.plain:
        _parts.plain[key] = _drawn(_BASE * length)
        _parts.new = True
    return _parts.plain[key]


def _turned_by(length: int, size: int, place: int, bit: int) -> int:
    """The modules that one bit of one character turns over: the same for every length of one size."""
    key = f"{size} {place} {bit}"
    if key not in _parts.turned:
        plain = _BASE * length
        other = plain[:place] + chr(ord(_BASE) ^ bit) + plain[place + 1 :]
        _parts.turned[key] = _base(length).modules ^ _drawn(other).modules
        _parts.new = True
    return _parts.turned[key]


def drawn_parts() -> tuple[bool, dict[str, tuple[int, str]], dict[str, str]]:
    """What codes are made of, as far as this process knows: whether any of it is new, and in plain values."""
    plain = {length: (one.size, f"{one.modules:x}") for length, one in _parts.plain.items()}
    return _parts.new, plain, {key: f"{modules:x}" for key, modules in _parts.turned.items()}


def learn_parts(plain: Mapping[str, Sequence[Any]], turned: Mapping[str, str]) -> None:
    """Take what another process has drawn."""
    _parts.plain |= {length: _Drawn(size, int(modules, 16)) for length, (size, modules) in plain.items()}
    _parts.turned |= {key: int(modules, 16) for key, modules in turned.items()}


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
