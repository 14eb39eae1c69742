"""What other pages say of a record: so little that they stay as they are when only its text changes."""

import datetime
from dataclasses import dataclass

from ..cache.digest import Digested
from ..models.date import spoken


@dataclass(frozen=True)
class Mention(Digested):
    """id: the file's name. url: the address of the record's page, if it is public. kind: its name.

    public: whether it has a page; otherwise only its day and kind may be shown. sample: whether the record only shows
    how it is done.
    """

    id: str
    url: str
    title: str
    date: datetime.date
    kind: str
    public: bool
    sample: bool

    @property
    def month(self) -> str:
        """2024-03."""
        return f"{self.date:%Y-%m}"

    @property
    def day_label(self) -> str:
        """2024年3月12日."""
        return spoken(self.date)

    @property
    def short_day(self) -> str:
        """3月12日."""
        return f"{self.date.month}月{self.date.day}日"
