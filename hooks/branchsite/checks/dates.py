"""Ensure that a record's dates agree with its file's name and with each other."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data

_EARLIEST = datetime.date(2000, 1, 1)


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """活动日期, 发布日期 and 更新日期 of every record."""
    for entry in data.activities.values():
        activity = entry.model
        year = entry.file.split("/")[2]
        named = re.match("[0-9]{4}-[0-9]{2}-[0-9]{2}", entry.id)
        if named and named[0] != str(activity.date):
            renamed = f"把文件名改成 {activity.date}{entry.id[10:]}.yml"
            fix = f"活动日期: {named[0]}，或{renamed}" if _is_day(named[0]) else renamed
            yield entry.problem(f"活动日期和文件名里的 {named[0]} 不一样", "活动日期", fix=fix)
        elif year != str(activity.date.year) and re.fullmatch("[0-9]{4}", year):
            fix = f"移到 data/activities/{activity.date.year}/"
            yield entry.problem(f"记录放在 {year} 年的文件夹里", "活动日期", fix=fix)
        if not _EARLIEST <= activity.date <= today + datetime.timedelta(days=400):
            yield entry.problem("活动日期离今天太远，是不是年份写错了", "活动日期", fix="核对年份")
        if activity.updated and activity.updated < activity.published:
            yield entry.problem("更新日期早于发布日期", "更新日期", fix="更新日期写实际修改的那一天")
        if activity.correction and not activity.updated:
            yield entry.problem("写了更正，还要写更新日期", "更正", fix=f"更新日期: {today}")
        if activity.published > today and not activity.sample:
            message = "发布日期还没有到，到那天重新生成网站才会出现"
            notice = entry.problem(message, "发布日期", fix=f"要现在发布就写 {today}")
            yield replace(notice, severity=Severity.NOTICE)


def _is_day(typed: str) -> bool:
    try:
        datetime.date.fromisoformat(typed)
    except ValueError:
        return False
    return True
