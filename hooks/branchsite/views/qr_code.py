"""QR codes of addresses, for an SVG.

With version and mask settled, a QR code is affine in the bits that it holds (ISO/IEC 18004: error correction is linear,
the mask is added). So where the bits are the exclusive or of what other codes hold, of an odd number of them, the code
is the exclusive or of theirs; segno draws only what does not follow from what it has drawn. It never draws more codes
than there are, and of ten thousand addresses, which are much alike, some hundreds. They are kept between builds: after
a change there is mostly none to draw.
"""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

_MASK = 4
_QUIET = 4
_ROOM = (16, 28, 44, 64, 86, 108, 124)
"""Bytes in the codes of each size, from the smallest; two are not the text's. The few longer texts are drawn."""
_WIDEST = 177
"""Modules a side of the largest code."""

_RUNS = re.compile("0+|1+").findall
_PIECES = {"0" * count: f"m{count} 0" for count in range(1, _WIDEST)}
_PIECES |= {"1" * count: f"h{count}" for count in range(1, _WIDEST)}
"""What a run of equal modules is in a path."""


class DrawnCode(NamedTuple):
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
    code = _code(text) if text.isascii() and len(text) + 2 <= _ROOM[-1] else _drawn(text)
    whole = code.size + 2 * _QUIET
    return QrCode(f"-{_QUIET} -{_QUIET} {whole} {whole}", _path(code))


def _code(text: str) -> DrawnCode:
    version, bits = _bits(text)
    size = 4 * version + 17
    rows = _rows.setdefault(size, {})
    modules, left = _reduced(rows, bits)
    if left:
        drawn = _drawn(text).modules
        rows[left.bit_length()] = (left, modules ^ drawn)
        _new.add(size)
        return DrawnCode(size, drawn)
    return DrawnCode(size, modules)


def _bits(text: str) -> tuple[int, int]:
    """The version of a text's code, and all that it holds: form, length, text, end, filling; before them a 1."""
    length = len(text)
    version = next(number for number, room in enumerate(_ROOM, 1) if length + 2 <= room)
    filling = b"\xec\x11" * _ROOM[-1]
    head = ((0b1_0100 << 8 | length) << 8 * length | int.from_bytes(text.encode())) << 4
    rest = _ROOM[version - 1] - length - 2
    return version, head << 8 * rest | int.from_bytes(filling[:rest])


def _reduced(rows: Mapping[int, tuple[int, int]], bits: int) -> tuple[int, int]:
    """The code of those bits that are made of rows, and the bits that are left."""
    modules = left = 0
    while bits:
        row = rows.get(bits.bit_length())
        if row is None:
            # Lower bits may be made of rows all the same: what is left must have none that leads a row.
            left |= 1 << bits.bit_length() - 1
            bits ^= 1 << bits.bit_length() - 1
        else:
            bits ^= row[0]
            modules ^= row[1]
    return modules, left


_rows: dict[int, dict[int, tuple[int, int]]] = {}
"""By size what was drawn, and by the highest bit, of which there is one: bits, and the code of them alone."""

_new: set[int] = set()
"""Sizes of which something was drawn that is not kept."""


def drawn_rows() -> tuple[bool, list[tuple[int, str, str]]]:
    """What codes are made of, as far as this process knows: whether any of it is new, and in plain values."""
    rows = ((size, *row) for size, those in _rows.items() for row in those.values())
    return bool(_new), [(size, f"{bits:x}", f"{modules:x}") for size, bits, modules in rows]


def learn_rows(rows: Iterable[tuple[int, str, str]]) -> None:
    """Take what another process has drawn."""
    for size, bits, modules in rows:
        row = (int(bits, 16), int(modules, 16))
        _rows.setdefault(size, {}).setdefault(row[0].bit_length(), row)


def _drawn(text: str) -> DrawnCode:
    # Its import is not for those who only check.
    import segno

    encoding = "iso-8859-1" if text.isascii() else "utf-8"
    code = segno.make(text, error="m", boost_error=False, micro=False, mode="byte", encoding=encoding, mask=_MASK)
    return DrawnCode(len(code.matrix), int("".join("1" if one else "0" for row in code.matrix for one in row), 2))


def _path(code: DrawnCode) -> str:
    size = code.size
    rows = f"{code.modules:0{size * size}b}"
    return "".join(
        f"M0 {number}.5"
        + "".join(map(_PIECES.__getitem__, _RUNS(rows[number * size : (number + 1) * size].rstrip("0"))))
        for number in range(size)
    )
