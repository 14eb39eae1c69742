"""What every model shares."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, ClassVar, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler, StringConstraints
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from ..cache.digest import Digested, digest_of


class Described:
    """A class that the JSON Schema describes in the language of the files. Its docstring, for programmers, stays out.

    Every subclass names its description: class Photo(Model, description="…").
    """

    __description: ClassVar[str]

    def __init_subclass__(cls, *, description: str, **more: Any) -> None:
        """Keep the description with the class."""
        super().__init_subclass__(**more)
        cls.__description = description

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The schema that pydantic makes, described by us; the name of the class, which editors would show, goes."""
        made = handler(schema)
        described = handler.resolve_ref_schema(made)
        described["description"] = cls.__description
        described.pop("title", None)
        return made


class Model(Described, Digested, BaseModel, description=""):
    """A frozen record that refuses keys it does not know."""

    # Few of the models are asked to judge anything in one run: each is compiled when it is.
    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False, defer_build=True
    )

    @cached_property
    def digest(self) -> str:
        """Of every field: how the file was typed makes no difference."""
        return digest_of(f"{type(self).__name__} {self.model_dump_json()}".encode())

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy has a digest of its own."""
        copy = super().model_copy(update=update, deep=deep)
        copy.__dict__.pop("digest", None)
        return copy


def split_list(value: Any) -> Any:
    """A list typed on one line, 党员、教职工, as a list; anything else as it is."""
    if isinstance(value, str):
        return [part for part in re.split(r"\s*[、，,；;]\s*", value.strip()) if part]
    return value


def half_width(value: Any) -> Any:
    """Digits typed full-width, １４, as plain ones; anything else as it is."""
    return unicodedata.normalize("NFKC", value) if isinstance(value, str) else value


Whole = Annotated[int, BeforeValidator(half_width)]
"""A whole number."""

Decimal = Annotated[float, BeforeValidator(half_width)]
"""A number that may have a fraction."""

T = TypeVar("T")
Listed = Annotated[tuple[T, ...], BeforeValidator(split_list)]
"""A list; one typed on a single line with 、 or a comma is understood."""

LINE = 120
"""The most characters of a short text."""

_ONE_LINE = r"^[^\r\n\t]+$"

Line = Annotated[str, StringConstraints(min_length=1, max_length=LINE, pattern=_ONE_LINE)]
"""A short text on one line."""

Quotation = Annotated[str, StringConstraints(min_length=1, max_length=600, pattern=_ONE_LINE)]
"""A quotation from a longer text: on one line, however long."""

Paragraph = Annotated[str, StringConstraints(min_length=1, max_length=600)]
"""A text of a few sentences."""

Passage = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
"""A piece of a document, word for word, a paragraph a line."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""An id that is safe in an address: lower-case letters, digits, single hyphens."""

WebAddress = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=300)]
"""An absolute address of a page elsewhere."""

EmailAddress = Annotated[str, StringConstraints(pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", max_length=100)]
"""An address for mail."""

Drawing = Annotated[Slug, Field(description="插图名，见使用手册里的插图一览")]


class Visibility(Described, StrEnum, description="可以公开到什么程度：公，有页面；计，只公开日期和次数；内，不公开"):
    """可见: what of a kind or commitment may be public."""

    PUBLIC = "公"
    COUNTED = "计"
    INTERNAL = "内"
