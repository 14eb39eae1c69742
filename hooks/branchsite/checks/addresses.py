"""Ensure that a former address leads to one page, and that no page lies there now."""

import datetime
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from ..errors import Problem
from ..load.data import Data, Entry
from ..models.base import Visibility
from ..models.plan import Plan


class _Claim(NamedTuple):
    """A former address, and the field that claims it."""

    address: str
    entry: Entry[Any]
    path: tuple[str | int, ...]


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """旧网址 of records, materials, kinds, plans and their parts; 短名 of the parts of a plan."""
    present = set(_present(data))
    seen: dict[str, str] = {}
    for claim in _claims(data):
        if claim.address in present:
            message = f"旧网址 {claim.address} 现在有页面"
            yield claim.entry.problem(message, *claim.path, fix=claim.entry.removal(*claim.path))
        elif claim.address in seen:
            message = f"旧网址 {claim.address} 写了两处，另一处在 {seen[claim.address]}"
            yield claim.entry.problem(message, *claim.path, fix=claim.entry.removal(*claim.path))
        seen.setdefault(claim.address, claim.entry.file)
    for plan in data.plans.values():
        yield from _slugs(plan)


def _present(data: Data) -> Iterator[str]:
    """The addresses that follow from what files are called."""
    yield from ("news/", "plan/", "study/", "brand/", "search/", "handbook/reference/")
    for entry in data.activities.values():
        kind = data.kinds_by_name.get(entry.model.kind)
        if kind and kind.visibility is Visibility.PUBLIC:
            yield f"news/{entry.model.date.year}/{entry.id}/"
    yield from (f"study/{id}/" for id in data.studies)
    yield from (f"news/kind/{slug}/" for slug in data.kinds)
    yield from (f"{name.removesuffix('index').rstrip('/')}/" for name in data.articles)
    for plan in data.plans.values():
        yield f"plan/{plan.id}/"
        yield from (f"plan/{plan.id}/{slug}/" for slug, _ in _parts(plan.model))


def _claims(data: Data) -> Iterator[_Claim]:
    entries: Iterator[Entry[Any]] = chain(data.activities.values(), data.studies.values(), data.plans.values())
    for entry in entries:
        yield from (_Claim(old, entry, ("旧网址", index)) for index, old in enumerate(entry.model.former))
    for slug, kind in data.kinds.items():
        yield from (_Claim(old, data.kinds_entry, (slug, "旧网址", index)) for index, old in enumerate(kind.former))
    for plan in data.plans.values():
        for _, path in _parts(plan.model):
            part = plan.model.part(path)
            yield from (_Claim(old, plan, (*path, "旧网址", index)) for index, old in enumerate(part.former))


def _parts(plan: Plan) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """The slug of every section and item with its path."""
    for number, section in enumerate(plan.sections):
        yield plan.section_slug(number), ("部分", number)
        for index in range(len(section.items)):
            yield plan.item_slug(number, index), ("部分", number, "条目", index)


def _slugs(entry: Entry[Plan]) -> Iterator[Problem]:
    seen: set[str] = set()
    for slug, path in _parts(entry.model):
        if slug in seen:
            fix = "换一个短名；没有写短名的，按次序编号"
            yield entry.problem(f"计划里有两处的网址都是 {slug}", *path, "短名", fix=fix)
        seen.add(slug)
