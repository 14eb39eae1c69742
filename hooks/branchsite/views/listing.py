"""A long list cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Generic, Self, TypeVar

T = TypeVar("T")

PAGE_SIZE = 24


@dataclass(frozen=True)
class Sheet(Generic[T]):
    """One page of a list. number and total count from 1; newer and older are addresses."""

    items: Sequence[T]
    number: int
    total: int
    url: str
    newer: str | None
    older: str | None

    @property
    def many(self) -> bool:
        """Whether the list has more pages than one."""
        return self.total > 1


def sheets(items: Sequence[T], url: str) -> list[Sheet[T]]:
    """The pages of a list; an empty list has one empty page. url: the first page's address."""
    total = max(1, -(-len(items) // PAGE_SIZE))

    def address(number: int) -> str:
        # A word before the number: news/2024/10/ is October.
        return url if number == 1 else f"{url}page-{number}/"

    return [
        Sheet(
            items[(number - 1) * PAGE_SIZE : number * PAGE_SIZE],
            number,
            total,
            address(number),
            address(number - 1) if number > 1 else None,
            address(number + 1) if number < total else None,
        )
        for number in range(1, total + 1)
    ]


@dataclass(frozen=True)
class Facet:
    """A link to a narrower list. on: whether it is the list that is shown."""

    label: str
    url: str
    count: int
    on: bool = False


@dataclass(frozen=True)
class FacetGroup:
    """Facets of one sort."""

    title: str
    facets: tuple[Facet, ...]

    def seen_from(self, url: str) -> Self:
        """The same facets on the page of that address."""
        return replace(self, facets=tuple(replace(one, on=one.url == url) for one in self.facets))
