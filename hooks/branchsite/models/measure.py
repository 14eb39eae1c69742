"""考核: how a commitment is measured. One class a way of measuring."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from .base import Decimal, Described, Line, Listed, Model, Whole
from .date import Date


class Cadence(Described, StrEnum, description="周期：每个月、每个季度或每半年都不能空着"):
    """周期: the calendar period that must not stay empty."""

    MONTH = "月"
    QUARTER = "季度"
    HALF_YEAR = "半年"


class Coverage(Model, description="按期覆盖：学期里的每个周期都至少有这么多次"):
    """按期覆盖: every calendar period of the term has at least so many records."""

    way: Literal["按期覆盖"] = Field(alias="方式", description="怎样考核")
    cadence: Cadence = Field(alias="周期", description="月、季度或半年")
    each: Whole = Field(default=1, alias="每期", ge=1, description="每个周期至少几次")


class Count(Model, description="按次数：一个学期一共要有这么多次"):
    """按次数: so many records in the term."""

    way: Literal["按次数"] = Field(alias="方式", description="怎样考核")
    target: Whole = Field(alias="目标", ge=1, description="本学期几次")
    due: Date | None = Field(default=None, alias="截止", description="不写就是学期结束")


class Hours(Model, description="按学时：写了“学时”的记录加起来要有这么多"):
    """按学时: so many study hours, added up over all records that state them."""

    way: Literal["按学时"] = Field(alias="方式", description="怎样考核")
    target: Decimal = Field(alias="目标", gt=0, description="本学期多少学时")


class ByDate(Model, description="限期：在这一天以前做一次"):
    """限期: one record by a day."""

    way: Literal["限期"] = Field(alias="方式", description="怎样考核")
    due: Date = Field(alias="截止", description="最迟哪一天")


class Milestone(Model, description="节点：几步里的一步"):
    """节点: one step of several."""

    name: Line = Field(alias="名称", description="记录里写 简称/名称")
    due: Date = Field(alias="截止", description="最迟哪一天")


class Milestones(Model, description="分节点：分几步做，每一步有自己的期限"):
    """分节点: named steps, each by its day."""

    way: Literal["分节点"] = Field(alias="方式", description="怎样考核")
    steps: tuple[Milestone, ...] = Field(alias="节点", min_length=1, description="各个节点")


class Themes(Model, description="分主题：每个主题一个学期至少一次"):
    """分主题: every named theme at least once in the term."""

    way: Literal["分主题"] = Field(alias="方式", description="怎样考核")
    themes: Listed[Line] = Field(alias="主题", min_length=2, description="各个主题，记录里写 简称/主题")


class Ongoing(Model, description="持续推进：整个学期都在做，不算百分比"):
    """持续推进: goes on all term and is never a percentage."""

    way: Literal["持续推进"] = Field(alias="方式", description="怎样考核")


class ByRule(Model, description="按规定：照规定执行，不计次数"):
    """按规定: done as the rules say; nothing is counted."""

    way: Literal["按规定"] = Field(alias="方式", description="怎样考核")


Measure = Annotated[
    Coverage | Count | Hours | ByDate | Milestones | Themes | Ongoing | ByRule,
    Field(discriminator="way"),
]
