"""A page of the site as it is read from a disk. Only the tags that must change are written anew."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser

from ..views.links import relative
from .addresses import to_file
from .facts import Facts
from .render import render

READER = "assets/archive.js"
"""The address of assets/reader.js in the copy."""

_LINKS = ("href", "action", "data-notes", "data-hub", "data-list")
_REFRESH = re.compile(r"(\d+; *url=)(.*)", re.IGNORECASE)
_INSTEAD = {"notes-page": "notes.html", "offline": "offline.html"}
"""By its id what a page says to readers of the public site alone, and the template of what it says in a copy."""

Attributes = list[tuple[str, str | None]]


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    text: str


def page_on_disk(html: str, url: str, facts: Facts) -> str:
    """The page. url: its address, from the site's top, without index.html."""
    reader = _PageReader(html, url, facts)
    pieces, done = [], 0
    for edit in sorted(reader.edits, key=lambda one: (one.start, one.end)):
        pieces += [html[done : edit.start], edit.text]
        done = edit.end
    return "".join([*pieces, html[done:]])


class _PageReader(HTMLParser):
    """Finds what is to be changed, and where."""

    def __init__(self, html: str, url: str, facts: Facts) -> None:
        super().__init__(convert_charrefs=False)
        self.edits: list[_Edit] = []
        self._html = html
        self._url = url
        self._facts = facts
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._drawings: dict[str, None] = {}
        self._depth = 0
        self._has_reader = False
        self._replaced = ""
        self._start = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Links, scripts and drawings lead to what is on the disk."""
        if tag == "div":
            self._open(dict(attrs))
        changed = self._changed(tag, attrs)
        typed = self.get_starttag_text() or ""
        if tag == "script" and dict(attrs).get("src"):
            changed = [("defer", None), *((name, value) for name, value in changed if name not in ("type", "defer"))]
            self._add_reader()
        if changed != attrs:
            self._put(len(typed), render("tag.html", tag=tag, attributes=changed, closed=typed.endswith("/>")))

    def handle_endtag(self, tag: str) -> None:
        """What the copy adds stands at the end of the footer, and of the page."""
        if tag == "div" and self._depth:
            self._close()
        if tag == "footer":
            self._put(0, render("footer.html", facts=self._facts))
        if tag == "body" and self._drawings:
            self._put(0, render("drawings.html", names=list(self._drawings)))

    def _changed(self, tag: str, attrs: Attributes) -> Attributes:
        if ("rel", "canonical") in attrs:
            return attrs
        if ("http-equiv", "refresh") in attrs:
            return [(name, self._refreshed(value) if name == "content" else value) for name, value in attrs]
        change: Callable[[str], str] = self._to_drawing if tag == "use" else self._to_file
        return [(name, change(value) if value and name in _LINKS else value) for name, value in attrs]

    def _to_file(self, address: str) -> str:
        return to_file(address, self._url, self._facts.address)

    def _refreshed(self, value: str | None) -> str | None:
        return _REFRESH.sub(lambda found: found[1] + self._to_file(found[2]), value or "")

    def _to_drawing(self, address: str) -> str:
        """Within the page: from another file a browser takes no drawing without a server."""
        name = address.rpartition("#")[2]
        self._drawings[name] = None
        return f"#drawing-{name}"

    def _add_reader(self) -> None:
        """Before the first script of a file."""
        if not self._has_reader:
            self._has_reader = True
            self._put(0, render("reader.html", address=relative(self._url, READER)))

    def _open(self, attributes: dict[str, str | None]) -> None:
        if self._depth:
            self._depth += 1
        elif attributes.get("id") in _INSTEAD:
            self._depth, self._start, self._replaced = 1, self._place, _INSTEAD[str(attributes["id"])]

    def _close(self) -> None:
        self._depth -= 1
        if not self._depth:
            self.edits = [one for one in self.edits if one.start < self._start]
            text = render(self._replaced, address=self._facts.address + self._url)
            self.edits.append(_Edit(self._start, self._html.index(">", self._place) + 1, text))

    @property
    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _put(self, length: int, text: str) -> None:
        self.edits.append(_Edit(self._place, self._place + length, text))
