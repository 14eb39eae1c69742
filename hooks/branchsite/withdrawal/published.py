"""What a site answers at: its pages, and the former addresses that lead to them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..reports import to_json
from ..views.page import Page


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
    """pages: in the order of the site. moved: the present address by each former one."""

    pages: tuple[PublishedPage, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)

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
        return url in self.by_url or url in self.moved


def published(pages: Sequence[Page]) -> Published:
    """What a site with these pages answers at."""
    return from_report(json.loads(to_json([], pages)))


def from_report(report: Mapping[str, Any]) -> Published:
    """The same, from what `check --json` writes."""
    pages = tuple(PublishedPage(one["url"], one["title"], one["source"]) for one in report.get("pages", ()))
    return Published(pages, dict(report.get("moved", {})))
