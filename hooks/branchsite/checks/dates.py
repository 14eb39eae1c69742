"""Ensure that dates agree with names, with each other and with the day it is.

What cannot be is an error, what is unlikely a reminder: both are nearly always a year that was typed wrong. A year
off puts a record at the top of the feeds for years, or keeps it out of them.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data, Entry
from ..models.activity import Activity
from ..models.plan import Plan
from ..models.study import Study
from .plans import possible

_EARLIEST = datetime.date(2000, 1, 1)
_DAY_TYPED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DAY = datetime.timedelta(days=1)
_AHEAD = datetime.timedelta(days=400)
"""So far ahead a day is planned, or an activity announced, at the most."""

_LOOK_BACK = datetime.timedelta(days=1100)
"""A site may be looked at as of a day that is past (SITE_TODAY), and shows what was compiled since."""

_EARLY = datetime.timedelta(days=120)
"""Few activities are announced earlier than that."""

_TERM = (datetime.timedelta(days=30), datetime.timedelta(days=250))
"""How long a term is, or a summer with it, at the least and at the most."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every field that holds a day, in records, plans and study materials."""
    for activity in data.activities.values():
        yield from _named(data, activity, today)
        yield from _held(activity, today)
        yield from _published(activity, today)
        yield from _updated(activity, today)
    for plan in data.plans.values():
        yield from _term(plan, today)
    late = sum(study.model.checked > today + _DAY for study in data.studies.values())
    looked_back = late >= max(2, len(data.studies) / 2)
    for study in data.studies.values():
        yield from _studied(study, today, looked_back)


def disagrees(entry: Entry[Activity]) -> bool:
    """Whether the name of a record's file has another day than 活动日期: one of them is typed wrong."""
    day = _day_in_name(entry)
    return day is not None and day != entry.model.date


def _day_in_name(entry: Entry[Activity]) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(entry.id[:10]) if _DAY_TYPED.match(entry.id) else None
    except ValueError:
        return None


def _named(data: Data, entry: Entry[Activity], today: datetime.date) -> Iterator[Problem]:
    """活动日期 against the names of the file and its folder."""
    day, year = entry.model.date, entry.file.split("/")[2]
    typed = _DAY_TYPED.match(entry.id)
    if typed and typed[0] != str(day):
        right = f"改成 {day}{entry.id[10:]}.yml"
        message = f"活动日期 {day} 和文件名里的 {typed[0]} 不一样"
        if _day_in_name(entry) is None:
            yield entry.problem(message, "活动日期", fix=right)
        else:
            message += "" if _is_far(day, today) else f"；文件名写错了的，{right}"
            yield entry.problem(message, "活动日期", fix=f"活动日期: {typed[0]}")
    elif year != str(day.year) and f"data/activities/{day.year}/{entry.id}.yml" not in data.files:
        message = f"活动日期是 {day.year} 年，记录放在 {year} 年的文件夹里"
        yield entry.problem(message, "活动日期", fix=f"移到 data/activities/{day.year}/")


def _held(entry: Entry[Activity], today: datetime.date) -> Iterator[Problem]:
    """活动日期 against today; not where a problem already names the date in the file's name, which can be right."""
    day = entry.model.date
    named = _day_in_name(entry)
    if named and disagrees(entry) and not _is_far(named, today):
        return
    if _is_far(day, today):
        right = _near(day, today)
        fix = (
            f"活动日期: {right}，文件名改成 {right}{entry.id[10:]}.yml，移到 data/activities/{right.year}/"
            "（有照片文件夹的，一起改名、一起移）"
        )
        yield entry.problem(_far("活动日期", day, today), "活动日期", fix=fix)


def _published(entry: Entry[Activity], today: datetime.date) -> Iterator[Problem]:
    """发布日期 against today and 活动日期: what is to come may be announced, and old records may be brought in."""
    published = entry.model.published
    named = _day_in_name(entry)
    held = named if named and _is_far(entry.model.date, today) else entry.model.date
    latest = today if _is_far(held, today) else min(today, held + _DAY)
    right = f"发布日期: {_near(published, latest)}"
    if _is_far(published, today):
        yield entry.problem(_far("发布日期", published, today), "发布日期", fix=right)
    elif min(held, today) - published > _EARLY:
        message = f"发布日期 {published} 比活动日期 {held} 早了 {(held - published).days} 天，是不是年份写错了"
        problem = entry.problem(message, "发布日期", fix=right)
        yield problem if min(held, today) - published > _AHEAD else _reminder(problem)
    elif published > today and not entry.model.sample:
        message = f"发布日期 {published} 还没有到，到那天重新生成网站才会出现"
        yield _reminder(entry.problem(message, "发布日期", fix=f"发布日期: {today}"))


def _updated(entry: Entry[Activity], today: datetime.date) -> Iterator[Problem]:
    """更新日期 against today and 发布日期, and 更正 without it."""
    updated, published = entry.model.updated, entry.model.published
    ahead = published > today and not _is_far(published, today)
    now = published if ahead else today
    # What is not out yet may be planned with its correction: seen from an earlier day, neither is wrong.
    latest = published + _AHEAD if ahead else today + _DAY
    if updated is None:
        if entry.model.correction:
            empty = entry.has("更新日期")
            where, fix = ("更新日期", "") if empty else ("更正", "加一行 ")
            yield entry.problem("写了更正，还要写更新日期", where, fix=f"{fix}更新日期: {now}")
    elif updated < published:
        message = f"更新日期 {updated} 早于发布日期 {published}"
        yield entry.problem(message, "更新日期", fix=f"更新日期: {now}")
    elif updated > latest:
        message = f"更新日期 {updated} 还没有到，今天是 {today}"
        yield entry.problem(message, "更新日期", fix=f"更新日期: {now}")


def _term(entry: Entry[Plan], today: datetime.date) -> Iterator[Problem]:
    """开始 and 结束 of a plan against each other, its name and today."""
    start, end = entry.model.start, entry.model.end
    if any(True for _ in possible(entry, start, end)):
        return
    for name, day in (("开始", start), ("结束", end)):
        if _is_far(day, today, 2 * _AHEAD):
            yield entry.problem(_far(name, day, today), name, fix=f"{name}: {_near(day, today)}")
            return
    if not _TERM[0] <= end - start <= _TERM[1]:
        message = f"学期从 {start} 到 {end}，有 {(end - start).days} 天，是不是写错了"
        yield _reminder(entry.problem(message, "结束", fix=f"结束: （{start} 以后半年左右的一天）"))
    years = [int(year) for year in re.findall("20[0-9]{2}", entry.model.term)]
    if years and not min(years) <= start.year <= max(years) + (len(years) == 1):
        message = f"学期写的是“{entry.model.term}”，开始却是 {start}"
        yield _reminder(entry.problem(message, "开始", fix=f"开始: {_in_year(start, max(years))}"))


def _studied(entry: Entry[Study], today: datetime.date, looked_back: bool) -> Iterator[Problem]:
    """整理日期 and 月份 against today, 日期 of each source against 整理日期.

    looked_back: whether most materials were compiled later: then today is a day of the past.
    """
    checked, month = entry.model.checked, entry.model.month
    right = f"整理日期: {_near(checked, today)}"
    if not _EARLIEST <= checked <= today + _LOOK_BACK:
        yield entry.problem(_far("整理日期", checked, today), "整理日期", fix=right)
    elif checked > today + _DAY and not looked_back:
        message = f"整理日期 {checked} 还没有到，今天是 {today}"
        yield _reminder(entry.problem(message, "整理日期", fix=right))
    year, dash, number = month.rpartition("-")
    first = datetime.date(max(int(year), 1), int(number), 1) if dash else today
    if _is_far(first, today):
        message = f"月份 {month} 离今天 {today} 太远，是不是年份写错了"
        yield entry.problem(message, "月份", fix=f"月份: {str(_near(first, today))[:7]}")
    for index, source in enumerate(entry.model.sources):
        day = _first_day(source.date)
        if day is None:
            message, right = f"来源的日期“{source.date}”没有这一天", f"{source.date[:4]}年"
        elif day > today:
            message, right = f"来源的日期 {source.date} 还没有到，今天是 {today}", f"{today.year}年"
        elif day > checked:
            message, right = f"整理日期 {checked} 早于来源的日期 {source.date}", ""
        else:
            continue
        if right:
            yield entry.problem(message, "来源", index, "日期", fix=f"日期: {right}")
        else:
            yield entry.problem(message, "整理日期", fix=f"整理日期: {today}")


def _first_day(written: str) -> datetime.date | None:
    """The first day that 2018年10月 or 2018年 can mean; None where there is no such day."""
    year, month, day = ([int(part) for part in re.findall("[0-9]+", written)] + [1, 1])[:3]
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _is_far(day: datetime.date, today: datetime.date, ahead: datetime.timedelta = _AHEAD) -> bool:
    return not _EARLIEST <= day <= today + ahead


def _far(name: str, day: datetime.date, today: datetime.date) -> str:
    return f"{name} {day} 离今天 {today} 太远，是不是年份写错了"


def _near(day: datetime.date, today: datetime.date) -> datetime.date:
    """The last day with the same month and day on or before another: the likely date where the year is wrong."""
    right = _in_year(day, today.year)
    return right if right <= today else _in_year(day, today.year - 1)


def _in_year(day: datetime.date, year: int) -> datetime.date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=year, day=28) if leap else day.replace(year=year)


def _reminder(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.NOTICE)
