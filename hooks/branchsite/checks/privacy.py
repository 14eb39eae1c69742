"""Ensure that no identity, telephone or bank-card number is published (domain.md §2)."""

import datetime
import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import DataError, Problem
from ..load.data import Data
from ..load.text import read_text

_RUN = re.compile(r"[0-9]+")
_SEPARATORS = " -–—−.·_/()\t"
_BETWEEN = 3
"""So many separators may stand between two digits: 138 - 1234 - 5678."""
_LENGTHS = (11, 13, 15, 16, 17, 18, 19)
_MOBILE = ((3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (3, 8), (7, 4), (5, 6), (6, 5))
_OLD_IDENTITY = ((6, 6, 3), (6, 9), (12, 3))
"""How people group the digits. Coordinates of a drawing and rows of a table are grouped otherwise."""
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
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
            shown = file.replace(number.typed, _masked(number.typed))
            yield Problem(shown, 0, f"文件名里有{number.kind}，不能公开", _masked(number.typed), "改掉文件名")
        if not file.endswith((".yml", ".md")):
            continue
        for line, typed in enumerate(_lines(data, file), 1):
            for number in private_numbers(typed):
                yield Problem(file, line, f"这里有{number.kind}，不能公开", _masked(number.typed), "删掉这个号码")


def _lines(data: Data, file: str) -> list[str]:
    """The lines of a file; none where it is no text, which the loader has said already."""
    try:
        return read_text(data.root / file, file).split("\n")
    except DataError:
        return []


def private_numbers(text: str) -> list[Number]:
    """The private numbers in a text, seen through full-width digits and separators."""
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    found = []
    taken_to = 0
    for run in _RUN.finditer(plain):
        if run.start() < taken_to:
            continue
        for length in reversed(_LENGTHS):
            end = _reach(plain, run.start(), length)
            if end is None:
                continue
            kind = _kind(re.findall(r"[0-9Xx]+", plain[run.start() : end]))
            if kind:
                found.append(Number(kind, plain[run.start() : end]))
                taken_to = end
                break
    return found


def _reach(text: str, start: int, length: int) -> int | None:
    """Where a number of that many digits ends, separators between them allowed; None where there is none."""
    count, gap, position = 0, 0, start
    while count < length:
        if position == len(text):
            return None
        if text[position] in "0123456789" or (count == 17 and text[position] in "Xx"):
            count, gap = count + 1, 0
        elif text[position] in _SEPARATORS and gap < _BETWEEN:
            gap += 1
        else:
            return None
        position += 1
    return None if position < len(text) and text[position].isalnum() and text[position].isascii() else position


def _kind(groups: list[str]) -> str | None:
    """What a number is, its digits as they are grouped: (138, 1234, 5678)."""
    digits = "".join(groups)
    sizes = tuple(map(len, groups))
    if len(digits) == 18 and _is_identity(digits):
        return "身份证号"
    if len(digits) == 15 and digits[0] in "123456" and _is_day("19" + digits[6:12]) and _as_said(sizes, _OLD_IDENTITY):
        return "身份证号"
    if _is_mobile(digits, sizes):
        return "手机号"
    if 16 <= len(digits) <= 19 and digits.isdigit() and digits[0] in "3456" and _luhn(digits) and _as_card(sizes):
        return "银行卡号"
    return None


def _is_mobile(digits: str, sizes: tuple[int, ...]) -> bool:
    if len(digits) == 13 and digits.startswith("86"):
        digits = digits[2:]
        sizes = sizes[1:] if sizes[0] == 2 else (sizes[0] - 2, *sizes[1:])
    return len(digits) == 11 and digits[0] == "1" and digits[1] in "3456789" and _as_said(sizes, _MOBILE)


def _as_said(sizes: tuple[int, ...], usual: tuple[tuple[int, ...], ...]) -> bool:
    """Whether digits are grouped as people say such a number, or each stands alone."""
    return len(sizes) == 1 or sizes in usual or set(sizes) == {1}


def _as_card(sizes: tuple[int, ...]) -> bool:
    return set(sizes[:-1]) <= {4} or (sizes[0] == 6 and len(sizes) == 2) or set(sizes) == {1}


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
