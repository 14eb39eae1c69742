"""计划: one term's work plan a file, data/plans/TERM.yml."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from pydantic import Field

from .base import Described, Line, Listed, Model, Paragraph, Passage, Quotation, Slug, Visibility
from .date import Date
from .former import FormerAddresses
from .measure import ByRule, Hours, Measure, Milestones, Ongoing, Themes
from .words import AudienceName
from .yesno import YesNo

NUMERALS = "一二三四五六七八九十"
"""How sections are numbered."""

_YEARS = re.compile(r"(?<=\d{4})[-－–](?=\d{4})")


def numeral(number: int) -> str:
    """A whole number from 1 to 99 in Chinese: 四, 十二, 二十."""
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return ten + (NUMERALS[ones - 1] if ones else "")


def as_heading(title: str) -> str:
    """A title of the plan's own text where it is a heading: without a full stop, years with a dash (GB/T 15834)."""
    return _YEARS.sub("—", title.removesuffix("。"))


ANY_PUBLIC = "任何公开活动"
"""证据 of a commitment that every public record proves."""


class Certainty(Described, StrEnum, description="依据的性质：法规，条文明定；惯例，通行做法；自定，本支部自己定的"):
    """性质: how firm the ground of a commitment is."""

    REGULATION = "法规"
    CUSTOM = "惯例"
    OWN = "自定"


class Basis(Model, description="依据：这项承诺和它的周期从哪里来"):
    """依据: where a commitment and its cadence come from."""

    source: Line = Field(alias="出处", description="如 《中国共产党支部工作条例（试行）》第十六条")
    certainty: Certainty = Field(alias="性质", description="法规：条文明定；惯例：通行做法；自定：本支部自己定的")


class Commitment(Model, description="承诺：计划里答应的一件事，写成可以检查的样子"):
    """承诺: one thing the plan promises, in a form that can be checked."""

    id: Slug = Field(alias="标识", description="网址里用，只用小写字母、数字和短横线")
    short: Line = Field(alias="简称", description="记录的“兑现”里写的就是它，全计划不重复")
    title: Line = Field(alias="标题", description="做什么、多久一次")
    visibility: Visibility = Field(alias="可见", description="公：有专门页面；计：只公开日期和次数；内：不公开")
    audience: Listed[AudienceName] = Field(alias="对象", min_length=1, description="涉及谁")
    evidence: Listed[Line] = Field(default=(), alias="证据", description=f"哪些类别的记录能证明它；或写 {ANY_PUBLIC}")
    quote: Quotation | None = Field(
        default=None, alias="出处", description="从哪一句分解出来：照抄这一条“原文”里的一句或半句"
    )
    unconfirmed: YesNo = Field(
        default=False, alias="待确认", description="是：程序分解的，还没有人看过；确认以后删掉这一行"
    )
    measure: Measure = Field(alias="考核", description="怎样算完成")
    basis: Basis = Field(alias="依据", description="为什么是这个要求")
    note: Paragraph | None = Field(default=None, alias="说明", description="给读者的一句解释")
    not_applicable: Line | None = Field(default=None, alias="不适用", description="本支部不适用的理由；写了就不考核")
    also: Listed[Line] = Field(default=(), alias="另属", description="还属于哪些条目，如 三5")

    @property
    def heading(self) -> str:
        """The title without what its state says beside it: 持续推进, 按规定执行."""
        way = {"持续推进": "，持续推进", "按规定": "，按规定执行"}.get(self.measure.way, "")
        return self.title.removesuffix(way) or self.title

    @property
    def needs_none(self) -> bool:
        """Whether it can be kept without evidence: no records are asked for, or all are counted."""
        return isinstance(self.measure, Hours | Ongoing | ByRule) or self.not_applicable is not None

    @property
    def parts(self) -> tuple[str, ...]:
        """The themes or milestones that a record must name; empty for other measures."""
        match self.measure:
            case Themes(themes=themes):
                return themes
            case Milestones(steps=steps):
                return tuple(step.name for step in steps)
        return ()


class Item(Model, description="条目：计划里编了号的一条"):
    """条目: a numbered item of the plan."""

    title: Line = Field(alias="标题", description="计划里的原题")
    short: Line = Field(alias="简称", description="短标题，列表用")
    slug: Slug | None = Field(
        default=None, alias="短名", description="网址里用的；不写就按次序编号。调换次序时写上原来的编号，网址不变"
    )
    former: FormerAddresses = Field(default=(), alias="旧网址")
    summary: Paragraph = Field(alias="概要", description="用自己的话概括，固定的提法一字不改")
    text: Passage | None = Field(default=None, alias="原文", description="计划里这一条的原文，一字不改，一段一行")
    commitments: tuple[Commitment, ...] = Field(
        default=(), alias="承诺", description="分解出的承诺；还没有分解可以不写"
    )

    @property
    def heading(self) -> str:
        """The title as pages have it."""
        return as_heading(self.title)


class Section(Model, description="部分：计划的一个大部分，编号一、二、三……"):
    """部分: one of the plan's numbered parts."""

    title: Line = Field(alias="标题", description="计划里的原题")
    short: Line = Field(alias="简称", description="短标题，列表用")
    slug: Slug | None = Field(
        default=None, alias="短名", description="网址里用的；不写就按次序编号。调换次序时写上原来的编号，网址不变"
    )
    former: FormerAddresses = Field(default=(), alias="旧网址")
    summary: Paragraph = Field(alias="概要", description="用自己的话概括，固定的提法一字不改")
    text: Passage | None = Field(
        default=None, alias="原文", description="这一部分标题下面、条目前面的原文，一字不改，一段一行"
    )
    commitments: tuple[Commitment, ...] = Field(default=(), alias="承诺", description="整个部分的承诺")
    items: tuple[Item, ...] = Field(default=(), alias="条目", description="各条目，按原文顺序；这一部分不分条就不写")

    @property
    def heading(self) -> str:
        """The title as pages have it."""
        return as_heading(self.title)


class Plan(Model, description="一个学期的工作计划，一个学期一个文件"):
    """The work plan of one term."""

    title: Line = Field(alias="标题", description="计划的全名")
    term: Line = Field(alias="学期", description="如 2023—2024学年度第二学期")
    start: Date = Field(alias="开始", description="学期第一天")
    end: Date = Field(alias="结束", description="学期最后一天")
    term_basis: Line = Field(alias="学期依据", description="起止日期从哪里来")
    recorded_from: Date | None = Field(
        default=None, alias="记录起点", description="从哪一天起有记录；更早的月份、期限没有记录的不计，不算逾期"
    )
    late_public: YesNo = Field(
        default=True, alias="公开逾期", description="否：到期没有记录的，网站上写“待补”，检查时才列出来"
    )
    former: FormerAddresses = Field(default=(), alias="旧网址")
    summary: Paragraph = Field(alias="概要", description="全篇的主旨，用自己的话，固定的提法一字不改")
    text: Passage | None = Field(
        default=None, alias="原文", description="计划开头、第一部分前面的原文，一字不改，一段一行"
    )
    closing: Passage | None = Field(
        default=None, alias="结尾", description="计划最后、不属于任何部分的原文，一字不改，一段一行"
    )
    sections: tuple[Section, ...] = Field(
        alias="部分", min_length=1, max_length=len(NUMERALS), description="各部分，按原文顺序"
    )

    @property
    def heading(self) -> str:
        """The title as pages have it."""
        return as_heading(self.title)

    @property
    def has_text(self) -> bool:
        """Whether any of the plan's own text is there."""
        return any(text is not None for text in (self.text, self.closing, *(part.text for part, _ in self.parts())))

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every commitment, in the plan's order."""
        return tuple(commitment for commitment, _ in self.places())

    def places(self) -> Iterator[tuple[Commitment, tuple[str | int, ...]]]:
        """Every commitment, in the plan's order, with its path of keys: 部分 0 条目 1 承诺 2."""
        for part, path in self.parts():
            for index, commitment in enumerate(part.commitments):
                yield commitment, (*path, "承诺", index)

    def parts(self) -> Iterator[tuple[Section | Item, tuple[str | int, ...]]]:
        """Every section and item, in the plan's order, with its path of keys: 部分 0 条目 1."""
        for number, section in enumerate(self.sections):
            yield section, ("部分", number)
            for index, item in enumerate(section.items):
                yield item, ("部分", number, "条目", index)

    @property
    def item_keys(self) -> tuple[str, ...]:
        """The keys of all sections and items: 一, 一1, 一2, 二."""
        keys: list[str] = []
        for numeral, section in zip(NUMERALS, self.sections, strict=False):
            keys.append(numeral)
            keys += [f"{numeral}{number}" for number in range(1, len(section.items) + 1)]
        return tuple(keys)

    def section_slug(self, number: int) -> str:
        """A section in addresses. number: counted from 0."""
        return self.sections[number].slug or str(number + 1)

    def item_slug(self, number: int, index: int) -> str:
        """An item in addresses. number, index: of its section and of itself, counted from 0."""
        return self.sections[number].items[index].slug or f"{number + 1}-{index + 1}"

    def part(self, path: Sequence[str | int]) -> Section | Item:
        """The section or item at a path of keys, or around it: 部分 0 条目 1."""
        section = self.sections[int(path[1])]
        return section.items[int(path[3])] if path[2:3] == ("条目",) else section
