"""活动动态: the lists of records, each as real pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Protocol

from ..library.library import Library
from ..library.material import Material
from ..library.record import Record
from ..models.base import Visibility
from ..models.date import spoken_month
from ..models.vocabulary import Vocabulary
from .facet import Facet, FacetGroup, Subject, by_count, facet_bar
from .facet_table import facet_table
from .feeds import calendar, feeds
from .list_page import Listing, list_page
from .listing import PAGE_SIZE, Sheet, grouped, sheets
from .moved import beside_list, beside_lists, years
from .page import Asset, Page
from .render import Piece, render_later
from .sprite import sprite

HUB = "news/"


@dataclass(frozen=True)
class _Lists:
    """Every list that has records, by what it narrows to. months: by year; years and months newest first.

    studied: what studied one material, where that is more than the material's own page shows.
    """

    hub: Listing[Record]
    years: Mapping[int, Listing[Record]]
    months: Mapping[int, Sequence[Listing[Record]]]
    strands: Sequence[Listing[Record]]
    kinds: Sequence[Listing[Record]]
    audiences: Sequence[Listing[Record]]
    studied: Sequence[Listing[Record]]

    def each(self) -> Iterator[tuple[Listing[Record], int | None]]:
        """Every list, with the year whose months are shown beside it: its own, else the newest; None for no facets."""
        newest = next(iter(self.years), None)
        yield self.hub, newest
        for year, of_year in self.years.items():
            for one in (of_year, *self.months[year]):
                yield one, year
        for one in (*self.kinds, *self.strands, *self.audiences):
            yield one, newest
        for one in self.studied:
            yield one, None

    def groups(self, year: int | None) -> tuple[FacetGroup, ...]:
        """The facets. year: the one whose months are among them; those of all years would grow without end."""
        if year is None:
            return ()
        times = (self.hub, *self.years.values(), *self.months[year])
        return (
            FacetGroup("时间", tuple(one.facet for one in times)),
            FacetGroup("品牌主线", tuple(one.facet for one in self.strands)),
            FacetGroup("类别", tuple(by_count(one.facet for one in self.kinds))),
            FacetGroup("对象", tuple(one.facet for one in self.audiences)),
        )


@dataclass(frozen=True)
class MonthGroup:
    """The cards of one month's records, newest first."""

    label: str
    url: str
    cards: tuple[object, ...]


def studied_url(material: Material) -> str | None:
    """The list of all activities that studied a material; None where its own page shows them all."""
    return f"{HUB}studied/{material.id}/" if len(material.studied_in) > PAGE_SIZE else None


class _OnSheets(Protocol):
    """What stands for records on the pages of lists."""

    def on(self, sheet: Sheet[Record], records: Iterable[Record]) -> tuple[object, ...]:
        """On a page of a list."""


class _Digests:
    """What cards are made of, in short. sprite: as _Cards has it."""

    def __init__(self, sprite: str) -> None:
        self._sprite = sprite

    def on(self, sheet: Sheet[Record], records: Iterable[Record]) -> tuple[object, ...]:
        """In the order of the cards, which tells which is the first."""
        return (self._sprite, *[one.card.digest for one in records])


class _Cards:
    """The cards of records, each made once for all lists of equal depth: a record is in six lists or more.

    sprite: the address of the drawings. digests: what a page of them is known by.
    """

    def __init__(self, sprite: str) -> None:
        self.digests = _Digests(sprite)
        self._sprite = sprite
        self._made: dict[tuple[int, str, bool], Piece] = {}

    def on(self, sheet: Sheet[Record], records: Iterable[Record]) -> tuple[Piece, ...]:
        """The cards on a page of a list, which must lie below the hub."""
        return tuple(self._card(sheet.url, record, record is sheet.items[0]) for record in records)

    def _card(self, url: str, record: Record, first: bool) -> Piece:
        depth = url.count("/")
        # As seen from any folder so deep that holds no record: the way up and down again is right for all.
        anywhere = HUB + "-/" * (depth - 1)
        key = depth, record.id, first and bool(record.pictures)
        if key not in self._made:
            self._made[key] = Piece("parts.html", "card", anywhere, (record.card, "two", key[2], self._sprite))
        return self._made[key]


def news_pages(library: Library) -> list[Page]:
    """The hub, then a list for each year, month, kind, strand and audience that has records.

    The hub carries what all lists share: the drawings of their cards and what their filters choose by.
    """
    drawings, table = sprite(), _table(library.records, library.vocabulary)
    subject = Subject(HUB, "次", "活动", table.uri, drawings.uri)
    lists = _lists(library)
    cards = _Cards(drawings.uri)
    pages = []
    for one, year in lists.each():
        newest, *archives = listed = sheets(one.items, one.url)
        assets = (*_subscriptions(library, one), *beside_list(library, one.url, one.former, listed))
        if one.url == HUB:
            assets += (drawings, table, *_emptied(library, lists))
        pages.append(_page(one, newest, facet_bar(lists.groups(year), one.url, subject), cards, assets))
        pages += (_page(one, sheet, None, cards, ()) for sheet in archives)
    return pages


def _page(
    one: Listing[Record], sheet: Sheet[Record], facets: Piece | None, cards: _Cards, assets: tuple[Asset, ...]
) -> Page:
    make = partial(_context, one, sheet, facets)
    html = render_later("news.html", sheet.url, partial(make, cards), partial(make, cards.digests))
    return list_page(one, sheet, HUB, "活动列表", html, facets, assets)


def _context(
    one: Listing[Record], sheet: Sheet[Record], facets: Piece | None, cards: _OnSheets
) -> Mapping[str, object]:
    return {
        "title": one.title,
        # The description of the page names the month; under its own title it would be said twice.
        "about": one.about.removeprefix(f"{one.title}，"),
        "hub": HUB,
        "is_hub": one.url == HUB,
        # The pages beside it: what stands on it are the cards.
        "sheet": replace(sheet, items=()),
        "months": _by_month(sheet, cards),
        "facets": facets,
        "total": len(one.items) if sheet.number is None else 0,
        "feed": one.feed,
        "list_url": one.url,
    }


def _table(records: Sequence[Record], words: Vocabulary) -> Asset:
    columns: dict[str, Iterable[tuple[str, ...]]] = {
        "strand": ((one.strand.slug,) for one in records),
        "kind": ((one.kind_slug,) for one in records),
        "audience": (words.audience_slugs(one.activity.audience) for one in records),
    }
    return facet_table(HUB, (one.month for one in records), columns)


def _subscriptions(library: Library, one: Listing[Record]) -> tuple[Asset, ...]:
    """The feeds of a list: of everything, or of one kind; the calendar is one for all."""
    if one.url == HUB:
        return (*feeds(library, HUB, one.title, one.items), calendar(library, HUB))
    made = feeds(library, one.url, one.title, one.items) if one.feed else ()
    # Who subscribed at a former address goes on there.
    return (*made, *(replace(feed, uri=old + feed.uri.removeprefix(one.url)) for old in one.former for feed in made))


def _emptied(library: Library, lists: _Lists) -> Iterator[Asset]:
    """Redirects and empty feeds at the addresses of lists that have no records."""
    there = {one.url for one, _ in lists.each()}
    yield from beside_lists(library, _wanted(library), there)
    for slug, kind in library.data.kinds.items():
        url = f"{HUB}kind/{slug}/"
        if kind.visibility is not Visibility.INTERNAL and url not in there:
            empty: Listing[Record] = Listing(
                Facet(kind.name, url, 0), kind.name, kind.about, (), feed=True, former=kind.former
            )
            yield from _subscriptions(library, empty)


def _wanted(library: Library) -> Mapping[str, str]:
    """Every list that there may be, or may have been, and where its address leads while there is none."""
    dated = {record.date.year for record in library.records}
    wanted: dict[str, str] = {}
    for year in years(library):
        over = f"{HUB}{year}/"
        wanted[over] = HUB
        wanted |= {month_url(f"{year}-{month:02}"): over if year in dated else HUB for month in range(1, 13)}
    wanted |= {f"{HUB}strand/{one.slug}/": HUB for one in library.brand.strands}
    wanted |= {f"{HUB}audience/{slug}/": HUB for slug in library.vocabulary.audiences}
    shown = (slug for slug, kind in library.data.kinds.items() if kind.visibility is not Visibility.INTERNAL)
    wanted |= {f"{HUB}kind/{slug}/": HUB for slug in shown}
    for material in (one for one in library.materials if len(one.studied_in) > PAGE_SIZE // 2):
        for url in (material.url, *material.study.former):
            wanted[f"{HUB}studied/{url.removeprefix('study/')}"] = studied_url(material) or material.url
    return wanted


def _lists(library: Library) -> _Lists:
    records = library.records
    years = grouped(records, lambda one: (one.date.year,))
    months = grouped(records, lambda one: (one.month,))
    of_years = grouped(months, lambda month: (int(month[:4]),))
    everything = Facet("全部", HUB, len(records))
    return _Lists(
        Listing(everything, "活动动态", "支部和学校的活动，最新的在前。", records, feed=True),
        {year: _of_year(year, those) for year, those in years.items()},
        {year: [_of_month(month, months[month]) for month in of_year] for year, of_year in of_years.items()},
        tuple(_strands(library)),
        tuple(_kinds(library)),
        tuple(_for_audiences(library)),
        tuple(_studied(library)),
    )


def _of_year(year: int, records: Sequence[Record]) -> Listing[Record]:
    facet = Facet(f"{year}年", f"{HUB}{year}/", len(records), "year", str(year))
    return Listing(facet, f"{year}年的活动", f"{year}年的全部活动，按月排列。", records)


def _of_month(month: str, records: Sequence[Record]) -> Listing[Record]:
    facet = Facet(spoken_month(month), month_url(month), len(records), "month", month)
    title = f"{spoken_month(month)}的活动"
    return Listing(facet, title, f"{title}，最新的在前。", records)


def month_url(month: str) -> str:
    """The list of a month, 2024-03."""
    return f"{HUB}{month.replace('-', '/')}/"


def _kinds(library: Library) -> Iterator[Listing[Record]]:
    records = grouped(library.records, lambda one: (one.kind_slug,))
    for slug, kind in library.data.kinds.items():
        if slug in records:
            facet = Facet(kind.name, f"{HUB}kind/{slug}/", len(records[slug]), "kind", slug)
            yield Listing(facet, kind.name, kind.about, records[slug], feed=True, former=kind.former)


def _strands(library: Library) -> Iterator[Listing[Record]]:
    records = grouped(library.records, lambda one: (one.strand.slug,))
    for one in library.brand.strands:
        if one.slug in records:
            facet = Facet(one.word, f"{HUB}strand/{one.slug}/", len(records[one.slug]), "strand", one.slug)
            about = f"{one.motto}：{one.about}"
            yield Listing(facet, one.word, about, records[one.slug], former=one.former)


def _for_audiences(library: Library) -> Iterator[Listing[Record]]:
    words = library.vocabulary
    records = grouped(library.records, lambda one: words.audience_slugs(one.activity.audience))
    for slug, one in words.audiences.items():
        if slug in records:
            facet = Facet(one.name, f"{HUB}audience/{slug}/", len(records[slug]), "audience", slug)
            about = f"对象里有{one.name}的活动，最新的在前。"
            former = tuple(old for old in one.former if old.startswith(HUB))
            yield Listing(facet, f"{one.name}的活动", about, records[slug], former=former)


def _studied(library: Library) -> Iterator[Listing[Record]]:
    for material in library.materials:
        if url := studied_url(material):
            facet = Facet(material.title, url, len(material.studied_in))
            about = "学过这篇资料的活动，最新的在前。"
            yield Listing(
                facet, f"学过“{material.title}”的活动", about, [library.mentioned(one) for one in material.studied_in]
            )


def _by_month(sheet: Sheet[Record], cards: _OnSheets) -> list[MonthGroup]:
    return [
        MonthGroup(spoken_month(month), month_url(month), cards.on(sheet, those))
        for month, those in groupby(sheet.items, lambda one: one.month)
    ]
