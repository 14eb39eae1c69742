"""One activity's page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from ..cache.digest import digest
from ..cache.folder import CacheFolder
from ..cache.groups import NOWHERE, Groups
from ..library.badge import badge
from ..library.library import Fulfilment, Library
from ..library.mention import Mention
from ..library.picture import Picture
from ..library.record import Record
from ..photos.encode import published
from .card import Cards
from .facts import of_record
from .kept import load_pages, save_pages
from .page import Asset, Page
from .prose import RenderedProse
from .render import render_later

_SHARED = 300
"""Pixels."""

_ABOVE = 5
"""The most photos above the text; with more, only the first is: all of them would push the text out of sight."""


@dataclass(frozen=True)
class PlacedPhoto:
    """A photo on its record's page. place: alone, wide (the whole line), half (one of two) or pair (one of only two).

    first: whether it is what a reader sees first.
    """

    picture: Picture
    place: str
    first: bool


@dataclass(frozen=True)
class ProvenCommitment:
    """A commitment that a record is evidence for, in the words of the record's page.

    No more than these: the page need not be made anew whenever another record moves the plan's figures.
    url, place: of the commitment, where it is at home in the plan. badge: what the record proved.
    """

    title: str
    url: str
    place: str
    badge: str


def record_pages(library: Library, groups: Groups = NOWHERE) -> list[Page]:
    """A page for each public record. groups: keeps those of a month."""
    cards = Cards(library)
    common = digest(library.address, library.site, library.brand, library.vocabulary, library.illustrations)
    pages = []
    for month, those in groupby(library.records, lambda one: one.month):
        records = list(those)
        make = partial(_pages, library, records, cards)
        follows_from = (common, _inputs(library, records))
        pages += groups.get(f"records-{month}", follows_from, make, save_pages, partial(load_pages, make))
    return pages


def _pages(library: Library, records: Sequence[Record], cards: Cards) -> list[Page]:
    return [_page(library, record, cards) for record in records]


def _inputs(library: Library, records: Sequence[Record]) -> object:
    """All that the pages of records that follow one another are made of, but for what all pages are made of."""
    fulfilments = [library.fulfilments(one) for one in records]
    return (
        records,
        _mention(library.newer(records[0])),
        _mention(library.older(records[-1])),
        [[(one.schedule.id, one.progress.commitment.id, one.part) for one in those] for those in fulfilments],
        list({one.schedule.id: one.schedule for those in fulfilments for one in those}.values()),
        [[one.card for one in library.studied(record)] for record in records],
    )


def _page(library: Library, record: Record, cards: Cards) -> Page:
    photo = _image(record.pictures)
    card = None if photo else cards.of_record(record)
    uri = card.uri if card else ""
    html = render_later("record.html", record.url, partial(_context, library, record, uri))
    activity = record.activity
    return Page(
        record.url,
        record.title,
        activity.summary or record.title,
        html,
        "news/",
        record.file,
        record.changed,
        assets=(*_assets(record.pictures, library.photo_store), *([card] if card else [])),
        image=photo or uri,
        facts=of_record(library, record, uri),
        scripts=("assets/js/gallery.js",) if record.pictures else (),
    )


def _context(library: Library, record: Record, card: str) -> Mapping[str, object]:
    above = record.pictures if len(record.pictures) <= _ABOVE else record.pictures[:1]
    return {
        "record": record,
        "card": card,
        "photos": place_photos(above, first=True),
        "more_photos": place_photos(record.pictures[len(above) :]),
        "prose": RenderedProse(record.activity.body or "", "", record.url, library.published, record.file),
        "fulfilments": [_kept(one, record) for one in library.fulfilments(record)],
        "fulfil": library.vocabulary.wording.fulfil,
        "materials": [one.card for one in library.studied(record)],
        "newer": _mention(library.newer(record)),
        "older": _mention(library.older(record)),
        "edit_url": library.edit_url(record.file),
    }


def _kept(one: Fulfilment, record: Record) -> ProvenCommitment:
    schedule, progress = one.schedule, one.progress
    return ProvenCommitment(
        progress.commitment.heading,
        schedule.url_of(progress),
        schedule.place_of(progress),
        badge(progress, record, one.part),
    )


def _mention(record: Record | None) -> Mention | None:
    return record.mention if record else None


def place_photos(pictures: Sequence[Picture], first: bool = False) -> tuple[PlacedPhoto, ...]:
    """Photos two in a line; where that leaves one over, the first has a line to itself. first: of the page."""
    count = len(pictures)
    places = ["wide" if count % 2 else "half"] + ["half"] * count
    if count <= 2:
        places = ["alone"] if count == 1 else ["pair"] * 2
    return tuple(PlacedPhoto(one, places[index], first and index == 0) for index, one in enumerate(pictures))


def _image(pictures: Iterable[Picture]) -> str:
    """The first that WeChat would show: it passes over those under 300 pixels."""
    return next((one.uri for one in pictures if min(one.width, one.height) >= _SHARED), "")


def _assets(pictures: Iterable[Picture], store: CacheFolder) -> Iterable[Asset]:
    for picture in pictures:
        for file in picture.files:
            yield Asset(file.uri, partial(published, picture.original, file.size, store))
