"""Which field of a form a line of its file belongs to."""

from collections.abc import Iterator, Sequence
from typing import Any

import yaml

from ..load.frontmatter import split_front_matter

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

BODY = "body"
"""The name of the prose below the fields of a Markdown file."""


def field_at(text: str, file: str, line: int, within: Sequence[str | int] = ()) -> str:
    """The path of the field on a line, its parts with / between; "" where no field has it.

    within: the part of the file that the form is about.
    """
    first, source = 1, text
    if file.endswith(".md"):
        prose = split_front_matter(text, file)
        # Of prose that is missing the fence above it is named.
        if line >= prose.body_line - 1:
            return BODY
        first, source = prose.front_line, prose.front
    try:
        top = yaml.compose(source, Loader=_Loader)
    except yaml.YAMLError:
        return ""
    found: tuple[str | int, ...] = ()
    nearest = 0
    for at, path in _lines(top, ()):
        if nearest <= at + first <= line:
            nearest, found = at + first, path
    own = tuple(within)
    return "/".join(map(str, found[len(own) :])) if found[: len(own)] == own else ""


def _lines(node: Any, path: tuple[str | int, ...]) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """The line that every field and item begins on, counted from 0."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.start_mark.line, (*path, key.value)
            yield from _lines(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for at, item in enumerate(node.value):
            yield item.start_mark.line, (*path, at)
            yield from _lines(item, (*path, at))
