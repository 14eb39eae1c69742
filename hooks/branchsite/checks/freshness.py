"""Ensure that the secretary knows when the news has grown old."""

import datetime
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.data import Data
from ..models.activity import Activity
from ..models.base import Visibility


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice where the last publication within a term is longer ago than 新闻时效."""
    if not any(entry.model.start <= today <= entry.model.end for entry in data.plans.values()):
        return
    published = [
        entry.model.published
        for entry in data.activities.values()
        if entry.model.published <= today and _is_news(data, entry.model)
    ]
    days = (today - max(published)).days if published else None
    if days is None or days > data.site.model.fresh_days:
        said = f"首页新闻已经 {days} 天没有更新" if days is not None else "还没有发布过活动"
        yield Problem("data/activities", 0, said, fix="发布一条新的活动记录", severity=Severity.NOTICE)


def _is_news(data: Data, activity: Activity) -> bool:
    """Whether a record is shown on the front page: it has a page, and is no hidden sample."""
    kind = data.kinds_by_name.get(activity.kind)
    shown = kind is not None and kind.visibility is Visibility.PUBLIC
    return shown and not (activity.sample and data.samples_hidden)
