"""What a view gives."""

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass, field

from .facts import Facts

FILTERS = "assets/js/filters.js"
"""The script of pages with facets."""


@dataclass(frozen=True)
class Asset:
    """A file beside the pages. uri: where it is published. read: gives its bytes when it is written."""

    uri: str
    read: Callable[[], bytes] = field(compare=False)


@dataclass(frozen=True)
class Page:
    """A page of the site.

    url: its address from the top, with a closing slash; "" is the front page.
    hub: the address of the navigation entry that it belongs under.
    source: what it was made from, named when two pages want one address.
    updated: the day of its last change, for sitemaps; None where it follows from many records.
    searchable: False for lists, which would only repeat what the pages they lead to say.
    image: the picture that stands for it where it is shared, as published; "" for the brand's.
    facts: what search engines are told, as schema.org has it.
    script: the file under overrides/ that it needs besides the shell's; "" for none.
    """

    url: str
    title: str
    description: str
    html: str
    hub: str
    source: str
    updated: datetime.date | None = None
    searchable: bool = True
    assets: tuple[Asset, ...] = ()
    image: str = ""
    facts: Facts | None = None
    script: str = ""

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
        front |= {"script": self.script} if self.script else {}
        lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", self.html.strip(), ""])
