"""Ensure that no identity, telephone or bank-card number and no flat's address is published (domain.md §2)."""

import datetime
import html
import itertools
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..errors import DataError, Problem
from ..load.data import Data
from ..load.entry import Entry, alone
from ..load.text import read_text

_RUN = re.compile(r"[0-9]+")
_SEPARATORS = " -‐‑‒–—―−.·•_/()~\t\n"
_BETWEEN = 3
"""So many separators may stand between two digits: 138 - 1234 - 5678."""
_LENGTHS = (11, 13, 15, 16, 17, 18, 19)
_MOBILE = ((3, 4, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (3, 8), (7, 4), (5, 6), (6, 5))
_OLD_IDENTITY = ((6, 6, 3), (6, 9), (12, 3))
"""How people group the digits. Coordinates of a drawing and rows of a table are grouped otherwise."""
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20e3\ufe00-\ufe0f\ufeff]")
_ENTITY = re.compile(r"&#?[0-9A-Za-z]{1,31};")
_MARKUP = re.compile(r"<[^<>\n]{1,200}>|(?<!\*)\*{1,3}(?!\*)|`|~~|\\(?=[^\w\s])")
"""What Markdown and HTML put between two digits and a page does not show. Four stars are digits left out."""
_INDENT = re.compile(r"\n[ \t>]*")
_SPOKEN = re.compile("[〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]{3,}")
_DIGITS = str.maketrans("〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖", "0001234567891123456789")
_NUMERALS = "〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_ANY_DIGIT = re.compile(f"[0-9{_NUMERALS}]")
_BOUNDS = ["\u4dff", *sorted(one for one in _NUMERALS if "\u4e00" <= one <= "\u9fff"), "\ua000"]
_OTHERS = "".join(
    f"{chr(ord(one) + 1)}-{chr(ord(other) - 1)}"
    for one, other in itertools.pairwise(_BOUNDS)
    if ord(other) - ord(one) > 1
)
"""All Chinese characters that are no numerals, as ranges."""

_STRETCH = re.compile(rf"""[^A-WYZa-wyz{_OTHERS}:,;!?"'#%=|{{}}@$^+\[\]，。：；、？！“”《》]{{6,}}""")
"""What a number is part of: signs that can stand in one or between its digits. A sign may be two digits: ⑳."""
_ORDINARY = re.compile(
    r"[a-z/_]+/(?:[0-9]{4}/[0-9]{4}-[0-9]{2}-[0-9]{2}-)?[a-z][a-z-]*(?:-[0-9]{1,3})?(?:/[0-9]{1,4})?\.[a-z]{2,4}"
)
"""What nearly every path looks like: a year and a day, and at most seven more digits."""
_ADDRESS = "家庭住址"
_FLAT = re.compile(r"[0-9]{1,4}\s?(?:幢|栋|座|号楼?)\s?(?:[甲乙丙丁0-9]{1,2}\s?单元)\s?-?[0-9]{3,4}(?![0-9])\s?室?")
"""Where somebody lives: 3幢2单元501室. A school has rooms and buildings, but no 单元 in them."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
"""GB 11643-1999, the check character of an identity number."""


class Number(NamedTuple):
    """A private number in a text. kind: what it is. typed: as it stands there, simplified. line: counted from 1."""

    kind: str
    typed: str
    line: int = 1


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every line of every text file, and every file's name."""
    for file in data.files:
        for number in () if _ORDINARY.fullmatch(file) else private_numbers(file):
            shown = file.replace(number.typed, _masked(number.typed))
            yield Problem(shown, 0, f"文件名里有{number.kind}，不能公开", _masked(number.typed), "改掉文件名")
        if file.endswith((".yml", ".md")):
            entry = data.entries.get(file)
            for number in found(entry) if entry else private_numbers(_text(data, file)):
                message = f"这里有{number.kind}，不能公开"
                fix = "只写到小区或村，不写门牌" if number.kind == _ADDRESS else "删掉这个号码"
                yield Problem(file, number.line, message, _masked(number.typed), fix)


@alone
def found(entry: Entry[Any]) -> Iterator[Number]:
    """The numbers in a file that was read. None begins in the front matter and ends in the body."""
    for first, text in entry.texts:
        for number in private_numbers(text):
            yield number._replace(line=first + number.line - 1)


def _text(data: Data, file: str) -> str:
    """What stands in a file; nothing where it is no text, which the loader has said already."""
    try:
        return read_text(data.root / file, file)
    except DataError:
        return ""


def numbers_in(text: str) -> list[tuple[int, str]]:
    """The line (counted from 1) and the kind of every private number in a text: what may be said of it in public."""
    return [(number.line, number.kind) for number in private_numbers(text)]


def private_numbers(text: str) -> list[Number]:
    """The private numbers in a text, in order.

    Seen through full-width and Chinese digits, separators, one line end, invisible marks, Markdown and HTML.
    """
    if not _may_hold(text):
        return []
    plain = _plain(text)
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
                found.append((run.start(), end, kind))
                taken_to = end
                break
    found += [(flat.start(), flat.end(), _ADDRESS) for flat in _FLAT.finditer(plain)]
    return [Number(kind, plain[start:end], plain.count("\n", 0, start) + 1) for start, end, kind in sorted(found)]


def _may_hold(text: str) -> bool:
    """Whether there can be a number: most texts have no eleven digits near each other, and no 单元."""
    return "<" in text or "&" in text or "单" in text or any(map(_is_long, _STRETCH.findall(text)))


def _is_long(stretch: str) -> bool:
    return len(_ANY_DIGIT.findall(unicodedata.normalize("NFKC", stretch))) >= min(_LENGTHS)


def _plain(text: str) -> str:
    """A text as a reader's eye takes it, with the line ends it had and no indent."""
    shown = _ENTITY.sub(lambda match: html.unescape(match[0]).replace("\n", " "), text)
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", shown))
    plain = _INDENT.sub("\n", _MARKUP.sub("", plain))
    return _SPOKEN.sub(lambda match: match[0].translate(_DIGITS), plain)


def _reach(text: str, start: int, length: int) -> int | None:
    """Where a number of that many digits ends, separators between them allowed; None where there is none."""
    count, gap, breaks, position = 0, 0, 0, start
    while count < length:
        if position == len(text):
            return None
        if text[position] in "0123456789" or (count == 17 and text[position] in "Xx"):
            count, gap = count + 1, 0
        elif text[position] in _SEPARATORS and gap < _BETWEEN:
            gap += 1
            breaks += text[position] == "\n"
            if breaks > 1:
                return None
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
    return " ".join(typed[:3].split()) + "…" + typed[-2:]
