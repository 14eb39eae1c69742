"""Buttons of a list in a form: one more, one less, one place up or down. They work without any script."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .draft import Draft
from .fields import ORIGIN, FormField, Widget, read_values

ALL = ("add", "remove", "up", "down")


def apply(draft: Draft, fields: Sequence[FormField], action: str, about: str) -> Draft:
    """A draft with one of its lists changed. about: the path of the list, or of the item; any other changes nothing."""
    return replace(draft, values=_changed(dict(draft.values), fields, action, about.split("/")))


def _changed(values: dict[str, Any], fields: Sequence[FormField], action: str, path: list[str]) -> dict[str, Any]:
    field = next((one for one in fields if one.name == path[0]), None)
    if field is None:
        return values
    value: Any = values.get(field.name, field.empty)
    if field.widget in (Widget.GROUP, Widget.WAYS) and len(path) > 1:
        return {**values, field.name: _changed(dict(value), field.parts_for(value), action, path[1:])}
    if field.widget is not Widget.GROUPS:
        return values
    return {**values, field.name: _list(field, list(value), action, path[1:])}


def _list(field: FormField, items: list[Any], action: str, path: list[str]) -> list[Any]:
    if action == "add":
        return [*items, {**read_values(field.parts, None), ORIGIN: ""}]
    at = int(path[0]) if path and path[0].isdecimal() and len(path[0]) < 4 else -1
    if not 0 <= at < len(items):
        return items
    if len(path) > 1:
        items[at] = _changed(dict(items[at]), field.parts, action, path[1:])
        return items
    if action == "remove":
        return items[:at] + items[at + 1 :]
    to = at - 1 if action == "up" else at + 1
    if 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
    return items
