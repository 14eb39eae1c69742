"""学习资料: the front matter of docs/study/*.md."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from .base import Line, Listed, Model, WebAddress, Whole
from .date import Date, Month
from .former import FormerAddresses
from .words import AudienceName, TopicName, TypeName

SourceDate = Annotated[str, StringConstraints(pattern=r"^\d{4}年(\d{1,2}月(\d{1,2}日)?)?$")]
"""A date as far as it is known: 2018年10月28日, 2018年10月 or 2018年."""


class Source(Model, description="来源：资料所讲的官方文本"):
    """来源: the official text a material explains."""

    title: Line = Field(alias="名称", description="正式名称，带书名号")
    issuer: Line = Field(alias="机关", description="制定或发布的机关")
    date: SourceDate = Field(alias="日期", description="如 2018年10月28日；不确定的部分不写")
    action: Line = Field(default="发布", alias="日期性质", description="这个日期是什么：通过、印发、修订……")
    link: WebAddress = Field(alias="链接", description="官方网站的地址")
    site: Line = Field(alias="网站", description="官方网站的名称")


@dataclass(frozen=True)
class ItemName:
    """One name of 条目. plan: its file's name, None where only the key is written. key: 一 or 一1."""

    plan: str | None
    key: str


def item_name(typed: str) -> ItemName:
    """2023-2024-2/一1 or 一1, taken apart."""
    plan, slash, key = typed.replace("／", "/").rpartition("/")
    return ItemName(plan.strip() if slash else None, key.strip())


class Study(Model, description="学习资料开头的资料"):
    """One study material."""

    title: Line = Field(alias="标题", description="资料的标题")
    summary: Line = Field(alias="摘要", description="一两句话")
    topic: TopicName = Field(alias="主题", description="放在哪一架")
    type: TypeName = Field(alias="类型", description="是哪种文字")
    audience: Listed[AudienceName] = Field(alias="对象", min_length=1, description="适合谁")
    minutes: Whole = Field(alias="分钟", ge=1, le=120, description="读完大约几分钟")
    month: Month = Field(alias="月份", description="安排在哪个月学：3月 是每年三月，2024年3月 只是那一个月")
    items: Listed[Line] = Field(
        alias="条目", min_length=1, description="服务哪个计划的哪些条目：计划的文件名/条目，如 2023-2024-2/一1"
    )
    sources: tuple[Source, ...] = Field(default=(), alias="来源", description="官方文本；自己编的资料没有，就不写")
    former: FormerAddresses = Field(default=(), alias="旧网址")
    checked: Date = Field(alias="整理日期", description="哪一天整理的")

    @cached_property
    def served(self) -> tuple[ItemName, ...]:
        """What 条目 names, taken apart."""
        return tuple(map(item_name, self.items))

    @property
    def every_year(self) -> bool:
        """Whether its month is of every year."""
        return "-" not in self.month
