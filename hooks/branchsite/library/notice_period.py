"""公示期: from when to when something is announced for objections, as seen on a day."""

import datetime
from dataclasses import dataclass

from ..cache.digest import Digested
from ..models.activity import Activity
from ..models.date import shifted, spoken

_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class NoticePeriod(Digested):
    """start, end: its first and last day. today: never before the day before it, nor after the day after it.

    So what is over stays as it is, and its page is not made anew each day.
    """

    start: datetime.date
    end: datetime.date
    today: datetime.date

    @property
    def open(self) -> bool:
        """Whether it runs."""
        return self.start <= self.today <= self.end

    @property
    def days_left(self) -> int:
        """How many days follow on today; 0 on the last day and after it."""
        return max(0, (self.end - self.today).days)

    @property
    def label(self) -> str:
        """2024年5月6日—2024年5月12日."""
        return f"{spoken(self.start)}—{spoken(self.end)}"

    @property
    def state(self) -> str:
        """How far it is: 还有 3 天, 今天截止, 已结束, 尚未开始."""
        if self.today < self.start:
            return "尚未开始"
        if self.today > self.end:
            return "已结束"
        return f"还有 {self.days_left} 天" if self.days_left else "今天截止"


def notice_period(activity: Activity, today: datetime.date) -> NoticePeriod | None:
    """Of a record; None where it has none. Without 开始 it begins on the day of the record."""
    if activity.closes is None:
        return None
    start = activity.opens or activity.date
    return NoticePeriod(start, activity.closes, min(max(today, shifted(start, -_DAY)), shifted(activity.closes, _DAY)))
