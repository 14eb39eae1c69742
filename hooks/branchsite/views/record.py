"""One activity's page."""

from collections.abc import Iterable
from functools import partial

from ..library.library import Library
from ..library.picture import Picture
from ..library.record import Record
from ..photo import publish_photo
from ..prose import Prose
from ..render import render
from .facts import of_record
from .page import Asset, Page

_SHARED = 300
"""Pixels (domain.md §3)."""


def record_pages(library: Library) -> list[Page]:
    """A page for each public record."""
    return [_page(library, record) for record in library.records]


def _page(library: Library, record: Record) -> Page:
    html = render(
        "record.html",
        record.url,
        record=record,
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
    )


def _image(pictures: Iterable[Picture]) -> str:
    """The first that WeChat would show: it passes over those under 300 pixels."""
    return next((one.uri for one in pictures if min(one.width, one.height) >= _SHARED), "")


def _assets(pictures: Iterable[Picture]) -> Iterable[Asset]:
    for picture in pictures:
        yield Asset(picture.uri, partial(publish_photo, picture.path))
