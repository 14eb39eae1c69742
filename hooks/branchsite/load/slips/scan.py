"""Slips of the hand that PyYAML blames on another line, or swallows.

Looked for before the YAML is read, so that the message names the line that
was typed wrong. Text inside a block (正文: |) is the writer's own and is only
held to its indent.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ...errors import Problem
from ...models.base import LINE
from ...models.fields import Shape
from .one_line import joined
from .rules import (
    Line,
    Slip,
    indent_slip,
    key_of,
    looks_like_bar,
    not_a_field,
    on_one_line,
    slip_in,
    unfinished,
    value_of,
)

_FIELD = re.compile(r"^(?P<lead>\s*(?:- +)?)(?P<key>[^\s:#]+) *:(?:\s+(?P<value>\S.*))?\s*$")
_ITEM = re.compile(r"^\s*[-－–—•·*●▪■◆○]")
_BAR = re.compile(r"[|>][+-]?\d?[+-]? *(?: #.*)?$")
_NUMBERED = re.compile(
    r"^\s*(?:(?:\d+|[一二三四五六七八九十]+)[.、．)）]|[（(](?:\d+|[一二三四五六七八九十]+)[)）]|[①-⑳])\s*(?P<rest>\S.*)$"
)
_PARSED = re.compile(r"\s*(?:[{?%]|---(?:\s|$)|- *$|- |\S.*?:(?:\s|$)|:(?:\s|$))")
"""How a line begins that YAML itself can judge."""
_TOGETHER = 20
_LONGEST = 5000
"""The most lines, and characters, that are shown mended together; for more the cure describes what to do with each."""

_STRUCTURE = re.compile(r"(?:---|\.\.\.)\s*$|```|~~~")


@dataclass
class _Block:
    """A block of text being read.

    column: of its key. right: whether its line was typed as it should be. indent: of its first line,
    once that is known. flat: whether lines without an indent were met, so that what looks like a field may be text.
    doubtful: whether one of them was met that looks like a field.
    """

    key: str
    column: int
    right: bool
    indent: int = 0
    flat: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class _Field:
    """The last field read; key "" for an item of a list. empty: whether its value is missing."""

    key: str
    index: int
    column: int
    empty: bool


@dataclass(frozen=True)
class _Open:
    """A quote or bracket that is not closed yet: what closes it, where it opened, and at which column."""

    closing: str
    index: int
    column: int


def find_slips(text: str, file: str, keys: Mapping[str, Shape], first_line: int = 1) -> list[Problem]:
    """All slips in a YAML text as problems; neighbouring lines with the same slip are one problem.

    keys: the field names that the file may use. first_line: the number of the
    text's first line in its file.
    """
    walk = _Walk(text.split("\n"), keys)
    walk.run()
    if walk.slips and not walk.any_field:
        walk.slips = {index: _without_fields(slip) for index, slip in walk.slips.items()}
    return [_problem(run, walk.lines, file, first_line) for run in _runs(walk)]


def _without_fields(slip: Slip) -> Slip:
    """The same slip for a file that is a text and has no fields."""
    fix = "先照样例写“标题: …”这样的各行，再把这一行移到“正文: |”下面，前面空两格"
    return replace(slip, mended=fix) if slip.advice else slip


Run = list[tuple[int, Slip]]


def _runs(walk: "_Walk") -> Iterator[Run]:
    """The slips by line; those that run on through neighbouring lines together."""
    run: Run = []
    for index, slip in sorted(walk.slips.items()):
        last, previous = run[-1] if run else (-1, None)
        between = walk.lines[last + 1 : index]
        goes_on = previous is not None and slip.run and slip.message == previous.message
        if run and not (goes_on and _told_with(run, slip, walk.lines[index]) and not any(map(str.strip, between))):
            yield run
            run = []
        run.append((index, slip))
    if run:
        yield run


def _told_with(run: Run, slip: Slip, line: str) -> bool:
    """Whether a slip's cure can join those before it: a few lines, or any number that only change their indent."""
    before = run[0][1]
    if slip.advice:
        return slip.mended == before.mended
    only_indent = slip.mended.lstrip() == line.lstrip()
    few = len(run) < _TOGETHER and sum(len(one.mended) for _, one in run) < _LONGEST
    return few or (only_indent and _width(slip.mended) == _width(before.mended))


def _problem(run: Run, lines: list[str], file: str, first_line: int) -> Problem:
    index, slip = run[0]
    last = max(run[-1][0], index + slip.span - 1)
    message = slip.message
    if last > index:
        message = f"从这一行到第 {first_line + last} 行，{message.removeprefix('这一行')}"
    mended = tuple((first_line + one, each.mended) for one, each in run if each.certain)
    return Problem(file, first_line + index, message, lines[index].strip("\n"), _cure(run, first_line), mended=mended)


def _cure(run: Run, first_line: int) -> str:
    """All the lines as they should be; where they are many, what to do with each."""
    (first, slip), (last, _) = run[0], run[-1]
    if slip.advice:
        return slip.mended if len(run) == 1 else slip.mended.replace("这一行", "这几行")
    if len(run) > _TOGETHER or sum(len(one.mended) for _, one in run) > 2 * _LONGEST:
        return f"第 {first_line + first} 到 {first_line + last} 行，每行最前面空 {_width(slip.mended)} 格，别的不动"
    mended = {index: one.mended for index, one in run}
    # An empty line keeps its indent: in the list of messages empty lines separate problems.
    return "\n".join(mended.get(index, " " * _width(slip.mended)) for index in range(first, last + 1))


def _width(line: str) -> int:
    return len(line) - len(line.lstrip())


def _column(line: str) -> int:
    """The column of a line's first character: a tab and a full-width blank are two columns each."""
    lead = line[: _width(line)]
    return len(lead) + lead.count("\t") + lead.count("\u3000")


class _Walk:
    """Goes through the lines once, tracking which block, list or field each of them is in.

    lines: as they were typed. right: with what was mended so far.
    """

    def __init__(self, lines: list[str], keys: Mapping[str, Shape]) -> None:
        self.lines = lines
        self.right = list(lines)
        self.keys = keys
        self.slips: dict[int, Slip] = {}
        self.block: _Block | None = None
        self.field: _Field | None = None
        self.open: _Open | None = None
        self.flat = False
        self.any_field = False

    def run(self) -> None:
        for index, line in enumerate(self.lines):
            if not line.strip():
                continue
            if self.open is not None and self._closes(index, line, self.open):
                continue
            if self.block is not None and self._in_block(index, line, self.block):
                continue
            if not line.lstrip().startswith("#") and not self._continues(index, line):
                self._structure(index, line)
        if self.open is not None:
            self._never_closed(self.open, len(self.lines))

    def _closes(self, index: int, line: str, opened: _Open) -> bool:
        """Judge a line within quotes or brackets; False where a field shows that they were never closed."""
        match = _FIELD.match(line)
        if match is not None and match["key"] in self.keys and len(match["lead"]) <= opened.column:
            self._never_closed(opened, index)
            self.open = None
            return False
        if opened.closing in line:
            self.open = None
        return True

    def _never_closed(self, opened: _Open, end: int) -> None:
        typed = [line.strip() for line in self.lines[opened.index : end]]
        lead = " " * _width(self.lines[opened.index])
        name = "引号" if opened.closing in "\"'" else "方括号" if opened.closing == "]" else "花括号"
        span = max(number for number, text in enumerate(typed, 1) if text)
        message = f"{name}一直没有写完" if span > 1 else f"{name}从这一行开始，一直没有写完"
        self._note(opened.index, Slip(message, f"{lead}{joined(typed)}{opened.closing}", span=span))

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
                slip = Slip(f"“{block.key}”的第一行空了 {block.indent} 格，下面每一行都要空这么多", mended, True, True)
            else:
                slip = None
                block.indent = block.indent or spaces
            self._note(index, slip)
            return True
        if text.startswith("#") and not self._is_heading(index, text, block):
            return True
        if not text.startswith("#") and self._opens(line, block):
            self.flat = self.flat or block.flat or not block.indent
            self.block = None
            return False
        block.flat = True
        block.doubtful = block.doubtful or key_of(line, self.keys) is not None
        if _STRUCTURE.match(text):
            self._note(index, not_a_field(self._line(index, line)))
        else:
            # Of “## …” above a field only the writer knows whether it is a heading or a remark.
            certain = not block.doubtful and (not text.startswith("#") or self._deeper(index, block))
            certain = certain and block.key in self.keys and re.search(r"\w", text) is not None
            self._note(index, Slip(f"“{block.key}”的每一行前面要空两格，这里没有空", mended, certain, run=True))
        return True

    def _is_heading(self, index: int, text: str, block: _Block) -> bool:
        """Whether a line with # in front is a heading of the text rather than a comment behind it."""
        return text.startswith("##") or self._deeper(index, block)

    def _deeper(self, index: int, block: _Block) -> bool:
        after = self._after(index, comments=True)
        return bool(after and _width(after) > block.column)

    def _opens(self, line: str, block: _Block) -> bool:
        """Whether the line can be the next field or item after the block."""
        if line.lstrip().startswith("- "):
            return _width(line) < block.column
        # Who types every colon right would have typed this one right, too: 时间：下午 is text.
        prose = block.right and not block.indent and re.match(r"\s*[^\s:]+ *:(?:\s|$)", line) is None
        return key_of(line, self.keys) is not None and not prose

    def _continues(self, index: int, line: str) -> bool:
        """Judge a line deeper than the field before it; False where it is a field or item of its own."""
        field = self.field
        if field is not None and self._numbered_here(line, field) and self._note_number(index, line):
            return True
        if field is None or _ITEM.match(line) or _column(line) <= field.column:
            return False
        if not field.key:
            return True
        is_field = key_of(line, self.keys) is not None or _FIELD.match(line) is not None
        if field.empty:
            if not is_field:
                self._text_below(index, line, field)
            return not is_field
        if is_field and self._is_alone(field, line):
            mended = " " * _width(line) + self.right[field.index].lstrip()
            self._note(field.index, Slip("这一行前面少了空格，要和上下两行对齐", mended))
            self._structure(index, line)
        elif is_field:
            mended = " " * field.column + line.lstrip()
            certain = key_of(line, self.keys) is not None
            slip = indent_slip(line, mended) or Slip("这一行前面多了空格，要和上一行对齐", mended, True)
            self._structure(index, line, replace(slip, certain=certain and slip.certain))
        elif self._below(field):
            self._note(field.index, self._in_several_lines(field))
        else:
            # Another line comes between.
            self._note(index, not_a_field(self._line(index, line)))
        return True

    def _is_alone(self, field: _Field, line: str) -> bool:
        """Whether a field is less far in than the fields right above and below it, which are side by side."""
        above = next((one for one in reversed(self.right[: field.index]) if one.strip()), "")
        match = _FIELD.match(above)
        plain = field.key in self.keys and not self.right[field.index].lstrip().startswith("-")
        return match is not None and plain and len(match["lead"]) == _width(line)

    def _numbered_here(self, line: str, field: _Field) -> bool:
        """Whether a numbered item may come here: beside other items, or under an empty list."""
        if not field.key:
            return _width(line) == field.column
        return field.empty and self.keys.get(field.key) is Shape.LIST and _width(line) >= field.column

    def _text_below(self, index: int, line: str, field: _Field) -> None:
        """Text on the lines below its key: one line can only mean that text, more would be run together."""
        below = self._after(index)
        if indent_slip(line, ""):
            self._note(index, indent_slip(line, " " * (field.column + 2) + line.lstrip()))
        elif self.keys.get(field.key) is Shape.LIST:
            mended = f"{' ' * _width(line)}- {line.lstrip()}"
            self._note(index, Slip(f"“{field.key}”是列表，每一项要以“- ”开头", mended, run=True))
        elif _width(below) > field.column and not below.lstrip().startswith("#") and self._below(field):
            self._note(field.index, self._in_several_lines(field))

    def _note_number(self, index: int, line: str) -> bool:
        """Note a list's item that was numbered instead of dashed; False where the line is none."""
        match = _NUMBERED.match(line)
        if match is not None:
            mended = f"{' ' * _width(line)}- {match['rest']}"
            certain = self.field is not None and (not self.field.key or self.keys.get(self.field.key) is Shape.LIST)
            self._note(index, Slip("列表的每一项要以“- ”开头，不写序号", mended, certain))
        return match is not None

    def _in_several_lines(self, field: _Field) -> Slip:
        """The slip of a field whose text goes on below it: it needs a bar, or holds one line only."""
        line = self.right[field.index]
        value = value_of(line)
        text = self.keys.get(field.key) is Shape.TEXT
        mended = f"{line[: field.column]}{field.key}: |"
        if looks_like_bar(value) and text:
            return Slip(f"“{field.key}”后面的“{value}”要用半角的“|”（键盘上回车键上方、按住 Shift）", mended, True)
        below = self._below(field)
        if not text:
            return self._on_one_line(field, below)
        if value:
            mended += f"\n{' ' * min(map(_width, filter(str.strip, below)))}{value}"
        message = f"“{field.key}”的内容有好几行：冒号后面写 |，内容从下一行开始，每行空两格"
        return Slip(message, mended, not value)

    def _on_one_line(self, field: _Field, further: list[str]) -> Slip:
        """The slip of a field that holds one line and was typed on several."""
        mended = on_one_line(self.right[field.index], further, self.keys)
        if self.keys.get(field.key) is Shape.LINE and len(value_of(mended)) > LINE:
            message = f"“{field.key}”只能写一行，而且最多 {LINE} 个字"
            return Slip(message, f"缩短到 {LINE} 个字以内，写成一行", span=len(further) + 1, advice=True)
        return Slip(f"“{field.key}”只能写一行", mended, span=len(further) + 1)

    def _below(self, field: _Field) -> list[str]:
        """The lines that a field's text goes on with, empty ones between them included."""
        found: list[str] = []
        for number, line in enumerate(self.lines[field.index + 1 :], 1):
            if line.strip():
                if _width(line) <= field.column or _ITEM.match(line) or _FIELD.match(line) or line.lstrip()[0] == "#":
                    break
                found = self.lines[field.index + 1 : field.index + 1 + number]
        return found

    def _structure(self, index: int, line: str, known: Slip | None = None) -> None:
        """Judge a line that holds a field or an item, and remember which."""
        aligned = self._aligned(index, line)
        known = known or aligned
        typed = known.mended if known else line
        further = slip_in(self._line(index, typed))
        slip = further or known
        if known and further:
            slip = Slip(f"{known.message}；{further.message}", further.mended, known.certain and further.certain)
        mended = (slip.mended if slip else line).split("\n")[0]
        if not _PARSED.match(mended):
            if not self._goes_on(index, line):
                self._note(index, not_a_field(self._line(index, line)))
            return
        self._note(index, slip)
        self._remember(index, mended)

    def _goes_on(self, index: int, line: str) -> bool:
        """Note a line that can only be the rest of the one above: who breaks lines by hand sets nothing in."""
        field = self.field
        shape = self.keys.get(field.key) if field else None
        strange = re.match(r"\s*(?:</?[A-Za-z!?]|[|>])", line) or _STRUCTURE.match(line.lstrip())
        if field is None or field.empty or shape not in (Shape.LINE, Shape.TEXT) or self.flat or strange:
            return False
        if any(map(str.strip, self.lines[field.index + 1 : index])):
            # The rest of that line is noted: with it, what lies below, which nobody needs to look at again.
            return field.index in self.slips
        further = [line]
        for below in self.lines[index + 1 :]:
            if _FIELD.match(below) or _ITEM.match(below) or key_of(below, self.keys) or not below.strip(" #"):
                break
            further.append(below)
        if shape is Shape.TEXT:
            text = [value_of(self.right[field.index]), *further]
            bar = [f"{self.right[field.index][: field.column]}{field.key}: |"]
            mended = "\n".join([*bar, *(" " * (field.column + 2) + one.strip() for one in text)])
            slip = Slip(f"“{field.key}”的内容有好几行：冒号后面写 |，内容从下一行开始，每行空两格", mended)
            slip = replace(slip, span=len(further) + 1)
        else:
            slip = self._on_one_line(field, further)
        self._note(field.index, slip)
        return True

    def _line(self, index: int, typed: str) -> Line:
        """The line with what is known around it."""
        field = self.field
        listed = field is not None and (not field.key or (field.empty and self.keys.get(field.key) is Shape.LIST))
        # Text of a block that nobody indented may look like a field: 时间：下午.
        doubtful = self.flat and re.match(r"\s*[^\s:]+: ", typed) is None
        return Line(typed, self._after(index), self.keys, listed, doubtful)

    def _aligned(self, index: int, line: str) -> Slip | None:
        """Put right where a line begins: the file's first one, or a field beside the dashes of its list."""
        indent = indent_slip(line, line.lstrip())
        if indent is not None and not any(self.lines[:index]) and not _width(self._after(index)):
            return replace(indent, certain=True)
        if self.field is None and not any(self.lines[:index]) and line.startswith("- "):
            after = _FIELD.match(self._after(index))
            if after is not None and not after["lead"] and key_of(line[2:], self.keys):
                return Slip("第一行多写了“- ”", line[2:].lstrip(), certain=True)
        item = self._item_above(index, line)
        if item is None:
            return None
        mended = " " * item + line.lstrip()
        return Slip("这一行和上一行是同一项，前面要空得一样多", mended, key_of(line, self.keys) is not None)

    def _item_above(self, index: int, line: str) -> int | None:
        """The column of an item's fields, for the item whose dash is right above this line's first word."""
        if _width(line) == 0 or _ITEM.match(line) or line.lstrip(" ") != line.lstrip():
            return None
        field = self.field
        if field is None or not field.key or field.empty or _width(line) != field.column - 2:
            return None
        above = (one for one in reversed(self.right[:index]) if one.strip() and _width(one) <= _width(line))
        dashed = next(above, "")
        while re.match(rf" {{{_width(line)}}}- ", dashed):
            dashed = next(above, "")
        # Dashes may be right under the name of their list; then the line is that name's neighbour.
        return field.column if dashed and _width(dashed) < _width(line) else None

    def _remember(self, index: int, line: str) -> None:
        self.right[index] = line
        match = _FIELD.match(line)
        self.any_field = self.any_field or match is not None
        value = (match["value"] or "") if match else line.lstrip(" -")
        if value.startswith("#"):
            value = ""
        column = len(match["lead"]) if match else _width(line)
        closing = unfinished(value)
        self.open = _Open(closing, index, column) if closing else None
        right = line == self.lines[index]
        self.block = _Block(match["key"], column, right) if match and _BAR.match(value) else None
        if self.open or self.block:
            self.field = None
        else:
            item = _Field("", index, column, False) if line.lstrip().startswith("-") else None
            self.field = _Field(match["key"], index, column, not value) if match else item

    def _after(self, index: int, comments: bool = False) -> str:
        """The next line that is not empty; comments: and no comment."""
        for line in self.lines[index + 1 :]:
            if line.strip() and not (comments and line.lstrip().startswith("#")):
                return line
        return ""

    def _note(self, index: int, slip: Slip | None) -> None:
        if slip is not None:
            self.slips.setdefault(index, slip)
