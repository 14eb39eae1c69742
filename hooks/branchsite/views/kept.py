"""Groups of pages as they were made last time: where nothing that they follow from has changed, they are not made.

What others ask of a page without its HTML is kept: its address, title, digests, the files beside it. The HTML and
the bytes of those files are made where somebody wants them after all, by making the whole group.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .facts import Facts
from .page import Asset, Content, Page

_PLAIN = ("url", "title", "description", "hub", "source", "searchable", "image", "alone")
"""The fields of a page that JSON gives back as they were."""

Make = Callable[[], list[Page]]


def save_pages(pages: Iterable[Page]) -> object:
    """What is kept of the pages of a group, for JSON."""
    return [_to_json(page) for page in pages]


def load_pages(make: Make, kept: Sequence[dict[str, Any]]) -> list[Page]:
    """The pages of which that was kept. make: gives them whole."""
    group = _Group(make)
    return [_KeptPage(one, group) for one in kept]


@dataclass(frozen=True)
class _Group:
    """The pages of a group, made when one of them is asked for what is not kept."""

    make: Make

    @cached_property
    def by_url(self) -> Mapping[str, Page]:
        """By their addresses."""
        return {page.url: page for page in self.make()}


class _KeptPage(Page):
    """A page of which all is known but its content, its facts and the bytes of what is beside it."""

    def __init__(self, kept: dict[str, Any], group: _Group) -> None:
        updated = kept.pop("updated")
        assets = tuple(
            Asset(uri, _read(group, kept["url"], place), *rest) for place, (uri, *rest) in enumerate(kept.pop("assets"))
        )
        # Not by the fields' own way, which takes a frozen object ten times as long.
        self.__dict__.update(
            kept,
            updated=updated and datetime.date.fromisoformat(updated),
            scripts=tuple(kept["scripts"]),
            assets=assets,
            _group=group,
        )

    @property
    def content(self) -> Content:
        """Made with the others of its group."""
        return self._page.content

    @property
    def facts(self) -> Facts | None:
        """The same."""
        return self._page.facts

    @property
    def _page(self) -> Page:
        group: _Group = self.__dict__["_group"]
        return group.by_url[self.url]


def _read(group: _Group, url: str, place: int) -> Callable[[], bytes]:
    return lambda: group.by_url[url].assets[place].read()


def _to_json(page: Page) -> Mapping[str, object]:
    return {
        **{name: getattr(page, name) for name in _PLAIN},
        "scripts": page.scripts,
        "updated": page.updated and page.updated.isoformat(),
        "stated": bool(page.facts),
        "digest": page.digest,
        "assets": [[one.uri, one.follows_from, one.leads_to, one.for_good] for one in page.assets],
    }
