"""What a person wrote in Markdown, as clean HTML."""

import posixpath
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass

import markdown
import nh3
from markdown.extensions.toc import slugify_unicode
from markdown.treeprocessors import Treeprocessor

from .address import relative

_TAGS = {
    *("a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h2", "h3", "h4", "hr", "img"),
    *("li", "ol", "p", "pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "h2": {"id"},
    "h3": {"id"},
    "h4": {"id"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"align"},
    "th": {"align"},
    "div": {"class", "tabindex"},
    "code": {"class"},
}
_CJK = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2014\u2018-\u201d\u2026"
_SOFT_BREAK = re.compile(rf"(?<=[{_CJK}])\n(?=[{_CJK}])")


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


def convert(text: str, folder: str, url: str) -> Text:
    """Markdown to HTML.

    folder: the folder under docs/ that relative links start from. url: the
    address of the page it will stand on, from the site's top. Raw HTML is
    cleaned by an allow list, so scripts, styles and events do not survive it.
    """
    reader = markdown.Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "toc"],
        extension_configs={"toc": {"slugify": slugify_unicode, "toc_depth": "2-3"}},
    )
    # Four spaces in front come from Word, not from a wish for code.
    reader.parser.blockprocessors.deregister("code")
    reader.treeprocessors.register(_Links(folder, url), "branchsite", 1)
    html = reader.convert(_tidy(text))
    html = html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")
    tokens: list[dict[str, str]] = getattr(reader, "toc_tokens", [])
    headings = tuple(Heading(str(token["id"]), str(token["name"])) for token in tokens)
    return Text(_clean(html), headings)


def _clean(html: str) -> str:
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def _tidy(text: str) -> str:
    """Drop the full-width indent of Chinese paragraphs, and line breaks that would show as spaces."""
    unindented = "\n".join(re.sub(r"^[ \t]*\u3000+", "", line) for line in text.split("\n"))
    return _SOFT_BREAK.sub("", unindented)


class _Links(Treeprocessor):
    """Points links between Markdown files to the pages made from them, and headings one level down."""

    def __init__(self, folder: str, url: str) -> None:
        super().__init__()
        self.folder = folder
        self.url = url

    def run(self, root: etree.Element) -> None:
        for element in root.iter():
            if element.tag == "a":
                element.set("href", self._resolve(element.get("href", "")))
            elif element.tag == "img":
                element.set("src", self._resolve(element.get("src", "")))
            elif element.tag == "h1":
                element.tag = "h2"

    def _resolve(self, target: str) -> str:
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|/", target) or not target:
            return target
        path, hash_mark, fragment = target.partition("#")
        path = posixpath.normpath(posixpath.join(self.folder, path))
        if path.endswith(".md"):
            path = path.removesuffix(".md").removesuffix("index")
            path = path if not path or path.endswith("/") else f"{path}/"
        return relative(self.url, path) + hash_mark + fragment
