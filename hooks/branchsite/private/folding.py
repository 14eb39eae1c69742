"""A text as a reader's eye takes it: any sign for a digit is that digit, and what does not show is gone.

Each character knows where in the typed text it came from, so that what is found can be cut out there.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

NUMERALS = "〇零○◯一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳參陸洞拐勾两兩"
_VALUES = "0000123456789112345678923607922"
"""Chinese digits, and those that are spoken over the telephone: 幺, 洞, 拐, 勾, 两."""

SIGNS = "٠١٢٣٤٥٦٧٨٩"
"""What Chinese and circled digits become: digits too, but where they meet plain ones, a number may begin or end."""

PLAIN = str.maketrans(SIGNS, "0123456789")
_LETTERS = str.maketrans("OoIl", "0011")
_AS_SIGN = str.maketrans("0123456789" + NUMERALS, SIGNS + _VALUES.translate(str.maketrans("0123456789", SIGNS)))

_LOOK_ALIKE = {
    "×": "X",
    "✕": "X",
    "Х": "X",
    "Χ": "X",
    "х": "X",
    "杠": "-",
    "丨": "|",
    "ー": "-",
    "ｰ": "-",
    "\u2800": " ",
}
_FILLERS = "\u115f\u1160\u3164\uffa0"

_CODE = r"&(?:\#[0-9]{1,7};?|\#[xX][0-9A-Fa-f]{1,6};?|[0-9A-Za-z]{2,31};)"
_ESCAPE = r"\\x[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_PERCENT = r"(?:%[0-9A-Fa-f]{2}){2,60}|(?<=[0-9])%2[0Dd](?=[0-9])"
_BREAK = r"\\?\n[ \t\u3000>]*"
_MARKUP = r"""</?[a-zA-Z][^<>]{0,200}>|<!--[^<>]{0,200}-->|\]\([^()\n]{0,300}\)|\]\[[^\[\]\n]{0,100}\]|!?\[
    |\{[:.\#][^{}\n]{0,100}\}|(?<!\*)\*{1,3}(?!\*)|`|~~|==|\^\^|\\(?=[^\w\s])"""
"""What Markdown and HTML put between two digits and a page does not show. Four stars are digits left out."""

_OH = r"(?<=[0-9])[OoIl]{1,4}(?=[0-9])"
_SHOWN = re.compile(rf"(?P<code>{_CODE}|{_ESCAPE}|{_PERCENT})|(?P<oh>{_OH})|(?P<line>{_BREAK})", re.VERBOSE)
_THROUGH = re.compile(rf"{_SHOWN.pattern}|(?P<markup>{_MARKUP})", re.VERBOSE)

_BOUNDS = ["\u33ff", *sorted(one for one in f"{NUMERALS}杠丨" if "\u3400" <= one <= "\u9fff"), "\ua000"]
_WORDS = "".join(
    f"{chr(ord(one) + 1)}-{chr(ord(other) - 1)}" for one, other in pairwise(_BOUNDS) if ord(other) - ord(one) > 1
)
"""All Chinese characters that are no digits, as ranges."""

_SIGN = rf"[^A-WYZa-wyz{_WORDS}|…]"
_QUICK = (
    rf"""(?={_SIGN}{{6}}|{_SIGN}{{0,5}}[<&\\%\]\[{{OoIl]) (?: [0-9\ \n.,:;/()\-\#"'_?+，。、：；（）“”《》！？]++ |"""
)
_SEEN_THROUGH = re.compile(rf"{_QUICK} {_CODE}|{_ESCAPE}|{_PERCENT}|{_MARKUP}|{_OH}|{_SIGN} )++", re.VERBOSE)
"""Stretches that may hold a number: characters that can be in it or between digits. One may be two digits: ⑳."""
_CELLS = re.compile(
    rf"(?<=\|)[ \t\u3000*]{{0,4}}[0-9０-９{NUMERALS}]{{1,18}}"
    rf"(?:[ \t\u3000*]{{0,4}}\|[ \t\u3000*]{{0,4}}[0-9０-９{NUMERALS}Xx]{{1,18}}(?![0-9０-９{NUMERALS}]))"
    r"{1,17}(?=[ \t\u3000*]{0,4}(?:\||$))",
    re.MULTILINE,
)
_MAY_BE_MARKUP = re.compile(r"[<\[\]{*`~=^\\]")


class Folded(NamedTuple):
    """A text without what does not show. at: from where in the typed text each of its characters is, and the end."""

    text: str
    at: list[int]


def rows(text: str) -> Iterator[Folded]:
    """Neighbouring cells of a table that hold nothing but digits: | 138 | 0000 | 1234 |."""
    for match in _CELLS.finditer(text):
        yield fold(match[0], match.start())


@cache
def _seen() -> re.Pattern[str]:
    # Not at the top: it takes long to compile, and few texts have so many digits.
    return re.compile(rf"{_QUICK} {_CODE}|{_ESCAPE}|{_PERCENT}|{_OH}|{_SIGN} )++", re.VERBOSE)


def stretches(text: str, digits: int) -> Iterator[Folded]:
    """The parts of a text that hold at least so many digits; once as typed, and once seen through markup.

    Only characters that can be in a number, or between its digits, are part of one.
    """
    for match in _SEEN_THROUGH.finditer(text):
        if match.end() - match.start() < digits // 2 or not _holds(match[0], digits):
            continue
        for inner in _seen().finditer(text, match.start(), match.end()):
            if _holds(inner[0], digits):
                yield fold(inner[0], inner.start(), through=False)
        if _MAY_BE_MARKUP.search(match[0]):
            yield fold(match[0], match.start())


def _holds(stretch: str, digits: int) -> bool:
    """Whether there can be so many digits in it. A rare sign counts for two: ⑳."""
    if stretch.isascii():
        return len(_DIGIT.findall(stretch)) >= digits
    return len(_DIGIT.findall(stretch)) + 2 * len(_RARE.findall(stretch)) >= digits


_DIGIT = re.compile(rf"[0-9OoIl{NUMERALS}]")
_RARE = re.compile(r"[^\x00-\x7f\u3000-\u31ff\u3400-\u9fff\uff00-\uff0f\uff1a-\uffff]")


def fold(text: str, first: int = 0, through: bool = True) -> Folded:
    """A text as it is seen. first: its place in a longer one. through: whether markup is taken out."""
    pieces: list[str] = []
    at: list[int] = []
    end = 0
    for match in (_THROUGH if through else _SHOWN).finditer(text):
        _add(text[end : match.start()], first + end, pieces, at)
        if match.lastgroup == "code":
            for one in _meaning(match[0]):
                shown = _shown(one)
                pieces.append(shown)
                at += [first + match.start()] * len(shown)
        elif match.lastgroup == "oh":
            pieces.append(match[0].translate(_LETTERS))
            at += range(first + match.start(), first + match.end())
        elif match.lastgroup == "line" and not match[0].startswith("\\"):
            pieces.append("\n")
            at.append(first + match.start())
        end = match.end()
    _add(text[end:], first + end, pieces, at)
    at.append(first + len(text))
    return Folded("".join(pieces), at)


def _add(text: str, first: int, pieces: list[str], at: list[int]) -> None:
    if text.isascii():
        pieces.append(text)
        at += range(first, first + len(text))
        return
    for index, one in enumerate(text, first):
        shown = one if one.isascii() else _shown(one)
        pieces.append(shown)
        at += [index] * len(shown)


def _meaning(code: str) -> str:
    """The characters that HTML, YAML or an address write by a code."""
    if code[0] == "&":
        return html.unescape(code)
    if code[0] == "%":
        return unquote(code, errors="ignore")
    value = int(code[2:], 16)
    return chr(value) if value < 0x110000 else ""


@lru_cache(maxsize=4096)
def _shown(one: str) -> str:
    """The form of a character as the eye sees it: a digit, nothing, or its plain form."""
    if one in _LOOK_ALIKE:
        return _LOOK_ALIKE[one]
    if (
        one in _FILLERS
        or unicodedata.category(one) in ("Cf", "Mn", "Me", "Co", "Cs")
        or (one < " " and one not in "\n\t")
    ):
        return ""
    if unicodedata.category(one) == "Nd":
        return str(unicodedata.digit(one))
    value = unicodedata.numeric(one, -1)
    plain = str(int(value)) if value in range(10) else unicodedata.normalize("NFKC", one)
    return plain.translate(_AS_SIGN)
