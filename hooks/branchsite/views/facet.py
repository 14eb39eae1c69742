"""Links to narrower lists, with the number of what each has: facets. With script they combine into filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from .listing import PAGE_SIZE
from .render import Piece


@dataclass(frozen=True)
class Facet:
    """A link to a narrower list.

    key, value: what it narrows to, as in the address of a filtered list (kind=youth); empty for the whole.
    on: whether it is the list that is shown.
    """

    label: str
    url: str
    count: int
    key: str = ""
    value: str = ""
    on: bool = False

    @property
    def query(self) -> str:
        """Its part of the address of a filtered list."""
        return f"{self.key}={self.value}" if self.key else ""


@dataclass(frozen=True)
class FacetGroup:
    """Facets of one sort, of which one can be chosen at a time."""

    title: str
    facets: tuple[Facet, ...]

    def seen_from(self, url: str) -> Self:
        """The same facets on the page of that address."""
        if all(one.url != url for one in self.facets):
            return self
        return replace(self, facets=tuple(replace(one, on=True) if one.url == url else one for one in self.facets))


@dataclass(frozen=True)
class Subject:
    """The subject of the lists of a hub, and the files that all of them share.

    counter, noun: 次, 活动. table: the address of what filters choose by. sprite: of the drawings.
    """

    hub: str
    counter: str
    noun: str
    table: str
    sprite: str


def facet_bar(groups: Iterable[FacetGroup], url: str, subject: Subject) -> Piece | None:
    """The facets as the newest page of a list shows them; None where there is nothing to choose from.

    Archive pages have none: counts would change them with every new item.
    """
    shown = tuple(group.seen_from(url) for group in groups if group.facets)
    return Piece("facets.html", "facets", url, (shown, subject, url, PAGE_SIZE)) if shown else None


def by_count(facets: Iterable[Facet]) -> Sequence[Facet]:
    """The fullest first; in their order where there is no difference."""
    return sorted(facets, key=lambda one: -one.count)
