"""A list of records or materials, and its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .facet import Facet
from .listing import Sheet
from .page import FILTERS, Asset, Content, Page
from .render import Piece

T = TypeVar("T")


@dataclass(frozen=True)
class Listing(Generic[T]):
    """A list with a heading and a sentence under it.

    facet: how others link to it. feed: whether one can subscribe to it. former: the addresses it had before.
    """

    facet: Facet
    title: str
    about: str
    items: Sequence[T]
    feed: bool = False
    former: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        """The address of its first page."""
        return self.facet.url


def list_page(
    listing: Listing[Any],
    sheet: Sheet[Any],
    hub: str,
    name: str,
    html: Content,
    facets: Piece | None,
    assets: Sequence[Asset],
) -> Page:
    """One page of a list. name: what lists of this hub are called in messages. facets: what filters it, if anything."""
    return Page(
        sheet.url,
        sheet.titled(listing.title),
        listing.about,
        html,
        hub,
        f"{name}“{listing.title}”",
        searchable=False,
        assets=tuple(assets),
        scripts=(FILTERS,) if facets else (),
    )
