"""Parse YAML text into plain values, each with its line number.

Every scalar stays the text that was typed: the models say what it means. So
there is no 12:30 that becomes 750, no 007 that becomes 7, no “no” that becomes
False. Anchors, aliases and tags are refused: nobody here needs them, and a few
lines of them can fill a machine's memory.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from ..errors import DataError, Problem
from ..models.fields import Shape
from .plain import is_plain
from .slips.one_line import joined
from .slips.scan import find_slips
from .unseen import has_unseen, without_escapes

Path = tuple[str | int, ...]
"""Keys and list positions from the top of a document."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEPTH = 12
_NODES = 20_000
_PASTED = 3
"""The number of duplicate keys from which on they are no slip any more."""

_UNSEEN = "双引号里的“\\”写法带进了看不见的控制字符"

_YAML_SAYS = (
    ("found character '\\t'", "有制表符（Tab），要改成空格"),
    ("mapping values are not allowed", "多了一个冒号，或者这一行的缩进不对"),
    ("could not find expected ':'", "这一行少了冒号，或者上一行的引号没有写完"),
    ("unexpected end of stream", "引号或括号没有写完"),
    ("did not find expected key", "缩进没有对齐，或者引号后面还有多余的字"),
    ("did not find expected '-'", "列表没有对齐，每一项都要以“- ”开头"),
    ("did not find expected ',' or ']'", "方括号没有写完，或者中间少了逗号"),
    ("did not find expected <document start>", "只能有一份内容，不要写“---”或“...”"),
    ("while scanning an a", "“&”和“*”有特别的意思，要给整个内容加引号"),
    ("block sequence entries are not allowed", "列表要另起一行，每项以“- ”开头"),
    ("found invalid Unicode character escape code", _UNSEEN),
    ("found unknown escape character", "双引号里有反斜杠，改用单引号"),
)


@dataclass(frozen=True)
class Document:
    """A YAML text as plain values.

    value: dicts, lists and strings. lines: from a path to the line of its key or item.
    typed: the text's lines. first_line: the number of typed[0] in the file.
    """

    file: str
    value: Any
    lines: Mapping[Path, int]
    typed: tuple[str, ...]
    first_line: int = 1

    def line(self, *path: str | int) -> int:
        """The line of the deepest part of the path that exists; parts that do not are passed over."""
        found: Path = ()
        for part in path:
            if (*found, part) in self.lines:
                found = (*found, part)
        return self.lines.get(found, self.first_line)

    def text(self, line: int) -> str:
        """The text of a line, without its indent."""
        return self.whole(line).strip()

    def whole(self, line: int) -> str:
        """The text of a line, with its indent."""
        index = line - self.first_line
        return self.typed[index].rstrip() if 0 <= index < len(self.typed) else ""

    def last(self, line: int, item: bool = False) -> int:
        """The last line of the field that begins on a line; item: of the item that begins there."""
        whole = self.whole(line)
        column = len(whole) - len(whole.lstrip()) if item else column_of(whole)
        end = line
        for number in range(line + 1, self.first_line + len(self.typed)):
            below = self.whole(number)
            listed = not item and below.startswith(" " * column + "- ")
            if below and not below.startswith(" " * (column + 1)) and not listed:
                break
            end = number if below else end
        return end

    def below(self, line: int, item: bool = False) -> list[str]:
        """The lines that belong to the field or item on a line, behind it."""
        return [self.whole(number) for number in range(line + 1, self.last(line, item) + 1)]


def field_path(path: Path) -> Path:
    """The path of the field that a value belongs to: of a list's item the list's."""
    end = len(path)
    while end and not isinstance(path[end - 1], str):
        end -= 1
    return path[:end]


def field_name(path: Path) -> str:
    """The name of that field; "" where there is none."""
    field = field_path(path)
    return str(field[-1]) if field else ""


def column_of(line: str) -> int:
    """The column of a line's first word, behind the dash of its item."""
    match = re.match(r" *(?:- +)?", line)
    return len(match[0]) if match else 0


def parse(text: str, file: str, keys: Mapping[str, Shape], first_line: int = 1) -> Document:
    """Read YAML whose top is a mapping.

    keys: every field name the file may use, with its shape, so that slips can be distinguished from prose.
    Raises DataError with all slips, or where there is none with what YAML itself objects to.
    """
    slips = [] if is_plain(text, keys) else find_slips(text, file, keys, first_line)
    if slips:
        raise DataError(slips)
    reader = _Reader(text, file, first_line)
    try:
        value = reader.document()
    except yaml.MarkedYAMLError as error:
        raise DataError([_objection(error, text, file, first_line)]) from None
    if reader.problems:
        raise DataError(_pasted(reader.problems, reader.twice))
    return Document(file, value, reader.lines, tuple(text.split("\n")), first_line)


def _pasted(problems: list[Problem], twice: list[Problem]) -> list[Problem]:
    """The problems; many duplicate keys become one, for a file that was pasted behind another."""
    if len(twice) < _PASTED:
        return problems
    message = "从这一行起又是一份内容，好像两个文件粘在了一起"
    one = replace(twice[0], message=message, fix="从这一行起剪切，存成另一个文件；多余的一份就删掉")
    return [one, *(problem for problem in problems if problem not in twice)]


def _objection(error: yaml.MarkedYAMLError, text: str, file: str, first_line: int) -> Problem:
    said = f"{error.context} {error.problem}"
    message = next((chinese for english, chinese in _YAML_SAYS if english in said), "不合写法，看看缩进、冒号和引号")
    # Of a line without a colon YAML notices only the next one; the context is where it began.
    unfinished = "could not find expected ':'" in said
    mark = (error.context_mark if unfinished else error.problem_mark) or error.context_mark
    typed = text.split("\n")
    index = min(mark.line if mark else 0, len(typed) - 1)
    while index > 0 and not typed[index].strip():
        index -= 1
    shown = typed[index].strip()
    if message == _UNSEEN:
        return Problem(file, first_line + index, message, shown, without_escapes(shown))
    mended = _meant_line(typed, index)
    if mended is not None:
        return Problem(file, first_line + index, message, typed[index].rstrip(), mended)
    return Problem(file, first_line + index, message, shown, "对照使用手册里的样例，检查这一行和上一行")


def _meant_line(typed: list[str], index: int) -> str | None:
    """The likely correction of the line where YAML stops; None where nothing shows it.

    Set in as far as the nearest one above that is an item like it, or a field beside it; in a list on one line, with
    every item that begins with a sign of YAML's own in quotes.
    """
    line = typed[index]
    listed = re.fullmatch(r"([^\[]*: +\[)(.*)(\]\s*)", line)
    if listed and re.search(r"(?:^|,)\s*[&*!%@`{}>|?]", listed[2]):
        items = (one.strip() for one in listed[2].split(","))
        return listed[1] + ", ".join(f'"{one}"' if re.match("[&*!%@`{}>|?]", one) else one for one in items) + listed[3]
    text, item = line.strip(), line.lstrip().startswith("- ")
    width = len(line) - len(line.lstrip())
    for above in reversed(typed[:index]):
        column = len(above) - len(above.lstrip()) if item else column_of(above)
        alike = above.lstrip().startswith("- ") if item else re.match(r" *(?:- +)?[^\s:#]+ *:", above)
        if alike and column != width and (column > 0 or item):
            return " " * column + text
    return None


class _Reader:
    """Builds values from parser events; collects what is refused."""

    def __init__(self, text: str, file: str, first_line: int) -> None:
        self.file = file
        self.first_line = first_line
        self.typed = text.split("\n")
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.twice: list[Problem] = []
        self._events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
        self._nodes = 0

    def document(self) -> Any:
        next(self._events)
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            # data/site.yml and its like are in every site.
            whole = self.file.count("/") == 1 and self.file.startswith("data/")
            fix = "从上一次的版本里恢复它" if whole else "删掉这个文件；还要用它，就写上内容"
            self._refuse(0, "文件是空的", fix)
            return {}
        event = next(self._events)
        value = self._value(event, ())
        if not self.problems:
            for further in self._events:
                line = further.start_mark.line
                if isinstance(further, yaml.DocumentStartEvent):
                    self._refuse(line, "一个文件只能写一份内容，不要用“---”隔开", "从这一行起剪切，存成另一个文件")
                    break
        if not self.problems and not isinstance(value, dict):
            self._refuse(*self._not_fields())
        return value

    def _not_fields(self) -> tuple[int, str, str]:
        """The problem of a file that is a list or a sentence; the right lines where each has a dash too much."""
        message = "文件的每一行都要写成“名称: 内容”"
        listed = [index for index, line in enumerate(self.typed) if line.startswith("- ")]
        if not listed or not re.match(r"- +[^\s:]+ *:", self.typed[listed[0]]):
            return listed[0] if listed else 0, message, "照样例写“标题: 内容”这样的一行一行"
        last = max(index for index, line in enumerate(self.typed) if line.strip())
        mended = [line[2:] if line.startswith(("- ", "  ")) else line for line in self.typed[listed[0] : last + 1]]
        where = f"从这一行到第 {self.first_line + last} 行，" if last > listed[0] else ""
        return listed[0], f"{where}{message}，前面不写“- ”", "\n".join(mended)

    def _refuse(self, index: int, message: str, fix: str) -> None:
        typed = self.typed[index].strip() if index < len(self.typed) else ""
        self.problems.append(Problem(self.file, self.first_line + index, message, typed, fix))

    def _refuse_twice(self, index: int, key: str, first: int) -> None:
        """Refuse a key that is there already, on a line of its own or among others in braces."""
        message = f"“{key}”写了两次，第 {first} 行已经有了"
        document = Document(self.file, None, {}, tuple(self.typed), self.first_line)
        line, other = self.first_line + index, document.whole(first).strip()
        same = document.whole(line).strip() == other and document.below(line) == document.below(first)
        fix = f"删掉“{key}”和它下面的内容" if document.below(line) else "删掉这一行"
        fix += "" if same else f"；要留的是这一行，就删掉第 {first} 行的"
        self._refuse(index, message, fix)
        self.twice.append(self.problems[-1])

    def _value(self, event: Any, path: Path) -> Any:
        line = event.start_mark.line
        self.lines.setdefault(path, self.first_line + line)
        self._nodes += 1
        if self._nodes > _NODES or len(path) > _DEPTH:
            self._refuse(line, "内容太多或者层次太深", "一个文件只写一条记录")
            raise DataError(self.problems)
        self._refuse_reference(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        self._refuse_unseen(event)
        # One line below a bar is as good as one behind the colon.
        block = event.style in ("|", ">") and "\n" in event.value.strip("\n")
        value = event.value if block else event.value.strip()
        if event.style == ">" and "\n" not in value.strip():
            # Folded, its lines have blanks between them, and Chinese has none.
            value = joined(self._below(event))
        return value or (None if event.implicit[0] else "")

    def _below(self, event: Any) -> list[str]:
        """The lines of a text that is set in below its sign."""
        return self.typed[event.start_mark.line + 1 : event.end_mark.line + bool(event.end_mark.column)]

    def _refuse_reference(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor or getattr(event, "tag", None) not in (None, "!"):
            self._refuse(event.start_mark.line, "不能用 YAML 的“&”“*”“!”写法", "给整个内容加引号")
            raise DataError(self.problems)

    def _refuse_unseen(self, event: Any) -> None:
        """An escape in double quotes can write what no text may hold."""
        if event.style != '"' or not has_unseen(event.value):
            return
        for index in range(event.start_mark.line, event.end_mark.line + 1):
            typed = self.typed[index]
            mended = without_escapes(typed)
            if mended != typed:
                number = self.first_line + index
                self.problems.append(
                    Problem(self.file, number, _UNSEEN, typed.strip(), mended.strip(), mended=((number, mended),))
                )

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[str, Any]:
        """A mapping; a key with nothing behind it counts as not written, but keeps its line."""
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = event.start_mark.line
            self._refuse_reference(event)
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(line, "冒号前面只能是一个名称", "对照使用手册里的样例")
                raise DataError(self.problems)
            self._refuse_unseen(event)
            key = event.value
            if key in seen:
                first = self.first_line + seen[key]
                self._refuse_twice(line, key, first)
            seen.setdefault(key, line)
            self.lines.setdefault((*path, key), self.first_line + line)
            value = self._value(next(self._events), (*path, key))
            if value is not None:
                values.setdefault(key, value)
        return values
