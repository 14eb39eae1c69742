"""The fields of a form, made from a model: what a field is called, what helps to fill it in, what it may hold.

There is no other list of fields: a field of a model is one of its form.
"""

import re
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

from annotated_types import MaxLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ..models.base import split_list
from ..models.date import parse_date
from ..models.words import OneOf, Words
from ..models.yesno import parse_yesno

Value = Any
"""What a form holds of a field: a text; 是 or nothing; a list of texts; a mapping; a list of mappings."""

ORIGIN = "#"
"""Of an item in a list: the place that it had in the file; empty for a new one."""

WAY = "方式"
"""The field that says which of several models a mapping is."""

_TEXT = 200
"""What may be longer than this is typed in several lines."""


class Widget(Enum):
    """How a field is filled in."""

    LINE = "line"
    TEXT = "text"
    DATE = "date"
    NUMBER = "number"
    YES = "yes"
    CHOICE = "choice"
    CHOICES = "choices"
    LINES = "lines"
    GROUP = "group"
    GROUPS = "groups"
    WAYS = "ways"


@dataclass(frozen=True)
class Choice:
    """One of several values. label: as people read it. note: beside it."""

    value: str
    label: str = ""
    note: str = ""


@dataclass(frozen=True)
class FormField:
    """A field. longest: characters, 0 for any number. most: items. parts: the fields within it. ways: those of each.

    assumed: whether 是 holds where nothing is written.
    """

    name: str
    help: str
    widget: Widget
    required: bool = False
    assumed: bool = False
    longest: int = 0
    most: int = 0
    choices: tuple[Choice, ...] = ()
    parts: tuple["FormField", ...] = ()
    ways: Mapping[str, tuple["FormField", ...]] = field(default_factory=dict)

    @property
    def empty(self) -> Value:
        """What it holds when nothing is filled in."""
        match self.widget:
            case Widget.CHOICES | Widget.LINES | Widget.GROUPS:
                return []
            case Widget.GROUP:
                return {one.name: one.empty for one in self.parts}
            case Widget.WAYS:
                return {WAY: ""}
        return "是" if self.assumed else ""

    def parts_for(self, value: Value) -> tuple["FormField", ...]:
        """The fields within a value."""
        return self.ways.get(value.get(WAY, ""), ()) if self.widget is Widget.WAYS else self.parts


def form_fields(
    model: type[BaseModel], words: Words, choices: Mapping[str, tuple[Choice, ...]]
) -> tuple[FormField, ...]:
    """The fields of a model in its order. words, choices: what of it may hold only words of other files, by name."""
    return tuple(_field(name, info, words, choices) for name, info in model.model_fields.items() if name != "way")


def _field(name: str, info: FieldInfo, words: Words, choices: Mapping[str, tuple[Choice, ...]]) -> FormField:
    kind, metadata = _bare(info.annotation, list(info.metadata))
    made = _by_type(info.alias or name, kind, metadata, words, choices)
    help = for_form(info.description or "")
    return replace(made, help=help, required=info.is_required(), assumed=info.default is True)


_OF_FILES = re.compile("冒号|文件名开头|Markdown|以 \\.jpg|不写就用类别|不写就是")
"""Words that say how a file is typed, and nothing to who fills in a form."""


def for_form(description: str) -> str:
    """The description of a field without what it says of files; 写“是” is a box here."""
    clauses = re.split("(?<=[，；])", description)
    kept = "".join(one for one in clauses if not _OF_FILES.search(one)).rstrip("，；")
    return re.sub("[就要]写“是”", lambda one: f"{one[0][0]}勾上", kept)


def _by_type(
    name: str, kind: Any, metadata: list[Any], words: Words, choices: Mapping[str, tuple[Choice, ...]]
) -> FormField:
    listed = typing.get_origin(kind) is tuple
    inner, more = _bare(typing.get_args(kind)[0], []) if listed else (kind, [])
    known = choices.get(name) or _known(inner, [*metadata, *more], words)
    if listed and isinstance(inner, type) and issubclass(inner, BaseModel):
        return FormField(name, "", Widget.GROUPS, most=_most(metadata), parts=form_fields(inner, words, choices))
    if listed:
        return FormField(name, "", Widget.CHOICES if known else Widget.LINES, most=_most(metadata), choices=known)
    if known:
        return FormField(name, "", Widget.CHOICE, choices=known)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return FormField(name, "", Widget.GROUP, parts=form_fields(kind, words, choices))
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        ways = {_tag(one): form_fields(one, words, choices) for one in typing.get_args(kind)}
        return FormField(name, "", Widget.WAYS, choices=tuple(map(Choice, ways)), ways=ways)
    plain = {date: Widget.DATE, bool: Widget.YES, int: Widget.NUMBER, float: Widget.NUMBER}.get(kind)
    if plain:
        return FormField(name, "", plain)
    longest = _longest(metadata)
    single = longest <= _TEXT or any(getattr(one, "pattern", None) for one in metadata)
    return FormField(name, "", Widget.LINE if single else Widget.TEXT, longest=longest)


def _bare(kind: Any, metadata: list[Any]) -> tuple[Any, list[Any]]:
    """A type without what is said beside it, and without None as the other possibility."""
    while True:
        if typing.get_origin(kind) is Annotated:
            kind, *more = typing.get_args(kind)
            metadata = [*metadata, *more]
            continue
        others = [one for one in typing.get_args(kind) if one is not types.NoneType]
        if typing.get_origin(kind) in (typing.Union, types.UnionType) and len(others) == 1:
            kind = others[0]
            continue
        return kind, metadata


def _known(kind: Any, metadata: list[Any], words: Words) -> tuple[Choice, ...]:
    """The only values that there are."""
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return tuple(Choice(one.value) for one in kind)
    held = next((one for one in metadata if isinstance(one, OneOf)), None)
    return tuple(map(Choice, held.words(words) or ())) if held else ()


def _longest(metadata: list[Any]) -> int:
    found = [one.max_length for one in metadata if isinstance(one, StringConstraints | MaxLen) and one.max_length]
    return min(found, default=0)


def _most(metadata: list[Any]) -> int:
    return min((one.max_length for one in metadata if isinstance(one, MaxLen) and one.max_length), default=100)


def _tag(model: Any) -> str:
    annotation = model.model_fields["way"].annotation
    assert typing.get_origin(annotation) is Literal
    return str(typing.get_args(annotation)[0])


def read_values(fields: tuple[FormField, ...], typed: Any) -> dict[str, Value]:
    """What a form shows of plain values as they were typed into a file."""
    known = typed if isinstance(typed, dict) else {}
    return {one.name: _read(one, known.get(one.name)) for one in fields}


def _read(field: FormField, typed: Any) -> Value:
    if typed is None:
        return field.empty
    match field.widget:
        case Widget.GROUP:
            return read_values(field.parts, typed)
        case Widget.GROUPS:
            items = typed if isinstance(typed, list) else []
            return [{**read_values(field.parts, one), ORIGIN: str(at)} for at, one in enumerate(items)]
        case Widget.WAYS:
            way = typed.get(WAY, "") if isinstance(typed, dict) else ""
            return {WAY: way, **read_values(field.ways.get(way, ()), typed)}
        case Widget.CHOICES | Widget.LINES:
            found = split_list(typed)
            return [str(one) for one in found] if isinstance(found, list) else []
    return _read_text(field, str(typed))


def _read_text(field: FormField, typed: str) -> str:
    try:
        if field.widget is Widget.DATE:
            return parse_date(typed).isoformat()
        if field.widget is Widget.YES:
            return "是" if parse_yesno(typed) else ""
    except PydanticCustomError:
        return typed
    return typed.strip("\n") if field.widget is Widget.TEXT else typed


def leaves(fields: tuple[FormField, ...], path: str = "") -> Iterator[tuple[str, FormField]]:
    """Every field at any depth by its path; * stands for the place in a list."""
    for one in fields:
        here = f"{path}{one.name}"
        yield here, one
        deeper = f"{here}/*/" if one.widget is Widget.GROUPS else f"{here}/"
        yield from leaves(one.parts, deeper)
        for parts in one.ways.values():
            yield from leaves(parts, deeper)
