"""Where somebody lives: 3幢2单元501室. A school has rooms and buildings, but no 单元 in them."""

import re
from collections.abc import Iterator
from functools import cache

from .folding import NUMERALS, PLAIN, fold
from .names import famous

_HINT = re.compile(
    rf"[幢栋苑]|单 ?元|号楼|小区|花园|家园|新村|公寓|宿舍|园[0-9{NUMERALS}]|[0-9{NUMERALS}] ?室|住|家在|家庭地址|户籍"
)
_DIGIT = re.compile(rf"[0-9{NUMERALS}]|[^\x00-\x7f\u3000-\u9fff]")
_HOUSE = r"[0-9十百]{1,4} ?(?:幢|栋|座|号楼?|\#楼?|楼)"
_ROOM = r"(?:[0-9十]{1,2} ?[楼层] ?)?-? ?(?:[0-9]{3,4}(?![0-9]) ?室?|[0-9]{2} ?室)"
_UNIT = r"[甲乙丙丁东西南北中0-9十A-Da-d]{1,2} ?单 ?元"
_ESTATE = (
    r"(?:小区|花园|花苑|家园|新村|公寓|名苑|[\u4e00-\u9fff]苑|(?<![校公儿乐业技意新])园|名都|华庭|豪庭|名城|公馆|宿舍|安置房|家属[楼院]|楼盘)"
    r"[ ,，]?(?:[东南西北中0-9A-Z一-十]{1,2}[区期村苑])?[ ,，]?"
)
_RANGE = re.compile(r" ?(?:[-—–~～至到、/]|和|及) ?[0-9]{3,4}")
_PAST = re.compile(r"[同志烈士先生曾经就也都当年时一家]{0,6}$")
"""What may stand between a name and where its bearer lived."""

_OFFICE = re.compile(r"故居|旧居|旧址|教学|办公|实验楼|综合楼|行政楼|校区|图书|活动|会议|服务中心|居委会|村委会")


@cache
def _homes() -> tuple[re.Pattern[str], ...]:
    # Not at the top: they take long to compile, and few texts have anything that looks like one.
    return (
        re.compile(rf"{_HOUSE}[-,， ]{{0,2}}{_UNIT}[-,， ]{{0,2}}(?:{_ROOM}|[0-9十]{{1,2}} ?[楼层] ?[东西中南北]户)"),
        re.compile(rf"(?<![-0-9]){_UNIT} ?[0-9]{{3,4}} ?室"),
        re.compile(rf"{_ESTATE}{_HOUSE}[-,， ]{{0,2}}(?:[0-9甲乙丙丁]{{1,2}}-)?{_ROOM}"),
        re.compile(rf"{_ESTATE}[0-9]{{1,3}}(?:-[0-9]{{1,2}})?-[0-9]{{3,4}}(?![0-9-]) ?室?"),
        re.compile(r"(?<![-0-9A-Za-z])[0-9]{1,3}-[0-9]{1,2}-[0-9]{3,4} ?室"),
        re.compile(
            r"(?:家庭(?:住址|地址)|家[住在]|住址|现住址?|居住(?:地址?|在)|户籍(?:地址|所在地)|住在(?=[\u4e00-\u9fff]{2}))[^。；;\n]{0,40}?"
            r"[0-9十]{1,5} ?(?:号(?![线下上前晚])|室|幢|栋|\#|单元)(?!\.\.)"
            r"(?:[-,， ]?[0-9十]{1,4} ?(?:号楼?|室|幢|栋|单元|楼)?){0,4}"
        ),
    )


def homes(text: str) -> Iterator[tuple[int, int, str]]:
    """Every home in a text: from, to, and how it may be shown."""
    if not _HINT.search(text):
        return
    first = 0
    for line in text.split("\n"):
        if _HINT.search(line) and _DIGIT.search(line):
            folded = fold(line, first)
            plain = folded.text.translate(PLAIN)
            for match in (match for pattern in _homes() for match in pattern.finditer(plain)):
                before = plain[max(0, match.start() - 10) : match.end()]
                if _RANGE.match(plain, match.end()) or _OFFICE.search(before):
                    continue
                if not _is_of_the_past(plain[max(0, match.start() - 12) : match.start()]):
                    yield folded.at[match.start()], folded.at[match.end()], f"{match[0][:2]}…{match[0][-1:]}"
        first += len(line) + 1


def _is_of_the_past(before: str) -> bool:
    """Whether the text before a home names somebody of the past: 瞿秋白曾 of 瞿秋白曾住在."""
    return _PAST.sub("", before).endswith(tuple(famous()))
