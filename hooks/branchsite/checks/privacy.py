"""Ensure that no identity, telephone or bank-card number and no home's address is published (docs/dev/domain.md)."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ..errors import DataError, Problem, Severity
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..load.text import read_text
from ..private.folding import NUMERALS
from ..private.numbers import Number, cut, find_numbers, masked
from ..private.numbers import numbers_in as numbers_in
from ..private.numbers import private_numbers as private_numbers

_ORDINARY = re.compile(
    r"[a-z/_]+/(?:[0-9]{4}/[0-9]{4}-[0-9]{2}-[0-9]{2}-)?[a-z][a-z-]*(?:-[0-9]{1,3})?(?:/[0-9]{1,4})?\.[a-z]{2,4}"
)
"""What nearly every path looks like: a year and a day, and at most seven more digits."""

_AROUND = 16
"""Characters before and behind a number that are shown, to find it by."""

_OTHERWISE = re.compile(rf"\\|[0-9{NUMERALS}][^\w\n]{{0,8}}\n[ \t]+[^\w\n]{{0,8}}[0-9{NUMERALS}]")
"""Where a text of YAML may mean something else than it shows: an escape, a number that goes on in the next line."""

_HOME = "家庭住址"


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every line of every text file, and every file's name."""
    for file in data.files:
        for number in () if _ORDINARY.fullmatch(file) else private_numbers(file):
            yield Problem(masked(file), 0, f"文件名里有{number.kind}，不能公开", number.shown, "改掉文件名")
        if file.endswith((".yml", ".md")):
            entry = data.entries.get(file)
            yield from find_in_entry(entry) if entry else _in_text(file, 1, _text(data, file))


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """The numbers in a file that was read. None begins in the front matter and ends in the body."""
    for first, text in entry.texts:
        yield from _in_text(entry.file, first, text)
    if _OTHERWISE.search(entry.source):
        yield from _in_values(entry)


def _in_values(entry: Entry[Any]) -> Iterator[Problem]:
    """The numbers that are in the values but not in the source: YAML joins lines, and reads escapes."""
    typed = {(number.kind, number.shown) for number in find_numbers(entry.source)}
    for line, value in _texts(entry, (), entry.document.value):
        for number in private_numbers(value):
            if (number.kind, number.shown) not in typed:
                message = f"这里有{number.kind}，不能公开（分几行或者用“\\”写，网页上也连在一起）"
                yield Problem(entry.file, line, message, number.shown, _cure(number))


def _texts(entry: Entry[Any], path: tuple[str | int, ...], value: Any) -> Iterator[tuple[int, str]]:
    """Every name and text in a document with its line."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield entry.document.line(*path, key), key
            yield from _texts(entry, (*path, key), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(entry, (*path, index), inner)
    elif isinstance(value, str):
        yield entry.document.line(*path), value


def _in_text(file: str, first: int, text: str) -> Iterator[Problem]:
    """The numbers in a text. first: the number of its first line in the file."""
    numbers = find_numbers(text)
    for index, number in enumerate(numbers):
        line, around = first + number.line - 1, _around(text, numbers, index)
        if number.certain:
            yield Problem(file, line, f"这里有{number.kind}，不能公开", around, _cure(number))
        else:
            message = f"这里好像有{number.kind}，号码不能公开"
            fix = "是的话，删掉；不是的话，在它前面写明是什么（例如“编号”），或者在后面写上单位"
            yield replace(Problem(file, line, message, around, fix), severity=Severity.NOTICE)


def _cure(number: Number) -> str:
    return "只写到小区或村，不写门牌" if number.kind == _HOME else "删掉这个号码"


def _around(text: str, numbers: list[Number], index: int) -> str:
    """A number and some words of its line, to find it by; all numbers as a message may show them."""
    one = numbers[index]
    first = max(text.rfind("\n", 0, one.start) + 1, one.start - _AROUND)
    last = one.end + len(text[one.end : one.end + _AROUND].partition("\n")[0])
    start, end = index, index + 1
    while start and numbers[start - 1].end > first:
        start -= 1
        first = min(first, numbers[start].start)
    while end < len(numbers) and numbers[end].start < last:
        last = max(last, numbers[end].end)
        end += 1
    shown = cut(text, [number for number in numbers[start:end] if number.certain], first, last)
    before = "…" if first and text[first - 1] != "\n" else ""
    behind = "…" if text[last : last + 1].strip() else ""
    return f"{before}{shown.strip()}{behind}"


def _text(data: Data, file: str) -> str:
    """The text of a file; "" where it is no text, which the loader has reported already."""
    try:
        return read_text(data.root / file, file)
    except DataError:
        return ""
