"""Ensure that a record with a page, and a study material, have what the page needs."""

import datetime
from collections.abc import Iterator
from typing import Any

from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.kind import Kind
from ..models.study import Study

_WORDS = {field.alias: field.description for field in Activity.model_fields.values()}
"""What each field is for, by its name."""

PLACEHOLDER = "从这里开始写，每一行前面空两格。"
"""What `make new` puts where the prose belongs."""

MATERIAL_PLACEHOLDER = "用自己的话写，固定的提法一字不改。"
"""The same of `new material`."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """摘要, 正文 and 审核 of public records; the text of study materials."""
    yield from _records(data)
    for entry in data.studies.values():
        yield from find_in_entry(entry)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """Whether one material has a text."""
    if not isinstance(entry.model, Study):
        return
    if not entry.body.strip():
        fix = "在这一行 --- 的下面写上内容，小标题前面加两个 # 和一个空格"
        yield Problem(entry.file, entry.body_line - 1, "这份资料还没有正文", fix=fix)
    for line, text in entry.prose_lines():
        if MATERIAL_PLACEHOLDER in text:
            yield Problem(entry.file, line, "正文还是新建时的样子", text, "换成这份资料的内容，把样子里的话删掉")


def _records(data: Data) -> Iterator[Problem]:
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
