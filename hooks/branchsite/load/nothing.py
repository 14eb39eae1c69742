"""Fields in which somebody wrote that there is nothing, as a form on paper asks for: 地点: 无."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from ..errors import Problem
from ..models.fields import owners
from .document import Document, Path, field_name, field_path
from .removal import removal

WORDS = frozenset(("无", "没有", "暂无", "暂时没有", "空", "空白", "不填", "/", "—", "——", "N/A", "n/a"))


def nothing_typed(model: type[BaseModel], document: Document) -> dict[Path, Problem]:
    """The fields that could be left out and say that there is nothing, by their paths: each is shown as it stands."""
    return {
        path: Problem(
            document.file,
            document.line(*path),
            f"没有“{field_name(path)}”，就不写这一项",
            document.text(document.line(*path)),
            removal(document, *path),
        )
        for path, typed in leaves(document.value)
        if typed.strip("（）()。. ") in WORDS and _may_be_left_out(model, path)
    }


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain values with its path."""
    if isinstance(value, str):
        yield path, value
    for key, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from leaves(part, (*path, key))


def _may_be_left_out(model: type[BaseModel], path: Path) -> bool:
    """Whether every model that may be there does without the field."""
    *above, name = field_path(path)
    fields = [
        field for owner in owners(model, tuple(above)) for field in owner.model_fields.values() if field.alias == name
    ]
    return bool(fields) and not any(field.is_required() for field in fields)
