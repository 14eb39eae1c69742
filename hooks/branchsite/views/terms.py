"""学期对比: terms beside each other, each figure computed from its own records. Only where there are two."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..library.library import Library
from ..library.schedule import Schedule
from ..library.tally import Tally
from ..models.date import spoken
from .page import Page
from .plan import HUB, TERMS
from .render import render

_MOST = 6
"""Terms beside each other: three years. More would not be read."""

_KINDS = 12
"""Kinds of records that are compared, the most frequent."""


@dataclass(frozen=True)
class ComparedTerm:
    """A column: its name, the address of its plan."""

    term: str
    url: str


@dataclass(frozen=True)
class ComparedRow:
    """A row: what is compared, and what each term has of it."""

    label: str
    values: tuple[str, ...]


def terms_pages(library: Library) -> list[Page]:
    """The page, where there are two plans that have begun."""
    begun = sorted((one for one in library.schedules if one.term.begun), key=lambda one: one.term.start, reverse=True)
    if len(begun) < 2:
        return []
    compared = begun[:_MOST]
    terms = tuple(ComparedTerm(one.plan.term, one.url) for one in compared)
    html = render("terms.html", TERMS, terms=terms, rows=rows(library, compared))
    return [Page(TERMS, "学期对比", f"{len(compared)} 个学期的计划和活动，并排着看。", html, HUB, "学期对比")]


def rows(library: Library, schedules: Sequence[Schedule]) -> tuple[ComparedRow, ...]:
    """What is compared, from the plan's figures to the kinds of records."""
    held = [[one for one in library.records_in(schedule.term) if not one.announced] for schedule in schedules]
    kinds = [Counter(record.kind.name for record in records) for records in held]
    word = library.vocabulary.wording

    def row(label: str, value: Callable[[Schedule], object]) -> ComparedRow:
        return ComparedRow(label, tuple(str(value(schedule)) for schedule in schedules))

    figures = [
        row("起止", lambda one: f"{spoken(one.term.start)}至{spoken(one.term.end)}"),
        row(word.promise, lambda one: f"{one.tally.total} 项"),
        row(f"可计量{word.promise}", lambda one: _counted(one.tally, one.tally.measured)),
        row(f"已{word.fulfil}", lambda one: _counted(one.tally, one.tally.done)),
        ComparedRow("活动记录", tuple(f"{len(records)} 次" for records in held)),
    ]
    names = [name for name, _ in sum(kinds, Counter[str]()).most_common(_KINDS)]
    figures += [ComparedRow(name, tuple(f"{count[name]} 次" for count in kinds)) for name in names]
    return tuple(figures)


def _counted(tally: Tally, count: int) -> str:
    """Where nothing is measured yet, no record says that nothing could be."""
    return f"{count} 项" if tally.measured else "还没有记录"
