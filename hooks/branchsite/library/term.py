"""A term as seen on a day, and the calendar periods that it touches."""

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from ..cache.digest import Digested
from ..models.date import spoken
from ..models.measure import Cadence
from .terms import Dates, Period, SchoolYears

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Term(Digested):
    """The term itself, the day it is looked at, and of each length the periods that it touches.

    asked: the lengths of the periods that its plan has measures for. recorded_from: the first day of which records are
    kept (记录起点), None for all. unrecorded: the periods before it, or with too few school days from it on.
    A term that is over stays as it is, and so does what is seen of it: today is never later than the day after its
    last day, or after the last day of a period that belongs to it.
    """

    dates: Dates
    today: datetime.date
    touched: Mapping[Cadence, tuple[Period, ...]]
    asked: tuple[Cadence, ...]
    recorded_from: datetime.date | None = None
    unrecorded: tuple[Period, ...] = ()

    @property
    def start(self) -> datetime.date:
        """The first day."""
        return self.dates.start

    @property
    def end(self) -> datetime.date:
        """The last day."""
        return self.dates.end

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
        """The date the figures are as of: today, or the last day of a term that has ended."""
        return min(self.today, self.end)

    @property
    def as_of_label(self) -> str:
        """The date the figures are as of, in words."""
        if self.ended and self.today <= self.counted[1]:
            return f"学期已于{spoken(self.end)}结束，没有过完的月份、季度算到{spoken(self.today)}"
        if self.ended:
            return f"学期已于{spoken(self.end)}结束，这里是结束时的情况"
        return f"截至{spoken(self.today)}"

    def is_past(self, day: datetime.date) -> bool:
        """Whether a deadline on that day has gone by."""
        return self.today > day

    def is_before_records(self, day: datetime.date) -> bool:
        """Whether a day lies before the first of which records are kept."""
        return self.recorded_from is not None and day < self.recorded_from

    def periods(self, cadence: Cadence) -> tuple[Period, ...]:
        """The calendar periods that the term touches, whole."""
        return self.touched[cadence]

    def owns(self, period: Period) -> bool:
        """Whether a period belongs to this term and is long enough to be counted."""
        return period.home == self.dates and not period.short

    def owned(self, cadence: Cadence) -> tuple[Period, ...]:
        """The periods that are counted in this term."""
        return tuple(period for period in self.periods(cadence) if self.owns(period))

    @property
    def counted(self) -> tuple[datetime.date, datetime.date]:
        """The first and the last day of all that counts in this term: of its own days and of the periods in `asked`."""
        periods = [period for cadence in self.asked for period in self.owned(cadence)]
        first = min([self.start, *(one.start for one in periods)])
        return first, max([self.end, *(one.end for one in periods)])

    @property
    def months(self) -> tuple[Period, ...]:
        """The months that the term touches."""
        return self.periods(Cadence.MONTH)

    def month_index(self, day: datetime.date) -> int:
        """The position of a day's month in the term; days outside count as the nearest month."""
        index = (day.year - self.start.year) * 12 + day.month - self.start.month
        return min(max(index, 0), len(self.months) - 1)

    def position(self, day: datetime.date) -> float:
        """Where a day lies between the first day (0) and the last (100)."""
        share = (day - self.start).days / max((self.end - self.start).days, 1)
        return round(min(max(share, 0.0), 1.0) * 100, 2)


def term_on(
    day: datetime.date,
    dates: Dates,
    years: SchoolYears,
    asked: Collection[Cadence] = tuple(Cadence),
    recorded_from: datetime.date | None = None,
) -> Term:
    """A term as it is seen on a day, among the other terms. asked, recorded_from: see Term."""
    touched = {cadence: tuple(years.periods(cadence, dates.start, dates.end)) for cadence in Cadence}
    periods = (period for those in touched.values() for period in those)
    unrecorded = tuple(one for one in periods if recorded_from and _is_unrecorded(one, recorded_from, dates, years))
    asked = tuple(one for one in Cadence if one in asked)
    term = Term(dates, day, touched, asked, recorded_from, unrecorded)
    return replace(term, today=min(day, term.counted[1] + _DAY))


def _is_unrecorded(period: Period, recorded_from: datetime.date, dates: Dates, years: SchoolYears) -> bool:
    """Whether a period begins before the records do, and has so few of the term's school days left that it is short."""
    if period.start >= recorded_from:
        return False
    return years.school_days(max(recorded_from, dates.start), min(period.end, dates.end)) < years.fewest
