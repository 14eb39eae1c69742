"""What people number and name the parts of a plan with: 一、, （二）, 3., 第一阶段, 二月份."""

import re
from dataclasses import dataclass

from .numerals import number_of

_CN = "〇零○一二三四五六七八九十百两"
_FOLDED = str.maketrans(
    "０１２３４５６７８９．（）［］【】〔〕：，　\u00a0＊丶﹑､＞", "0123456789.()[][][]:,  *、、、>"
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_STOPPED = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_ENCLOSED = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_IN_BRACKETS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"

_BULLETS = "•·●▪■◆◇□○◎※★☆▲△►▶➢➤✓✔√"
_TO = "[-—–－~～至到和及/]"
_MONTH = r"(1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,3})"
_LAST = r"(?:1[0-2]|0?[1-9]|[一二三四五六七八九十]{1,3})"
_MONTH_WORDS = "工作安排|工作重点|重点工作|主要工作|活动安排|工作计划|工作要点|工作|安排|活动"
PATTERNS = (
    ("部分", rf"第\s*([{_CN}]+|\d+)\s*(?:部分|章|篇|板块)\s*[、:.,]?"),
    ("阶段", rf"第\s*([{_CN}]+|\d+)\s*(?:阶段|步)\s*[、:.,]?"),
    ("一、", rf"([{_CN}]+)\s*[、.,:]"),
    ("一、", rf"([{_CN}]{{1,3}})\s+(?=[\u4e00-\u9fff“《])"),
    ("（一）", rf"[(\[]\s*([{_CN}]+)\s*[)\]]\s*[、.:]?"),
    ("㈠", rf"([{_IN_BRACKETS}])\s*[、.]?"),
    ("第一，", rf"[第其]\s*([{_CN}]+)\s*[,、:]"),
    ("一是", rf"([{_CN}]{{1,3}})[是要](?=[\u4e00-\u9fff“《])"),
    (
        "月",
        rf"(?:20\d\d\s*[年.]\s*)?{_MONTH}(?:\s*月?\s*份?\s*(?:{_TO}|(?<=月)、)\s*{_LAST})?\s*月份?\s*"
        rf"(?:[上中下]旬|[初中底末])?\s*(?:(?:{_MONTH_WORDS})\s*[:、]?|[:、]|$|(?=[\s(]))",
    ),
    (
        "周",
        rf"第?\s*(\d{{1,2}}|[{_CN}]{{1,3}})(?:周?\s*{_TO}\s*(?:\d{{1,2}}|[{_CN}]{{1,3}}))?\s*周\s*(?:[:、]|$|(?=[\s(]))",
    ),
    ("季度", rf"第?\s*([一二三四1-4])\s*季度\s*(?:(?:{_MONTH_WORDS})\s*[:、]?|[:、]|$|(?=[\s(]))"),
    ("1.1.1", r"\d{1,2}\.\d{1,2}\.(\d{1,2})(?!\d|\s*[日号.-])\.?\s*"),
    ("1.1", r"\d{1,2}\.(\d{1,2})(?!\d|\s*[月日号.%％-])\.?(?:\s+|(?=[\u4e00-\u9fff“《]))(?!学时|小时|分|万|元|倍|个)"),
    (
        "1.",
        r"(\d{1,2})\s*(?:[、,:]|\.(?!\d)|\.(?=\d{1,2}\s*月)|(?=[\u4e00-\u9fff“《])(?![年月日号周点个次名位项人篇节条场期届所季]|学时))",
    ),
    ("1.", rf"([{_STOPPED}])\s*[、.]?"),
    ("（1）", r"[(\[]\s*(\d{1,2})\s*[)\]]\s*[、.:]?"),
    ("（1）", rf"([{_ENCLOSED}])\s*[、.]?"),
    ("1）", r"(\d{1,2})\s*\)\s*[、.]?"),
    ("①", rf"([{_CIRCLED}])\s*[、.]?"),
    ("A.", r"([A-Za-z])\s*[、.](?![A-Za-z.])\s*"),
    ("•", rf"([{_BULLETS}])\s*"),
    ("•", r"([*+>-])\s+(?=[\u4e00-\u9fff“《（\d])"),
)
"""The forms, each with what it is called; tried in this order on text whose digits and brackets are half-width."""

_COMPILED = tuple((form, re.compile(pattern)) for form, pattern in PATTERNS)
_SINGLE = {
    one: number
    for row in (_CIRCLED, _STOPPED, _ENCLOSED, _IN_BRACKETS, "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    for number, one in enumerate(row, 1)
}
DATED = ("月", "周", "季度")
"""Forms that say when what follows is due."""


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
        number = 0 if form == "•" else _SINGLE.get(match[1]) or number_of(match[1])
        if form == "•" or (number and (form != "月" or number <= 12)):
            return Marker(form, number or 0, text[: match.end()].strip(), text[match.end() :].strip(" \t\u3000、:："))
    return None
