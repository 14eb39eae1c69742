"""Who a plan is from and of which day: the lines at its end, or right below its title, that are none of its text."""

import re
from collections.abc import Sequence

from ..library.promise_words import promises
from .markers import fold
from .source import SourceLine

_CN = "〇零○Oo一二三四五六七八九十"
_ORGANISATION = re.compile(
    r"^(?:中共|中国共产党)?[^，。；：、]{2,30}(?:支部|委员会|总支|党委|学校|小学|中学|幼儿园|学院|校区|集团|工会|办公室)"
    r"(?:[(（](?:盖章|公章|章)[)）])?$"
)
_YEAR, _NUMBER = rf"(?:20\d\d|二[{_CN}]{{3}})", rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_DATE = rf"{_YEAR}(?:年|[./-]){_NUMBER}(?:(?:月|[./-])(?:{_NUMBER})?[日号]?)?"
_DATE_LINE = re.compile(rf"^[(（]?(?:{_DATE}|20\d\d年[春秋]季?)[)）]?$")
_DATE_AT_END = re.compile(rf"(?:{_DATE})$")
_FIELD = re.compile(
    "^(?:党?[总]?支部|单位|单位名称|部门|学校|学校名称|时间|日期|制[定表]时间|制[定表]人?|撰写人?|执笔人?|拟稿人?|填表人|填报人|"
    "起草人?|报送单位|报送时间|主送|抄送|印发|落款|签发人?|审[核批]人?|支?部?书记|党支部书记|签名|签字|盖章)[:].{0,30}$"
)
_UNDER_TITLE = re.compile(r"^[(（].{2,30}[)）]$")
_KINDS_OF_TEXT = re.compile("年|学期|讨论|通过|稿|审议|党支部|小学|学校|试行")


def is_signature(text: str) -> bool:
    """Whether a line only says who or when: 示例小学党支部, 2024年9月, 时间：2024.9.1, both on one line."""
    plain = re.sub(r"\s", "", fold(text))
    if _DATE_LINE.match(plain) or _FIELD.match(plain):
        return True
    date = _DATE_AT_END.search(plain)
    name = plain[: date.start()] if date else plain
    return _ORGANISATION.match(name) is not None and not promises(name)


def is_date(text: str) -> bool:
    """Whether a line only says when."""
    return _DATE_LINE.match(re.sub(r"\s", "", fold(text))) is not None


def stands_below_title(text: str) -> bool:
    """Whether a line at the head only says of what term, who or when: （2024年秋季学期）, 执笔：示例甲."""
    plain = re.sub(r"\s", "", fold(text))
    bracketed = _UNDER_TITLE.match(plain) is not None and _KINDS_OF_TEXT.search(plain) is not None
    return bracketed or is_signature(text)


def without_signature(lines: Sequence[SourceLine]) -> tuple[list[SourceLine], list[SourceLine]]:
    """A plan's lines, and those that only say who and when: at its end, or in front of an appendix."""
    kept = [line for line in lines if line.text]
    gone: list[SourceLine] = []
    while len(kept) > 2 and not kept[-1].cells and is_signature(kept[-1].text):
        gone.insert(0, kept.pop())
    inner = [
        index
        for index in range(2, len(kept) - 1)
        if not kept[index].cells and is_signature(kept[index].text) and is_date(kept[index + 1].text)
    ]
    for index in reversed(inner):
        gone[:0] = kept[index : index + 2]
        del kept[index : index + 2]
    return kept, gone
