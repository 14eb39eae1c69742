"""Ensure that a record with a page has what the page needs."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.kind import Kind

_WORDS = {field.alias: field.description for field in Activity.model_fields.values()}
"""What each field is for, by its name."""

PLACEHOLDER = "从这里开始写，每一行前面空两格。"
"""What `make new` puts where the prose belongs."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """摘要, 正文 and 审核 of public records."""
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind is None or kind.visibility is not Visibility.PUBLIC:
            continue
        for name, value in (("摘要", entry.model.summary), ("正文", entry.model.body), ("审核", entry.model.reviewer)):
            if value is None:
                yield _missing(entry, kind, name)
        if PLACEHOLDER in (entry.model.body or ""):
            yield entry.problem("正文还是新建时的样子", "正文", fix="写上这次活动的内容，把样子里的话删掉")


def _missing(entry: Entry[Activity], kind: Kind, name: str) -> Problem:
    message = f"“{kind.name}”有自己的页面，还缺“{name}”"
    field = f"{name}: （{_WORDS[name]}）"
    if entry.has(name):
        return entry.problem(message, name, fix=field)
    return entry.problem(message, "标题", fix=f"加一行 {field}")
