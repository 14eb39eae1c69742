"""What all models share: lists on one line, half-width digits, safe ids; every field is described."""

import inspect
import re
import typing
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError

import branchsite.models
from branchsite.models.base import Line, Model, Slug, WebAddress, half_width, split_list
from rows import over

FOLDER = Path(branchsite.models.__file__).parent


def models() -> list[type[BaseModel]]:
    """Every model class of the package."""
    found = []
    for path in sorted(FOLDER.glob("*.py")):
        module = import_module(f"branchsite.models.{path.stem}")
        for _, value in inspect.getmembers(module, inspect.isclass):
            if issubclass(value, BaseModel) and value.__module__ == module.__name__ and value is not Model:
                found.append(value)
    return found


FIELDS = [(model, name) for model in models() if not issubclass(model, RootModel) for name in model.model_fields]


def test_the_models_are_found() -> None:
    """So that the tests below look at something."""
    assert {"Activity", "Plan", "Site", "Study", "Article", "Brand", "Kind", "Photo"} <= {
        one.__name__ for one in models()
    }
    assert len(FIELDS) > 80


@over(("model", "name"), FIELDS)
def test_every_field_has_a_chinese_name_and_a_description(model: type[BaseModel], name: str) -> None:
    """Messages, schema and handbook live on them."""
    field = model.model_fields[name]
    assert field.alias is not None
    assert re.fullmatch("[\u4e00-\u9fff]+|ICP", field.alias)
    assert field.description
    assert re.search("[\u4e00-\u9fff]", field.description)


@over("model", models())
def test_models_are_frozen_and_closed(model: type[BaseModel]) -> None:
    """No record changes once it is read, and no key passes unread."""
    if not issubclass(model, RootModel):
        assert model.model_config["frozen"]
        assert model.model_config["extra"] == "forbid"


@over("model", models())
def test_names_do_not_repeat(model: type[BaseModel]) -> None:
    """Two fields of one model with one name would lose one of them."""
    aliases = [field.alias for field in model.model_fields.values()]
    assert len(aliases) == len(set(aliases))


def test_enumerations_are_chinese() -> None:
    """Words that a file may hold are words that its writer reads."""
    for model in models():
        for field in model.model_fields.values():
            for word in words(field.annotation):
                assert re.search("[\u4e00-\u9fff]", word), (model, word)


def words(annotation: Any) -> list[str]:
    """The words of the enumerations in a type."""
    if hasattr(annotation, "__members__"):
        return [str(member) for member in annotation]
    return [word for part in typing.get_args(annotation) for word in words(part)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("党员、教职工", ["党员", "教职工"]),
        ("党员，教职工", ["党员", "教职工"]),
        ("党员, 教职工 ；学生;公众", ["党员", "教职工", "学生", "公众"]),
        ("党员", ["党员"]),
        ("党员、", ["党员"]),
        ("", []),
        (["党员、教职工"], ["党员、教职工"]),
        (None, None),
        ({"党员": "是"}, {"党员": "是"}),
    ],
)
def test_a_list_on_one_line(typed: Any, parts: Any) -> None:
    """A text is taken apart at 、 and commas; what is a list already is not."""
    assert split_list(typed) == parts


@pytest.mark.parametrize(("typed", "plain"), [("１４", "14"), ("２．５", "2.5"), ("14", "14"), (14, 14), (None, None)])
def test_full_width_digits(typed: Any, plain: Any) -> None:
    """A Chinese input method types them unasked."""
    assert half_width(typed) == plain


def refuses(kind: Any, value: str) -> bool:
    """Whether the type refuses a value."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("value", ["a", "zhishu", "2024-03", "a-b-c", "0"])
def test_slugs(value: str) -> None:
    """Lower-case letters, digits and single hyphens."""
    assert not refuses(Slug, value)


@pytest.mark.parametrize(
    "value", ["", "A", "a_b", "a--b", "-a", "a-", "a b", "植树", "a/b", "../a", "a.b", "a\n", "ａ", "a" * 61]
)
def test_no_slugs(value: str) -> None:
    """Nothing that means something else in an address, a path or HTML."""
    assert refuses(Slug, value)


@pytest.mark.parametrize("value", ["https://www.12371.cn/", "http://a.cn/b?c=d&e#f"])
def test_addresses(value: str) -> None:
    """Absolute addresses of the web."""
    assert not refuses(WebAddress, value)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "ftp://a",
        "//a.cn",
        "www.a.cn",
        "https://a b",
        'https://a"b',
        "https://a<b",
        "https://a'b",
    ],
)
def test_no_addresses(value: str) -> None:
    """No other scheme, and nothing that could leave an attribute."""
    assert refuses(WebAddress, value)


@pytest.mark.parametrize("value", ["", "一\n二", "一\r二", "一\t二", "长" * 121])
def test_no_lines(value: str) -> None:
    """A short text is one line, not empty."""
    assert refuses(Line, value)
