"""Long lists: items put into the lists they belong to, and a list cut into pages."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")

PAGE_SIZE = 14
"""Items of an archive page."""


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
    """One page of a list. number: of an archive page, from 1 for the oldest; None for the page of the newest.

    newer and older are addresses.
    """

    items: Sequence[T]
    number: int | None
    url: str
    newer: str | None
    older: str | None

    def titled(self, title: str) -> str:
        """The page's title in the browser."""
        return title if self.number is None else f"{title}（第 {self.number} 页）"


def sheets(items: Sequence[T], url: str) -> list[Sheet[T]]:
    """The pages of a list, the newest first; an empty list has one empty page. url: the newest page's address.

    Archive pages are filled from the oldest item and then never change: the newest page holds between PAGE_SIZE and
    twice as many less one, so that a new item touches it alone.
    """
    archives = max(0, len(items) // PAGE_SIZE - 1)
    first = len(items) - archives * PAGE_SIZE
    older = archive_url(url, archives) if archives else None
    return [Sheet(items[:first], None, url, None, older), *_archives(items[first:], url)]


def archive_url(url: str, number: int) -> str:
    """The address of an archive page. A word before the number: news/2024/10/ is October."""
    return f"{url}page-{number}/"


def _archives(items: Sequence[T], url: str) -> Iterator[Sheet[T]]:
    for number in range(len(items) // PAGE_SIZE, 0, -1):
        start = len(items) - number * PAGE_SIZE
        # Of the last one, too: its address leads to the list until there is such a page.
        newer = archive_url(url, number + 1)
        older = archive_url(url, number - 1) if number > 1 else None
        yield Sheet(items[start : start + PAGE_SIZE], number, archive_url(url, number), newer, older)
