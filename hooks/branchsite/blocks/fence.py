"""Blocks of code: lines between two fences of back-ticks or tildes."""

import re
from collections.abc import Sequence

from .line import SourceLine, lines_of

FENCE = re.compile(r"(?P<sign>`{3,6}|~{3,6})\s*(?P<language>[^`~]*)$")


def code_lines(text: str) -> frozenset[int]:
    """The numbers of the lines of a text, from 0, that are code or its fences."""
    if "```" not in text and "~~~" not in text:
        return frozenset()
    return frozenset(line for first, last in fences(lines_of(text)).items() for line in range(first, last + 1))


def fences(lines: Sequence[SourceLine]) -> dict[int, int]:
    """Where blocks of code begin and end; a fence that is never closed begins none."""
    signs = {
        number: match["sign"] + " " * bool(match["language"].strip())
        for number, line in enumerate(lines)
        if line.text[:1] in ("`", "~") and (match := FENCE.match(line.text))
    }
    if not signs:
        return {}
    longest: dict[int, dict[str, int]] = {}
    later = {"`": 0, "~": 0}
    for number in sorted(signs, reverse=True):
        longest[number] = dict(later)
        if not signs[number].endswith(" "):
            later[signs[number][0]] = max(later[signs[number][0]], len(signs[number]))
    found: dict[int, int] = {}
    opened: int | None = None
    for number, sign in signs.items():
        bare = sign.rstrip()
        if opened is None:
            opened = number if longest[number][bare[0]] >= len(bare) else None
        elif not sign.endswith(" ") and signs[opened][0] == sign[0] and len(sign) >= len(signs[opened].rstrip()):
            found[opened], opened = number, None
    return found
