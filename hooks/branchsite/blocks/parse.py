"""Reads prose into blocks: Markdown as the handbook shows it, and what people paste from elsewhere.

A person who pastes from Word, WeChat or a spreadsheet knows no Markdown: a list follows its sentence without an
empty line, paragraphs are set in, signs are typed where Markdown has its own. What can mean only one thing is read
so; all else is shown as typed. Every line is looked at a bounded number of times.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from .block import Block, Code, Heading, List, ListItem, Paragraph, Prose, Quote, Remark, Rule
from .fence import FENCE, fences
from .inline import pasted_tags
from .line import SourceLine, lines_of
from .marker import Marker, marker_of
from .paragraph import paragraphs
from .table import table_at
from .timer import Timer

_DEEPEST = 8
"""The deepest nesting of lists and quotes; what is deeper is shown as typed."""

_RULE = re.compile(r"(?:(?:-\s*){3,}+|(?:\*\s*){3,}+|(?:_\s*){3,}+|(?:={3,}+|＝{3,}+))$")
_HEADING = re.compile(r"(?P<signs>[#＃]{1,6})(?![#＃])(?P<gap>\s*)(?P<text>\S.*)$")
_CLOSING = re.compile(r"\s+[#＃]+$")
_ITEM_LINES = 8
"""So many lines above a counted one the number before it is looked for."""

_WORDS = re.compile("[\u4e00-\u9fff][^|｜\t]*$")
"""How most items of lists are: words, and nothing that could begin another block."""
_QUOTE = re.compile(r">(?:\s|$|[^\d=_.<>]|>(?![>\d])\s*|(?=>))")


def parse(text: str, timer: Timer | None = None) -> Prose:
    """The blocks of a text. Raises TooSlowError where it takes longer than the timer allows."""
    reader = _Reader(timer or Timer())
    blocks = _signed(reader.blocks(lines_of(text), 0))
    return Prose(tuple(blocks), pasted_tags(text), tuple(reader.remarks))


def _signed(blocks: list[Block]) -> list[Block]:
    """Only the end of a text can be a signature."""
    end = len(blocks)
    while end and isinstance(last := blocks[end - 1], Paragraph) and last.signature:
        end -= 1
    plain = (replace(one, signature=False) if isinstance(one, Paragraph) else one for one in blocks[:end])
    return [*plain, *blocks[end:]]


class _Reader:
    def __init__(self, timer: Timer) -> None:
        self.timer = timer
        self.remarks: list[Remark] = []

    def blocks(self, lines: Sequence[SourceLine], depth: int) -> list[Block]:
        """The lines as blocks. depth: the number of lists and quotes around them."""
        if len(lines) == 1 and (lines[0].listed or (_WORDS.match(lines[0].text) and not marker_of(lines[0].text))):
            return list[Block](paragraphs(lines, self.remarks))
        return _Walk(self, lines, depth).run()


class _Walk:
    """Goes through lines from the top."""

    def __init__(self, reader: _Reader, lines: Sequence[SourceLine], depth: int) -> None:
        self.reader = reader
        self.lines = lines
        self.depth = depth
        self.fences = fences(lines) if len(lines) > 1 else {}

    def run(self) -> list[Block]:
        found: list[Block] = []
        place = 0
        while place < len(self.lines):
            self.reader.timer.look()
            if not self.lines[place].text:
                place += 1
                continue
            blocks, place = self._other(place) or self._list(place) or self._paragraphs(place)
            found += blocks
        return found

    def _other(self, place: int) -> tuple[Sequence[Block], int] | None:
        """A block that is neither list nor paragraph, and the place behind it; None where none begins."""
        line = self.lines[place]
        if place in self.fences:
            return [self._code(place)], self.fences[place] + 1
        if line.text[0] in "-*_=＝" and _RULE.match(line.text):
            return [Rule(line.number)], place + 1
        if heading := self._heading(line):
            return [heading], place + 1
        if self._is_quote(line):
            return self._quote(place)
        found = table_at(self.lines, place)
        return ([found[0]], found[1]) if found else None

    def _is_other(self, place: int) -> bool:
        line = self.lines[place]
        return (
            place in self.fences
            or _RULE.match(line.text) is not None
            or self._heading(line) is not None
            or self._is_quote(line)
            or table_at(self.lines[place : place + 2], 0) is not None
        )

    def _code(self, place: int) -> Code:
        first, last = self.lines[place], self.lines[self.fences[place]]
        inside = self.lines[place + 1 : self.fences[place]]
        text = "".join(f"{line.cut(first.indent).lead}{line.text}\n" for line in inside)
        match = FENCE.match(first.text)
        language = match["language"].strip() if match and last is not first else ""
        return Code(text, first.number, language if re.fullmatch(r"[\w#.+-]+", language) else "")

    def _heading(self, line: SourceLine) -> Heading | None:
        """A line with number signs, unless they are those of a topic: #…#."""
        match = _HEADING.match(line.text) if line.text[0] in "#＃" else None
        if match is None:
            return None
        text, level = match["text"], len(match["signs"])
        if level == 1 and not match["gap"]:
            return None
        text = _CLOSING.sub("", text)
        if not match["gap"]:
            text = text.removesuffix(match["signs"]) or text
        return Heading(level, text, line.number)

    def _is_quote(self, line: SourceLine) -> bool:
        return self.depth < _DEEPEST and _QUOTE.match(line.text) is not None

    def _quote(self, place: int) -> tuple[Sequence[Block], int]:
        """Lines behind >; one without the sign goes on where the sentence does."""
        first = place
        inside: list[SourceLine] = []
        while place < len(self.lines) and self.lines[place].text:
            line = self.lines[place]
            if self._is_quote(line):
                inside.append(line.behind(1).cut(1))
            elif inside[-1].text and not self._ends(inside[-1], line) and not self._begins(place):
                inside.append(line)
            else:
                break
            place += 1
        return [Quote(tuple(self.reader.blocks(inside, self.depth + 1)), self.lines[first].number)], place

    def _begins(self, place: int) -> bool:
        """Whether another block begins at a line that follows a text without an empty line."""
        return self._is_other(place) or self._interrupting(place) is not None

    def _ends(self, before: SourceLine, after: SourceLine) -> bool:
        """Whether a paragraph that is no longer set in ends between two lines."""
        if after.is_set_in or after.is_date or before.is_final:
            return True
        return not before.goes_on and before.width < 50

    def _interrupting(self, place: int) -> Marker | None:
        """The sign of an item that may follow a text without an empty line."""
        marker = self._marker(place)
        if marker is None or marker.kind not in ("number", "counted"):
            return marker
        if marker.number == 1 or self.lines[place - 1].is_final:
            return marker
        return marker if self._is_counted_on(place, marker) else None

    def _is_counted_on(self, place: int, marker: Marker) -> bool:
        """Whether a line near a counted one has the number before it, or behind it."""
        behind = (self._marker(one) for one in range(place + 1, min(place + 4, len(self.lines))))
        if any(one and one.kind == marker.kind and _goes_on(marker, one) for one in behind):
            return True
        # Its own item may be of several lines.
        before = (self._marker(one) for one in range(max(0, place - _ITEM_LINES), place))
        return any(one and one.kind == marker.kind and _goes_on(one, marker) for one in before)

    def _marker(self, place: int) -> Marker | None:
        """The sign of an item that begins at a line; one that may be a word's needs a like neighbour."""
        if self.depth >= _DEEPEST or self.lines[place].listed:
            return None
        marker = marker_of(self.lines[place].text)
        if marker is None or not marker.is_doubtful:
            return marker
        before = self.lines[place - 1] if place else None
        if marker.kind == "dot" and (before is None or not before.text or before.is_final):
            return marker
        beside = (self.lines[one] for one in (place - 1, place + 1) if 0 <= one < len(self.lines))
        return marker if any(self._is_like(marker, self.lines[place], one) for one in beside) else None

    def _is_like(self, marker: Marker, line: SourceLine, other: SourceLine) -> bool:
        sign = marker_of(other.text)
        if sign is None or sign.kind != marker.kind:
            return False
        if marker.kind in ("bare", "series"):
            return marker.frame == sign.frame and (_goes_on(marker, sign) or _goes_on(sign, marker))
        return marker.kind not in ("weak", "dot") or line.text[0] == other.text[0]

    def _list(self, place: int) -> tuple[Sequence[Block], int] | None:
        """Items with the same kind of sign, each with what is set in below it."""
        marker = self._marker(place)
        if marker is None:
            return None
        first, base = place, self.lines[place].indent
        items: list[ListItem] = []
        numbers: list[int] = []
        gap = False
        follows: tuple[int, Marker] | None = (place, marker)
        while follows is not None:
            place, marker = follows
            numbers.append(marker.number or 0)
            inside, end, apart = self._item(place, marker, base)
            follows = self._next_item(end, marker, base)
            below = follows is not None and follows[0] > end
            items.append(ListItem(tuple(self.reader.blocks(inside, self.depth + 1)), apart or gap or below))
            gap, place = below, end
        return self._made(first, items, numbers, marker), place

    def _made(self, first: int, items: list[ListItem], numbers: list[int], marker: Marker) -> Sequence[Block]:
        line = self.lines[first].number
        if marker.is_kept:
            return items[0].blocks if len(items) == 1 else [List(tuple(items), line, typed=True)]
        if marker.kind == "number":
            counted = all(one == numbers[0] + step for step, one in enumerate(numbers)) or set(numbers) == {1}
            if not counted:
                signed = (_with_sign(one, f"{number}. ") for one, number in zip(items, numbers, strict=True))
                return [List(tuple(signed), line, typed=True)]
            return [List(tuple(items), line, start=numbers[0])]
        return [List(tuple(items), line)]

    def _next_item(self, place: int, marker: Marker, base: int) -> tuple[int, Marker] | None:
        """Where the list goes on, and its sign; items with bullets or numbers may have an empty line between them."""
        start = place
        while place < len(self.lines) and not self.lines[place].text:
            place += 1
        if place == len(self.lines) or (marker.is_kept and place > start) or _RULE.match(self.lines[place].text):
            return None
        line = self.lines[place]
        follows = self._marker(place)
        if follows is None or follows.family != marker.family or not base - 2 < line.indent < base + 2:
            return None
        if marker.kind == "weak" and line.text[0] != self.lines[start - 1].text[0] and place > start:
            return None
        return place, follows

    def _item(self, place: int, marker: Marker, base: int) -> tuple[list[SourceLine], int, bool]:
        """The lines of an item without its sign; the place behind it; whether it has an empty line in it."""
        first = self.lines[place]
        head = first.as_item() if marker.is_kept else first.behind(marker.length).flush()
        inside, apart = [head], False
        place += 1
        while place < len(self.lines):
            line = self.lines[place]
            if not line.text:
                below = next((one for one in range(place, len(self.lines)) if self.lines[one].text), None)
                if below is None or not self._is_inside(below, base):
                    break
                inside += self.lines[place:below]
                apart, place = True, below
                continue
            if place in self.fences and line.indent >= base + 2:
                inside += (one.cut(line.indent) for one in self.lines[place : self.fences[place] + 1])
                place = self.fences[place] + 1
                continue
            if self._is_inside(place, base):
                inside.append(line.cut(base + (2 if self._marker(place) else 4)))
            elif self._begins(place) or self._ends(inside[-1], line):
                break
            else:
                inside.append(line.flush())
            place += 1
        return inside, place, apart

    def _is_inside(self, place: int, base: int) -> bool:
        """Whether a line is set in under an item; full-width blanks begin a paragraph of its own."""
        line = self.lines[place]
        if line.indent < base + 2:
            return False
        return "\u3000" not in line.lead or self._marker(place) is not None

    def _paragraphs(self, place: int) -> tuple[Sequence[Block], int]:
        """Lines up to an empty one or to another block, as the paragraphs that they are."""
        first = place
        place += 1
        while place < len(self.lines) and self.lines[place].text and not self._begins(place):
            place += 1
        return paragraphs(self.lines[first:place], self.reader.remarks), place


def _goes_on(marker: Marker, other: Marker) -> bool:
    """Whether one sign counts what comes behind another."""
    return marker.number is None or other.number == marker.number + 1


def _with_sign(item: ListItem, sign: str) -> ListItem:
    """An item with its number before its text."""
    head, *rest = item.blocks or (Paragraph("", 0),)
    if not isinstance(head, Paragraph):
        return ListItem((Paragraph(sign, 0), head, *rest), item.loose)
    return ListItem((replace(head, text=sign + head.text), *rest), item.loose)
