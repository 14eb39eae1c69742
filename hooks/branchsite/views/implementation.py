"""党建工作计划落实情况表: the table that an inspector asks for, which the plan's page prints as."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..cache.fingerprint import fingerprint
from ..library.progress import CommitmentProgress
from ..library.schedule import ItemProgress, Schedule, SectionProgress
from ..models.vocabulary import Wording
from .page import Asset

TITLE = "党建工作计划落实情况表"

_DATES = 12
"""Days of evidence that are written out; of more only how many there are: the table stays a table."""


@dataclass(frozen=True)
class ImplementationRow:
    """A commitment. dates: of the records that prove it, in words; those of samples with an asterisk."""

    task: str
    measure: str
    state: str
    dates: str


@dataclass(frozen=True)
class ImplementationGroup:
    """The commitments of a section, or of one of its items. section: its title, on its first group only."""

    section: str
    item: str
    rows: tuple[ImplementationRow, ...]


@dataclass(frozen=True)
class ImplementationTable:
    """sampled: whether a date in it is that of a sample."""

    title: str
    name: str
    term: str
    day: str
    headline: str
    groups: tuple[ImplementationGroup, ...]
    sampled: bool


def implementation_table(schedule: Schedule, name: str) -> ImplementationTable:
    """Each commitment once, where it is at home. name: of the branch."""
    sampled = any(record.sample for one in schedule.all_progress for record in one.records)
    groups = tuple(_groups(schedule))
    return ImplementationTable(
        TITLE, name, schedule.plan.term, schedule.term.as_of_label, schedule.headline, groups, sampled
    )


def _groups(schedule: Schedule) -> Iterator[ImplementationGroup]:
    seen: set[str] = set()
    for section in schedule.sections:
        title = section.title
        parts: tuple[SectionProgress | ItemProgress, ...] = (section, *section.items)
        for part in parts:
            fresh = [one for one in part.progress if one.commitment.id not in seen]
            seen.update(one.commitment.id for one in fresh)
            if fresh:
                yield ImplementationGroup(title, _name(part), tuple(_row(one, schedule.wording) for one in fresh))
                title = ""


def _name(part: SectionProgress | ItemProgress) -> str:
    return part.title if isinstance(part, ItemProgress) else "总体任务"


def _row(one: CommitmentProgress, wording: Wording) -> ImplementationRow:
    return ImplementationRow(one.commitment.heading, one.measure_label, one.label(wording), _dates(one))


def _dates(one: CommitmentProgress) -> str:
    if one.internal:
        return ""
    days = [record.short_day + "*" * record.sample for record in one.records]
    shown = "、".join(days[:_DATES])
    return f"{shown}等 {len(days)} 次" if len(days) > _DATES else shown


def paper(table: ImplementationTable, url: str) -> Asset:
    """What stands in the margins of each sheet: name, day and number of the page. url: of the plan's page."""
    texts = {"top-left": table.name, "top-right": table.day, "bottom-left": f"{table.title}（{table.term}）"}
    boxes = "".join(f"@{place}{{content:{_quoted(text)}}}" for place, text in texts.items())
    content = f"@page implementation{{{boxes}}}\n".encode()
    return Asset(fingerprint(f"{url}paper.css", content), lambda: content)


def _quoted(text: str) -> str:
    """A string as CSS has it: whatever is no letter or figure by its number."""
    return '"' + "".join(one if one.isalnum() else f"\\{ord(one):x} " for one in text) + '"'
