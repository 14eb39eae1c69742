"""One activity's page."""

from collections.abc import Iterable
from functools import partial

from ..library.library import Library
from ..library.picture import Picture
from ..library.record import Record
from ..photo import publish_photo
from ..prose import convert
from ..render import render
from .page import Asset, Page


def record_pages(library: Library) -> list[Page]:
    """A page for each public record."""
    return [_page(library, record) for record in library.records]


def _page(library: Library, record: Record) -> Page:
    html = render(
        "record.html",
        record.url,
        record=record,
        brand=library.brand,
        body=convert(record.activity.body or "", "", record.url, library.published).html,
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
        activity.updated or activity.published,
        assets=tuple(_assets(record.pictures)),
    )


def _assets(pictures: Iterable[Picture]) -> Iterable[Asset]:
    for picture in pictures:
        yield Asset(picture.uri, partial(publish_photo, picture.path))
