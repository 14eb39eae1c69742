"""Ensure that kinds, drawings and study materials that are named exist."""

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ..errors import Problem
from ..load.data import Data, Entry, M, drawings
from ..load.slips.nearest import nearest
from ..load.validate import mend


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Dangling names, each with the nearest one that exists."""
    art = dict.fromkeys(drawings())
    for slug, kind in data.kinds.items():
        yield from _known(data.kinds_entry, kind.drawing, art, "插图", slug, "插图")
    used = {entry.model.kind for entry in data.activities.values()}
    unused = [name for name in data.kinds_by_name if name not in used]
    for entry in data.activities.values():
        activity = entry.model
        # A kind that was renamed is one that no record has yet.
        likely = [name for name in unused if set(name) & set(activity.kind)]
        yield from _known(entry, activity.kind, data.kinds_by_name, "类别", "类别", likely=likely)
        if activity.drawing:
            yield from _known(entry, activity.drawing, art, "插图", "插图")
        for index, id in enumerate(activity.studied):
            yield from _known(entry, id, data.study_ids, "学习资料", "学习资料", index)


def _known(
    entry: Entry[M], name: str, known: Iterable[str], what: str, *path: str | int, likely: Sequence[str] = ()
) -> Iterator[Problem]:
    """likely: the names that it probably has now, where none is near."""
    if name in known:
        return
    near = nearest(name, known) or (likely[0] if len(likely) == 1 else None)
    line = entry.document.line(*path)
    typed = entry.document.text(line)
    there = list(known)
    fix = mend(typed, name, near) if near else "可以写：" + "、".join(there[:20]) if there else entry.removal(*path)
    yield Problem(entry.file, line, f"没有叫“{name}”的{what}", typed, fix)
