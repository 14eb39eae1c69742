"""词表: data/vocabulary.yml, the words that activities, commitments and materials are sorted by."""

from functools import cached_property
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .base import Line, Model, Slug
from .former import FormerAddresses
from .words import StrandName, Words
from .yesno import YesNo


class Audience(Model, description="一种对象：给谁办的、适合谁"):
    """对象: who something is for."""

    name: Line = Field(alias="名称", description="“对象”里写的就是它")
    minors: YesNo = Field(default=False, alias="未成年人", description="是：写了这个对象的记录都要写“涉及学生”")
    former: FormerAddresses = Field(default=(), alias="旧网址")


class Topic(Model, description="一个主题：学习资料的一架"):
    """主题: a shelf of study materials."""

    name: Line = Field(alias="名称", description="学习资料的“主题”里写的就是它")
    strand: StrandName = Field(alias="颜色", description="这一架属于品牌的哪一条主线，如 红")
    former: FormerAddresses = Field(default=(), alias="旧网址")


class TextType(Model, description="一种类型：学习资料是哪种文字"):
    """类型: a sort of text that study materials are."""

    name: Line = Field(alias="名称", description="学习资料的“类型”里写的就是它")
    former: FormerAddresses = Field(default=(), alias="旧网址")


class Wording(Model, description="网站上讲进度的用词；不写就是 承诺、兑现、逾期"):
    """用词: the words in which progress is told to the public. Fields of files keep their names."""

    promise: Line = Field(default="承诺", alias="承诺", description="计划里要做的一件事，如 承诺、任务")
    fulfil: Line = Field(default="兑现", alias="兑现", description="做到了，如 兑现、完成")
    late: Line = Field(default="逾期", alias="逾期", description="到期还没有记录，如 逾期、待补")

    def state(self, state: str) -> str:
        """The name of a state (CommitmentState) in these words."""
        return self.late if state == "逾期" else str(state)


USUAL_WORDING = Wording()
"""The words of a site that chooses none."""


def named(value: Any) -> Any:
    """A word that is all there is to say, as a mapping; anything else as it is."""
    return {"名称": value} if isinstance(value, str) else value


class Vocabulary(Model, description="词表：对象、资料的主题和类型。每个词前面是网址里用的短名，按文件里的次序显示"):
    """The words, each under the slug that addresses use; they are shown in the order of the file."""

    audiences: dict[Slug, Audience] = Field(alias="对象", min_length=1, description="给谁办的、适合谁")
    topics: dict[Slug, Topic] = Field(alias="主题", min_length=1, description="学习资料放在哪几架")
    types: dict[Slug, Annotated[TextType, BeforeValidator(named, json_schema_input_type=Line | TextType)]] = Field(
        alias="类型", min_length=1, description="学习资料有哪几种文字"
    )
    wording: Wording = Field(default=USUAL_WORDING, alias="用词", description="网站上讲进度的用词")

    @cached_property
    def minors(self) -> frozenset[str]:
        """The names of the audiences that are under age."""
        return frozenset(one.name for one in self.audiences.values() if one.minors)

    @cached_property
    def topic_names(self) -> dict[str, str]:
        """The slug of every topic by its name."""
        return {one.name: slug for slug, one in self.topics.items()}

    @cached_property
    def type_names(self) -> dict[str, str]:
        """The slug of every type by its name."""
        return {one.name: slug for slug, one in self.types.items()}

    @cached_property
    def audience_names(self) -> dict[str, str]:
        """The slug of every audience by its name."""
        return {one.name: slug for slug, one in self.audiences.items()}

    def words(self, strands: tuple[str, ...] | None) -> Words:
        """What other files may use. strands: the names of the brand's; None where they are not known."""
        return Words(tuple(self.audience_names), tuple(self.topic_names), tuple(self.type_names), strands)

    def audience_slugs(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """The slugs of these audiences, in the order of the file."""
        return tuple(slug for name, slug in self.audience_names.items() if name in names)


USUAL = Vocabulary.model_validate(
    {
        "对象": {
            "members": {"名称": "党员"},
            "staff": {"名称": "教职工"},
            "pupils": {"名称": "学生", "未成年人": True},
            "public": {"名称": "公众"},
        },
        "主题": {
            "theory": {"名称": "党的理论", "颜色": "红"},
            "rules": {"名称": "党内法规", "颜色": "红"},
            "organisation": {"名称": "组织生活", "颜色": "红"},
            "ethics": {"名称": "师德师风", "颜色": "红"},
            "teaching": {"名称": "育人工作", "颜色": "绿"},
            "integrity": {"名称": "廉洁从教", "颜色": "红"},
        },
        "类型": {
            "regulation": "法规导读",
            "document": "文件导读",
            "guide": "实用指南",
            "policy": "政策导读",
        },
    }
)
"""The words of a site that has no file of its own."""
