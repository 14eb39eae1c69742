"""Pages and the files beside them, as views return them."""

import datetime
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from ..cache.digest import digest
from ..cache.fingerprint import is_fingerprinted
from .facts import Facts

FILTERS = "assets/js/filters.js"
"""The script of pages with facets."""


@dataclass(frozen=True)
class Asset:
    """A file beside the pages.

    uri: where it is published. read: gives its bytes when it is written. follows_from:
    the digest of all that the bytes follow from; "" where to read it costs no more than to know that.
    leads_to: where a page that only leads on sends its readers, from the site's top. for_good: whether it always will.
    """

    uri: str
    read: Callable[[], bytes] = field(compare=False)
    follows_from: str = ""
    leads_to: str | None = None
    for_good: bool = True

    @property
    def digest(self) -> str:
        """Equal for equal bytes; "" where only the bytes themselves tell."""
        return self.uri if is_fingerprinted(self.uri) else self.follows_from


class Content(Protocol):
    """The content of a page: its HTML, and the digest of all inputs of it."""

    @property
    def html(self) -> str:
        """Finished HTML."""

    @property
    def digest(self) -> str:
        """Equal for equal HTML."""


@dataclass(frozen=True)
class Page:
    """A page of the site.

    url: its address from the top, with a closing slash; "" is the front page.
    hub: the address of the navigation entry that it belongs under.
    source: what it was made from, named when two pages want one address.
    updated: the day of its last change, for sitemaps; None where it follows from many records.
    searchable: False for lists, which would only repeat what the pages they lead to say.
    image: the picture shown where it is shared, as published; "" for the brand's.
    facts: structured data for search engines, in schema.org's terms.
    scripts: what the page needs besides the scripts of every page, by their plain names under overrides/.
    alone: the style sheet of a page without the site's bar and foot, by its plain name; "" for all others.
    """

    url: str
    title: str
    description: str
    content: Content
    hub: str
    source: str
    updated: datetime.date | None = None
    searchable: bool = True
    assets: tuple[Asset, ...] = ()
    image: str = ""
    facts: Facts | None = None
    scripts: tuple[str, ...] = ()
    alone: str = ""

    @cached_property
    def stated(self) -> bool:
        """Whether it has structured data."""
        return bool(self.facts)

    @property
    def html(self) -> str:
        """The HTML that the template renders."""
        return self.content.html

    @cached_property
    def digest(self) -> str:
        """What its HTML and the head around it follow from, but for templates and theme."""
        return digest(*self.inputs.values())

    @property
    def inputs(self) -> Mapping[str, object]:
        """The same by name."""
        return {
            "content": self.content,
            "title": self.title,
            "description": self.description,
            "hub": self.hub,
            "image": self.image,
            # As text: there are many facts, and this is quicker.
            "facts": json.dumps(self.facts),
            "scripts": self.scripts,
            "alone": self.alone,
        }

    @property
    def src_uri(self) -> str:
        """The path of its Markdown file."""
        return f"{self.url}index.md"

    @property
    def markdown(self) -> str:
        """The page as plain Markdown with front matter: what any other generator can read."""
        front: dict[str, object] = {
            "title": self.title,
            "description": self.description,
            "hide": ["navigation", "toc"],
            "search": {"exclude": not self.searchable},
        }
        front |= {"image": self.image} if self.image else {}
        front |= {"facts": self.facts} if self.facts else {}
        front |= {"scripts": self.scripts} if self.scripts else {}
        front |= {"alone": self.alone} if self.alone else {}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", self.html.strip(), ""])
