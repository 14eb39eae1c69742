"""One activity's page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from ..library.library import Library
from ..library.picture import Picture
from ..library.record import Record
from ..photo import published
from ..prose import Prose
from ..render import render
from .facts import of_record
from .page import Asset, Page

_SHARED = 300
"""Pixels (domain.md §3)."""

_ABOVE = 5
"""So many photos stand above the text; of more the first, and the others below: they would push it out of sight."""


@dataclass(frozen=True)
class Shown:
    """A photo on its record's page. place: alone, wide (the whole line), half (one of two) or pair (one of only two).

    first: whether it is what a reader sees first.
    """

    picture: Picture
    place: str
    first: bool


def record_pages(library: Library) -> list[Page]:
    """A page for each public record."""
    return [_page(library, record) for record in library.records]


def _page(library: Library, record: Record) -> Page:
    above = record.pictures if len(record.pictures) <= _ABOVE else record.pictures[:1]
    html = render(
        "record.html",
        record.url,
        record=record,
        photos=shown(above, first=True),
        more_photos=shown(record.pictures[len(above) :]),
        brand=library.brand,
        prose=Prose(record.activity.body or "", "", record.url, library.published),
        fulfilments=library.fulfilments(record),
        materials=library.studied(record),
        newer=library.newer(record),
        older=library.older(record),
        edit_url=library.edit_url(record.file),
    )
    activity = record.activity
    return Page(
        record.url,
        record.title,
        activity.summary or record.title,
        html,
        "news/",
        record.file,
        record.changed,
        assets=tuple(_assets(record.pictures)),
        image=_image(record.pictures),
        facts=of_record(library, record),
        scripts=("assets/js/gallery.js",) if record.pictures else (),
    )


def shown(pictures: Sequence[Picture], first: bool = False) -> tuple[Shown, ...]:
    """Photos two in a line; where that leaves one over, the first has a line to itself. first: of the page."""
    count = len(pictures)
    places = ["wide" if count % 2 else "half"] + ["half"] * count
    if count <= 2:
        places = ["alone"] if count == 1 else ["pair"] * 2
    return tuple(Shown(one, places[index], first and index == 0) for index, one in enumerate(pictures))


def _image(pictures: Iterable[Picture]) -> str:
    """The first that WeChat would show: it passes over those under 300 pixels."""
    return next((one.uri for one in pictures if min(one.width, one.height) >= _SHARED), "")


def _assets(pictures: Iterable[Picture]) -> Iterable[Asset]:
    for picture in pictures:
        for file in picture.files:
            yield Asset(file.uri, partial(published, picture.original, file.size))
