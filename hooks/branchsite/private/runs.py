"""Numbers that are run together: 13800001234 right behind an identity number, two telephones with nothing between.

An order or a receipt has as many digits. What tells is whether all of them are used up by numbers, and check digits.
"""

from collections.abc import Iterator
from typing import NamedTuple

from . import digits as digit
from .context import Label

_MOST = 80
"""More digits than four identity numbers have are something else."""

_SIZES = {Label.IDENTITY: (18,), Label.CARD: (19, 16), Label.TELEPHONE: (11,)}
_BORN = range(1930, 2020)
"""Years in which somebody who is written of may be born; an order has this year in it."""


class Part(NamedTuple):
    """A number among more digits. certain: whether check digits say so."""

    kind: Label
    start: int
    end: int
    certain: bool


def parts(digits: str) -> list[Part]:
    """The numbers of which a run of digits is made up; else an identity number in it. Those of one kind are one."""
    if len(digits) > _MOST:
        return []
    whole = _whole(digits)
    if len(whole) < 2:
        return _inside(digits)
    certain = any(kind is Label.IDENTITY for kind, _, _ in whole)
    merged: list[Part] = []
    for kind, start, end in whole:
        if merged and merged[-1].kind is kind:
            merged[-1] = merged[-1]._replace(end=end)
        else:
            merged.append(Part(kind, start, end, certain))
    return merged


def _whole(digits: str) -> list[tuple[Label, int, int]]:
    """Numbers that use up all digits, from the first to the last; none where they cannot."""
    reached: dict[int, list[tuple[Label, int, int]]] = {0: []}
    for place in range(len(digits)):
        if place in reached:
            for kind, end in _at(digits, place):
                reached.setdefault(end, [*reached[place], (kind, place, end)])
    return reached.get(len(digits), [])


def _at(digits: str, place: int) -> Iterator[tuple[Label, int]]:
    for kind, sizes in _SIZES.items():
        for size in sizes:
            if _is(kind, digits[place : place + size], size):
                yield kind, place + size


def _is(kind: Label, part: str, size: int) -> bool:
    if len(part) != size:
        return False
    if kind is Label.TELEPHONE:
        return part[0] == "1" and part[1] in "3456789"
    if kind is Label.CARD:
        return part.startswith("62") and digit.is_card(part)
    return digit.is_identity(part)


def _inside(digits: str) -> list[Part]:
    """An identity number with other digits before or behind it: a number in a list, a year."""
    for place in range(len(digits) - 17):
        part = digits[place : place + 18]
        if digit.is_identity(part) and int(part[6:10]) in _BORN:
            return [Part(Label.IDENTITY, place, place + 18, False)]
    return []
