"""The field names that a file of a model may have, and the shape of each value."""

import types
import typing
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, RootModel, StringConstraints
from pydantic.fields import FieldInfo

from .base import Line
from .words import OneOf

_LINE: str = typing.get_args(Line)[1].pattern
"""What every text on one line is held to."""


class Shape(Enum):
    """How a field is written: words on one LINE, TEXT of any number of lines, a LIST, or anything ELSE."""

    LINE = "line"
    TEXT = "text"
    LIST = "list"
    ELSE = "else"


@cache
def field_names(model: type[BaseModel]) -> Mapping[str, Shape]:
    """Every field name in a file of this model, at any depth, with its shape."""
    shapes: dict[str, Shape] = {}
    for part in _models_in(model):
        for name, field in part.model_fields.items():
            if name == "root":
                continue
            shape = _shape(field.annotation, field.metadata)
            alias = field.alias or name
            shapes[alias] = shape if shapes.get(alias, shape) is shape else Shape.ELSE
    return shapes


def aliases(model: type[BaseModel]) -> list[str]:
    """The names of a model's own fields, in their order."""
    return [field.alias or name for name, field in model.model_fields.items() if name != "root"]


def one_of(field: FieldInfo) -> OneOf | None:
    """What holds a field, or the items of its list, to words of another file."""
    return next((one for one in (*field.metadata, *_metadata(field.annotation)) if isinstance(one, OneOf)), None)


def _metadata(annotation: Any) -> Iterator[Any]:
    """The metadata of an annotated type, at any depth."""
    for part in typing.get_args(annotation):
        yield part
        yield from _metadata(part)


def needed_lines(model: type[BaseModel]) -> list[str]:
    """The fields that a file of a model must have, each with a word on it in place of its value."""
    return [f"{field.alias}: （{field.description}）" for field in model.model_fields.values() if field.is_required()]


def owners(model: type[BaseModel], path: tuple[str | int, ...]) -> set[type[BaseModel]]:
    """The classes that a value at the path may be an instance of."""
    current = _children(model)
    for part in path:
        fields = [
            field for owner in current for name, field in owner.model_fields.items() if part in (name, field.alias)
        ]
        if fields:
            current = set().union(*(_children(field.annotation) for field in fields))
        elif isinstance(part, str):
            tagged = {owner for owner in current if _tag(owner) == part}
            current = tagged or current
    return current


def _shape(kind: Any, metadata: typing.Iterable[Any]) -> Shape:
    """The shape of a field by its annotation; None beside it makes no difference."""
    if typing.get_origin(kind) is Annotated:
        inner, *more = typing.get_args(kind)
        return _shape(inner, [*more, *metadata])
    if typing.get_origin(kind) in (typing.Union, types.UnionType):
        [*kinds] = (one for one in typing.get_args(kind) if one is not type(None))
        return _shape(kinds[0], metadata) if len(kinds) == 1 else Shape.ELSE
    if typing.get_origin(kind) is tuple:
        return Shape.LIST
    if kind is not str:
        return Shape.ELSE
    if any(isinstance(one, OneOf) for one in metadata):
        return Shape.ELSE
    patterns = {one.pattern for one in metadata if isinstance(one, StringConstraints)} - {None}
    if not patterns:
        return Shape.TEXT
    return Shape.LINE if patterns == {_LINE} else Shape.ELSE


def _models_in(kind: Any, seen: dict[Any, None] | None = None) -> dict[type[BaseModel], None]:
    """The model classes that a type is made of, in the order they are met."""
    seen = {} if seen is None else seen
    if _is_model(kind):
        if kind not in seen:
            seen[kind] = None
            for field in kind.model_fields.values():
                _models_in(field.annotation, seen)
    else:
        for part in typing.get_args(kind):
            _models_in(part, seen)
    return seen


def _children(kind: Any) -> set[type[BaseModel]]:
    """The model classes one step inside a type."""
    if _is_model(kind):
        if issubclass(kind, RootModel):
            return _children(kind.model_fields["root"].annotation)
        return {kind}
    return set().union(*(_children(part) for part in typing.get_args(kind)))


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and issubclass(kind, BaseModel)


def _tag(owner: type[BaseModel]) -> str | None:
    field = owner.model_fields.get("way")
    return typing.get_args(field.annotation)[0] if field else None
