"""An activity with its kind and its place in the site."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from ..cache.digest import Digested
from ..models.activity import Activity
from ..models.base import Visibility
from ..models.brand import Strand
from ..models.date import spoken, weekday
from ..models.kind import Kind
from .mention import Mention
from .notice_period import NoticePeriod
from .picture import Picture


@dataclass(frozen=True)
class RecordCard(Digested):
    """What lists show of a record. kind: its name. strand: its short name. picture: the first photo."""

    mention: Mention
    kind: str
    strand: str
    summary: str
    announced: bool
    picture: Picture | None
    drawing: str


@dataclass(frozen=True)
class Record(Digested):
    """id: the file's name. file: where it was typed. strand: its own, or its kind's. pictures: in their order.

    announced: whether it is still to come. What is to come proves nothing. drawing: what stands for it where it has
    no photo, see choose_drawings. period: of 公示.
    """

    id: str
    file: str
    activity: Activity
    kind: Kind
    kind_slug: str
    strand: Strand
    pictures: tuple[Picture, ...]
    announced: bool
    drawing: str
    period: NoticePeriod | None = None

    @property
    def date(self) -> datetime.date:
        """The day of the activity."""
        return self.activity.date

    @cached_property
    def month(self) -> str:
        """The month of the activity, 2024-03."""
        return f"{self.date:%Y-%m}"

    @property
    def public(self) -> bool:
        """Whether it has a page; otherwise only its date and its being counted are public."""
        return self.kind.visibility is Visibility.PUBLIC

    @cached_property
    def url(self) -> str:
        """The address of its page, from the site's top."""
        return f"news/{self.date.year}/{self.id}/"

    @property
    def first_url(self) -> str:
        """The address of its page when it was published: what feeds know it by."""
        return self.activity.former[0] if self.activity.former else self.url

    @property
    def title(self) -> str:
        """The title of its page."""
        return self.activity.title

    @property
    def marked_title(self) -> str:
        """The title for places without room for a badge: 【示例】 is part of it."""
        return f"【示例】{self.title}" if self.activity.sample else self.title

    @property
    def day_label(self) -> str:
        """2024年3月12日."""
        return self.mention.day_label

    @property
    def short_day(self) -> str:
        """3月12日."""
        return self.mention.short_day

    @cached_property
    def card(self) -> RecordCard:
        """What lists show of it: all else of it may change without them."""
        first = self.pictures[0] if self.pictures else None
        summary = self.activity.summary or ""
        return RecordCard(self.mention, self.kind.name, self.strand.slug, summary, self.announced, first, self.drawing)

    @cached_property
    def mention(self) -> Mention:
        """What other pages say of it."""
        return Mention(self.id, self.url, self.title, self.date, self.kind.name, self.public, self.activity.sample)

    @property
    def when(self) -> str:
        """Day, weekday and time as the page gives them."""
        time = self.activity.time or ""
        return f"{spoken(self.date)}（{weekday(self.date)}）{time}"

    @property
    def published_label(self) -> str:
        """The day of publication."""
        return spoken(self.activity.published)

    @property
    def changed(self) -> datetime.date:
        """The day of its last change."""
        return self.activity.updated or self.activity.published

    @property
    def updated_label(self) -> str | None:
        """The day of the last change, where one is stated."""
        return spoken(self.activity.updated) if self.activity.updated else None
