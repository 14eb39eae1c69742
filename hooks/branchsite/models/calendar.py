"""校历: data/calendar.yml, the days on which the school teaches."""

from pydantic import Field

from .base import Line, Listed, Model, Whole
from .date import Date

FEWEST = 8
"""最少教学日 where the file does not say: a week and a half. A week at a term's edge is no month of it."""

MOST = 1000
"""Holidays and worked weekends of a hundred years: each is held against each."""


class TermDates(Model, description="一个没有计划的学期：它的活动不算到相邻的学期里"):
    """学期: one that has no plan here, so that its days are not counted in its neighbours."""

    name: Line = Field(alias="名称", description="如 2024—2025学年度第一学期")
    start: Date = Field(alias="开始", description="学期第一天")
    end: Date = Field(alias="结束", description="学期最后一天")


class Holiday(Model, description="一次放假：哪几天不上课"):
    """放假: weekdays without lessons."""

    name: Line = Field(alias="名称", description="如 清明节")
    start: Date = Field(alias="开始", description="放假第一天")
    end: Date | None = Field(default=None, alias="结束", description="放假最后一天；只放一天就不写")

    @property
    def last(self) -> Date:
        """The last day."""
        return self.end or self.start


class Calendar(Model, description="校历：哪些日子上课。周末本来就不上课，不用写"):
    """The school's calendar. Weekends are not in it: they are free by rule."""

    terms: tuple[TermDates, ...] = Field(
        default=(), alias="学期", max_length=200, description="没有计划的学期，如上学期、下学期；有计划的不用再写"
    )
    holidays: tuple[Holiday, ...] = Field(
        default=(), alias="放假", max_length=MOST, description="不上课的日子，周末不用写"
    )
    workdays: Listed[Date] = Field(
        default=(), alias="调休上课", max_length=MOST, description="要上课的周末，如 2024-04-07"
    )
    fewest: Whole = Field(
        default=FEWEST,
        alias="最少教学日",
        ge=1,
        le=60,
        description=f"一个月、一个季度里的教学日少于几天，就不单独计算；不写是 {FEWEST}",
    )
