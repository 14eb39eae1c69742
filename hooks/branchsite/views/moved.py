"""Pages at former addresses, each leading on to where its content is now."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from ..address import relative
from ..digest import digest
from ..library.library import Library
from ..library.schedule import Schedule
from ..render import render_xml
from .page import Asset


def redirects(library: Library) -> Mapping[str, str]:
    """The present address by each former one, both from the site's top. The checks have refused what two claim."""
    return dict(_pairs(library))


def moved_pages(library: Library) -> Iterator[Asset]:
    """A small page for each former address. It needs no script and nothing of the theme."""
    for old, new in redirects(library).items():
        context = {"way": relative(old, new), "address": f"{library.address}{new}", "site": library.site.short}
        yield Asset(f"{old}index.html", partial(_render, context), digest(context), new)


def _render(context: Mapping[str, str]) -> bytes:
    return render_xml("moved.html", **context).encode()


def _pairs(library: Library) -> Iterator[tuple[str, str]]:
    for record in library.records:
        yield from _leading(record.activity.former, record.url)
    for material in library.materials:
        yield from _leading(material.study.former, material.url)
    listed = {one.kind_slug for one in library.records}
    for slug, kind in library.data.kinds.items():
        if slug in listed:
            yield from _leading(kind.former, f"news/kind/{slug}/")
    for schedule in library.schedules:
        yield from _of_plan(schedule)


def _of_plan(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """A plan that was called otherwise had all its parts there."""
    parts = [url for section in schedule.sections for url in (section.url, *(item.url for item in section.items))]
    for old in schedule.plan.former:
        yield from ((old + url.removeprefix(schedule.url), url) for url in (schedule.url, *parts))
    for section in schedule.sections:
        yield from _leading(section.section.former, section.url)
        for item in section.items:
            yield from _leading(item.item.former, item.url)


def _leading(former: Iterable[str], url: str) -> Iterator[tuple[str, str]]:
    return ((old, url) for old in former)
