"""学习资料: the shelves, and a page a material."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..library.library import Library, Served
from ..library.material import Material
from ..library.schedule import Schedule
from ..models.date import spoken_month
from ..models.vocabulary import Vocabulary
from .facet import Facet, FacetGroup, Subject, facet_bar
from .facet_table import facet_table
from .facts import of_material
from .list_page import Listing, list_page
from .listing import PAGE_SIZE, Sheet, grouped, sheets
from .moved import beside_list, beside_lists, years
from .news import studied_url
from .page import Asset, Page
from .prose import RenderedProse
from .reading import calendar_url, reading_pages, reading_redirects, reading_url
from .render import Piece, render
from .sprite import sprite

HUB = "study/"
_ABOUT = "党章党规、组织生活、师德师风和育人工作，按主题、对象、类型和月份查找。"


@dataclass(frozen=True)
class _Shelves:
    """Every list that has materials, by what it narrows to.

    months: by year; years and months newest first. every_year: the months of every year, from January on.
    """

    hub: Listing[Material]
    topics: Sequence[Listing[Material]]
    audiences: Sequence[Listing[Material]]
    types: Sequence[Listing[Material]]
    years: Mapping[str, Listing[Material]]
    months: Mapping[str, Sequence[Listing[Material]]]
    every_year: Sequence[Listing[Material]]

    def each(self) -> Iterator[tuple[Listing[Material], str | None]]:
        """Every list, with the year whose months are shown beside it: its own, or else the newest."""
        newest = next(iter(self.years), None)
        for one in (self.hub, *self.topics, *self.audiences, *self.types, *self.every_year):
            yield one, newest
        for year, of_year in self.years.items():
            for one in (of_year, *self.months[year]):
                yield one, year

    def groups(self, year: str | None) -> tuple[FacetGroup, ...]:
        """The facets. year: the one whose months are among them; those of all years would grow without end."""
        if not self.hub.items:
            return ()
        months = self.months[year] if year else ()
        return tuple(
            FacetGroup(title, tuple(one.facet for one in shelves))
            for title, shelves in (
                ("主题", (self.hub, *self.topics)),
                ("对象", self.audiences),
                ("类型", self.types),
                ("时间", (*months, *self.years.values(), *self.every_year)),
            )
        )


def study_pages(library: Library) -> list[Page]:
    """The hub, the lists by topic, audience, type, year and month, and every material."""
    return [*_shelf_pages(library), *(_material_page(library, material) for material in library.materials)]


def _shelf_pages(library: Library) -> Iterator[Page]:
    """The newest month first: the hub's first page is what is read now, however many years there are."""
    materials = _newest_first(library.materials)
    table, drawings = _table(materials, library.vocabulary), sprite()
    subject = Subject(HUB, "篇", "资料", table.uri, drawings.uri)
    shelves = _shelves(materials, library.vocabulary)
    for shelf, year in shelves.each():
        newest, *archives = listed = sheets(shelf.items, shelf.url)
        assets = tuple(beside_list(library, shelf.url, shelf.former, listed))
        if shelf.url == HUB:
            assets += (table, *_emptied(library, shelves))
        yield _shelf_page(shelf, newest, facet_bar(shelves.groups(year), shelf.url, subject), assets)
        for sheet in archives:
            yield _shelf_page(shelf, sheet, None, ())
    yield from reading_pages(library, (shelf for shelf, _ in shelves.each()), HUB)


def _emptied(library: Library, shelves: _Shelves) -> Iterator[Asset]:
    """The redirects at the addresses of lists that have no materials."""
    words = library.vocabulary
    months = [f"{month:02}" for month in range(1, 13)]
    values: dict[str, Iterable[str]] = {
        "topic": words.topics,
        "audience": words.audiences,
        "type": words.types,
        "month": [*months, *(f"{year}-{month}" for year in years(library) for month in months)],
        "year": map(str, years(library)),
    }
    wanted = {f"{HUB}{key}/{value}/": HUB for key, those in values.items() for value in those}
    there = {shelf.url for shelf, _ in shelves.each()}
    yield from beside_lists(library, wanted, there)
    yield from reading_redirects(library, wanted, there, HUB)


def _shelf_page(shelf: Listing[Material], sheet: Sheet[Any], facets: Piece | None, assets: tuple[Asset, ...]) -> Page:
    html = render(
        "study.html",
        sheet.url,
        title=shelf.title,
        about=shelf.about,
        hub=HUB,
        list_url=shelf.url,
        is_hub=shelf.url == HUB,
        reading=reading_url(shelf),
        calendar=calendar_url(shelf),
        sheet=replace(sheet, items=tuple(one.card for one in sheet.items)),
        facets=facets,
    )
    return list_page(shelf, sheet, HUB, "资料列表", html, facets, assets)


def _table(materials: Sequence[Material], words: Vocabulary) -> Asset:
    columns: dict[str, Iterable[tuple[str, ...]]] = {
        "topic": ((one.topic_slug,) for one in materials),
        "audience": (words.audience_slugs(one.study.audience) for one in materials),
        "type": ((one.type_slug,) for one in materials),
    }
    return facet_table(HUB, (one.study.month for one in materials), columns)


def _shelves(materials: Sequence[Material], words: Vocabulary) -> _Shelves:
    topics = grouped(materials, lambda one: (one.topic_slug,))
    audiences = grouped(materials, lambda one: words.audience_slugs(one.study.audience))
    types = grouped(materials, lambda one: (one.type_slug,))
    months = grouped(materials, lambda one: (one.study.month,))
    years = grouped((one for one in materials if not one.study.every_year), lambda one: (one.study.month[:4],))
    of_years = grouped((month for month in months if month[:4] in years), lambda month: (month[:4],))
    return _Shelves(
        Listing(Facet("全部", HUB, len(materials)), "学习资料", _ABOUT, materials),
        [
            _shelf("主题", "topic", slug, one.name, f"主题是{one.name}的资料。", topics[slug], one.former)
            for slug, one in words.topics.items()
            if slug in topics
        ],
        [
            _shelf("对象", "audience", slug, one.name, f"适合{one.name}读的资料。", audiences[slug], one.former)
            for slug, one in words.audiences.items()
            if slug in audiences
        ],
        [
            _shelf("类型", "type", slug, one.name, f"类型是{one.name}的资料。", types[slug], one.former)
            for slug, one in words.types.items()
            if slug in types
        ],
        {
            year: _shelf("年份", "year", year, f"{year}年", f"安排在{year}年学习的资料。", those)
            for year, those in years.items()
        },
        {year: [_of_month(month, months[month]) for month in of_year] for year, of_year in of_years.items()},
        [_of_month(month, those) for month, those in months.items() if those[0].study.every_year],
    )


def _newest_first(materials: Sequence[Material]) -> list[Material]:
    """The lists of one year's months, the newest first, then those of every year, from January on."""
    dated = [one for one in materials if not one.study.every_year]
    newest = sorted(dated, key=lambda one: one.study.month, reverse=True)
    return [*newest, *(one for one in materials if one.study.every_year)]


def _of_month(month: str, materials: Sequence[Material]) -> Listing[Material]:
    label = spoken_month(month)
    return _shelf("月份", "month", month, label, f"安排在{label}学习的资料。", materials)


def month_reading_url(month: str) -> str:
    """Where the materials of a month stand one after the other."""
    return f"{HUB}month/{month}/read/"


def _shelf(
    group: str, key: str, value: str, label: str, about: str, materials: Sequence[Material], former: Iterable[str] = ()
) -> Listing[Material]:
    facet = Facet(label, f"{HUB}{key}/{value}/", len(materials), key, value)
    kept = tuple(old for old in former if old.startswith(HUB))
    return Listing(facet, f"{group}：{label}", about, materials, former=kept)


@dataclass(frozen=True)
class ServedPart:
    """A section or item of a plan that a material serves. term: of its plan, where the title alone is ambiguous."""

    title: str
    url: str
    term: str


def _parts_of(served: Sequence[Served], running: Schedule | None) -> list[ServedPart]:
    """Without the term where all are of the running plan."""
    own = all(one.schedule is running for one in served)
    return [ServedPart(one.part.title, one.part.url, "" if own else one.schedule.plan.term) for one in served]


def _material_page(library: Library, material: Material) -> Page:
    prose = RenderedProse(material.body, "study", material.url, library.published, material.file)
    before, after = library.topic_neighbours(material)
    html = render(
        "material.html",
        material.url,
        material=material,
        prose=prose,
        before=before and before.card,
        after=after and after.card,
        items=_parts_of(library.served(material), library.schedule),
        studied_in=material.studied_in[:PAGE_SIZE],
        all_studied=studied_url(material),
        edit_url=library.edit_url(material.file),
    )
    return Page(
        material.url,
        material.title,
        material.study.summary,
        html,
        HUB,
        material.file,
        material.study.checked,
        facts=of_material(library, material),
    )
