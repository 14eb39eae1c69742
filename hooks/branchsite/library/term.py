"""A term as seen on a day, and the calendar periods it is divided into."""

import calendar
import datetime
from dataclasses import dataclass
from functools import cached_property

from ..models.date import spoken
from ..models.measure import Cadence

_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6}


@dataclass(frozen=True)
class Period:
    """A calendar period, cut to the term. Both days belong to it."""

    label: str
    start: datetime.date
    end: datetime.date

    def __contains__(self, day: datetime.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Term:
    """First and last day, and the day it is looked at."""

    start: datetime.date
    end: datetime.date
    today: datetime.date

    @property
    def ended(self) -> bool:
        """Whether the last day is over."""
        return self.today > self.end

    @property
    def begun(self) -> bool:
        """Whether the first day has come."""
        return self.today >= self.start

    @property
    def as_of(self) -> datetime.date:
        """The day the figures stand for: today, or the last day of a term that has ended."""
        return min(self.today, self.end)

    @property
    def as_of_label(self) -> str:
        """The day the figures stand for, in words."""
        if self.ended:
            return f"学期已于{spoken(self.end)}结束，这里是结束时的情况"
        return f"截至{spoken(self.today)}"

    def is_past(self, day: datetime.date) -> bool:
        """Whether a deadline on that day has gone by."""
        return self.today > day

    def periods(self, cadence: Cadence) -> tuple[Period, ...]:
        """The calendar periods that the term touches, cut to the term."""
        length = _MONTHS[cadence]
        year, month = self.start.year, (self.start.month - 1) // length * length + 1
        found = []
        while datetime.date(year, month, 1) <= self.end:
            last = month + length - 1
            first_day = datetime.date(year, month, 1)
            last_day = datetime.date(year, last, calendar.monthrange(year, last)[1])
            label = _label(cadence, month)
            found.append(Period(label, max(first_day, self.start), min(last_day, self.end)))
            year, month = (year, month + length) if month + length <= 12 else (year + 1, 1)
        return tuple(found)

    @cached_property
    def months(self) -> tuple[Period, ...]:
        """The months of the term."""
        return self.periods(Cadence.MONTH)

    def month_index(self, day: datetime.date) -> int:
        """The position of a day's month in the term; days outside count as the nearest month."""
        index = (day.year - self.start.year) * 12 + day.month - self.start.month
        return min(max(index, 0), len(self.months) - 1)

    def position(self, day: datetime.date) -> float:
        """Where a day lies between the first day (0) and the last (100)."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


def _label(cadence: Cadence, month: int) -> str:
    if cadence is Cadence.MONTH:
        return f"{month}月"
    if cadence is Cadence.QUARTER:
        return f"第{'一二三四'[month // 3]}季度"
    return "上半年" if month < 7 else "下半年"
