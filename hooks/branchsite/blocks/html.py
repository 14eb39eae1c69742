"""Blocks as HTML. It is well formed, and holds of what people typed only words: every tag is made here."""

import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from .block import Block, Code, Heading, List, ListItem, Paragraph, Prose, Quote, Rule, Table
from .clock_time import PART_OF_DAY, TIME, UNTIL
from .inline import Span, spans
from .timer import Timer
from .width import joined

PREFIX = "h-"
"""Before the id of every heading of prose: no id of a page or of the theme begins so."""

Image = Callable[[Span], str]
"""Gives the HTML of a picture."""

_TAG = re.compile("<[^<>]*>")

_RANGE = rf"{TIME} ?{UNTIL} ?{TIME}"
_UNBROKEN = re.compile(
    r"<[^<>]*>"
    rf"|{PART_OF_DAY} ?(?:{_RANGE}|{TIME})"
    rf"|{_RANGE}|\d{{1,2}}：\d{{2}}"
    r"|[\u4e00-\u9fff]{1,3}[·・][\u4e00-\u9fff]{1,3}"
)
"""A tag, which stays as it is, or what the end of a line may not cut: a time with its words, what is around a dot."""


def slugify(words: str) -> str:
    """Words as the end of an address: as Python-Markdown has it, which takes long to import for that alone."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", words).strip().lower())


def anchor(typed: str) -> str:
    """The id of the heading that the fragment of a link refers to: its words, or their percent-encoded form."""
    words = unquote(typed).strip()
    return PREFIX + slugify(words.removeprefix(PREFIX))


@dataclass(frozen=True)
class Title:
    """A heading with its id and its words. level: 2 to 4."""

    level: int
    id: str
    words: str


class Ids:
    """Gives headings their ids: from their words, and each only once."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._further: dict[str, int] = {}

    def of(self, words: str) -> str:
        """The id of the next heading."""
        name = one = f"{PREFIX}{slugify(words)}"
        while one in self._used:
            self._further[name] = self._further.get(name, 0) + 1
            one = f"{name}_{self._further[name]}"
        self._used.add(one)
        return one


def words_of(inline: Sequence[Span]) -> str:
    """The words of spans, without their signs."""
    return joined("".join("\n" if span.kind == "break" else span.text for span in inline)).replace("\n", " ").strip()


class Writer:
    """Writes the HTML of one text. link: gives where a link leads, from what was typed. image: as Image."""

    def __init__(self, prose: Prose, link: Callable[[str], str], image: Image, timer: Timer) -> None:
        self.prose = prose
        self.link = link
        self.image = image
        self.timer = timer
        self.ids = Ids()
        self.titles: list[Title] = []

    def html(self) -> str:
        """The whole text."""
        return "\n".join(filter(None, map(self._block, self.prose.blocks)))

    def _block(self, block: Block) -> str:
        self.timer.look()
        match block:
            case Paragraph():
                return self._paragraph(block)
            case Heading():
                return self._heading(block)
            case List():
                return self._list(block)
            case Quote(blocks):
                inside = "\n".join(filter(None, map(self._block, blocks)))
                return f"<blockquote>\n{inside}\n</blockquote>"
            case Table(rows):
                return self._table(rows)
            case Code():
                language = f' class="language-{html.escape(block.language)}"' if block.language else ""
                return f"<pre><code{language}>{html.escape(block.text, quote=False)}</code></pre>"
            case Rule():
                return "<hr>"

    def _paragraph(self, block: Paragraph) -> str:
        inside = self._inline(block.text)
        if not inside:
            return ""
        return f'<p class="signature">{inside}</p>' if block.signature else f"<p>{inside}</p>"

    def _heading(self, block: Heading) -> str:
        inline = spans(block.text, self.prose.pasted, self.timer)
        level = min(max(block.level, 2), 4)
        words = words_of(inline)
        title = Title(level, self.ids.of(words), words)
        self.titles.append(title)
        return f'<h{level} id="{html.escape(title.id)}">{self._shown(inline)}</h{level}>'

    def _list(self, block: List) -> str:
        name = "ul" if block.start is None else "ol"
        about = ' class="typed"' if block.typed else f' start="{block.start}"' if block.start not in (None, 1) else ""
        items = "\n".join(map(self._item, block.items))
        return f"<{name}{about}>\n{items}\n</{name}>"

    def _item(self, item: ListItem) -> str:
        if item.loose:
            inside = "\n".join(filter(None, map(self._block, item.blocks)))
            return f"<li>\n{inside}\n</li>" if inside else "<li></li>"
        parts = [
            self._inline(one.text) if isinstance(one, Paragraph) and not number else self._block(one)
            for number, one in enumerate(item.blocks)
        ]
        return f"<li>{parts[0]}{chr(10).join(parts[1:])}{chr(10) if parts[1:] else ''}</li>" if parts else "<li></li>"

    def _table(self, rows: Sequence[Sequence[str]]) -> str:
        head = self._row(rows[0])
        names = [_TAG.sub("", self._inline(cell)).replace('"', "&quot;") for cell in rows[0]]
        body = "\n".join(self._row(row, names) for row in rows[1:])
        inside = f"<thead>\n{head}\n</thead>\n<tbody>\n{body}\n</tbody>" if body else f"<thead>\n{head}\n</thead>"
        # The class keeps Material's script from wrapping the table once more.
        return f'<div class="scroll" tabindex="0"><table class="data">\n{inside}\n</table></div>'

    def _row(self, cells: Sequence[str], names: Sequence[str] | None = None) -> str:
        """A line of a table. names: of its columns, shown beside the cells where it is narrow; None for the first."""
        if names is None:
            inside = "\n".join(f"<th>{self._inline(cell)}</th>" for cell in cells)
        else:
            pairs = zip(cells, names, strict=True)
            inside = "\n".join(f'<td data-label="{name}">{self._inline(cell)}</td>' for cell, name in pairs)
        return f"<tr>\n{inside}\n</tr>"

    def _inline(self, text: str) -> str:
        return self._shown(spans(text, self.prose.pasted, self.timer))

    def _shown(self, inline: Sequence[Span]) -> str:
        pieces = list(map(self._span, inline))
        if pieces and inline[-1].kind == "break":
            pieces.pop()
        return _UNBROKEN.sub(_unbroken, joined("".join(pieces)).strip())

    def _span(self, span: Span) -> str:
        match span.kind:
            case "text":
                return html.escape(span.text, quote=False)
            case "code":
                return f"<code>{html.escape(span.text, quote=False)}</code>"
            case "break":
                return "<br>\n"
            case "image":
                return self.image(span)
            case "close":
                return f"</{span.name}>"
        if span.name != "a":
            return f"<{span.name}>"
        title = f' title="{html.escape(span.title)}"' if span.title else ""
        return f'<a href="{html.escape(self.link(span.target))}"{title}>'


def _unbroken(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span class="unbroken">{found[0]}</span>'


def titles_of(prose: Prose) -> list[Title]:
    """The headings of a text that are no part of a list or quote, in their order."""
    writer = Writer(prose, str, lambda span: "", Timer())
    writer.html()
    return writer.titles
