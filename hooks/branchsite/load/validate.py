"""Plain values to models; what pydantic objects to, said in Chinese with its line."""

import difflib
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
        raise DataError(_problem(model, document, details) for details in error.errors()) from None


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
            field
            for owner in current
            for name, field in owner.model_fields.items()
            if part in (name, field.alias)
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
    name = next((str(part) for part in reversed(path) if isinstance(part, str)), "")
    parent = path[:-1]
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "missing":
        line = document.line(*path)
        if path in document.lines:
            return Problem(document.file, line, f"“{name}”后面没有内容", document.text(line), _example(model, path))
        return Problem(document.file, line, f"缺少“{name}”", document.text(line), f"加一行 {_example(model, path)}")
    line = document.line(*path)
    typed = document.text(line)
    if kind == "extra_forbidden":
        allowed = sorted({alias for owner in _owners(model, parent) for alias in _aliases(owner)})
        near = nearest(name, allowed)
        fix = typed.replace(name, near, 1) if near else "可以写的有：" + "、".join(allowed)
        return Problem(document.file, line, f"不认识“{name}”", typed, fix)
    return Problem(document.file, line, _message(name, kind, context, details), typed, _fix(model, path, kind, context, typed, details))


def _message(name: str, kind: str, context: dict[str, Any], details: ErrorDetails) -> str:
    if kind in ("date_form", "date_exists", "yesno"):
        return f"“{name}”：{details['msg']}"
    templates = {
        "enum": "“{name}”不能写“{input}”",
        "literal_error": "“{name}”不能写“{input}”",
        "union_tag_invalid": "“{name}”的“方式”不能写“{tag}”",
        "union_tag_not_found": "“{name}”缺少“方式”",
        "string_too_long": "“{name}”太长，最多 {max_length} 个字",
        "string_too_short": "“{name}”太短",
        "string_type": "“{name}”要写成一段文字，不是列表",
        "string_pattern_mismatch": "“{name}”的写法不对：{input}",
        "int_parsing": "“{name}”要写整数",
        "int_from_float": "“{name}”要写整数",
        "float_parsing": "“{name}”要写数字",
        "too_short": "“{name}”至少要有 {min_length} 项",
        "tuple_type": "“{name}”要写成列表，每项一行，以“- ”开头",
        "dict_type": "“{name}”下面要写“名称: 内容”",
        "model_type": "“{name}”下面要写“名称: 内容”",
        "model_attributes_type": "“{name}”下面要写“名称: 内容”",
        "greater_than": "“{name}”要大于 {gt}",
        "greater_than_equal": "“{name}”不能小于 {ge}",
        "less_than_equal": "“{name}”不能大于 {le}",
        "finite_number": "“{name}”要写普通的数字",
    }
    template = templates.get(kind, "“{name}”写得不对")
    shown = str(details["input"]).replace("\n", " ")[:40]
    return template.format(name=name, **{"input": shown, **context})


def _fix(
    model: type[BaseModel],
    path: tuple[str | int, ...],
    kind: str,
    context: dict[str, Any],
    typed: str,
    details: ErrorDetails,
) -> str:
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        listed = context.get("expected") or context.get("expected_tags") or ""
        words = [word.strip(" '") for word in str(listed).replace(" or ", ", ").split(",")]
        wrong = str(context.get("tag", details["input"]))
        near = nearest(wrong, words)
        return typed.replace(wrong, near, 1) if near else "可以写：" + "、".join(words)
    return _example(model, path)


def _example(model: type[BaseModel], path: tuple[str | int, ...]) -> str:
    """The field as its description gives it: 名称: （说明）."""
    names = [part for part in path if isinstance(part, str)]
    if not names:
        return "对照使用手册里的样例"
    position = max(index for index, part in enumerate(path) if part == names[-1])
    for owner in _owners(model, path[:position]):
        for name, field in owner.model_fields.items():
            if names[-1] in (name, field.alias):
                return f"{field.alias or name}: （{field.description}）" if field.description else f"{field.alias}: …"
    return "对照使用手册里的样例"
