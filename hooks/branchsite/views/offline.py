"""离线阅读: what readers can keep to read without a network, and the page of it (docs/dev/offline.md)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..library.library import Library
from .page import Page
from .render import render

URL = "offline/"
_ABOUT = "没有网的时候还能看什么，存了多少，怎样全部删掉。"


@dataclass(frozen=True)
class Offer:
    """Pages that a reader may keep together. id: names them in the browser. urls: their addresses."""

    id: str
    title: str
    urls: tuple[str, ...]


def offer(library: Library, id: str, title: str, urls: Iterable[str]) -> Offer | None:
    """None where the site can keep nothing."""
    return Offer(id, title, tuple(urls)) if library.has_worker else None


def offline_page(library: Library) -> Iterator[Page]:
    """What is shown in the place of a page that is not stored, and where a reader takes away what is."""
    if library.has_worker:
        html = render("offline.html", URL)
        scripts = ("assets/js/offline.js",)
        yield Page(URL, "离线阅读", _ABOUT, html, "study/", "离线阅读", searchable=False, scripts=scripts)
