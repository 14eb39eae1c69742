"""What a site answers at: its pages, and the former addresses that lead to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # The hooks of a push only read what a build has reported: they are to start without what pages are made of.
    from ..views.page import Asset, Page


@dataclass(frozen=True)
class PublishedPage:
    """url: from the site's top. source: the file that it was made from; for a list its name."""

    url: str
    title: str
    source: str

    @property
    def is_own(self) -> bool:
        """Whether people wrote it; a list follows from what they wrote."""
        return self.source.startswith(("data/", "docs/"))


@dataclass(frozen=True)
class Published:
    """pages: in the order of the site. moved: the present address by each former one.

    passing: addresses of lists in which there is nothing now, which lead elsewhere until there is.
    """

    pages: tuple[PublishedPage, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    passing: frozenset[str] = frozenset()

    @cached_property
    def by_url(self) -> Mapping[str, PublishedPage]:
        """Pages by their address."""
        return {page.url: page for page in self.pages}

    @cached_property
    def first_urls(self) -> Mapping[str, str]:
        """The first page of each source."""
        return {page.source: page.url for page in reversed(self.pages)}

    def answers(self, url: str) -> bool:
        """Whether something is found at an address."""
        return url in self.by_url or url in self.moved or url in self.passing


def published(pages: Sequence["Page"]) -> Published:
    """What a site with these pages answers at."""
    leading = [one for page in pages for one in page.assets if one.leads_to is not None]
    moved = {_address(one): one.leads_to for one in leading if one.for_good and one.leads_to is not None}
    passing = frozenset(_address(one) for one in leading if not one.for_good)
    return Published(tuple(PublishedPage(one.url, one.title, one.source) for one in pages), moved, passing)


def _address(asset: "Asset") -> str:
    return asset.uri.removesuffix("index.html")


def to_report(site: Published) -> dict[str, Any]:
    """The same as JSON has it: a page with source, url and title, and by each former address the present one."""
    pages = [{"source": one.source, "url": one.url, "title": one.title} for one in site.pages]
    return {"pages": pages, "moved": dict(site.moved), "passing": sorted(site.passing)}


def from_report(report: Mapping[str, Any]) -> Published:
    """What `to_report` has written."""
    pages = tuple(PublishedPage(one["url"], one["title"], one["source"]) for one in report.get("pages", ()))
    return Published(pages, dict(report.get("moved", {})), frozenset(report.get("passing", ())))
