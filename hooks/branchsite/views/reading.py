"""Reading lists: the materials of a month, a topic or an audience on one page, a 讲义 on paper; and calendars."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..blocks.quiz import Question
from ..cache.digest import digest
from ..library.library import Library
from ..library.material import Material, MaterialCard
from .calendar_file import CalendarEvent, calendar_file
from .feeds import moment
from .list_page import Listing
from .moved import leading
from .offline import offer
from .page import Asset, Page
from .prose import RenderedProse
from .render import render

_KINDS = ("topic", "audience", "month")
"""What one reads by."""

_MOST = 12
"""Materials on a page: an afternoon's reading, and a page that a phone can bear."""


@dataclass(frozen=True)
class ReadingText:
    """A material among others on a page."""

    card: MaterialCard
    prose: RenderedProse
    questions: tuple[Question, ...]


def reading_url(listing: Listing[Material]) -> str | None:
    """Where the materials of a list stand one after the other; None where there is no such page."""
    return f"{listing.url}read/" if listing.url.split("/")[1] in _KINDS else None


def calendar_url(listing: Listing[Material]) -> str | None:
    """Where the calendar of a month's study is."""
    return f"{listing.url}study.ics" if listing.url.split("/")[1] == "month" else None


def reading_pages(library: Library, listings: Iterable[Listing[Material]], hub: str) -> Iterator[Page]:
    """A page for each month, topic and audience that has materials."""
    for one in listings:
        if url := reading_url(one):
            yield _page(library, one, url, hub)


def _page(library: Library, listing: Listing[Material], url: str, hub: str) -> Page:
    shown = listing.items[:_MOST]
    texts = tuple(_text(library, one, url) for one in shown)
    asked = tuple(one for one in texts if one.questions)
    minutes = sum(one.study.minutes for one in shown)
    lede = f"{len(shown)} 篇，约 {minutes} 分钟，可以从头读到尾，也可以打印成一份讲义。"
    html = render(
        "reading.html",
        url,
        title=f"{listing.facet.label}：连起来读",
        lede=lede,
        hub=hub,
        list_title=listing.title,
        list_url=listing.url,
        texts=texts,
        asked=asked,
        all_count=len(listing.items),
        offer=offer(library, url, f"{listing.facet.label}的资料", (url, *(one.url for one in shown))),
    )
    title = f"连起来读：{listing.title}"
    calendar = calendar_url(listing)
    return Page(
        url,
        title,
        f"{listing.about}{lede}",
        html,
        hub,
        f"讲义“{listing.title}”",
        searchable=False,
        assets=(
            *([_calendar(library, calendar, shown)] if calendar else []),
            *(leading(library, f"{old}read/", url) for old in listing.former if old.startswith(hub)),
        ),
    )


def _text(library: Library, material: Material, url: str) -> ReadingText:
    prose = RenderedProse(material.body, "study", url, library.published, material.file)
    return ReadingText(material.card, prose, material.questions)


def reading_redirects(library: Library, lists: Iterable[str], there: Iterable[str], hub: str) -> Iterator[Asset]:
    """Where a list that may have had materials has none, the address of its reading leads on.

    lists: the addresses of all lists that there could be. there: of those that there are.
    """
    missing = set(lists) - set(there)
    for url in sorted(missing):
        if url.split("/")[1] in _KINDS:
            yield leading(library, f"{url}read/", hub, for_good=False)


def _calendar(library: Library, url: str, materials: Sequence[Material]) -> Asset:
    kept = [(one.id, one.study) for one in materials]
    return Asset(
        url, lambda: _ics(library, materials), digest(library.address, library.site.name, library.site.short, kept)
    )


def _ics(library: Library, materials: Sequence[Material]) -> bytes:
    name = f"{library.site.short}学习资料"
    return calendar_file(library.site.name, name, (_event(library.address, one) for one in materials))


def _event(address: str, material: Material) -> CalendarEvent:
    study, first = material.study, _first_day(material)
    return CalendarEvent(
        uid=f"{address}{material.url}#month",
        summary=f"学习：{material.title}（约 {study.minutes} 分钟）",
        description=study.summary,
        url=f"{address}{material.url}",
        first=first,
        end=(first + datetime.timedelta(days=31)).replace(day=1),
        changed=moment(study.checked),
        yearly=study.every_year,
    )


def _first_day(material: Material) -> datetime.date:
    """Of the month that a material is set for; of every year, the one in which it was made."""
    study = material.study
    year, month = (study.checked.year, study.month) if study.every_year else study.month.split("-")
    return datetime.date(int(year), int(month), 1)
