"""Words that a file may use because another file of the site lists them."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from ..cache.digest import Digested
from .base import Line


@dataclass(frozen=True)
class Words(Digested):
    """What data/vocabulary.yml and data/brand.yml list, by name; the defaults are for a site without a vocabulary.

    strands: None where the brand could not be read, so that nobody knows them.
    """

    audiences: tuple[str, ...] = ("党员", "教职工", "学生", "公众")
    topics: tuple[str, ...] = ("党的理论", "党内法规", "组织生活", "师德师风", "育人工作", "廉洁从教")
    types: tuple[str, ...] = ("法规导读", "文件导读", "实用指南", "政策导读")
    strands: tuple[str, ...] | None = ("红", "绿")


@dataclass(frozen=True)
class OneOf:
    """Holds a field to the words of a group: those of the validation's context (Words), or the usual ones."""

    group: str

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Check after whatever else the field is held to."""
        return core_schema.with_info_after_validator_function(self._check, handler(source))

    def words(self, known: Words) -> tuple[str, ...] | None:
        """The words that the field may hold; None for any."""
        words: tuple[str, ...] | None = getattr(known, self.group)
        return words

    def _check(self, value: str, info: ValidationInfo) -> str:
        words = self.words(info.context or Words())
        if words is not None and value not in words:
            # As pydantic reports an enumeration.
            raise PydanticCustomError("enum", "unknown word", {"expected": ", ".join(f"'{one}'" for one in words)})
        return value


AudienceName = Annotated[Line, OneOf("audiences")]
TopicName = Annotated[Line, OneOf("topics")]
TypeName = Annotated[Line, OneOf("types")]
StrandName = Annotated[Line, OneOf("strands")]
