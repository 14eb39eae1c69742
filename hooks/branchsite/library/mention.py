"""What other pages say of a record: so little that they stay as they are when only its text changes."""

import datetime
from dataclasses import dataclass

from ..cache.digest import Digested
from ..models.date import spoken


@dataclass(frozen=True)
class Mention(Digested):
    """url: the address of the record's page. sample: whether the record only shows how it is done."""

    url: str
    title: str
    date: datetime.date
    sample: bool

    @property
    def day_label(self) -> str:
        """2024年3月12日."""
        return spoken(self.date)

    @property
    def short_day(self) -> str:
        """3月12日."""
        return f"{self.date.month}月{self.date.day}日"
