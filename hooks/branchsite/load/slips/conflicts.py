"""What git leaves in a file that two people changed at the same place."""

import re
from collections.abc import Iterator

from ...errors import Problem

_MARK = re.compile(r"(?:<{7}|\|{7}|>{7})(?: .*)?|={7}")

_SIGNS = ("<<<<<<<", "|||||||", ">>>>>>>")
"""One of them is in every conflict, whole or half."""


def find_conflicts(text: str, file: str) -> list[Problem]:
    """Every place where two versions stand one after the other, each as one problem on its first line.

    Markers without their beginning or end are reported as well: half a cleaning up is worse than none.
    """
    return list(_conflicts(text.split("\n"), file)) if any(sign in text for sign in _SIGNS) else []


def _conflicts(lines: list[str], file: str) -> Iterator[Problem]:
    start = middle = 0
    for number, line in enumerate(lines, 1):
        if not _MARK.fullmatch(line.rstrip()) or (line.startswith("=") and not start):
            continue
        if line.startswith("<"):
            if start:
                yield _stray(file, start, lines)
            start, middle = number, 0
        elif line.startswith("="):
            middle = number
        elif line.startswith(">"):
            if start and middle:
                yield _conflict(file, start, middle, number, lines)
            else:
                yield _stray(file, number, lines)
            start = middle = 0
    if start:
        yield _stray(file, start, lines)


def _conflict(file: str, start: int, middle: int, end: int, lines: list[str]) -> Problem:
    one, other = _span(start + 1, middle - 1), _span(middle + 1, end - 1)
    message = f"两个人改了同一处，还没有合好：{one}是一份，{other}是另一份"
    fix = f"两份里留下对的内容，再删掉 <<<<<<<、=======、>>>>>>> 这几行（第 {start}、{middle}、{end} 行）"
    return Problem(file, start, message, lines[start - 1], fix)


def _span(first: int, last: int) -> str:
    if first > last:
        return "删掉了内容的"
    return f"第 {first} 行" if first == last else f"第 {first} 到 {last} 行"


def _stray(file: str, number: int, lines: list[str]) -> Problem:
    message = "合并两个人的修改时留下的记号，没有删干净"
    return Problem(file, number, message, lines[number - 1], "核对上下的内容，删掉这一行记号")
