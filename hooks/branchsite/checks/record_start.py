"""Ensure that a branch whose records begin within a term knows 记录起点: what was before it is not overdue."""

import datetime
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data, Entry
from ..models.date import shifted
from ..models.plan import Plan
from .plans import YEARS

_MONTH = datetime.timedelta(days=31)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """The day; and a notice where a term had no record in its first month, and the plan does not say from when."""
    shown = (one.model for one in data.activities.values() if not (one.model.sample and data.samples_hidden))
    days = sorted(one.date for one in shown)
    for entry in data.plans.values():
        day = entry.model.recorded_from
        if day is None:
            yield from _missing(days, entry)
        elif not YEARS[0] <= day.year <= YEARS[1]:
            message = f"记录起点 {day}，是不是年份写错了"
            yield entry.problem(message, "记录起点", fix=f"记录起点: {entry.model.start}")


def _missing(days: Sequence[datetime.date], entry: Entry[Plan]) -> Iterator[Problem]:
    """days: of all records, the first one first."""
    plan = entry.model
    place = bisect_left(days, plan.start)
    first = days[place] if place < len(days) else plan.start
    if shifted(plan.start, _MONTH) <= first <= plan.end:
        message = f"学期从 {plan.start} 开始，第一条记录在 {first}：以前的要是没有记录，就写明从哪一天起有，更早的不计"
        line = entry.document.line("结束")
        fix = f"在第 {line} 行“结束”前面加一行 记录起点: {first.replace(day=1)}"
        yield replace(entry.problem(message, "结束", fix=fix), severity=Severity.NOTICE)
