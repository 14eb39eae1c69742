"""How often or by when, as a sentence says it: 每月一次, 两次以上, 3月底前, 清明前, 学期末."""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .festivals import MENTION, days_of, festivals_in
from .markers import fold
from .numerals import number_of

_N = "[一二两三四五六七八九十]{1,3}|\\d{1,2}"
_UNITS = "次|场|期|篇|堂|节(?![日点假气约能省俭])|课时|部(?![分门署长])|轮|条(?![例件线])"
_TIMES = (
    r"(?:(?:不少于|至少|不低于|各|开展|组织|召开|举行|举办|进行|上|讲|安排|集中)*"
    rf"\s*({_N})\s*(?:[-—–~～至到]\s*(?:{_N})\s*)?(?:{_UNITS})|([一1])\s*[次课讲节会题主])"
)
_TERM = 240
"""Days over which a plan is for a whole year."""


@dataclass(frozen=True)
class TermDays:
    """The first and the last day that a plan is for."""

    start: datetime.date
    end: datetime.date

    @property
    def whole_year(self) -> bool:
        """Whether it is for both terms of a year."""
        return (self.end - self.start).days > _TERM

    @property
    def years(self) -> range:
        """The calendar years that it touches."""
        return range(self.start.year, self.end.year + 1)

    def clamp(self, day: datetime.date) -> datetime.date:
        """The day of the term that is nearest to a day."""
        return max(self.start, min(day, self.end))

    def after(self, days: int) -> datetime.date:
        """The day of the term so many days after its first."""
        return self.clamp(self.start + datetime.timedelta(days=days))

    def month_end(self, month: int) -> datetime.date | None:
        """The last day of a month within the term; None where the term has no such month."""
        for year in self.years:
            first = datetime.date(year, month, 1)
            last = first.replace(day=calendar.monthrange(year, month)[1])
            if last >= self.start and first <= self.end:
                return min(last, self.end)
        return None

    def day(self, month: int, day: int) -> datetime.date | None:
        """A day of the calendar within the term; None where there is none."""
        end = self.month_end(month)
        if end is None or not 1 <= day <= calendar.monthrange(end.year, month)[1]:
            return None
        found = datetime.date(end.year, month, day)
        return found if self.start <= found <= self.end else None

    def week_end(self, number: int) -> datetime.date:
        """The Sunday of a week of the term, the first being that of its first working day."""
        weekday = self.start.weekday()
        monday = self.start + datetime.timedelta(days=-weekday if weekday < 5 else 7 - weekday)
        return self.clamp(monday + datetime.timedelta(days=7 * number - 1))

    def festival(self, name: str) -> datetime.date | None:
        """The day of a festival, or the term's nearest to one that lies a little outside it; None where far."""
        # Of the years beside it as well: 元旦 comes a day after a term that ends with the year.
        days = list(days_of(name, range(self.start.year - 1, self.end.year + 2)))
        outside = {day: abs((self.clamp(day) - day).days) for day in days}
        nearest = min(days, key=outside.__getitem__, default=None)
        return self.clamp(nearest) if nearest and outside[nearest] <= 20 else None


Measure = dict[str, Any]
"""考核 as a plan's file writes it."""


def coverage(period: str, each: int = 1) -> Measure:
    """按期覆盖. period: 月, 季度 or 半年."""
    return {"方式": "按期覆盖", "周期": period, **({"每期": each} if each > 1 else {})}


def count(target: int) -> Measure:
    """按次数."""
    return {"方式": "按次数", "目标": target}


def by_date(day: datetime.date) -> Measure:
    """限期."""
    return {"方式": "限期", "截止": day}


def milestones(steps: list[tuple[str, datetime.date]]) -> Measure:
    """分节点."""
    return {"方式": "分节点", "节点": [{"名称": name, "截止": day} for name, day in steps]}


ONGOING: Measure = {"方式": "持续推进"}
BY_RULE: Measure = {"方式": "按规定"}

_Rule = Callable[[re.Match[str], TermDays], Measure | None]


def _times(match: re.Match[str]) -> int:
    found = next((group for group in match.groups() if group), "1")
    # 一两次 is one or two, not twelve.
    about = re.fullmatch("[一二两三四五六七八九]{2}", found)
    return max(1, number_of(found[0] if about else found) or 1)


def _in_a_year(match: re.Match[str], term: TermDays) -> Measure:
    """So many a year: half of them in a term."""
    return count(_times(match) if term.whole_year else (_times(match) + 1) // 2)


def _in_each_term(match: re.Match[str], term: TermDays) -> Measure:
    return count(_times(match) * (2 if term.whole_year else 1))


def _every_two_months(match: re.Match[str], term: TermDays) -> Measure:
    return count(max(1, round((term.end - term.start).days / 61)))


def _deadline(match: re.Match[str], term: TermDays) -> Measure | None:
    """A month, a part of it, or a day; of several months the last."""
    month = number_of(match["to"] or match["month"]) or 0
    if not 1 <= month <= 12:
        return None
    if match["day"]:
        day = term.day(month, number_of(match["day"]) or 0)
    elif match["part"] in ("上旬", "初", "中旬", "中"):
        day = term.day(month, 10 if match["part"] in ("上旬", "初") else 20)
    else:
        day = term.month_end(month)
    return by_date(day) if day else None


def _quarter(match: re.Match[str], term: TermDays) -> Measure | None:
    day = term.month_end(3 * (number_of(match[1]) or 1))
    return by_date(day) if day else None


def _half(match: re.Match[str], term: TermDays) -> Measure | None:
    day = term.month_end(6 if match[1] == "上" else 12)
    return by_date(day) if day else None


def _festival(match: re.Match[str], term: TermDays) -> Measure | None:
    day = term.festival(match[1])
    return by_date(day) if day else None


def _week(match: re.Match[str], term: TermDays) -> Measure | None:
    number = number_of(match[1])
    return by_date(term.week_end(number)) if number and number <= 25 else None


def _at_half(match: re.Match[str], term: TermDays) -> Measure:
    return by_date(term.after((term.end - term.start).days // 2))


_CN_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]|[一二三四五六七八九十])"
_MONTH = (
    rf"(?<![每一\d])(?P<month>{_CN_MONTH})\s*(?:月?\s*[-—–~～至到、]\s*(?P<to>{_CN_MONTH})\s*)?月份?\s*"
    r"(?P<part>[上中下]旬|[初中底末](?![学小]))?(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})(?=\s*[日号]))?"
)
_FAR = "(?:(?!每)[^，；]){0,14}?"
_ANY = "[次课讲节会题主报学测谈评考总访查训]"
RULES: tuple[tuple[str, _Rule], ...] = (
    (rf"每(?:个)?(?:月|月度){_FAR}{_TIMES}", lambda match, term: coverage("月", _times(match))),
    (rf"每(?:个)?季度?{_FAR}{_TIMES}", lambda match, term: coverage("季度", _times(match))),
    (rf"每半年{_FAR}{_TIMES}", lambda match, term: coverage("半年", _times(match))),
    (rf"上(?:半年)?[、,和]?\s*下半年\s*(?:各|分别){_FAR}{_TIMES}", lambda match, term: coverage("半年", _times(match))),
    (rf"每(?:个)?学期{_FAR}{_TIMES}", _in_each_term),
    (rf"(?:本|这|全|一|整个)(?:个)?学期{_FAR}{_TIMES}", lambda match, term: count(_times(match))),
    (rf"(?:每|全|本|一|年)(?:个)?(?:学)?年度?(?:内)?{_FAR}{_TIMES}", _in_a_year),
    (r"每\s*(?:两|二|2|双)\s*(?:个)?(?:周|星期)|双周|隔周|每(?:隔)?半(?:个)?月", lambda match, term: coverage("月", 2)),
    (r"每\s*(?:两|二|2|双)\s*(?:个)?月|隔月", _every_two_months),
    (
        rf"每(?:个)?(?:周|星期){_FAR}([二两三四五2-5])\s*(?:{_UNITS})",
        lambda match, term: coverage("月", 4 * _times(match)),
    ),
    (rf"每(?:个)?(?:周|星期)|周周|一周一{_ANY}", lambda match, term: coverage("月", 4)),
    (
        rf"每(?:个)?月|按月|逐月|月月|[一1]月[一1]{_ANY}|月底前(?<![\d一二三四五六七八九十]月底前)",
        lambda match, term: coverage("月"),
    ),
    (rf"每(?:个)?季|按季|逐季|(?<!第)[一1]季度?[一1]{_ANY}", lambda match, term: coverage("季度")),
    (rf"每半年|半年[一1]{_ANY}", lambda match, term: coverage("半年")),
    (_MONTH, _deadline),
    (r"第\s*([一二三四1-4])\s*季度|(?<![每一\d])([一二三四1-4])季度(?!一)", lambda match, term: _quarter(match, term)),
    (rf"第\s*(?:(?:{_N})\s*周?\s*[-—–~～至到]\s*)?({_N})\s*周(?!年|[一二三四五六日])", _week),
    (r"期中", _at_half),
    (r"(?:学)?期末|学期结束|学年末|[寒暑]假前|放假前", lambda match, term: by_date(term.end)),
    (r"年底|年末|年终", lambda match, term: by_date(term.month_end(12) or term.end)),
    (r"(?:学)?期初|开学初|年初|开学(?:之际|前后|第一)", lambda match, term: by_date(term.after(30))),
    (MENTION.pattern, _festival),
    (
        rf"(?:不少于|至少|不低于|开展|组织|召开|举行|举办|进行|分别)[^，；每]{{0,10}}?({_N})\s*(?:{_UNITS})(?!课)",
        lambda match, term: count(_times(match)),
    ),
    (
        rf"(?<![第\d一二三四五六七八九十])({_N})(?:\s*[-—–~～至到]\s*(?:{_N}))?\s*(?:次|场)(?:以上|左右)?(?:[^数]|$)",
        lambda match, term: count(_times(match)),
    ),
    (r"(?<![每])(上|下)半年", _half),
    (r"常态化|长期|经常|随时|日常|全学期|整个学期|全年(?!度)|贯穿|持续", lambda match, term: dict(ONGOING)),
)
"""What a phrase means for 考核, the first that fits; on text whose digits are half-width."""

_COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in RULES)
_MONTHS_EACH = re.compile(rf"((?:(?:{_CN_MONTH})\s*(?:月份?)?\s*[、,和及与]\s*)+{_CN_MONTH}\s*月)份?\s*(?:各|分别|都)")
_HOURS = re.compile(r"(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个?\s*(?:学时|小时)")
_YEARLY = re.compile("每年|全年|年度|每学年|一年")


def stated_measure(clause: str, term: TermDays) -> Measure | None:
    """What a clause itself says on how often or by when; None where it says nothing."""
    folded = fold(clause)
    steps = _steps(folded, term)
    if len(steps) > 1:
        return milestones(steps)
    for pattern, rule in _COMPILED:
        for match in pattern.finditer(folded):
            measure = rule(match, term)
            if measure:
                return measure
    return None


def _steps(clause: str, term: TermDays) -> list[tuple[str, datetime.date]]:
    """Several months that have one each, or several festivals: each by its day."""
    match = _MONTHS_EACH.search(clause)
    if match:
        numbers = [number_of(one) or 0 for one in re.findall(_CN_MONTH, match[1])]
        named = [(f"{number}月", term.month_end(number)) for number in numbers if 1 <= number <= 12]
    else:
        named = [(name, term.festival(name)) for name in festivals_in(clause)]
    return [(name, day) for name, day in dict(named).items() if day]


def stated_hours(sentence: str, term: TermDays) -> Measure | None:
    """按学时 as a sentence states it; of a year's hours a term has half. None where it states none."""
    match = _HOURS.search(fold(sentence))
    number = number_of(match[1]) if match else None
    if not number:
        return None
    return {"方式": "按学时", "目标": _hours_in(term, number, sentence)}


def _hours_in(term: TermDays, number: int, sentence: str) -> int:
    """Hours of a term that are so many a year, a month or a week."""
    days = (term.end - term.start).days
    if re.search("每(?:个)?月", sentence):
        return number * round(days / 30.4)
    if re.search("每(?:个)?(?:周|星期)", sentence):
        return number * round(days / 7)
    return (number + 1) // 2 if not term.whole_year and _YEARLY.search(sentence) else number
