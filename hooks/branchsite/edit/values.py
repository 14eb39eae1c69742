"""What a form was sent, and what that changes in a file."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..load.text import as_typed
from .fields import ORIGIN, WAY, FormField, Value, Widget
from .yaml_edit import KEEP, Fields, Items

Sent = Callable[[str], list[str]]
"""Gives the texts that were sent under a name."""

PREFIX = "f"
"""What the names of fields begin with, so that none can be taken for a button."""


def sent_values(fields: tuple[FormField, ...], sent: Sent, path: str = PREFIX) -> dict[str, Value]:
    """The values of fields. What was sent under any other name is not looked at."""
    return {one.name: _sent(one, sent, f"{path}/{one.name}") for one in fields}


def _sent(field: FormField, sent: Sent, name: str) -> Value:
    match field.widget:
        case Widget.GROUP:
            return sent_values(field.parts, sent, name)
        case Widget.WAYS:
            way = _one(sent(f"{name}/{WAY}"))
            return {WAY: way, **sent_values(field.ways.get(way, ()), sent, name)}
        case Widget.GROUPS:
            return [
                _sent_item(field, sent, f"{name}/{at}") for at in range(field.most + 1) if sent(f"{name}/{at}/{ORIGIN}")
            ]
        case Widget.CHOICES:
            return list(dict.fromkeys(filter(None, map(_line, sent(name)))))
        case Widget.LINES:
            return list(filter(None, map(_line, as_typed("\n".join(sent(name))).split("\n"))))
    return _as_sent(field, _one(sent(name)))


def _as_sent(field: FormField, text: str) -> str:
    """A text as a window would send it back."""
    return _text(text) if field.widget is Widget.TEXT else _line(text)


def _sent_item(field: FormField, sent: Sent, name: str) -> dict[str, Value]:
    origin = _one(sent(f"{name}/{ORIGIN}"))
    return {**sent_values(field.parts, sent, name), ORIGIN: origin if origin.isdecimal() else ""}


def _one(texts: list[str]) -> str:
    return texts[0] if texts else ""


def _line(text: str) -> str:
    return re.sub(r"\s*\n+\s*", " ", as_typed(text)).strip()


def _text(text: str) -> str:
    """A text of several lines as a file has it; two blanks at a line's end are a line end that was asked for."""
    # What is set in at the very beginning would set in all of it, and YAML takes no tab there.
    return as_typed(text).rstrip().lstrip("\n").lstrip(" \t")


def changes(fields: tuple[FormField, ...], before: Mapping[str, Value], after: Mapping[str, Value]) -> Fields:
    """What has changed from one set of values to another."""
    order = [one.name for one in fields]
    return Fields({one.name: _change(one, before.get(one.name, one.empty), after[one.name]) for one in fields}, order)


def _change(field: FormField, before: Value, after: Value) -> Any:
    if before == after or (isinstance(before, str) and _as_sent(field, before) == after):
        return KEEP
    match field.widget:
        case Widget.GROUP:
            return changes(field.parts, before, after)
        case Widget.WAYS:
            return _change_of_way(field, before, after)
        case Widget.GROUPS:
            return Items([_item(field, before, one) for one in after]) if after else None
        case Widget.CHOICES | Widget.LINES:
            return after or None
        case Widget.YES:
            return after or "否"
    return after or None


def _change_of_way(field: FormField, before: Value, after: Value) -> Any:
    parts = field.parts_for(after)
    if before.get(WAY) == after.get(WAY):
        return changes(parts, before, after)
    made = {one.name: None for one in field.parts_for(before)}
    made |= {one.name: written(one, after[one.name]) for one in parts}
    return Fields({WAY: after.get(WAY) or None, **made}, [WAY, *made])


def _item(field: FormField, before: Value, after: Value) -> tuple[int | None, Any]:
    origin = next((one for one in before if one[ORIGIN] and one[ORIGIN] == after[ORIGIN]), None)
    if origin is None:
        return None, {one.name: written(one, after[one.name]) for one in field.parts}
    return int(origin[ORIGIN]), changes(field.parts, origin, after)


def written(field: FormField, value: Value) -> Any:
    """A value as a file has it where there was none; None where it need not be written."""
    if value == field.empty:
        return None
    match field.widget:
        case Widget.GROUP | Widget.WAYS:
            parts = field.parts_for(value)
            way = {WAY: value[WAY]} if field.widget is Widget.WAYS else {}
            return {**way, **{one.name: written(one, value[one.name]) for one in parts}}
        case Widget.GROUPS:
            return [{one.name: written(one, item[one.name]) for one in field.parts} for item in value]
        case Widget.YES:
            return value or "否"
    return value
