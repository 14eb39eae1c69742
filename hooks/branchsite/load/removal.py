"""What to delete so that a field is gone, or an item of a list."""

import re

from .document import Document


def removal(document: Document, *path: str | int) -> str:
    """Which lines to delete, or what their line is without it."""
    line = document.line(*path)
    siblings = [one for one in document.lines if len(one) == len(path) and one[:-1] == path[:-1]]
    if isinstance(path[-1], int) and len(siblings) == 1:
        first, last = document.line(*path[:-1]), document.last(document.line(*path[:-1]))
        return "删掉这一行" if first == last else f"删掉第 {first} 到 {last} 行"
    inline = isinstance(path[-1], int) and len({document.line(*one) for one in siblings}) < len(siblings)
    if inline:
        return _without(document.text(line), siblings.index(path))
    last = document.last(line, isinstance(path[-1], int))
    return "删掉这一行" if last == line else f"删掉第 {line} 到 {last} 行"


def _without(typed: str, index: int) -> str:
    """A list on one line without one of its items."""
    lead, _, inner = typed.partition(":")
    bracket = re.fullmatch(r"(\s*\[\s*)(.*?)(\s*\]\s*)", inner)
    start, items, end = bracket.groups() if bracket else (" ", inner.strip(), "")
    parts = re.split(r"(\s*[、，,；;]\s*)", items)
    place = [number for number in range(0, len(parts), 2) if parts[number].strip()][index]
    kept = parts[: place - 1] + parts[place + 1 :] if place else parts[2:]
    return f"{lead}:{start}{''.join(kept)}{end}"
