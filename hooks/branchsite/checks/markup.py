"""Ensure that prose becomes a page in bounded time and memory.

The limits are far over what anybody writes. A text with many signs is made into HTML once, on the clock:
what took too long would be told here, with its file, and not by a build that others wait for.
"""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from ..blocks.html import Writer
from ..blocks.parse import parse
from ..blocks.timer import Timer, TooSlowError
from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..models.activity import Activity

LONGEST = 60_000
"""The longest text of a page, in characters."""

_BLOCK = 20_000
_OPEN = 30
_COLUMNS = 40
_FENCES = 200
_INDENT = 60
_DEEP = re.compile(r"(?:\s*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))){9}")
_STRANGE = re.compile(rf"^[^\S\n]{{{_INDENT // 4 + 1}}}|^(?:[^\S\n]|[>*+\-.)\d]){{9}}", re.MULTILINE)
"""How every line begins that is set deep in, or in quotes and lists, and few others."""
_RULE = re.compile(r"\s*(?:-[\s-]*|\*[\s*]*)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BRACKETS = re.compile(r"[\[\]()]")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*(?P<end>>?)")
_SIGNS = re.compile(r"[\[\]()<>&*_`!|\\#>~=+.-]")
_MANY = 3000
"""The number of signs from which on a text is timed."""

TOO_SLOW = ("正文的记号太多太乱，排不成网页", "把正文粘贴到记事本，只留文字，再贴回来；还是不行，就分成几篇")
"""Message and cure for a text that takes too long."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """正文 of activities, and the text of every Markdown file."""
    for entry in data.prose_entries:
        yield from find_in_entry(entry)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """At most one problem in the prose of an entry: what comes behind it may follow from it."""
    text = (entry.model.body or "") if isinstance(entry.model, Activity) else entry.body
    if _is_modest(text):
        return
    first, last = _lines(entry)
    if len(text) > LONGEST:
        yield Problem(entry.file, first, f"正文太长，超过 {LONGEST} 个字", fix="分成几篇")
        return
    length = depth = tags = fences = 0
    for number, line in enumerate(text.split("\n"), first):
        blank = not line.strip()
        length = 0 if blank else length + len(line)
        depth = 0 if blank else _depth(line, depth)
        tags = 0 if blank else tags + sum(not tag["end"] for tag in _TAG.finditer(line))
        fences += bool(_FENCE.match(line))
        said = _line(line)
        if length > _BLOCK:
            said = f"这一段太长，超过 {_BLOCK} 个字", "空一行，分成几段"
        elif depth > _OPEN:
            said = "一段里有太多没有配对的括号", "把括号补成一对一对的，或者删掉"
        elif tags > _OPEN:
            said = "一段里有太多没有配对的“<”", "删掉多余的“<”，或者换成中文的《》"
        elif fences > _FENCES:
            said = f"代码块的记号（三个反引号或波浪线）超过 {_FENCES} 处", "分成几篇"
        if said:
            yield Problem(entry.file, min(number, last), said[0], line.strip()[:40], said[1])
            return
    if not is_quick(text):
        yield Problem(entry.file, first, TOO_SLOW[0], fix=TOO_SLOW[1])


def _has_many_signs(text: str) -> bool:
    return len(text) >= _MANY and len(_SIGNS.findall(text)) >= _MANY


def is_quick(text: str, seconds: float | None = None) -> bool:
    """Whether a text becomes HTML within its limit of time. seconds: that limit, else the usual one."""
    if seconds is None and not _has_many_signs(text):
        return True
    timer = Timer(seconds)
    try:
        Writer(parse(text, timer), str, lambda image: "", timer).html()
    except TooSlowError:
        return False
    return True


def _lines(entry: Entry[Any]) -> tuple[int, int]:
    """The first and the last line that the prose of an entry is typed on."""
    if entry.body_line:
        return entry.body_line, entry.body_line + entry.body.count("\n")
    line = entry.document.line("正文")
    last = entry.document.last(line)
    return min(line + 1, last), last


def _is_modest(text: str) -> bool:
    """Whether a text is far from every limit: counted as a whole, which is faster than line by line."""
    return (
        len(text) <= _BLOCK
        and not _has_many_signs(text)
        and text.count("[") + text.count("(") <= _OPEN
        and text.count("```") + text.count("~~~") <= _FENCES
        and text.count("<") <= _OPEN
        and text.count("|") + text.count("\t") <= _COLUMNS
        and text.count("｜") <= _COLUMNS
        and not _STRANGE.search(text)
    )


def _line(line: str) -> tuple[str, str] | None:
    """Message and cure for a line that is wrong by itself; None where it is right."""
    text = line.lstrip()
    if len(line[: len(line) - len(text)].expandtabs(4)) > _INDENT and text:
        return f"这一行前面空得太多，超过 {_INDENT} 格", "删掉行首的空格"
    if _DEEP.match(line) and not _RULE.fullmatch(line):
        return "引用和列表套得太深", "最多套三四层"
    if max(line.count("|"), line.count("｜"), line.count("\t")) > _COLUMNS:
        return f"表格的列太多，超过 {_COLUMNS} 列", "把表格拆成几个"
    return None


def _depth(line: str, depth: int) -> int:
    """How many brackets are open behind a line."""
    for bracket in _BRACKETS.findall(line):
        depth = depth + 1 if bracket in "[(" else max(0, depth - 1)
    return depth
