"""Ensure that what data/gongkai.yml names exists, and that nothing is shown that is for the Party alone."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data, Entry
from ..load.slips.nearest import nearest
from ..load.slips.untaken import untaken
from ..load.validate import mend
from ..models.base import Visibility
from ..models.disclosure import DisclosedItem, Disclosure, Scope
from ..models.plan import ANY_PUBLIC
from .references import meant_kind

_SHOWN = ("证据", "资料", "网页")
"""The fields that say what can be read on the site."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every row of the catalogue; nothing where there is none."""
    entry = data.disclosure
    if entry is None:
        return
    seen: set[str] = set()
    for index, item in enumerate(entry.model.items):
        if item.id in seen:
            path = ("目录", index, "标识")
            other = untaken(item.id, {one.id for one in entry.model.items})
            fix = mend(entry.document.text(entry.document.line(*path)), item.id, other)
            yield entry.problem(f"“{item.id}”用了两次，标识不能重复", *path, fix=fix)
        seen.add(item.id)
        yield from _evidence(data, entry, index, item)
        yield from _materials(data, entry, index, item)
        if item.scope is Scope.PARTY:
            yield from _inner(entry, index, item)


def _inner(entry: Entry[Disclosure], index: int, item: DisclosedItem) -> Iterator[Problem]:
    """What a matter for the Party alone may not say: it would be no secret any more."""
    for name, value in zip(_SHOWN, (item.evidence, item.materials, item.parts), strict=True):
        if value:
            message = f"“{item.matter}”只在党内公开，不能写“{name}”：网站上谁都看得到"
            yield entry.problem(message, "目录", index, name, fix=entry.removal("目录", index, name))


def _evidence(data: Data, entry: Entry[Disclosure], index: int, item: DisclosedItem) -> Iterator[Problem]:
    for number, name in enumerate(item.evidence):
        if name == ANY_PUBLIC:
            continue
        path = ("目录", index, "证据", number)
        kind = data.kinds_by_name.get(name)
        if kind is None:
            near = meant_kind(data, name)
            typed = entry.document.text(entry.document.line(*path))
            fix = mend(typed, name, near) if near else "可以写：" + "、".join(data.kinds_by_name)
            yield entry.problem(f"没有叫“{name}”的类别", *path, fix=fix)
        elif kind.visibility is Visibility.INTERNAL and item.scope is Scope.SOCIETY:
            message = f"“{name}”是内部类别，没有记录，不能向社会公开"
            yield entry.problem(message, *path, fix=entry.removal(*path))


def _materials(data: Data, entry: Entry[Disclosure], index: int, item: DisclosedItem) -> Iterator[Problem]:
    for number, name in enumerate(item.materials):
        if name not in data.study_ids:
            path = ("目录", index, "资料", number)
            typed = entry.document.text(entry.document.line(*path))
            near = nearest(name, data.study_ids)
            fix = mend(typed, name, near) if near else entry.removal(*path)
            yield entry.problem(f"没有叫“{name}”的学习资料", *path, fix=fix)
