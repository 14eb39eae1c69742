"""Two people's changes of one thing: what only one of them changed is kept, and where both did it is said."""

from collections.abc import Mapping
from typing import Any

from .fields import FormField, Widget

BETWEEN = "（上面是我写的，下面是对方写的，合好以后删掉这一行）"
"""What stands between two texts that are both kept."""


def merge(
    fields: tuple[FormField, ...], base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[dict[str, Any], list[str]]:
    """The values with the changes of both, and the names of the fields that both changed, each in another way."""
    merged: dict[str, Any] = {}
    both = []
    for one in fields:
        before, own, other = (values.get(one.name, one.empty) for values in (base, mine, theirs))
        if own == other or other == before:
            merged[one.name] = own
        elif own == before:
            merged[one.name] = other
        else:
            merged[one.name] = _both(one, own, other)
            both.append(one.name)
    return merged, both


def _both(field: FormField, own: Any, other: Any) -> Any:
    """Two values as one, as far as that can be: nothing that somebody wrote is left out."""
    match field.widget:
        case Widget.TEXT:
            return merge_texts(own, other)
        case Widget.CHOICES | Widget.LINES:
            return list(dict.fromkeys([*own, *other]))
        case Widget.GROUPS:
            return [*own, *(one for one in other if one not in own)]
    return own


def merge_texts(own: str, other: str) -> str:
    """Two texts below each other, with a line between that says whose is which."""
    return f"{own}\n\n{BETWEEN}\n\n{other}" if own != other else own
