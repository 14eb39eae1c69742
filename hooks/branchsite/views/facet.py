"""Links to narrower lists, with the number of what each has: facets. With script they combine into filters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from ..html.render import Piece
from .listing import PAGE_SIZE, Sheet


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


class FacetBar:
    """The facets as every page of one list shows them.

    They are made twice at most: the first page lies one folder higher than the others, which all lie side by side.
    """

    def __init__(self, groups: Iterable[FacetGroup], url: str, subject: Subject) -> None:
        self._groups = tuple(group.seen_from(url) for group in groups if group.facets)
        self._url = url
        self._subject = subject
        self._made: dict[bool, Piece] = {}

    def seen_from(self, sheet: Sheet[Any]) -> Piece | None:
        """The facets on that page of the list; None where there is nothing to choose from."""
        if not self._groups:
            return None
        arguments = (self._groups, self._subject, self._url, PAGE_SIZE)
        return self._made.setdefault(sheet.number == 1, Piece("facets.html", "facets", sheet.url, arguments))


def by_count(facets: Iterable[Facet]) -> Sequence[Facet]:
    """The fullest first; in their order where there is no difference."""
    return sorted(facets, key=lambda one: -one.count)
