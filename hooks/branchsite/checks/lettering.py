"""Ensure that someone knows which words the pictures' own font cannot write: there they are left out."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import Problem, Severity
from ..load.album import album_of
from ..load.data import Data, Entry
from ..models.base import Visibility
from ..photos.font import lacking, letterable


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice for each title of a record without photos, and for the branch's name."""
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind and kind.visibility is Visibility.PUBLIC:
            rare = lacking(letterable(entry.model.title))
            if rare and not album_of(data, entry).items:
                yield _notice(entry, "标题", rare, "这条记录的配图上改写类别")
    if rare := lacking(data.site.model.name):
        yield _notice(data.site, "名称", rare, "分享时的图片上不写名称")


def _notice(entry: Entry[Any], field: str, rare: tuple[str, ...], instead: str) -> Problem:
    signs = "、".join(f"“{one}”" for one in rare)
    message = f"{signs}不在图片的字库里，{instead}；网页上的字不受影响"
    problem = entry.problem(message, field, fix="换成常用的字；本来就是这个字，就不用改")
    return replace(problem, severity=Severity.NOTICE)
