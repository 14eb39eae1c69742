"""Render prose that people wrote as clean HTML."""

import html
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import nh3

from ..blocks.html import Writer, anchor
from ..blocks.inline import Span
from ..blocks.parse import parse
from ..blocks.timer import Timer, TooSlowError
from ..cache.digest import digest
from ..checks.markup import TOO_SLOW
from ..errors import DataError, Problem
from ..library.illustration import Illustration
from .links import relative

_TAGS = {
    *("a", "blockquote", "br", "code", "del", "div", "em", "h2", "h3", "h4", "hr", "img"),
    *("li", "ol", "p", "pre", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "code": {"class"},
    "p": {"class"},
    "span": {"class"},
    "ul": {"class"},
    "div": {"class", "tabindex"},
    "table": {"class"},
    "td": {"data-label"},
}
_ELSEWHERE = re.compile(r"[\\/]{2}|[A-Za-z][A-Za-z0-9+.-]*:")

_NOTHING: Mapping[str, Illustration] = MappingProxyType({})

SECONDS = 20.0
"""Of the processor, for a page of prose: many times what the check allows to read it."""


@dataclass(frozen=True)
class AnchoredHeading:
    """A heading of level 2, for a table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Text:
    """html: clean and safe to put in a page. headings: those of level 2."""

    html: str
    headings: tuple[AnchoredHeading, ...]


@dataclass(frozen=True)
class RenderedProse:
    """Prose to be converted when a template asks for it. file: where it was typed. The other fields are convert's."""

    text: str
    folder: str
    url: str
    published: Mapping[str, Illustration]
    file: str = ""
    seconds: float = SECONDS

    @property
    def digest(self) -> str:
        """The digest of all inputs of the HTML: of pictures only where the text can have any."""
        names_something = any(sign in self.text for sign in "[<&")
        return digest(self.text, self.folder, self.url, self.published if names_something else None)

    def convert(self) -> Text:
        """The text as HTML. Done anew each time. Raises DataError where that takes too long."""
        try:
            return convert(self.text, self.folder, self.url, self.published, self.seconds)
        except TooSlowError:
            raise DataError([Problem(self.file, 0, TOO_SLOW[0], fix=TOO_SLOW[1])]) from None

    def nested(self) -> str:
        """The text as HTML among others: its headings a level lower, without the anchors of its own page."""
        return _HEADING.sub(_lower, self.convert().html)


_HEADING = re.compile(r'<(/?)h([234])(?: id="[^"]*")?>')


def _lower(heading: re.Match[str]) -> str:
    return f"<{heading[1]}h{int(heading[2]) + 1}>"


def convert(
    text: str, folder: str, url: str, published: Mapping[str, Illustration] = _NOTHING, seconds: float = SECONDS
) -> Text:
    """Prose to HTML.

    folder: the folder under docs/ that relative links start from. url: the
    address of the page it will be on, from the site's top. published: the
    pictures beside the prose, by their paths under docs/. seconds: of the
    processor; raises TooSlowError where it takes longer. What is no markup is
    shown as typed, and an allow list cleans the whole once more.
    """
    timer = Timer(seconds)
    links = _Links(folder, url, published)
    writer = Writer(parse(text, timer), links.resolve, links.show, timer)
    clean = _CLEANER.clean(writer.html())
    return Text(clean, tuple(AnchoredHeading(one.id, one.words) for one in writer.titles if one.level == 2))


def _own(tag: str, attribute: str, value: str) -> str | None:
    """Drop the address of a picture on another host. Browsers pass over blanks in it."""
    if (tag, attribute) == ("img", "src") and _ELSEWHERE.match(re.sub(r"[\x00-\x20]", "", value)):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_own,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


@dataclass(frozen=True)
class _Links:
    """Points links between Markdown files to the pages made from them. The fields are convert's."""

    folder: str
    url: str
    published: Mapping[str, Illustration]

    def show(self, image: Span) -> str:
        """A picture, with its size, so that nothing jumps when it comes."""
        title = f' title="{html.escape(image.title)}"' if image.title else ""
        known = self._picture(image.target)
        size = f' width="{known.width}" height="{known.height}" loading="lazy"' if known else ""
        return f'<img alt="{html.escape(image.text)}" src="{html.escape(self.resolve(image.target))}"{title}{size}>'

    def _picture(self, target: str) -> Illustration | None:
        return self.published.get(posixpath.normpath(posixpath.join(self.folder, target)))

    def resolve(self, target: str) -> str:
        """The address of a link's target, relative to the page that it is on."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|/", target) or not target:
            return target
        path, hash_mark, fragment = target.partition("#")
        if hash_mark:
            fragment = anchor(fragment)
        if not path:
            return hash_mark + fragment
        if picture := self._picture(path):
            return relative(self.url, picture.uri)
        path = posixpath.normpath(posixpath.join(self.folder, path))
        if path.endswith(".md"):
            path = path.removesuffix(".md").removesuffix("index")
            path = path if not path or path.endswith("/") else f"{path}/"
        return relative(self.url, path) + hash_mark + fragment
