"""Ensure that the school's calendar can be right: terms apart and as the plans have them, days off possible."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data, Entry
from ..models.calendar import Calendar, Holiday, TermDates
from ..models.plan import Plan
from .plans import overlap, possible, written

_LONGEST = 100
"""Days of one holiday: a summer is shorter; a wrong year is longer."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Everything in data/calendar.yml, where there is one."""
    entry = data.calendar
    if entry is None:
        return
    for index, term in enumerate(entry.model.terms):
        impossible = list(possible(entry, term.start, term.end, "学期", index))
        yield from impossible or _beside(entry, index, term, list(data.plans.values()))
    for index, holiday in enumerate(entry.model.holidays):
        yield from _holiday(entry, index, holiday)
    for index, day in enumerate(entry.model.workdays):
        yield from _workday(entry, index, day)


def _beside(entry: Entry[Calendar], index: int, term: TermDates, plans: list[Entry[Plan]]) -> Iterator[Problem]:
    """A term against those typed before it, and against the plans: a term that has one is that term to the day."""
    path = ("学期", index)
    for other in entry.model.terms[:index]:
        if term.start <= other.end and other.start <= term.end:
            days = ((term.start, term.end), (other.start, other.end))
            yield overlap(entry, path, *days, f"“{other.name}”")
    for plan in plans:
        start, end = plan.model.start, plan.model.end
        if term.end < start or end < term.start:
            continue
        if term.start != start:
            message = f"和计划 {plan.file} 的“开始”不一样，那里是 {start}"
            yield entry.problem(message, *path, "开始", fix=written(entry, *path, "开始", day=start))
        if term.end != end:
            message = f"和计划 {plan.file} 的“结束”不一样，那里是 {end}"
            yield entry.problem(message, *path, "结束", fix=written(entry, *path, "结束", day=end))


def _holiday(entry: Entry[Calendar], index: int, holiday: Holiday) -> Iterator[Problem]:
    days = (holiday.last - holiday.start).days + 1
    if days < 1:
        message = "放假的最后一天不能在第一天前面"
        yield entry.problem(
            message, "放假", index, "结束", fix=written(entry, "放假", index, "结束", day=holiday.start)
        )
    elif days > _LONGEST:
        message = f"“{holiday.name}”放了 {days} 天，是不是年份写错了"
        yield entry.problem(message, "放假", index, "结束", fix=f"结束: （{holiday.start} 以后的一天）")


def _workday(entry: Entry[Calendar], index: int, day: datetime.date) -> Iterator[Problem]:
    """A weekend with lessons is no holiday; a weekday need not be named."""
    calendar = entry.model
    within = next((one for one in calendar.holidays if one.start <= day <= one.last), None)
    if within:
        message = f"{day} 也写在“放假”的“{within.name}”里，又放假又上课"
        yield entry.problem(message, "调休上课", index, fix=entry.removal("调休上课", index))
    elif day.weekday() < 5:
        message = f"{day} 是星期{'一二三四五'[day.weekday()]}，本来就上课，不用写；是不是日期写错了"
        notice = entry.problem(message, "调休上课", index, fix=entry.removal("调休上课", index))
        yield replace(notice, severity=Severity.NOTICE)
