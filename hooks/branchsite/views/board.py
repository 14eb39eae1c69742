"""公开栏: what the screen in the corridor and the printed poster show: little, so that old records leave it alone."""

import datetime
import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from ..cache.digest import Digested
from ..library.disclosure import DisclosureFigures, disclosure_figures
from ..library.library import Library
from ..library.mention import Mention
from ..library.record import RecordCard
from ..library.schedule import Schedule
from ..models.date import spoken
from .disclosure import Evidence, evidence
from .plan_glance import PlanGlance, plan_glance
from .qr_code import QrCode, qr_code

_AHEAD = 6
_NOTICES = 3
_OPENED = 4
_ROWS = 5

_SOON = datetime.timedelta(weeks=6)
"""What is due later than that is not yet anybody's business in a corridor."""


@dataclass(frozen=True)
class Ahead(Digested):
    """What is to come. what: 预告, or how far a commitment is. note: its kind, or by when it is owed.

    state: of a commitment, as its class is called; "" of an activity.
    """

    day: datetime.date
    what: str
    note: str
    title: str
    state: str = ""
    sample: bool = False


@dataclass(frozen=True)
class BoardNotice(Digested):
    """A 公示 that runs. until: its last day. label: all its days."""

    title: str
    until: datetime.date
    label: str
    sample: bool


@dataclass(frozen=True)
class Opened(Digested):
    """What was opened lately, and of which matter of 党务公开目录 it is."""

    matter: str
    evidence: Evidence

    @property
    def title(self) -> str:
        """Of the record, as far as it is public."""
        return self.evidence.title or f"{self.evidence.kind}（只公开日期）"


@dataclass(frozen=True)
class Code(Digested):
    """An address to be taken up with a telephone. words: where it leads."""

    words: str
    address: str

    @property
    def qr_code(self) -> QrCode:
        """As an SVG has it."""
        return qr_code(self.address)


@dataclass(frozen=True)
class Board(Digested):
    """day: what all of it is as of."""

    day: datetime.date
    latest: tuple[RecordCard, ...]
    plan: PlanGlance | None
    ahead: tuple[Ahead, ...]
    notices: tuple[BoardNotice, ...]
    opened: tuple[Opened, ...]
    figures: DisclosureFigures

    @property
    def day_label(self) -> str:
        """2024年5月10日."""
        return spoken(self.day)

    @property
    def opened_beside_notices(self) -> tuple[Opened, ...]:
        """As much of it as has room below the notices in one column."""
        return self.opened[: _ROWS - len(self.notices)]


def board_of(library: Library, latest: int) -> Board:
    """All of it. latest: of how many records at most."""
    schedule = library.schedule
    ahead = heapq.nsmallest(_AHEAD, _ahead(library, schedule), key=lambda one: one.day)
    return Board(
        library.today,
        tuple(one.card for one in library.news[:latest]),
        plan_glance(schedule) if schedule else None,
        tuple(ahead),
        tuple(_notices(library)),
        tuple(_opened(library)),
        disclosure_figures(library.matters),
    )


def code(library: Library, words: str, url: str) -> Code:
    """The code of a page of the site."""
    return Code(words, f"{library.address}{url}")


def _ahead(library: Library, schedule: Schedule | None) -> Iterator[Ahead]:
    for record in library.upcoming:
        yield Ahead(record.date, "预告", record.kind.name, record.title, "", record.activity.sample)
    for one in schedule.next if schedule else ():
        if one.next_due and one.next_due <= library.today + _SOON:
            label = one.label(schedule.wording) if schedule else ""
            yield Ahead(one.next_due, label, one.next_due_label, one.commitment.heading, one.state.slug)


def _notices(library: Library) -> Iterator[BoardNotice]:
    for record in library.open_notices[:_NOTICES]:
        if record.period:
            yield BoardNotice(record.title, record.period.end, record.period.label, record.activity.sample)


def _opened(library: Library) -> list[Opened]:
    """The newest records of all matters, each under its first, without the 公示 that still run."""
    running = {one.id for one in library.open_notices}
    found: dict[str, tuple[Mention, str]] = {}
    for matter in library.matters:
        shown = (one for one in matter.records if one.id not in running)
        for record in itertools.islice(shown, _OPENED):
            found.setdefault(record.id, (record, matter.title))
    newest = heapq.nlargest(_OPENED, found.values(), key=lambda one: (one[0].date, one[0].id))
    return [Opened(matter, evidence(record)) for record, matter in newest]
