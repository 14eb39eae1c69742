"""A plan's lines as a tree: which numbers are its parts, which their items, which only a list in the text."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .lines import heads_a_table, is_appendix
from .markers import DATED, Marker, fold, marker_of
from .source import SourceLine

LONGEST_HEADING = 30
"""Characters of a heading without a number."""

_ENDS = "。；！？!?;，,"
_NOT_HEADINGS = ("支部", "总支", "学校", "小学", "中学", "幼儿园", "委员会", "日")
_TITLE_ENDS = "。：:"
_LONGEST_TITLE = 60
_WORD_END, _WORD_BEGIN = re.compile(r"[\u4e00-\u9fff”》]"), re.compile(r"[\u4e00-\u9fff“《\d]")
_BRACKETED = re.compile("^[【〖［\\[][^】〗］\\]]{2,20}[】〗］\\]]$")
_PARTED = re.compile(r"([\u4e00-\u9fff“”《》、]{2,16})(?:\u3000+| {2,}|\t+)(\S.*)$")
_ROOT_FORMS = ("部分", "一、", "阶段")
_TABLE_FORMS = ("附", "表题")
"""The title of an appendix, which is a part of its own, and of a table, which belongs to the part that it is in."""

_LIST_FORMS = ("1.", "（1）", "1）", "①", "•", "一是", "第一，")
_DEEPER = 200
"""How much further a list must be set in to be another one, in twentieths of a point."""


@dataclass
class Node:
    """A numbered part of a plan: its number and title, the paragraphs under it, and its own parts.

    line: the whole line that begins it; what follows the title there is the first of the paragraphs.
    rows: those of its lines that were rows of tables, whole.
    """

    marker: Marker
    line: str
    title: str
    paragraphs: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """Its paragraphs and all lines that are below, with their numbers: what was written under it."""
        yield from self.paragraphs
        for child in self.children:
            yield child.line
            body = 1 if split_title(child.marker.rest)[1] else 0
            yield from Node(child.marker, child.line, child.title, child.paragraphs[body:], [], child.children).texts()


@dataclass(frozen=True)
class Outline:
    """A plan: the lines in front of its first part, and its parts."""

    opening: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    nodes: tuple[Node, ...]


def outline_of(lines: Sequence[SourceLine]) -> Outline:
    """The tree of a plan's lines, title and signature gone."""
    marked = _by_depth([(line, None if line.cells else _marker(line)) for line in lines])
    structural = _structural([marker for _, marker in marked if marker])
    marked = [(line, marker if marker and marker.form in structural else None) for line, marker in marked]
    marked = _with_bare_headings(_with_table_titles(marked))
    root = Node(Marker("", 0, "", ""), "", "")
    stack = [root]
    for line, marker in marked:
        if marker is None:
            if line.cells:
                stack[-1].rows.append(line.cells)
            else:
                stack[-1].paragraphs.append(line.text)
            continue
        while len(stack) > 1 and not _inside(marker, stack):
            stack.pop()
        title, body = (marker.rest, "") if marker.form in _TABLE_FORMS else split_title(marker.rest)
        node = Node(marker, line.text, title, [body] if body else [])
        stack[-1].children.append(node)
        stack.append(node)
    return Outline(tuple(root.paragraphs), tuple(root.rows), tuple(root.children))


def _marker(line: SourceLine) -> Marker | None:
    marker = marker_of(line.text)
    if marker is None and line.heading is not None and len(line.text) <= _LONGEST_TITLE:
        return Marker(f"标题{line.heading}", 0, "", line.text)
    return marker


def _by_depth(
    marked: Sequence[tuple[SourceLine, Marker | None]],
) -> list[tuple[SourceLine, Marker | None]]:
    """The same with a form of its own for a list of Word's that is set in further than another of its form."""
    depths: dict[str, list[int]] = {}
    for line, marker in marked:
        known = depths.setdefault(marker.form, []) if marker and line.depth else []
        if marker and line.depth and all(abs(line.depth - one) >= _DEEPER for one in known):
            known.append(line.depth)
    return [
        (line, marker and _deeper(marker, line.depth, sorted(depths.get(marker.form, [])))) for line, marker in marked
    ]


def _deeper(marker: Marker, depth: int, depths: Sequence[int]) -> Marker:
    rank = sum(one + _DEEPER <= depth for one in depths)
    return replace(marker, form=f"{marker.form}>{rank}") if rank else marker


def plain_form(form: str) -> str:
    """A form without how deep its list is."""
    return form.partition(">")[0]


def _structural(markers: Sequence[Marker]) -> set[str]:
    """The forms that number parts: their numbers go on from the first, or there is a heading, months, bullets."""
    forms = set()
    for form in {marker.form for marker in markers}:
        numbers = [marker.number for marker in markers if marker.form == form]
        plain = plain_form(form)
        if plain.startswith("标题"):
            forms.add(form)
        elif plain in DATED:
            forms |= {form} if len(numbers) > 1 and (plain != "月" or _months_follow(numbers)) else set()
        elif plain == "•":
            forms |= {form} if len(numbers) > 1 else set()
        elif numbers[0] in (1, 2) and any(after == before + 1 for before, after in itertools.pairwise(numbers)):
            forms.add(form)
    return forms


def _months_follow(numbers: Sequence[int]) -> bool:
    """Whether months come one after the other, the new year between them or not."""
    return all((after - before) % 12 in range(0, 7) for before, after in itertools.pairwise(numbers))


def _inside(marker: Marker, stack: Sequence[Node]) -> bool:
    """Whether a marker begins a part of the last node of the stack, not one beside it or above."""
    forms = [node.marker.form for node in stack[1:]]
    if marker.form in forms or marker.form == "附":
        return False
    if marker.form == "表题":
        return all(form in _ROOT_FORMS for form in forms)
    if forms and forms[-1] in _TABLE_FORMS:
        return plain_form(marker.form) in (*DATED, *_LIST_FORMS)
    if marker.form in _ROOT_FORMS and any(not form.startswith("标题") and form not in _ROOT_FORMS for form in forms):
        # 一、 after （三）: a part that was left out above, never one below a smaller number.
        return False
    if marker.form.startswith("标题"):
        return all(form.startswith("标题") and form < marker.form for form in forms)
    return True


def _with_table_titles(
    marked: Sequence[tuple[SourceLine, Marker | None]],
) -> list[tuple[SourceLine, Marker | None]]:
    """Titles of tables and appendices head a part: a line right in front of a table or of months, 附：……."""
    found = []
    for index, (line, marker) in enumerate(marked):
        title = not marker and not line.cells and heads_a_table(line.text) and line.text[-1] not in _ENDS
        after, next_marker = marked[index + 1] if index + 1 < len(marked) else (line, None)
        dated = next_marker is not None and plain_form(next_marker.form) in DATED
        if title and index + 1 < len(marked) and (after.cells or dated or is_appendix(line.text)):
            marker = Marker("附" if is_appendix(line.text) else "表题", 0, "", line.text.rstrip("：:"))
        found.append((line, marker))
    return found


def _with_bare_headings(
    marked: Sequence[tuple[SourceLine, Marker | None]],
) -> list[tuple[SourceLine, Marker | None]]:
    """Lines that head a part without a number, where nothing else does: short, no stop at the end, text behind."""
    forms = Counter(plain_form(marker.form) for _, marker in marked if marker and marker.form not in _TABLE_FORMS)
    if any(form in _ROOT_FORMS or form.startswith("标题") for form in forms) or "（一）" in forms:
        return list(marked)
    lists = any(form in _LIST_FORMS for form in forms)
    bare = [index for index in range(len(marked)) if _heads(marked, index, lists)]
    if len(bare) < 2:
        return list(marked)
    found = dict.fromkeys(bare)
    return [
        (line, Marker("小标题", 0, "", line.text.strip("【】〖〗［］[]")) if index in found else marker)
        for index, (line, marker) in enumerate(marked)
    ]


def _heads(marked: Sequence[tuple[SourceLine, Marker | None]], index: int, before_lists: bool) -> bool:
    line, marker = marked[index]
    if marker or line.cells or index + 1 >= len(marked) or not _looks_like_heading(line.text):
        return False
    after, next_marker = marked[index + 1]
    if _BRACKETED.match(line.text):
        return True
    if before_lists:
        # Numbers that begin anew under each heading.
        begins = next_marker is not None and (next_marker.number == 1 or plain_form(next_marker.form) == "•")
        return begins or line.bold
    return next_marker is None and not after.cells and (len(after.text) > len(line.text) or line.bold)


def _looks_like_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and text[-1] not in _ENDS and not text.endswith(_NOT_HEADINGS)


def _is_half_stop(text: str, index: int) -> bool:
    """Whether a character is a full stop that was typed half-width: 转变作风.开展……."""
    if fold(text[index]) != "." or index == 0:
        return False
    return _WORD_END.match(text[index - 1]) is not None and (
        index + 1 == len(text) or _WORD_BEGIN.match(text[index + 1]) is not None
    )


def split_title(text: str) -> tuple[str, str]:
    """The title of a part and what follows it on its line: 加强学习。坚持…… at the first full stop or colon."""
    for index, character in enumerate(text[: _LONGEST_TITLE + 1]):
        if character in _TITLE_ENDS or _is_half_stop(text, index):
            return text[:index], text[index + 1 :].strip()
    parted = _PARTED.match(text)
    if parted and len(text) > LONGEST_HEADING:
        return parted[1], parted[2]
    if len(text) > _LONGEST_TITLE:
        # No heading at all: a paragraph that has a number.
        return text.split("，")[0][:_LONGEST_TITLE], text
    return text.rstrip("；;，,"), ""
