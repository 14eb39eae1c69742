"""What was copied from Word, WPS, WeChat or a web page, as the Markdown that records are written in.

Headings, lists, tables, bold and links stay; everything else goes, pictures as well.
"""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import nh3
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PreformattedString
from markdownify import MarkdownConverter

from ..load.text import as_typed, with_plain_symbols
from .paste_list import take_lists
from .paste_table import take_tables

LONGEST = 2_000_000
"""Characters of HTML: Word writes a page of it before the first word."""

MOST = 40_000
"""Tags: a document of thirty pages has fewer."""

DEEPEST = 200
"""Elements within each other: no document has more, and each takes some of the stack."""

_TAGS = {
    *("p", "br", "h2", "h3", "strong", "a", "ul", "ol", "li", "blockquote", "sub", "sup"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
_GONE = [
    *("script", "style", "noscript", "template", "head", "title", "meta", "link", "xml", "svg", "annotation"),
    *("iframe", "object", "button", "form", "del"),
]
_BLOCKS = [
    *("div", "section", "article", "main", "figure", "figcaption", "center", "header", "footer", "dl", "dt", "dd"),
    *("details", "summary", "address", "fieldset"),
]
_UNCLOSED = frozenset(["br", "img", "hr", "col", "meta", "link", "input", "p", "li", "td", "tr", "th", "option"])
"""Elements that have no end, or need none."""

_TRACKING = re.compile(
    r"(?:utm_.*|spm|scm|from|isappinstalled|scene|chksm|clicktime|enterid|sessionid|subscene|share_.*|fbclid|gclid|"
    r"wfr|_t|nsukey|exportkey|acctmode|pass_ticket|wx_header|devicetype|version|lang|ascene|poc_token)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(
    r"display:\s*none|visibility:\s*hidden|mso-hide:\s*all|font-size:\s*0(?:px|pt)?\s*(?:;|$)"
    r"|mso-element:\s*comment-list|mso-special-character:\s*comment",
    re.IGNORECASE,
)
"""What its writer's screen does not show, and the comments of Word, which are for the writer."""

_BLOCK = re.compile(r"display:\s*(?:block|flex|table)", re.IGNORECASE)
_SYMBOL_FONT = re.compile(r"font-family:\s*[\"']?(?:Wingdings|Webdings|Symbol)\b", re.IGNORECASE)
_EMOJI = re.compile(r"\[[\u4e00-\u9fff]{1,6}\]")
_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(?:normal|lighter|[1-5]00)", re.IGNORECASE)


@dataclass(frozen=True)
class Pasted:
    """text: as Markdown. pictures: how many were left out."""

    text: str
    pictures: int


def pasted(html: str) -> Pasted | None:
    """What was copied; None where it is more than anybody writes, or wound up too deeply to be read."""
    if len(html) > LONGEST or html.count("<") > MOST or _depth(html) > DEEPEST:
        return None
    try:
        soup = BeautifulSoup(html, "lxml")
        _emoji(soup)
        pictures = len(soup.find_all(["img", "v:imagedata"]))
        _tidy(soup)
        attributes = {"a": {"href"}, "ol": {"start"}, "td": set[str]()}
        clean = nh3.clean(str(soup), tags=_TAGS, attributes=attributes, url_schemes={"http", "https"}, link_rel=None)
        text = MarkdownConverter(**_STYLE).convert(clean)
    except RecursionError:
        return None
    return Pasted(_lines(text), pictures)


def _depth(html: str) -> int:
    """How many elements are open at once, at most; those that nobody closes count as long as the text goes on."""
    deepest = depth = 0
    for match in re.finditer(r"<(/?)(\w+)[^<>]*?(/?)>", html):
        if match[2].lower() in _UNCLOSED:
            continue
        depth += -1 if match[1] else 0 if match[3] else 1
        deepest = max(deepest, depth := max(depth, 0))
    return deepest


def _tidy(soup: BeautifulSoup) -> None:
    for one in soup.find_all(string=lambda text: isinstance(text, Comment | PreformattedString)):
        one.extract()
    for tag in soup.find_all(_GONE):
        tag.decompose()
    for tag in [*soup.find_all(style=_HIDDEN), *soup.find_all(hidden=True)]:
        if not tag.decomposed:
            tag.decompose()
    for tag in soup.find_all("math"):
        # What cleans the HTML knows no formulas, and drops their words as well.
        tag.replace_with("".join(tag.stripped_strings))
    for tag in soup.find_all("span", style=_SYMBOL_FONT):
        _symbol(tag)
    for tag in soup.find_all("span", style=_BLOCK):
        tag.name = "div"
    for tag in soup.find_all(["b", "strong", "span", "font"]):
        _bold(tag)
    for tag in soup.find_all("strong"):
        _with_next(tag)
    for level in range(1, 7):
        for tag in soup.find_all(f"h{level}"):
            tag.name = "h2" if level <= 2 else "h3"
            for inner in tag.find_all(["strong", "b"]):
                inner.unwrap()
    take_lists(soup)
    take_tables(soup)
    for tag in soup.find_all(_BLOCKS):
        _paragraph(tag)
    for tag in soup.find_all("a"):
        _on_one_line(tag)
        tag["href"] = _link(str(tag.get("href", "")))
        if not tag["href"] or not tag.get_text(strip=True):
            tag.unwrap()


def _emoji(soup: BeautifulSoup) -> None:
    """WeChat's own are pictures with their code beside them: [强]."""
    for tag in soup.find_all("img", alt=_EMOJI):
        tag.replace_with(str(tag["alt"]))


def _symbol(tag: Tag) -> None:
    """A letter that one of Word's fonts draws as a bullet; a tick is one in any font."""
    text = tag.get_text(strip=True)
    if len(text) == 1:
        tag.string = "√ " if text in "üþ\uf0fc\uf0fe" else "• "


def _with_next(tag: Tag) -> None:
    """Bold in several pieces is one: Word makes a piece of each word that is typed again."""
    while isinstance(other := tag.next_sibling, Tag) and other.name == "strong":
        for child in list(other.children):
            tag.append(child.extract())
        other.decompose()


def _on_one_line(tag: Tag) -> None:
    """A link around several paragraphs is one around their words."""
    if tag.find(["p", "br", "h2", "h3", "ul", "ol", "table"]):
        tag.string = " ".join(tag.stripped_strings)


def _bold(tag: Tag) -> None:
    """Bold by its name or by its style, and nothing that only looks so."""
    style = str(tag.get("style", ""))
    bold = (tag.name in ("b", "strong") and not _NOT_BOLD.search(style)) or bool(_BOLD.search(style))
    if bold and tag.get_text(strip=True) and not tag.find_parent(["strong", "h1", "h2", "h3", "h4", "h5", "h6"]):
        tag.name = "strong"
    elif tag.name in ("b", "strong"):
        tag.unwrap()


def _paragraph(tag: Tag) -> None:
    """A box with text of its own is a paragraph; one around others is nothing."""
    if tag.find(["p", "ul", "ol", "table", "h2", "h3", *_BLOCKS]) or tag.find_parent(["td", "th", "li", "p"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
        tag.unwrap()
    else:
        tag.name = "p"


def _link(address: str) -> str:
    """A link without what follows its reader; "" for what is no page of the web."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc:
        return ""
    kept = [(name, value) for name, value in parse_qsl(parts.query) if not _TRACKING.fullmatch(name)]
    fragment = "" if parts.fragment in ("rd", "wechat_redirect") else parts.fragment
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), fragment)).translate(_IN_LINK)


_IN_LINK = str.maketrans({"(": "%28", ")": "%29", " ": "%20"})
"""What would end the address of a link."""

_STYLE: Any = {
    "sub_symbol": "<sub>",
    "sup_symbol": "<sup>",
    "heading_style": "atx",
    "bullets": "-",
    "escape_asterisks": False,
    "escape_underscores": False,
    "escape_misc": False,
    "table_infer_header": True,
    "newline_style": "backslash",
    "autolinks": False,
}


def _lines(text: str) -> str:
    """Lines without what cannot be seen, and never two empty ones."""
    text = as_typed(text.replace("\xa0", " ").replace("\\\n", "\n"))
    lines = [_bare(with_plain_symbols(line)) for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _bare(line: str) -> str:
    """A line without the blanks that set in its first word; those of a list within another stay."""
    bare = line.rstrip(" \t\u3000")
    if re.match(r" *(?:-|\d+\.) ", bare):
        return bare
    return bare.lstrip(" \t\u3000")
