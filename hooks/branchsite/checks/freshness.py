"""Ensure that the secretary knows when the news has grown old."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice where the last publication within a term is longer ago than 新闻时效."""
    if not any(entry.model.start <= today <= entry.model.end for entry in data.plans.values()):
        return
    published = [
        entry.model.published
        for entry in data.activities.values()
        if entry.model.published <= today and not (entry.model.sample and data.samples_hidden)
    ]
    days = (today - max(published)).days if published else None
    if days is None or days > data.site.model.fresh_days:
        said = f"首页新闻已经 {days} 天没有更新" if days is not None else "还没有发布过活动"
        notice = data.site.problem(said, "新闻时效", fix="发布一条新的活动记录")
        yield replace(notice, text="", severity=Severity.NOTICE)
