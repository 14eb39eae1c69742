"""Ensure that git is never given what may not be public (domain.md §2)."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.base import Visibility

_KEPT = "git 会永远保留提交过的内容"


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """内 kinds have no records at all; 计 records carry no content."""
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind is None:
            continue
        if kind.visibility is Visibility.INTERNAL:
            message = f"“{kind.name}”是内部类别，不能建记录：{_KEPT}，删了也还在"
            yield entry.problem(message, "类别", fix="删掉这个文件，资料存在校内")
        if kind.visibility is Visibility.COUNTED:
            for name in ("摘要", "正文", "照片", "参加"):
                if entry.has(name):
                    message = f"“{kind.name}”只公开日期和次数，不能写“{name}”：{_KEPT}"
                    yield entry.problem(message, name, fix=entry.removal(name))
            folder = entry.file.removesuffix(".yml")
            if folder in data.names_in:
                message = f"“{kind.name}”只公开日期和次数，不能有照片：{_KEPT}"
                yield Problem(f"{folder}/", 0, message, fix="删掉这个文件夹，照片存在校内")
