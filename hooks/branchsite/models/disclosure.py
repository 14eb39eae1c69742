"""党务公开目录: data/gongkai.yml, what the branch makes public, to whom and when."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from .base import Described, Line, Listed, Model, Slug
from .measure import ByDate, ByRule, Count, Coverage, Ongoing
from .plan import ANY_PUBLIC, Basis


class Scope(Described, StrEnum, description="公开范围：党内，网站上只列出事项；社会，网站上可以看到公开的内容"):
    """公开范围: who may read of a matter."""

    PARTY = "党内"
    SOCIETY = "社会"


class SitePart(Described, StrEnum, description="网站的一个栏目"):
    """网页: a part of the site that is itself what is disclosed."""

    PLAN = "计划进展"
    ABOUT = "支部概况"
    NEWS = "活动动态"
    STUDY = "学习资料"

    @property
    def url(self) -> str:
        """The address of its first page."""
        return f"{self.name.lower()}/"


class Approval(Model, description="审批：四步各由哪个岗位负责，写岗位，不写姓名"):
    """审批: the four steps before something is disclosed (《中国共产党党务公开条例（试行）》第十五条)."""

    proposed: Line = Field(alias="提出", description="谁提出公开方案")
    reviewed: Line = Field(alias="审核", description="谁审核：保密、必要、准确")
    approved: Line = Field(alias="审批", description="谁批准")
    published: Line = Field(alias="实施", description="谁公开")

    @property
    def steps(self) -> tuple[tuple[str, str], ...]:
        """Each step with its post, in their order."""
        return tuple((field.alias or name, getattr(self, name)) for name, field in type(self).model_fields.items())


class DisclosedItem(Model, description="目录里的一个事项"):
    """A row: a matter, to whom, how and when it is disclosed, by which post and on what ground."""

    id: Slug = Field(alias="标识", description="网址里用，只用小写字母、数字和短横线")
    matter: Line = Field(alias="事项", description="公开什么")
    scope: Scope = Field(alias="公开范围", description="党内的事项，网站上只列出名称")
    form: Line = Field(alias="公开形式", description="如 网站、公开栏、党员大会通报")
    measure: Annotated[Coverage | Count | ByDate | Ongoing | ByRule, Field(discriminator="way")] = Field(
        alias="公开时间", description="多久公开一次，写法同计划里的“考核”；长期公开的写 方式: 持续推进"
    )
    post: Line = Field(alias="责任岗位", description="哪个岗位负责，不写姓名")
    basis: Basis = Field(alias="依据", description="为什么要公开")
    approval: Approval | None = Field(default=None, alias="审批", description="和目录开头的不同才写")
    evidence: Listed[Line] = Field(
        default=(), alias="证据", description=f"哪些类别的记录就是公开的内容；或写 {ANY_PUBLIC}"
    )
    materials: Listed[Slug] = Field(
        default=(), alias="资料", description="哪些学习资料：docs/study/ 里的文件名，不带 .md"
    )
    parts: Listed[SitePart] = Field(default=(), alias="网页", description="哪些栏目就是公开的内容")


class Disclosure(Model, description="党务公开目录"):
    """The whole file."""

    approval: Approval = Field(alias="审批", description="各事项公开以前的四步；某一项不同的，在那一项里另写")
    items: tuple[DisclosedItem, ...] = Field(alias="目录", min_length=1, max_length=200, description="各个事项")
