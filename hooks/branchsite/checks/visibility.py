"""Ensure that git is never given what may not be public (docs/dev/domain.md)."""

import datetime
from collections import Counter
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data
from ..models.base import Visibility
from ..models.kind import Kind

_KEPT = "git 会永远保留提交过的内容"


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """内 kinds have no records at all; 计 records carry no content."""
    many = Counter(entry.model.kind for entry in data.activities.values())
    internal = [(slug, one) for slug, one in data.kinds.items() if one.visibility is Visibility.INTERNAL]
    shown = _shown(data) if internal else set()
    withdrawn = {one.name: slug for slug, one in internal if many[one.name] > 1 or one.name in shown}
    for name, slug in withdrawn.items():
        yield _withdrawn(data, slug, data.kinds_by_name[name])
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind is None:
            continue
        if kind.visibility is Visibility.INTERNAL and kind.name not in withdrawn:
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


def _shown(data: Data) -> set[str]:
    """The kinds that were no secret: commitments are proved by them, and a record of theirs claims to be a proof.

    One record without a claim may be that of somebody who did not know.
    """
    proving = {name for plan in data.plans.values() for one in plan.model.commitments for name in one.evidence}
    return {entry.model.kind for entry in data.activities.values() if entry.model.claims} & proving


def _withdrawn(data: Data, slug: str, kind: Kind) -> Problem:
    """A kind that was made internal though it has records: what that means, and the way back."""
    records = [entry.model for entry in data.activities.values() if entry.model.kind == kind.name]
    before = "公" if any(record.body for record in records) else "计"
    message = (
        f"“{kind.name}”改成了“内”，可是有 {len(records)} 条记录：内部类别不建记录，它们的页面和网址会全部消失，"
        f"提交过的内容却还在 git 里。真要撤下，先一条一条删掉这些记录和照片；还可以公开的，改成别的类别"
    )
    return data.kinds_entry.problem(message, slug, "可见", fix=f"可见: {before}")
