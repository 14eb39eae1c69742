"""What a person wrote in Markdown, as clean HTML."""

import html
import posixpath
import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

import markdown
import nh3
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import InlineProcessor, Treeprocessor

from .address import relative
from .digest import digest
from .library.illustration import Illustration

_TAGS = {
    *("a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "hr", "img"),
    *("li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "code": {"class"},
}
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026"
_INLINE = r"(?:</?(?:a|code|del|em|strong|sub|sup)\b[^>]*>)*"
_SOFT_BREAK = re.compile(rf"([{_CJK}]{_INLINE})\n(?={_INLINE}[{_CJK}])")
"""A line end between two Chinese characters, whatever emphasis or link begins or ends there."""

_CODE = re.compile(r"(<pre>.*?</pre>)", re.DOTALL)
_ELSEWHERE = re.compile(r"[\\/]{2}|[A-Za-z][A-Za-z0-9+.-]*:")
_LEVELS = {"h1": "h2", "h5": "h4", "h6": "h4"}
"""The page's title is the only h1, and no prose needs more than three levels."""

_NOTHING: Mapping[str, Illustration] = MappingProxyType({})


@dataclass(frozen=True)
class Heading:
    """A heading of level 2, for a table of contents."""

    id: str
    title: str


@dataclass(frozen=True)
class Text:
    """html: clean and safe to put in a page. headings: those of level 2."""

    html: str
    headings: tuple[Heading, ...]


@dataclass(frozen=True)
class Prose:
    """Markdown to be converted when a template asks for it. The fields are convert's."""

    text: str
    folder: str
    url: str
    published: Mapping[str, Illustration]

    @property
    def digest(self) -> str:
        """What the HTML follows from: pictures too, where the text can name any."""
        names_something = any(sign in self.text for sign in "[<&")
        return digest(self.text, self.folder, self.url, self.published if names_something else None)

    def convert(self) -> Text:
        """The text as HTML. Done anew each time."""
        return convert(self.text, self.folder, self.url, self.published)


def convert(text: str, folder: str, url: str, published: Mapping[str, Illustration] = _NOTHING) -> Text:
    """Markdown to HTML.

    folder: the folder under docs/ that relative links start from. url: the
    address of the page it will stand on, from the site's top. published: the
    pictures beside the prose, by their paths under docs/. Raw HTML is
    cleaned by an allow list, so scripts, styles and events do not survive it.
    """
    reader, links = _reader()
    links.folder, links.url, links.published = folder, url, published
    clean = _join_lines(_CLEANER.clean(reader.reset().convert(_unindent(text))))
    # The class keeps Material's script from wrapping the table once more.
    clean = clean.replace("<table>", '<div class="scroll" tabindex="0"><table class="data">')
    clean = clean.replace("</table>", "</table></div>")
    tokens: list[dict[str, Any]] = getattr(reader, "toc_tokens", [])
    headings = tuple(Heading(one["id"], html.unescape(one["name"])) for one in tokens if one["level"] == 2)
    return Text(clean, headings)


@cache
def _reader() -> tuple[markdown.Markdown, "_Links"]:
    """One for all texts: to set one up takes as long as to convert a page."""
    reader = markdown.Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "toc"],
        extension_configs={"toc": {"slugify": slugify_unicode, "toc_depth": "2-3"}},
    )
    # Four spaces in front come from Word, not from a wish for code.
    reader.parser.blockprocessors.deregister("code")
    reader.treeprocessors.register(_Inline(reader), "inline", 20)
    links = _Links("", "", _NOTHING)
    # After inline patterns (20), so that links are there; before toc (5), so that it sees the final levels.
    reader.treeprocessors.register(links, "branchsite", 6)
    return reader, links


def _own_images(tag: str, attribute: str, value: str) -> str | None:
    """Drop the address of a picture on another host. Browsers pass over blanks in it."""
    if (tag, attribute) == ("img", "src") and _ELSEWHERE.match(re.sub(r"[\x00-\x20]", "", value)):
        return None
    return value


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_own_images,
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def _unindent(text: str) -> str:
    """Drop the full-width indent of Chinese paragraphs."""
    return re.sub(r"^[ \t]*\u3000+", "", text, flags=re.MULTILINE)


def _join_lines(clean: str) -> str:
    """Drop line breaks that would show as spaces between Chinese characters; code keeps its lines."""
    pieces = _CODE.split(clean)
    pieces[::2] = (_SOFT_BREAK.sub(r"\1", piece) for piece in pieces[::2])
    return "".join(pieces)


class _Inline(InlineProcessor):
    """Passes over a text in which no inline pattern can begin: most have no mark-up at all.

    A hack on Python-Markdown 3.10: it tries every pattern on every text by a method of its own, named here
    as Python names it. tests/test_prose.py holds that each pattern needs one of the signs.
    """

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if not _SIGN.search(data):
            return data
        handled: str = self._handle(data, patternIndex)
        return handled

    _handle = InlineProcessor._InlineProcessor__handleInline  # type: ignore[attr-defined]


_SIGN = re.compile(r"[`\\\[!<&*_]|  \n")


class _Links(Treeprocessor):
    """Points links between Markdown files to the pages made from them, and headings one level down."""

    def __init__(self, folder: str, url: str, published: Mapping[str, Illustration]) -> None:
        super().__init__()
        self.folder = folder
        self.url = url
        self.published = published

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                element.set("href", self._resolve(element.get("href", "")))
            elif element.tag == "img":
                self._show(element)
            element.tag = _LEVELS.get(element.tag, element.tag)

    def _show(self, image: etree.Element) -> None:
        """With its size, so that nothing jumps when it comes."""
        target = image.get("src", "")
        image.set("src", self._resolve(target))
        if known := self._picture(target):
            image.set("width", str(known.width))
            image.set("height", str(known.height))
            image.set("loading", "lazy")

    def _picture(self, target: str) -> Illustration | None:
        return self.published.get(posixpath.normpath(posixpath.join(self.folder, target)))

    def _resolve(self, target: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|/", target) or not target:
            return target
        path, hash_mark, fragment = target.partition("#")
        if picture := self._picture(path):
            return relative(self.url, picture.uri)
        path = posixpath.normpath(posixpath.join(self.folder, path))
        if path.endswith(".md"):
            path = path.removesuffix(".md").removesuffix("index")
            path = path if not path or path.endswith("/") else f"{path}/"
        return relative(self.url, path) + hash_mark + fragment
