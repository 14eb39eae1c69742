"""What is due: commitments that are late, owed soon, or have nothing yet, as of a day."""

import calendar
import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from ..models.plan import ANY_PUBLIC
from .library import Library
from .progress import CommitmentProgress, CommitmentState, PeriodMark
from .schedule import Schedule

_WEEK = datetime.timedelta(days=7)


class DueGroup(StrEnum):
    """When something is owed."""

    LATE = "已经逾期"
    WEEK = "一周以内"
    MONTH = "这个月"
    EMPTY = "还没有记录"
    LATER = "以后"


@dataclass(frozen=True)
class DueEntry:
    """A commitment that wants a record. what: the period or part that is missing. day: by when; None where it is open.

    kind, proves: what a record of it says; None where no kind proves it.
    """

    group: DueGroup
    short: str
    what: str
    day: datetime.date | None
    kind: str | None
    proves: str


def due_entries(library: Library) -> tuple[DueEntry, ...]:
    """All that is due, group by group, the nearest day first. Plans whose term is over ask nothing any more."""
    found: list[DueEntry] = []
    for schedule in library.schedules:
        if schedule.term.begun and not schedule.term.ended:
            found += _of(schedule, library.today)
    order = list(DueGroup)
    return tuple(sorted(found, key=lambda one: (order.index(one.group), one.day or datetime.date.max)))


def _of(schedule: Schedule, today: datetime.date) -> Iterator[DueEntry]:
    for progress in schedule.all_progress:
        if progress.internal or not progress.state.measured or progress.state is CommitmentState.DONE:
            continue
        entries = list(_parts(progress, today)) or list(_whole(progress, today))
        yield from entries


def _parts(progress: CommitmentProgress, today: datetime.date) -> Iterator[DueEntry]:
    """Periods, themes and milestones without a record."""
    for part in progress.parts:
        if part.mark in (PeriodMark.MISSED, PeriodMark.OWED):
            yield _entry(progress, DueGroup.LATE, part.label, part.due)
        elif part.mark in (PeriodMark.OPEN, PeriodMark.FUTURE):
            yield _entry(progress, _group(part.due, today), part.label, part.due)


def _whole(progress: CommitmentProgress, today: datetime.date) -> Iterator[DueEntry]:
    """What is counted as a whole."""
    if progress.state.behind:
        yield _entry(progress, DueGroup.LATE, progress.figure, None)
    else:
        group = _group(progress.next_due, today)
        if group is DueGroup.LATER and not progress.records:
            group = DueGroup.EMPTY
        yield _entry(progress, group, progress.figure, progress.next_due)


def _group(day: datetime.date | None, today: datetime.date) -> DueGroup:
    """The group of a day that is still to come."""
    if day is None:
        return DueGroup.LATER
    if day <= today + _WEEK:
        return DueGroup.WEEK
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    return DueGroup.MONTH if day <= last else DueGroup.LATER


def _entry(progress: CommitmentProgress, group: DueGroup, what: str, day: datetime.date | None) -> DueEntry:
    commitment = progress.commitment
    kind = next((one for one in commitment.evidence if one != ANY_PUBLIC), None)
    proves = f"{commitment.short}/{what}" if what in commitment.parts else commitment.short
    return DueEntry(group, commitment.short, what, day, kind, proves)


def stale_kinds(library: Library, days: int = 183) -> Iterable[tuple[str, int]]:
    """Kinds of public records whose newest is older than half a year: name, and how many days."""
    newest: dict[str, datetime.date] = {}
    for record in library.held:
        if record.public:
            newest[record.kind.name] = max(newest.get(record.kind.name, record.date), record.date)
    aged = ((name, (library.today - day).days) for name, day in newest.items())
    return sorted((one for one in aged if one[1] > days), key=lambda one: -one[1])
