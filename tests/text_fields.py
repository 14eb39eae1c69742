"""Every text field of every model, found in the models themselves, and a file of each with one of them changed."""

import copy
import typing
from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any

import yaml
from pydantic import BaseModel, RootModel

from branchsite.models.activity import Activity
from branchsite.models.article import Article
from branchsite.models.brand import Brand
from branchsite.models.disclosure import Disclosure
from branchsite.models.kind import Kinds
from branchsite.models.plan import Plan
from branchsite.models.site import Site
from branchsite.models.study import Study
from sites import TINY

Place = tuple[str | int, ...]

FILES: dict[str, type[BaseModel]] = {
    "data/site.yml": Site,
    "data/brand.yml": Brand,
    "data/kinds.yml": Kinds,
    "data/plans/2023-2024-2.yml": Plan,
    "data/activities/2024/2024-03-05-yuanwen.yml": Activity,
    "docs/study/sanhui-yike.md": Study,
    "docs/about.md": Article,
    "data/gongkai.yml": Disclosure,
}


def model_fields(model: type[BaseModel]) -> set[tuple[str, str]]:
    """The text fields that a file of the model may have at any depth: the class's and the field's name."""
    found, seen, waiting = set(), set(), [model]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        for name, field in one.model_fields.items():
            kinds = list(_kinds(field.annotation))
            waiting += [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)]
            if str in kinds and not issubclass(one, RootModel):
                found.add((one.__name__, field.alias or name))
    return found


def _kinds(annotation: Any) -> Iterator[Any]:
    """The classes that a type is made of; of an Enum none."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        if not issubclass(annotation, Enum):
            yield annotation
    elif typing.get_origin(annotation) is not typing.Literal:
        for part in typing.get_args(annotation):
            yield from _kinds(part)


def read(file: str) -> tuple[Any, str]:
    """A file of tiny as plain values of one's own, every one as it was typed, and the prose behind it."""
    return copy.deepcopy(_parsed(file))


@cache
def _parsed(file: str) -> tuple[Any, str]:
    text = (TINY / file).read_text(encoding="utf-8")
    if file.endswith(".md"):
        _, front, body = text.split("---\n", 2)
        return yaml.load(front, yaml.BaseLoader), body
    return yaml.load(text, yaml.BaseLoader), ""


def write(value: Any, body: str) -> str:
    """The file again: keys plain, texts in quotes or as a block."""
    front = "".join(_lines(value, 0))
    return f"---\n{front}---\n{body}" if body else front


def _lines(value: Any, depth: int) -> Iterator[str]:
    pairs = value.items() if isinstance(value, dict) else (("-", part) for part in value)
    for key, part in pairs:
        sign = "-" if key == "-" else f"{key}:"
        if isinstance(part, str):
            yield f"{' ' * depth}{sign} {_scalar(part, depth)}\n"
        elif key == "-" and isinstance(part, dict):
            first, *rest = _lines(part, depth + 2)
            yield f"{' ' * depth}- {first.lstrip()}"
            yield from rest
        else:
            yield f"{' ' * depth}{sign}\n"
            yield from _lines(part, depth + 2)


def _scalar(text: str, depth: int) -> str:
    if "\n" in text.strip():
        return "|\n" + "\n".join(f"{' ' * (depth + 2)}{line}" for line in text.strip().split("\n"))
    return "'" + text.strip().replace("'", "''") + "'"


def places(value: Any, path: Place = ()) -> Iterator[Place]:
    """Where the texts of a file stand."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from places(part, (*path, key))
    else:
        for index, part in enumerate(value):
            yield from places(part, (*path, index))


def put(value: Any, path: Place, text: str) -> None:
    """Change one text."""
    for part in path[:-1]:
        value = value[part]
    value[path[-1]] = text
