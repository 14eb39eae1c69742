"""A plan's lines as a tree: which numbers are its parts, which their items, which only a list in the text."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .markers import Marker, marker_of
from .source import SourceLine

LONGEST_HEADING = 30
"""Characters of a heading without a number."""

_ENDS = "。；！？!?;，,"
_NOT_HEADINGS = ("支部", "总支", "学校", "小学", "中学", "幼儿园", "委员会", "日")
_TITLE_ENDS = "。：:"
_LONGEST_TITLE = 60
_ROOT_FORMS = ("部分", "一、", "阶段")


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
    marked = [(line, None if line.cells else _marker(line)) for line in lines]
    structural = _structural([marker for _, marker in marked if marker])
    marked = [(line, marker if marker and marker.form in structural else None) for line, marker in marked]
    marked = _with_bare_headings(marked)
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
        title, body = split_title(marker.rest)
        node = Node(marker, line.text, title, [body] if body else [])
        stack[-1].children.append(node)
        stack.append(node)
    return Outline(tuple(root.paragraphs), tuple(root.rows), tuple(root.children))


def _marker(line: SourceLine) -> Marker | None:
    marker = marker_of(line.text)
    if marker is None and line.heading is not None and len(line.text) <= _LONGEST_TITLE:
        return Marker(f"标题{line.heading}", 0, "", line.text)
    return marker


def _structural(markers: Sequence[Marker]) -> set[str]:
    """The forms that number parts: their numbers begin with one and go on, or there is a heading or a month."""
    forms = set()
    for form in {marker.form for marker in markers}:
        numbers = [marker.number for marker in markers if marker.form == form]
        if form.startswith("标题"):
            forms.add(form)
        elif form == "月":
            forms |= {form} if len(numbers) > 1 and _months_follow(numbers) else set()
        elif numbers[0] == 1 and len(numbers) > 1:
            forms.add(form)
    return forms


def _months_follow(numbers: Sequence[int]) -> bool:
    """Whether months come one after the other, the new year between them or not."""
    return all((after - before) % 12 in range(0, 7) for before, after in itertools.pairwise(numbers))


def _inside(marker: Marker, stack: Sequence[Node]) -> bool:
    """Whether a marker begins a part of the last node of the stack, not one beside it or above."""
    forms = [node.marker.form for node in stack[1:]]
    if marker.form in forms:
        return False
    if marker.form in _ROOT_FORMS and any(not form.startswith("标题") and form not in _ROOT_FORMS for form in forms):
        # 一、 after （三）: a part that was left out above, never one below a smaller number.
        return False
    if marker.form.startswith("标题"):
        return all(form.startswith("标题") and form < marker.form for form in forms)
    return True


def _with_bare_headings(
    marked: Sequence[tuple[SourceLine, Marker | None]],
) -> list[tuple[SourceLine, Marker | None]]:
    """Lines that head a part without a number, where nothing else does: short, no stop at the end, text behind."""
    forms = Counter(marker.form for _, marker in marked if marker)
    if any(form in _ROOT_FORMS or form.startswith("标题") for form in forms) or "（一）" in forms:
        return list(marked)
    bare = [index for index in range(len(marked)) if _heads(marked, index, "1." in forms)]
    if len(bare) < 2:
        return list(marked)
    found = dict.fromkeys(bare)
    return [
        (line, Marker("小标题", 0, "", line.text) if index in found else marker)
        for index, (line, marker) in enumerate(marked)
    ]


def _heads(marked: Sequence[tuple[SourceLine, Marker | None]], index: int, before_lists: bool) -> bool:
    line, marker = marked[index]
    if marker or line.cells or index + 1 >= len(marked) or not _looks_like_heading(line.text):
        return False
    after, next_marker = marked[index + 1]
    if before_lists:
        # Numbers that begin anew under each heading.
        return (next_marker is not None and next_marker.number == 1) or line.bold
    return next_marker is None and not after.cells and (len(after.text) > len(line.text) or line.bold)


def _looks_like_heading(text: str) -> bool:
    return len(text) <= LONGEST_HEADING and text[-1] not in _ENDS and not text.endswith(_NOT_HEADINGS)


def split_title(text: str) -> tuple[str, str]:
    """The title of a part and what follows it on its line: 加强学习。坚持…… at the first full stop or colon."""
    for index, character in enumerate(text):
        if character in _TITLE_ENDS and index <= _LONGEST_TITLE:
            return text[:index], text[index + 1 :].strip()
    if len(text) > _LONGEST_TITLE:
        # No heading at all: a paragraph that has a number.
        return text.split("，")[0][:_LONGEST_TITLE], text
    return text.rstrip("；;，,"), ""
