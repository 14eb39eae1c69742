"""Plain values to models; what pydantic objects to, said in Chinese with its line."""

import difflib
import re
import types
import typing
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from ..errors import DataError, Problem
from .document import Document

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document) -> M:
    """The document as a model. Raises DataError with every objection."""
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        found = error.errors()
        raise DataError(_problem(model, document, one) for one in found if not _follows(one, found)) from None


def mend(typed: str, wrong: str, right: str) -> str:
    """A typed line with a wrong word put right; longer words that contain it stay as they are."""
    return re.sub(rf"(?<![\w-]){re.escape(wrong)}(?![\w-])", lambda _: right, typed, count=1)


def _follows(details: ErrorDetails, found: list[ErrorDetails]) -> bool:
    """Whether a list is only too short because pydantic does not count the items it refused."""
    path = details["loc"]
    return details["type"] == "too_short" and any(
        len(one["loc"]) > len(path) and one["loc"][: len(path)] == path for one in found
    )


def field_names(model: type[BaseModel]) -> frozenset[str]:
    """Every name that may stand before a colon in a file of this model, at any depth."""
    names: set[str] = set()
    for part in _models_in(model):
        names.update(_aliases(part))
    return frozenset(names)


def nearest(word: str, words: typing.Iterable[str]) -> str | None:
    """The most similar of the words, or None where none is similar."""
    near = difflib.get_close_matches(word, sorted(words), 1, 0.5)
    return near[0] if near else None


def _aliases(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items() if name != "root"]


def _models_in(kind: Any, seen: set[Any] | None = None) -> set[type[BaseModel]]:
    """The model classes that a type is made of."""
    seen = set() if seen is None else seen
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and issubclass(kind, BaseModel):
        if kind not in seen:
            seen.add(kind)
            for field in kind.model_fields.values():
                _models_in(field.annotation, seen)
    else:
        for part in typing.get_args(kind):
            _models_in(part, seen)
    return seen


def _children(kind: Any) -> set[type[BaseModel]]:
    """The model classes one step inside a type."""
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and issubclass(kind, BaseModel):
        if issubclass(kind, RootModel):
            return _children(kind.model_fields["root"].annotation)
        return {kind}
    return set().union(*(_children(part) for part in typing.get_args(kind)))


def _owners(model: type[BaseModel], path: tuple[str | int, ...]) -> set[type[BaseModel]]:
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


def _tag(owner: type[BaseModel]) -> str | None:
    field = owner.model_fields.get("way")
    return typing.get_args(field.annotation)[0] if field else None


def _problem(model: type[BaseModel], document: Document, details: ErrorDetails) -> Problem:
    path = tuple(details["loc"])
    if path[-1:] == ("[key]",):
        return _bad_key(document, str(path[-2]), path[:-1])
    if details["type"] == "missing":
        return _missing(model, document, path)
    if details["type"] == "extra_forbidden":
        return _unknown(model, document, path)
    line = document.line(*path, "方式") if details["type"] == "union_tag_invalid" else document.line(*path)
    typed = document.text(line)
    return Problem(document.file, line, _message(_name(path), details), typed, _fix(model, path, typed, details))


def _name(path: tuple[str | int, ...]) -> str:
    """The last name in a path: of a list's item the list's."""
    return next((str(part) for part in reversed(path) if isinstance(part, str)), "")


def _bad_key(document: Document, key: str, path: tuple[str | int, ...]) -> Problem:
    line = document.line(*path)
    message = f"“{key}”是网址里用的短名，只能用小写字母、数字和短横线"
    return Problem(document.file, line, message, document.text(line), "例如 party-day")


def _missing(model: type[BaseModel], document: Document, path: tuple[str | int, ...]) -> Problem:
    name = _name(path)
    line = document.line(*path)
    example = _example(model, path)
    if any(key[-1:] == (name,) and document.line(*path) == number for key, number in document.lines.items()):
        return Problem(document.file, line, f"“{name}”后面没有内容", document.text(line), example)
    return Problem(document.file, line, f"缺少“{name}”", document.text(line), f"加一行 {example}")


def _unknown(model: type[BaseModel], document: Document, path: tuple[str | int, ...]) -> Problem:
    name = _name(path)
    line = document.line(*path)
    typed = document.text(line)
    allowed = sorted({alias for owner in _owners(model, path[:-1]) for alias in _aliases(owner)})
    near = nearest(name, allowed)
    fix = mend(typed, name, near) if near else "可以写的有：" + "、".join(allowed)
    return Problem(document.file, line, f"不认识“{name}”", typed, fix)


_MESSAGES = {
    "enum": "“{name}”不能写“{input}”",
    "union_tag_invalid": "“{name}”的“方式”不能写“{tag}”",
    "union_tag_not_found": "“{name}”缺少“方式”",
    "string_too_long": "“{name}”太长，最多 {max_length} 个字",
    "string_type": "“{name}”要写成一段文字，不是列表",
    "string_pattern_mismatch": "“{name}”的写法不对：{input}",
    "int_type": "“{name}”要写整数",
    "int_parsing": "“{name}”要写整数",
    "int_parsing_size": "“{name}”的数太大",
    "float_type": "“{name}”要写数字",
    "float_parsing": "“{name}”要写数字",
    "too_short": "“{name}”至少要有 {min_length} 项",
    "too_long": "“{name}”最多 {max_length} 项",
    "tuple_type": "“{name}”要写成列表，每项一行，以“- ”开头",
    "model_type": "“{name}”下面要写“名称: 内容”",
    "model_attributes_type": "“{name}”下面要写“名称: 内容”",
    "greater_than": "“{name}”要大于 {gt:g}",
    "greater_than_equal": "“{name}”不能小于 {ge:g}",
    "less_than_equal": "“{name}”不能大于 {le:g}",
    "finite_number": "“{name}”要写普通的数字",
}
"""What pydantic calls an error, and what is said of it."""


def _message(name: str, details: ErrorDetails) -> str:
    kind, typed = details["type"], details["input"]
    if typed is None or typed == "":
        return f"“{name}”后面没有内容"
    if kind in ("date_form", "date_exists", "yesno"):
        return f"“{name}”：{details['msg']}"
    if kind == "string_type" and isinstance(typed, dict):
        return f"“{name}”要写成一段文字：内容里有半角冒号，要给整个内容加引号"
    if kind == "string_pattern_mismatch" and any(character in str(typed) for character in "\n\t"):
        return f"“{name}”只能写一行，不能换行，也不能有制表符（Tab）"
    shown = str(typed).replace("\n", " ")[:40]
    return _MESSAGES.get(kind, "“{name}”写得不对").format(name=name, **{"input": shown, **details.get("ctx", {})})


def _fix(model: type[BaseModel], path: tuple[str | int, ...], typed: str, details: ErrorDetails) -> str:
    if details["type"] not in ("enum", "union_tag_invalid"):
        return _example(model, path)
    context = details.get("ctx", {})
    listed = str(context.get("expected") or context.get("expected_tags"))
    words = [word.strip(" '") for word in listed.replace(" or ", ", ").split(",")]
    wrong = str(context.get("tag", details["input"]))
    near = nearest(wrong, words)
    return mend(typed, wrong, near) if near else "可以写：" + "、".join(words)


def _example(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """The field as its description gives it: 名称: （说明）."""
    wanted = _name(path)
    position = max(index for index, part in enumerate(path) if part == wanted)
    for owner in _owners(model, path[:position]):
        for name, field in owner.model_fields.items():
            if wanted in (name, field.alias):
                return f"{field.alias}: （{field.description}）"
    return "对照使用手册里的样例"
