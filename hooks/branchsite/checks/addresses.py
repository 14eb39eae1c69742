"""Ensure that a former address leads to one page, and that no page lies there now."""

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import Problem
from ..load.data import Data, Entry
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.plan import Plan

_Path = tuple[str | int, ...]

_FIXED = ("news/", "plan/", "study/", "brand/", "search/", "handbook/reference/")


class _Place(NamedTuple):
    """A page or list: its address, and what has its former ones, which is in an entry at a path."""

    address: str
    former: tuple[str, ...]
    entry: Entry[Any]
    path: _Path = ()


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """旧网址 of everything that may have it; 短名 of the parts of a plan."""
    places = list(_places(data))
    present = {*_FIXED, *_dated(data), *(one.address for one in places)}
    seen: dict[str, str] = {}
    for place in places:
        for index, old in enumerate(place.former):
            path = (*place.path, "旧网址", index)
            fix = place.entry.removal(*path)
            if old in present and not (old == place.address and _is_record(place)):
                yield place.entry.problem(f"旧网址 {old} 现在有页面", *path, fix=fix)
            elif old in seen:
                yield place.entry.problem(f"旧网址 {old} 写了两处，另一处在 {seen[old]}", *path, fix=fix)
            seen.setdefault(old, place.entry.file)
    for plan in data.plans.values():
        yield from _slugs(plan)


def _is_record(place: _Place) -> bool:
    """Feeds know a record by its first address: one that is back there must list it."""
    return isinstance(place.entry.model, Activity)


def _places(data: Data) -> Iterator[_Place]:
    for record in data.activities.values():
        kind = data.kinds_by_name.get(record.model.kind)
        address = f"news/{record.model.date.year}/{record.id}/"
        shown = kind is not None and kind.visibility is Visibility.PUBLIC
        yield _Place(address if shown else "", record.model.former, record)
    for id, material in data.studies.items():
        yield _Place(f"study/{id}/", material.model.former, material)
    for name, article in data.articles.items():
        yield _Place(f"{name.removesuffix('index').rstrip('/')}/", article.model.former, article)
    for plan in data.plans.values():
        yield _Place(f"plan/{plan.id}/", plan.model.former, plan)
        for slug, path in _parts(plan.model):
            yield _Place(f"plan/{plan.id}/{slug}/", plan.model.part(path).former, plan, path)
    yield from _lists(data)


def _lists(data: Data) -> Iterator[_Place]:
    """The lists by a word."""
    for slug, kind in data.kinds.items():
        hidden = kind.visibility is Visibility.INTERNAL
        yield _Place("" if hidden else f"news/kind/{slug}/", kind.former, data.kinds_entry, (slug,))
    listed = bool(data.brand.model.listed)
    for index, strand in enumerate(data.brand.model.strands):
        path: _Path = ("主线", index) if listed else (strand.name,)
        yield _Place(f"news/strand/{strand.slug}/", strand.former, data.brand, path)
    words, entry = data.vocabulary, data.vocabulary_entry
    for slug, audience in words.audiences.items():
        yield _Place(f"news/audience/{slug}/", audience.former, entry, ("对象", slug))
        yield _Place(f"study/audience/{slug}/", (), entry)
    for slug, topic in words.topics.items():
        yield _Place(f"study/topic/{slug}/", topic.former, entry, ("主题", slug))
    for slug, one in words.types.items():
        yield _Place(f"study/type/{slug}/", one.former, entry, ("类型", slug))


def _dated(data: Data) -> Iterator[str]:
    """The lists by year and month."""
    for record in data.activities.values():
        date = record.model.date
        yield from (f"news/{date.year}/", f"news/{date.year}/{date.month:02}/")
    for material in data.studies.values():
        month = material.model.month
        yield from (f"study/month/{month}/", f"study/year/{month[:4]}/")


def _parts(plan: Plan) -> Iterator[tuple[str, _Path]]:
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
