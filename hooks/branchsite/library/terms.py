"""The school's terms, and the calendar periods that belong to each.

A month, a quarter or a half-year is what the calendar says, though a term begins or ends within it. It belongs to
the term that has most of its school days; where two have equally many, to the later, in which it ends. One with
few school days altogether is not counted at all.
"""

import calendar
import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..load.data import Data
from ..models.calendar import FEWEST, Calendar
from ..models.measure import Cadence

MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6}
"""How many months a period has."""

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Dates:
    """A term: what it is called, its first and its last day."""

    name: str
    start: datetime.date
    end: datetime.date

    def __contains__(self, day: datetime.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class Period:
    """A month, quarter or half-year of the calendar. Both days belong to it.

    school_days: in all terms together. terms: how many have any. home: the term it belongs to, None where no term
    has a school day in it. short: whether it has too few school days to be counted.
    """

    cadence: Cadence
    label: str
    start: datetime.date
    end: datetime.date
    school_days: int
    terms: int
    home: Dates | None
    short: bool

    def __contains__(self, day: datetime.date) -> bool:
        return self.start <= day <= self.end


@dataclass(frozen=True)
class SchoolYears:
    """Every term that is known, in the order of time, and the days that are free or not by exception.

    holidays: first and last days, apart from each other and in order. workdays: weekends with lessons, in order.
    fewest: a period with fewer school days is not counted.
    """

    terms: tuple[Dates, ...]
    holidays: tuple[tuple[datetime.date, datetime.date], ...] = ()
    workdays: tuple[datetime.date, ...] = ()
    fewest: int = FEWEST

    def school_days(self, start: datetime.date, end: datetime.date) -> int:
        """How many days from start to end, both included, the school teaches if a term runs: holidays count not."""
        if end < start:
            return 0
        free = sum(weekdays(max(start, first), min(end, last)) for first, last in self.holidays)
        return weekdays(start, end) - free + bisect_right(self.workdays, end) - bisect_left(self.workdays, start)

    def period(self, cadence: Cadence, day: datetime.date) -> Period:
        """The period of that length in which a day lies."""
        start, end = _bounds(cadence, day)
        if (cadence, start) not in self._periods:
            self._periods[cadence, start] = self._make_period(cadence, start, end)
        return self._periods[cadence, start]

    @cached_property
    def _periods(self) -> dict[tuple[Cadence, datetime.date], Period]:
        """Cached by period: there are many records, and few periods."""
        return {}

    def _make_period(self, cadence: Cadence, start: datetime.date, end: datetime.date) -> Period:
        days = [(self.school_days(max(start, one.start), min(end, one.end)), one) for one in self._between(start, end)]
        days = [(count, one) for count, one in days if count]
        total = sum(count for count, _ in days)
        home = max(days, key=lambda one: (one[0], one[1].start))[1] if days else None
        label = _label(cadence, start.month)
        return Period(cadence, label, start, end, total, len(days), home, total < self.fewest)

    def periods(self, cadence: Cadence, start: datetime.date, end: datetime.date) -> Iterator[Period]:
        """The periods that a stretch of days touches, in order."""
        day = start
        while day <= end:
            period = self.period(cadence, day)
            yield period
            day = period.end + _DAY

    def _between(self, start: datetime.date, end: datetime.date) -> Sequence[Dates]:
        """The terms that have a day between two days."""
        return self.terms[bisect_left(self._ends, start) : bisect_right(self._starts, end)]

    @cached_property
    def _starts(self) -> list[datetime.date]:
        return [one.start for one in self.terms]

    @cached_property
    def _ends(self) -> list[datetime.date]:
        return [one.end for one in self.terms]


def school_years(data: Data) -> SchoolYears:
    """The terms of the plans, those that only the calendar names, and the calendar's exceptions."""
    planned = [Dates(one.model.term, one.model.start, one.model.end) for one in data.plans.values()]
    known = data.calendar.model if data.calendar else Calendar()
    named = [Dates(one.name, one.start, one.end) for one in known.terms]
    days = {(one.start, one.end): one for one in (*named, *planned)}
    holidays = tuple(_apart(sorted((one.start, one.last) for one in known.holidays)))
    free = [day for day in sorted(set(known.workdays)) if not _taught(day, holidays)]
    return SchoolYears(tuple(sorted(days.values(), key=lambda one: one.start)), holidays, tuple(free), known.fewest)


def _taught(day: datetime.date, holidays: Sequence[tuple[datetime.date, datetime.date]]) -> bool:
    """Whether a day is taught on without being named: a weekday that is no holiday."""
    return day.weekday() < 5 and not any(first <= day <= last for first, last in holidays)


def _apart(holidays: Sequence[tuple[datetime.date, datetime.date]]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Holidays as they are, those that overlap as one. holidays: in order."""
    held: tuple[datetime.date, datetime.date] | None = None
    for first, last in holidays:
        if held and first <= held[1]:
            held = (held[0], max(held[1], last))
            continue
        if held:
            yield held
        held = (first, last)
    if held:
        yield held


def weekdays(start: datetime.date, end: datetime.date) -> int:
    """How many of the days from start to end are Monday to Friday."""
    days = (end - start).days + 1
    if days <= 0:
        return 0
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((start.weekday() + more) % 7 < 5 for more in range(rest))


def _bounds(cadence: Cadence, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """First and last day of the period that a day lies in."""
    length = MONTHS[cadence]
    first = (day.month - 1) // length * length + 1
    last = first + length - 1
    return day.replace(month=first, day=1), day.replace(month=last, day=calendar.monthrange(day.year, last)[1])


def _label(cadence: Cadence, month: int) -> str:
    """The name of a period. month: its first."""
    if cadence is Cadence.MONTH:
        return f"{month}月"
    if cadence is Cadence.QUARTER:
        return f"第{'一二三四'[month // 3]}季度"
    return "上半年" if month < 7 else "下半年"
