"""Slips of the hand that PyYAML blames on another line, or swallows.

Looked for before the YAML is read, so that the message stands on the line that
was typed wrong. Text inside a block (正文: |) is the writer's own and is only
held to its indent.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from ..errors import Problem
from .slip_rules import Line, Slip, indent_slip, key_of, slip_in, unfinished

_FIELD = re.compile(r"^(?P<lead>\s*(?:- +)?)(?P<key>[^\s:#]+) *:(?:\s+(?P<value>\S.*))?\s*$")
_ITEM = re.compile(r"^\s*[-－–—•·*]")
_BAR = re.compile(r"[|>][+-]?\d?[+-]? *(?: #.*)?$")
_NUMBERED = re.compile(r"^\s*(?:\d+|[一二三四五六七八九十]+)[.、．]\s*(?P<rest>\S.*)$")


@dataclass
class _Block:
    """A block of text being read. column: where its key stands. indent: of its first line, once that is known."""

    key: str
    column: int
    indent: int = 0


@dataclass(frozen=True)
class _Field:
    """The last field read; key "" for an item of a list. empty: whether nothing stands behind the colon."""

    key: str
    index: int
    column: int
    empty: bool


def find_slips(text: str, file: str, keys: Collection[str], first_line: int = 1) -> list[Problem]:
    """All slips in a YAML text.

    keys: the field names that the file may use. first_line: the number of the
    text's first line in its file.
    """
    walk = _Walk(text.split("\n"), keys)
    walk.run()
    return [
        Problem(file, first_line + index, slip.message, walk.lines[index].strip("\n"), slip.mended)
        for index, slip in sorted(walk.slips.items())
    ]


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


class _Walk:
    """Goes through the lines once, knowing in what kind of place each stands."""

    def __init__(self, lines: list[str], keys: Collection[str]) -> None:
        self.lines = lines
        self.keys = keys
        self.slips: dict[int, Slip] = {}
        self.block: _Block | None = None
        self.field: _Field | None = None
        self.closing = ""

    def run(self) -> None:
        for index, line in enumerate(self.lines):
            if not line.strip():
                continue
            if self.closing:
                self.closing = "" if self.closing in line else self.closing
            elif self.block is not None and self._in_block(index, line, self.block):
                continue
            elif not line.lstrip().startswith("#") and not self._continues(index, line):
                self._structure(index, line)

    def _in_block(self, index: int, line: str, block: _Block) -> bool:
        """Judge a line as text of the block; False where the line ends it."""
        text = line.lstrip()
        indent = block.indent or block.column + 2
        mended = " " * indent + text
        spaces = len(line) - len(line.lstrip(" "))
        if _width(line) > block.column:
            if spaces <= block.column:
                slip = indent_slip(line, mended)
            elif block.indent and spaces < block.indent:
                slip = Slip(f"“{block.key}”的第一行空了 {block.indent} 格，下面每一行都要空这么多", mended)
            else:
                slip = None
                block.indent = block.indent or spaces
            self._note(index, slip)
            return True
        if text.startswith("#") and not self._is_heading(index, text, block):
            return True
        if not text.startswith("#") and self._opens(line, block):
            self.block = None
            return False
        self._note(index, Slip(f"“{block.key}”的每一行前面要空两格，这一行没有空", mended))
        return True

    def _is_heading(self, index: int, text: str, block: _Block) -> bool:
        """Whether a line with # in front is a heading of the text rather than a comment behind it."""
        after = self._after(index, comments=True)
        return text.startswith("##") or bool(after and _width(after) > block.column)

    def _opens(self, line: str, block: _Block) -> bool:
        """Whether the line can be the next field or item after the block."""
        if line.lstrip().startswith("- "):
            return _width(line) < block.column
        return key_of(line, self.keys) is not None

    def _continues(self, index: int, line: str) -> bool:
        """Judge a line that stands deeper than the field before it; False where it is a field or item of its own."""
        field = self.field
        if field is not None and not field.key and _width(line) == field.column and self._note_number(index, line):
            return True
        if field is None or _ITEM.match(line) or _width(line) <= field.column:
            return False
        if not field.key:
            return True
        is_field = key_of(line, self.keys) is not None or _FIELD.match(line) is not None
        if field.empty:
            if not is_field:
                self._text_below(index, line, field)
            return not is_field
        if is_field:
            mended = " " * field.column + line.lstrip()
            slip = indent_slip(line, mended) or Slip("这一行前面多了空格，要和上一行对齐", mended)
            self._structure(index, line, slip)
        else:
            self._note(field.index, self._needs_bar(field))
        return True

    def _text_below(self, index: int, line: str, field: _Field) -> None:
        """Text on the lines below its key: one line can only mean that text, more would be run together."""
        below = self._after(index)
        if self._note_number(index, line):
            return
        if indent_slip(line, ""):
            self._note(index, indent_slip(line, " " * (field.column + 2) + line.lstrip()))
        elif _width(below) > field.column and not below.lstrip().startswith("#"):
            self._note(field.index, self._needs_bar(field))

    def _note_number(self, index: int, line: str) -> bool:
        """Note a list's item that was numbered instead of dashed; False where the line is none."""
        match = _NUMBERED.match(line)
        if match is not None:
            mended = f"{' ' * _width(line)}- {match['rest']}"
            self._note(index, Slip("列表的每一项要以“- ”开头，不写序号", mended))
        return match is not None

    def _needs_bar(self, field: _Field) -> Slip:
        lead = self.lines[field.index][: field.column]
        return Slip(f"“{field.key}”的内容有好几行：冒号后面写 |，内容从下一行开始，每行空两格", f"{lead}{field.key}: |")

    def _structure(self, index: int, line: str, known: Slip | None = None) -> None:
        """Judge a line that holds a field or an item, and remember which."""
        after = self._after(index)
        further = slip_in(Line(known.mended if known else line, after, self.keys))
        slip = Slip(f"{known.message}；{further.message}", further.mended) if known and further else further or known
        self._note(index, slip)
        self._remember(index, (slip.mended if slip else line).split("\n")[0])

    def _remember(self, index: int, line: str) -> None:
        match = _FIELD.match(line)
        if match is None:
            self.closing = unfinished(line.lstrip(" -"))
            self.field = None if self.closing else _Field("", index, _width(line), False)
            return
        value = match["value"] or ""
        if value.startswith("#"):
            value = ""
        column = len(match["lead"])
        self.closing = unfinished(value)
        self.block = _Block(match["key"], column) if _BAR.match(value) else None
        self.field = None if self.closing or self.block else _Field(match["key"], index, column, not value)

    def _after(self, index: int, comments: bool = False) -> str:
        """The next line that is not empty; comments: and no comment."""
        for line in self.lines[index + 1 :]:
            if line.strip() and not (comments and line.lstrip().startswith("#")):
                return line
        return ""

    def _note(self, index: int, slip: Slip | None) -> None:
        if slip is not None:
            self.slips.setdefault(index, slip)
