"""A title set in lines: as large as there is room for, broken where a Chinese reader would break it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .font import face

_UNIT = re.compile(
    r"[“‘《〈（【〔「『(]*(?:[A-Za-z0-9]+(?:[.:/%+-][A-Za-z0-9]+)*|[\s\S])[，。、；：？！…—”’》〉）】〕」』)·%℃]*"
)
"""What is never broken: a character or a word with the marks that belong to it."""

_MORE = "…"


@dataclass(frozen=True)
class Setting:
    """A size of letters, in pixels, and the most lines of it."""

    size: int
    lines: int


@dataclass(frozen=True)
class Lines:
    """A text as it was set. size: of its letters, in pixels."""

    size: int
    lines: tuple[str, ...]


def set_lines(pieces: Sequence[str], width: int, settings: Sequence[Setting]) -> Lines:
    """Set a title, given as the pieces between its marks of punctuation.

    width: in pixels. settings: the largest first. Rather than that a piece is broken the letters are smaller. What the
    last setting has no room for ends in an ellipsis.
    """
    units = [part for piece in pieces for unit in _UNIT.findall(piece) for part in _parts(unit, width, settings[-1])]
    for parts in (pieces, units):
        for setting in settings:
            lines = _balanced(parts, width, setting)
            if len(lines) <= setting.lines and all(_length(line, setting.size) <= width for line in lines):
                return Lines(setting.size, lines)
    last = settings[-1]
    lines = tuple(_filled(units, width, last.size))[: last.lines]
    return Lines(last.size, (*lines[:-1], _shortened(lines[-1], width, last.size)))


def _parts(unit: str, width: int, setting: Setting) -> Sequence[str]:
    """Itself, or its characters where no line could hold it."""
    return [unit] if _length(unit, setting.size) <= width else list(unit)


def _balanced(parts: Sequence[str], width: int, setting: Setting) -> tuple[str, ...]:
    """In as few lines as will do, of as equal a length as may be."""
    fewest = tuple(_filled(parts, width, setting.size))
    low, high = width // 2, width
    while high - low > setting.size // 4:
        middle = (low + high) // 2
        tried = tuple(_filled(parts, middle, setting.size))
        fits = len(tried) <= len(fewest) and all(_length(line, setting.size) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
    return tuple(_filled(parts, high, setting.size))


def _filled(parts: Sequence[str], width: int, size: int) -> Iterator[str]:
    """Line after line, each as full as it will be."""
    line = ""
    for part in parts:
        if line and _length(line + part, size) > width:
            yield line.strip()
            line = ""
        line += part
    yield line.strip()


def _shortened(line: str, width: int, size: int) -> str:
    while line and _length(line + _MORE, size) > width:
        line = line[:-1]
    return line + _MORE


@lru_cache(maxsize=1024)
def _length(text: str, size: int) -> float:
    """In pixels. Each line is measured several times while it is looked for."""
    return face(size).getlength(text)
