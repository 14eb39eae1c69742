"""Ensure that a record with a page has what the page needs."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.base import Visibility


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """摘要, 正文 and 审核 of public records."""
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind is None or kind.visibility is not Visibility.PUBLIC:
            continue
        for name, value in (("摘要", entry.model.summary), ("正文", entry.model.body), ("审核", entry.model.reviewer)):
            if value is None:
                yield entry.problem(f"“{kind.name}”有自己的页面，还缺“{name}”", "标题", fix=f"加一行 {name}: …")
