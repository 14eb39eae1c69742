"""How often or by when, as a sentence says it: 每月一次, 两次以上, 3月底前, 学期末."""

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .markers import fold
from .numerals import number_of

_N = "[一二两三四五六七八九十]{1,3}|\\d{1,2}"
_TIMES = (
    r"(?:(?:不少于|至少|不低于|各|开展|组织|召开|举行|举办|进行|上|安排|集中)*"
    rf"\s*({_N})\s*(?:次|场|期|篇|堂|节|课时)|([一1])\s*[次课讲节会题主])"
)


@dataclass(frozen=True)
class TermDays:
    """The first and the last day that a plan is for."""

    start: datetime.date
    end: datetime.date

    def clamp(self, day: datetime.date) -> datetime.date:
        """The day of the term that is nearest to a day."""
        return max(self.start, min(day, self.end))

    def month_end(self, month: int) -> datetime.date | None:
        """The last day of a month within the term; None where the term has no such month."""
        for year in range(self.start.year, self.end.year + 1):
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


ONGOING: Measure = {"方式": "持续推进"}
BY_RULE: Measure = {"方式": "按规定"}

_Rule = Callable[[re.Match[str], TermDays], Measure | None]


def _times(match: re.Match[str]) -> int:
    found = next((group for group in match.groups() if group), "1")
    return max(1, number_of(found) or 1)


def _deadline(match: re.Match[str], term: TermDays) -> Measure | None:
    month = number_of(match["month"]) or 0
    if not 1 <= month <= 12:
        return None
    day = term.day(month, int(match["day"])) if match["day"] else term.month_end(month)
    return by_date(day) if day else None


_MONTH = r"(?P<month>1[0-2]|[1-9]|[一二三四五六七八九十]{1,2})\s*月"
RULES: tuple[tuple[str, _Rule], ...] = (
    (rf"每(?:个)?(?:月|月度)(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: coverage("月", _times(match))),
    (rf"每(?:个)?季度?(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: coverage("季度", _times(match))),
    (rf"每半年(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: coverage("半年", _times(match))),
    (rf"每(?:个)?学期(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: count(_times(match))),
    (rf"(?:本|全|一|整个)(?:个)?学期(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: count(_times(match))),
    (rf"(?:每|全|本)(?:学)?年度?(?:(?!每)[^，；]){{0,14}}?{_TIMES}", lambda match, term: count(_times(match))),
    (r"每(?:个)?(?:周|星期)|双周|隔周", lambda match, term: coverage("月", 2 if match[0] in ("双周", "隔周") else 4)),
    (r"每(?:个)?月|按月|逐月|月月|每月", lambda match, term: coverage("月")),
    (r"每(?:个)?季|按季", lambda match, term: coverage("季度")),
    (r"每半年", lambda match, term: coverage("半年")),
    (rf"{_MONTH}\s*(?:(?P<day>\d{{1,2}})\s*[日号]|底|末|份|中旬|上旬|下旬)?\s*(?:之?前|以前|底前|前后)", _deadline),
    (rf"{_MONTH}\s*(?P<day>\d{{1,2}})\s*[日号]", _deadline),
    (rf"{_MONTH}(?P<day>)(?!\s*\d)", _deadline),
    (r"(?:学)?期末|学期结束|年底|年末|年终", lambda match, term: by_date(term.end)),
    (r"(?:学)?期初|开学初|年初", lambda match, term: by_date(term.clamp(term.start + datetime.timedelta(days=30)))),
    (
        rf"(?:不少于|至少|不低于|开展|组织|召开|举行|举办|进行)[^，；每]{{0,10}}?({_N})\s*(?:次|场|期|堂|节)",
        lambda match, term: count(_times(match)),
    ),
    (rf"({_N})\s*(?:次|场)(?:以上|左右)?(?:[^数]|$)", lambda match, term: count(_times(match))),
)
"""What a phrase means for 考核, the first that fits; on text whose digits are half-width."""

_COMPILED = tuple((re.compile(pattern), rule) for pattern, rule in RULES)


def stated_measure(clause: str, term: TermDays) -> Measure | None:
    """What a clause itself says on how often or by when; None where it says nothing."""
    folded = fold(clause)
    for pattern, rule in _COMPILED:
        match = pattern.search(folded)
        measure = rule(match, term) if match else None
        if measure:
            return measure
    return None
