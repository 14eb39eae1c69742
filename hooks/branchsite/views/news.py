"""活动动态: the lists of records, each as real pages."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ..library.library import Library
from ..library.record import Record
from ..models.base import Strand
from ..render import render
from .feeds import calendar, feeds
from .listing import Facet, FacetGroup, sheets
from .page import Asset, Page

HUB = "news/"

K = TypeVar("K")


@dataclass(frozen=True)
class _List:
    """One list of records. about: a sentence under the heading. feed: whether one can subscribe to it."""

    url: str
    title: str
    about: str
    records: Sequence[Record]
    feed: bool = False


@dataclass(frozen=True)
class MonthGroup:
    """The records of one month, newest first."""

    label: str
    url: str
    records: tuple[Record, ...]


def news_pages(library: Library) -> list[Page]:
    """The hub, then a list for each year, month, kind and strand that has records."""
    pages = []
    groups = _facets(library)
    for one in _lists(library):
        for sheet in sheets(one.records, one.url):
            title = one.title if sheet.number == 1 else f"{one.title}（第 {sheet.number} 页）"
            html = render(
                "news.html",
                sheet.url,
                title=one.title,
                about=one.about,
                hub=HUB,
                is_hub=one.url == HUB,
                sheet=sheet,
                months=_by_month(sheet.items),
                groups=[group.seen_from(one.url) for group in groups],
                total=len(one.records),
                feed=one.feed,
                list_url=one.url,
            )
            source = f"活动列表“{one.title}”"
            assets = _subscriptions(library, one) if sheet.number == 1 else ()
            pages.append(Page(sheet.url, title, one.about, html, HUB, source, searchable=False, assets=assets))
    return pages


def _subscriptions(library: Library, one: _List) -> tuple[Asset, ...]:
    """What can be subscribed to: everything, or one kind; the calendar is one for all."""
    if one.url == HUB:
        return (*feeds(library, HUB, one.title, one.records), calendar(library, HUB))
    return feeds(library, one.url, one.title, one.records) if one.feed else ()


def _lists(library: Library) -> list[_List]:
    records = library.records
    lists = [_List(HUB, "活动动态", "支部和学校的活动，最新的在前。", records, feed=True)]
    for year in _distinct(records, lambda one: one.date.year):
        of_year = [one for one in records if one.date.year == year]
        lists.append(_List(f"news/{year}/", f"{year}年的活动", f"{year}年的全部活动，按月排列。", of_year))
        for month in _distinct(of_year, lambda one: one.date.month):
            of_month = [one for one in of_year if one.date.month == month]
            title = f"{year}年{month}月的活动"
            lists.append(_List(f"news/{year}/{month:02}/", title, f"{title}，最新的在前。", of_month))
    for slug, kind in library.data.kinds.items():
        of_kind = [one for one in records if one.kind_slug == slug]
        if of_kind:
            lists.append(_List(f"news/kind/{slug}/", kind.name, kind.about, of_kind, feed=True))
    for strand in Strand:
        of_strand = [one for one in records if one.strand is strand]
        if of_strand:
            half = library.brand.strand(strand)
            about = f"{half.motto}：{half.about}"
            lists.append(_List(f"news/strand/{strand.slug}/", half.word, about, of_strand))
    return lists


def _by_month(records: Sequence[Record]) -> list[MonthGroup]:
    months = _distinct(records, lambda one: (one.date.year, one.date.month))
    return [
        MonthGroup(
            f"{year}年{month}月",
            f"news/{year}/{month:02}/",
            tuple(one for one in records if (one.date.year, one.date.month) == (year, month)),
        )
        for year, month in months
    ]


def _facets(library: Library) -> tuple[FacetGroup, ...]:
    records = library.records
    if not records:
        return ()
    years = Counter(one.date.year for one in records)
    months = Counter((one.date.year, one.date.month) for one in records)
    kinds = Counter((one.kind_slug, one.kind.name) for one in records)
    strands = Counter(one.strand for one in records)

    newest = records[0].date.year
    by_time = [Facet("全部", HUB, len(records))]
    # Months of earlier years stand on their year's page: the list would grow without end.
    by_time += [
        Facet(f"{newest}年{month}月", f"news/{newest}/{month:02}/", count)
        for (year, month), count in sorted(months.items(), reverse=True)
        if year == newest
    ]
    by_time += [Facet(f"{year}年", f"news/{year}/", count) for year, count in sorted(years.items(), reverse=True)]
    by_kind = [Facet(name, f"news/kind/{slug}/", count) for (slug, name), count in kinds.most_common()]
    by_strand = [
        Facet(library.brand.strand(strand).word, f"news/strand/{strand.slug}/", strands[strand])
        for strand in Strand
        if strands[strand]
    ]
    return (
        FacetGroup("时间", tuple(by_time)),
        FacetGroup("颜色", tuple(by_strand)),
        FacetGroup("类别", tuple(by_kind)),
    )


def _distinct(records: Sequence[Record], key: Callable[[Record], K]) -> list[K]:
    return list(dict.fromkeys(key(one) for one in records))
