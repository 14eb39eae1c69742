"""Ensure that 公示 have a beginning and an end, in this order, and nothing else has."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data, Entry
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.date import shifted

_USUAL = datetime.timedelta(days=7)
_LONGEST = datetime.timedelta(days=90)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """The kinds that are 公示, and 开始 and 截止 of every record."""
    for slug, kind in data.kinds.items():
        if kind.notice and kind.visibility is not Visibility.PUBLIC:
            message = f"“{kind.name}”是公示，要有页面，“可见”只能写“公”"
            yield data.kinds_entry.problem(message, slug, "可见", fix="可见: 公")
    for entry in data.activities.values():
        if (one := data.kinds_by_name.get(entry.model.kind)) is not None:
            yield from _period(entry) if one.notice else _none(entry, one.name)


def _none(entry: Entry[Activity], kind: str) -> Iterator[Problem]:
    for name, day in (("开始", entry.model.opens), ("截止", entry.model.closes)):
        if day is not None:
            yield entry.problem(f"“{kind}”不是公示，不写“{name}”", name, fix=entry.removal(name))


def _period(entry: Entry[Activity]) -> Iterator[Problem]:
    record = entry.model
    start, end = record.opens or record.date, record.closes
    usual = f"截止: {shifted(start, _USUAL)}"
    if end is None:
        yield entry.problem("公示要写到哪一天为止", "标题", fix=f"加一行 {usual}")
        return
    if end < start:
        yield entry.problem(f"公示的截止 {end} 早于开始 {start}", "截止", fix=usual)
    elif end - start > _LONGEST:
        message = f"公示从 {start} 到 {end}，有 {(end - start).days} 天，是不是写错了"
        yield _reminder(entry.problem(message, "截止", fix=usual))
    if record.published > start:
        message = f"公示从 {start} 开始，{record.published} 才发布，读者看到的天数比公示期少"
        yield _reminder(entry.problem(message, "发布日期", fix=f"发布日期: {start}"))


def _reminder(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.NOTICE)
