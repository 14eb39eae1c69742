"""Ensure that kinds, drawings and study materials that are named exist."""

import datetime
from collections.abc import Iterable, Iterator

from ..errors import Problem
from ..load.data import Data, Entry, M, drawings
from ..load.slips.nearest import nearest
from ..load.validate import mend
from ..models.base import Visibility

_ALIKE = 0.7
"""How alike a name must be (0 to 1) to be a slip of the pen, rather than the old name of a kind."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Dangling names, each with the nearest one that exists."""
    art = dict.fromkeys(drawings())
    for slug, kind in data.kinds.items():
        yield from _known(data.kinds_entry, kind.drawing, art, "插图", slug, "插图")
    for entry in data.activities.values():
        activity = entry.model
        if activity.kind not in data.kinds_by_name:
            yield _unknown(entry, activity.kind, data.kinds_by_name, meant_kind(data, activity.kind), "类别", "类别")
        if activity.drawing:
            yield from _known(entry, activity.drawing, art, "插图", "插图")
        for index, id in enumerate(activity.studied):
            yield from _known(entry, id, data.study_ids, "学习资料", "学习资料", index)


def _known(entry: Entry[M], name: str, known: Iterable[str], what: str, *path: str | int) -> Iterator[Problem]:
    if name not in known:
        yield _unknown(entry, name, known, nearest(name, known), what, *path)


def _unknown(
    entry: Entry[M], name: str, known: Iterable[str], near: str | None, what: str, *path: str | int
) -> Problem:
    """near: the likely name."""
    line = entry.document.line(*path)
    typed = entry.document.text(line)
    there = list(known)
    fix = mend(typed, name, near) if near else "可以写：" + "、".join(there[:20]) if there else entry.removal(*path)
    return Problem(entry.file, line, f"没有叫“{name}”的{what}", typed, fix)


def meant_kind(data: Data, name: str) -> str | None:
    """The kind that is spelled alike; or that was renamed, since nothing is called by its name; or the nearest."""
    known, uses = data.kinds_by_name, data.kind_uses
    kept = {one for one, kind in known.items() if kind.visibility is not Visibility.INTERNAL and not kind.notice}
    unused = [one for one in known if one in kept and not uses[one]]
    likely = [one for one in unused if uses[name] > 1 or set(one) & set(name)]
    renamed = likely[0] if len(likely) == 1 else None
    # Of several that may be the new name, none is offered, and no kind that was there before.
    other = None if uses[name] > 1 and unused else nearest(name, known)
    return nearest(name, known, _ALIKE) or renamed or other
