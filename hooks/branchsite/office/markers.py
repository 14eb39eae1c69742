"""What people number and name the parts of a plan with: 一、, （二）, 3., 第一阶段, 二月份."""

import re
from dataclasses import dataclass

from .numerals import number_of

_CN = "〇零○一二三四五六七八九十百两"
_FOLDED = str.maketrans("０１２３４５６７８９．（）：，　＊", "0123456789.():, *")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_ENCLOSED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_IN_BRACKETS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_MONTH_WORDS = "工作安排|工作重点|重点工作|主要工作|活动安排|工作计划|工作要点|工作|安排|活动"
PATTERNS = (
    ("部分", rf"第\s*([{_CN}]+|\d+)\s*(?:部分|章|篇|板块)\s*[、:.,]?"),
    ("阶段", rf"第\s*([{_CN}]+|\d+)\s*(?:阶段|步)\s*[、:.,]?"),
    ("一、", rf"([{_CN}]+)\s*[、.,:]"),
    ("（一）", rf"[(〔\[]\s*([{_CN}]+)\s*[)〕\]]\s*[、.]?"),
    ("㈠", rf"([{_IN_BRACKETS}])\s*[、.]?"),
    ("第一，", rf"第\s*([{_CN}]+)\s*[,、]"),
    (
        "月",
        rf"(?:20\d\d\s*年\s*)?(1[0-2]|0?[1-9]|[{_CN}]{{1,3}})\s*月份?\s*(?:(?:{_MONTH_WORDS})\s*[:、]?|[:、]|$|(?=\s))",
    ),
    (
        "1.",
        r"(\d{1,2})\s*(?:[、,:]|\.(?!\d)|\.(?=\d{1,2}\s*月)|(?=[\u4e00-\u9fff“《])(?![年月日号周点个次名位项人篇节条场期届所]|学时))",
    ),
    ("1.", rf"([{_STOPPED}])\s*[、.]?"),
    ("（1）", r"[(〔\[]\s*(\d{1,2})\s*[)〕\]]\s*[、.]?"),
    ("（1）", rf"([{_ENCLOSED}])\s*[、.]?"),
    ("1）", r"(\d{1,2})\s*\)\s*[、.]?"),
    ("①", rf"([{_CIRCLED}])\s*[、.]?"),
)
"""The forms, each with what it is called; tried in this order on text whose digits and brackets are half-width."""

_COMPILED = tuple((form, re.compile(pattern)) for form, pattern in PATTERNS)
_SINGLE = {one: number for row in (_CIRCLED, _STOPPED, _ENCLOSED, _IN_BRACKETS) for number, one in enumerate(row, 1)}


@dataclass(frozen=True)
class Marker:
    """How a line begins. form: a name of PATTERNS, or “标题1” for a heading that Word knows, “小标题” for a bare one.

    label: as it was typed. rest: what follows it.
    """

    form: str
    number: int
    label: str
    rest: str


def fold(text: str) -> str:
    """The same characters with digits, brackets and stops half-width; as long as before."""
    return text.translate(_FOLDED)


def marker_of(text: str) -> Marker | None:
    """The number in front of a line; None where there is none."""
    folded = fold(text)
    for form, pattern in _COMPILED:
        match = pattern.match(folded)
        if match is None:
            continue
        number = _SINGLE.get(match[1]) or number_of(match[1])
        if number and (form != "月" or number <= 12):
            return Marker(form, number, text[: match.end()].strip(), text[match.end() :].strip(" \t\u3000、:："))
    return None
