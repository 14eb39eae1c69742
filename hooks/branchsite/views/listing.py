"""Long lists: items put into the lists they belong to, and a list cut into pages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")

PAGE_SIZE = 24


def grouped(items: Iterable[T], keys: Callable[[T], Iterable[K]]) -> dict[K, list[T]]:
    """The items under each of their keys, in their order; the keys in the order in which they first appear.

    One pass, however many keys there are: a site of ten years has hundreds of lists.
    """
    groups: dict[K, list[T]] = {}
    for item in items:
        for key in keys(item):
            groups.setdefault(key, []).append(item)
    return groups


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

    def titled(self, title: str) -> str:
        """The page's title in the browser."""
        return title if self.number == 1 else f"{title}（第 {self.number} 页）"


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
