"""Redirects: small pages at addresses that were published and have no page any more."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from ..cache.digest import digest
from ..library.library import Library
from ..library.schedule import Schedule
from ..models.base import Visibility
from .links import relative
from .listing import Sheet, archive_url
from .page import Asset
from .render import render_xml


def redirects(library: Library) -> Mapping[str, str]:
    """The present address by each former one, both from the site's top. The checks have refused what two claim."""
    return {old: new for old, new in chain(_single(library), _words(library), _plans(library)) if old != new}


def moved_pages(library: Library) -> Iterator[Asset]:
    """A small page for each former address. It needs no script and nothing of the theme."""
    return (leading(library, old, new) for old, new in redirects(library).items())


def leading(library: Library, old: str, new: str, for_good: bool = True) -> Asset:
    """A page at an address that leads to another. for_good: whether no other page will ever be there."""
    context = {"way": relative(old, new), "address": f"{library.address}{new}", "site": library.site.short}
    return Asset(f"{old}index.html", partial(_render, context), digest(context), new, for_good)


def _render(context: Mapping[str, str]) -> bytes:
    return render_xml("moved.html", **context).encode()


def _single(library: Library) -> Iterator[tuple[str, str]]:
    """What has a file to itself, but for plans."""
    for record in library.records:
        yield from _leading(record.activity.former, record.url)
    for material in library.materials:
        yield from _leading(material.study.former, material.url)
    for article in library.articles:
        yield from _leading(article.former, article.url)


def _words(library: Library) -> Iterator[tuple[str, str]]:
    """The lists of what records and materials are sorted by. Where one is empty, its address leads on."""
    words = library.vocabulary
    for slug, kind in library.data.kinds.items():
        if kind.visibility is not Visibility.INTERNAL:
            yield from _leading(kind.former, f"news/kind/{slug}/")
    for strand in library.brand.strands:
        yield from _leading(strand.former, f"news/strand/{strand.slug}/")
    for slug, audience in words.audiences.items():
        for old in audience.former:
            yield old, f"{'study' if old.startswith('study/') else 'news'}/audience/{slug}/"
    for slug, topic in words.topics.items():
        yield from _leading(topic.former, f"study/topic/{slug}/")
    for slug, one in words.types.items():
        yield from _leading(one.former, f"study/type/{slug}/")


def _plans(library: Library) -> Iterator[tuple[str, str]]:
    for schedule in library.schedules:
        yield from _of_plan(schedule)


def _of_plan(schedule: Schedule) -> Iterator[tuple[str, str]]:
    """A plan that was called otherwise had all its parts there, also under their own former names."""
    moved = list(_leading(schedule.plan.former, schedule.url))
    for section in schedule.sections:
        moved += _leading(section.section.former, section.url)
        for item in section.items:
            moved += _leading(item.item.former, item.url)
    parts = [url for section in schedule.sections for url in (section.url, *(item.url for item in section.items))]
    if schedule.text_url:
        parts.append(schedule.text_url)
    for name in (schedule.url, *schedule.plan.former):
        for old, new in (*((url, url) for url in parts), *moved):
            if old.startswith(schedule.url):
                yield name + old.removeprefix(schedule.url), new
    yield from moved


def _leading(former: Iterable[str], url: str) -> Iterator[tuple[str, str]]:
    return ((old, url) for old in former)


def beside_list(library: Library, url: str, former: Sequence[str], listed: Sequence[Sheet[Any]]) -> Iterator[Asset]:
    """What leads to a list's pages: from those it had at former addresses, and from one that it may have had more.

    A list grows for years, but a record that is withdrawn can take its last archive page away; and the last one links
    to the next before it is there.
    """
    for sheet in listed[1:]:
        for old in former:
            yield leading(library, old + sheet.url.removeprefix(url), sheet.url)
    for base in (url, *former):
        yield leading(library, archive_url(base, len(listed)), url, for_good=False)


def beside_lists(library: Library, wanted: Mapping[str, str], there: Collection[str]) -> Iterator[Asset]:
    """Where there is no list, because nothing would be in it, its address leads on: there may have been something.

    wanted: where each address leads then. there: the addresses of the lists that there are.
    """
    taken = redirects(library).keys()
    for old, new in wanted.items():
        if old not in there and old not in taken:
            yield leading(library, old, new, for_good=False)
            yield leading(library, archive_url(old, 1), new, for_good=False)


def years(library: Library) -> Sequence[int]:
    """The calendar years of which there is, or by its former address was, anything to list; the terms' years, too."""
    found = {record.date.year for record in library.records}
    found |= {int(old[5:9]) for record in library.records for old in record.activity.former if _is_record(old)}
    for term in library.promises.years.terms:
        found |= {term.start.year, term.end.year}
    found |= {int(one.study.month[:4]) for one in library.materials if not one.study.every_year}
    return sorted(found)


def _is_record(address: str) -> bool:
    return address.startswith("news/") and address[5:9].isdigit()
