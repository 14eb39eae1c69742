"""Ensure that no identity, telephone or bank-card number is published (domain.md §2)."""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import Problem
from ..load.data import Data
from ..load.text import read_text

_RUN = re.compile(r"\d+")
_SEPARATORS = " -–—−.·_/\u00a0\u3000"
_LENGTHS = (11, 13, 15, 16, 17, 18, 19)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999, the check character of an identity number."""


class Number(NamedTuple):
    """A private number in a text. kind: what it is. typed: as it stands there."""

    kind: str
    typed: str


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every line of every text file, and every file's name."""
    for file in data.files:
        for number in private_numbers(file):
            yield Problem(file, 0, f"文件名里有{number.kind}，不能公开", _masked(number.typed), "改掉文件名")
        if not file.endswith((".yml", ".md")):
            continue
        for line, typed in enumerate(read_text(data.root / file, file).split("\n"), 1):
            for number in private_numbers(typed):
                yield Problem(file, line, f"这里有{number.kind}，不能公开", _masked(number.typed), "删掉这个号码")


def private_numbers(text: str) -> list[Number]:
    """The private numbers in a text, seen through full-width digits and separators."""
    plain = unicodedata.normalize("NFKC", text)
    found = []
    taken_to = 0
    for run in _RUN.finditer(plain):
        if run.start() < taken_to:
            continue
        for length in reversed(_LENGTHS):
            end = _reach(plain, run.start(), length)
            if end is None:
                continue
            digits = re.sub(r"[^0-9Xx]", "", plain[run.start() : end])
            kind = _kind(digits)
            if kind:
                found.append(Number(kind, plain[run.start() : end]))
                taken_to = end
                break
    return found


def _reach(text: str, start: int, length: int) -> int | None:
    """Where a number of that many digits ends, one separator allowed between digits; None where there is none."""
    count, position = 0, start
    while count < length:
        if position < len(text) and (text[position].isdigit() or (count == 17 and text[position] in "Xx")):
            count += 1
        elif not (count and position < len(text) and text[position] in _SEPARATORS and text[position - 1] not in _SEPARATORS):
            return None
        position += 1
    return None if position < len(text) and text[position].isalnum() and text[position].isascii() else position


def _kind(digits: str) -> str | None:
    if len(digits) == 18 and _is_identity(digits):
        return "身份证号"
    if len(digits) == 15 and digits[0] in "123456" and _is_day("19" + digits[6:12]):
        return "身份证号"
    mobile = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if len(mobile) == 11 and mobile[0] == "1" and mobile[1] in "3456789":
        return "手机号"
    if 16 <= len(digits) <= 19 and digits.isdigit() and digits[0] in "3456" and _luhn(digits):
        return "银行卡号"
    return None


def _is_identity(digits: str) -> bool:
    if not digits[:17].isdigit() or not _is_day(digits[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17].upper()


def _is_day(eight: str) -> bool:
    try:
        day = datetime.date(int(eight[:4]), int(eight[4:6]), int(eight[6:]))
    except ValueError:
        return False
    return 1900 <= day.year <= 2100


def _luhn(digits: str) -> bool:
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _masked(typed: str) -> str:
    """The number as a message may show it: the log of a public build is public too."""
    return typed[:3] + "…" + typed[-2:]
