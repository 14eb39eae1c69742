"""计划进展: the overview, and a page for each section and item."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..library.library import Library
from ..library.mention import Mention
from ..library.progress import CommitmentProgress, PeriodMark, ProgressPart
from ..library.record import Record
from ..library.schedule import ItemProgress, Schedule, SectionProgress
from ..library.tally import Tally
from ..library.term import Term
from ..library.terms import Period
from ..models.date import spoken, spoken_month
from ..models.vocabulary import Wording
from .implementation import ImplementationTable, implementation_table, paper
from .listing import grouped
from .news import month_url
from .page import Page
from .plan_text import plan_text_pages
from .render import render, render_later

HUB = "plan/"
TERMS = "plan/terms/"
"""学期对比, where two plans have begun."""

_AXIS = 108
"""Where the timeline's line runs, in pixels from its top."""

_ROWS = 5
"""How many rows of dots fit between the months' names and the line."""

MANY = 100
"""Records of a term that are still told apart: of more, a dot is a week, so that no plan's page grows without end."""

LISTED = 60
"""Records that prove a commitment and are listed one by one; more are counted by month."""

_APART = 1.9
"""How far apart dots of one row must be, in percent of the width: they touch on a phone, no more."""


@dataclass(frozen=True)
class Dot:
    """A record on the timeline, or the records of a week where there are many.

    slug: of the strand. ahead: whether it is still to come. at: percent from the term's first day. row: counted
    upwards from the line.
    """

    url: str
    label: str
    slug: str
    ahead: bool
    at: float
    row: int


@dataclass(frozen=True)
class DueMark:
    """A deadline on the timeline. slug: the state of what is owed."""

    label: str
    at: float
    slug: str


@dataclass(frozen=True)
class Timeline:
    """The term from left to right; positions in percent, heights in pixels.

    months: each with its start and width. axis: where the line runs. now: the
    day the figures stand for; now_month: its month's position in the term, -1 for none.
    weekly: whether a dot is a week's records.
    """

    months: tuple[tuple[Period, float, float], ...]
    dots: tuple[Dot, ...]
    dues: tuple[DueMark, ...]
    axis: int
    now: float
    now_label: str
    now_month: int
    label: str
    weekly: bool


@dataclass(frozen=True)
class Month:
    """So many of the records that prove a commitment. url: the list of their month; None where they have no pages."""

    label: str
    count: int
    url: str | None


@dataclass(frozen=True)
class Cell:
    """A cell of the coverage grid. width: in months. href: the record, or the list of records, behind it."""

    period: str
    slug: str
    sign: str
    label: str
    href: str | None
    width: int
    now: bool


@dataclass(frozen=True)
class Row:
    """A commitment's line in the grid."""

    progress: CommitmentProgress
    url: str
    basis: str
    cells: tuple[Cell, ...]

    @property
    def bare(self) -> bool:
        """Whether no cell has a sign."""
        return not any(cell.label for cell in self.cells)


@dataclass(frozen=True)
class RowGroup:
    """The lines of a section or item."""

    title: str
    url: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class PlanHead:
    """What the page of a part says of its plan: its address, that of its text, its term, and as of which day.

    waiting: what is said while nothing is on record, else empty.
    """

    url: str
    text_url: str
    term: str
    as_of_label: str
    wording: Wording
    waiting: str


@dataclass(frozen=True)
class SectionHead:
    """The section that a page of a part belongs to."""

    key: str
    short: str
    url: str


@dataclass(frozen=True)
class ItemRow:
    """An item on the page of its section."""

    url: str
    title: str
    tally: Tally


@dataclass(frozen=True)
class NearPart:
    """The part before or after, as a link."""

    url: str
    title: str


@dataclass(frozen=True)
class OtherPlan:
    """The plan of another term, and how far it has come."""

    url: str
    term: str
    headline: str


def plan_pages(library: Library) -> list[Page]:
    """The hub with the plan in force, then each plan with its sections and items."""
    current = library.schedule
    if current is None:
        html = render("plan_none.html", HUB)
        return [Page(HUB, "计划进展", "还没有录入工作计划。", html, HUB, "data/plans/")]
    pages = [_overview(library, current, HUB)]
    for schedule in library.schedules:
        pages.append(_overview(library, schedule, schedule.url))
        pages += plan_text_pages(schedule)
        pages += _parts(library, schedule)
    return pages


def _overview(library: Library, schedule: Schedule, url: str) -> Page:
    table = implementation_table(schedule, library.site.name)
    sheet = paper(table, url)
    html = render_later("plan.html", url, partial(_overview_context, library, schedule, table, sheet.uri))
    description = f"{schedule.plan.term}：{schedule.headline}。{schedule.term.as_of_label}。"
    title = "计划进展" if url == HUB else f"{schedule.plan.term}计划进展"
    source = "计划进展" if url == HUB else schedule.file
    return Page(url, title, description, html, HUB, source, searchable=False, assets=(sheet,))


def _overview_context(
    library: Library, schedule: Schedule, table: ImplementationTable, paper: str
) -> Mapping[str, object]:
    parts = (part for one in schedule.all_progress for part in one.parts)
    return {
        "schedule": schedule,
        "table": table,
        "paper": paper,
        "timeline": timeline(library, schedule),
        "strands": library.brand.strands,
        "others": [_other(one) for one in library.schedules if one is not schedule],
        "compared": TERMS if sum(one.term.begun for one in library.schedules) > 1 else None,
        "rows": grid(schedule),
        "uncounted": any(part.mark is PeriodMark.UNCOUNTED for part in parts),
        "edit_url": library.edit_url(schedule.file),
    }


def _parts(library: Library, schedule: Schedule) -> list[Page]:
    parts: list[tuple[SectionProgress, SectionProgress | ItemProgress]] = []
    for section in schedule.sections:
        parts.append((section, section))
        parts += [(section, item) for item in section.items]
    pages = []
    for index, (section, part) in enumerate(parts):
        html = render(
            "plan_part.html",
            part.url,
            plan=_head(schedule),
            part=_alone(part),
            tally=part.tally,
            summary=part.summary,
            section=SectionHead(section.key, section.section.short, section.url),
            is_section=part is section,
            items=[ItemRow(one.url, one.title, one.tally) for one in section.items] if part is section else (),
            before=_near(parts[index - 1][1]) if index else None,
            after=_near(parts[index + 1][1]) if index + 1 < len(parts) else None,
            materials=[one.card for one in library.materials_for(part.url)],
            months={one.commitment.id: by_month(one.records) for one in part.progress},
            edit_url=library.edit_url(schedule.file),
        )
        pages.append(Page(part.url, part.title, part.summary, html, HUB, schedule.file))
    return pages


def _alone(part: SectionProgress | ItemProgress) -> SectionProgress | ItemProgress:
    """A part without the items in it: what they prove is told on pages of their own."""
    return replace(part, items=()) if isinstance(part, SectionProgress) else part


def _near(part: SectionProgress | ItemProgress) -> NearPart:
    return NearPart(part.url, part.title)


def _head(schedule: Schedule) -> PlanHead:
    waiting = "" if schedule.started else schedule.headline
    day = schedule.term.as_of_label
    return PlanHead(schedule.url, schedule.text_url, schedule.plan.term, day, schedule.wording, waiting)


def _other(schedule: Schedule) -> OtherPlan:
    return OtherPlan(schedule.url, schedule.plan.term, schedule.headline)


def by_month(records: Sequence[Mention]) -> list[Month]:
    """Records counted by month, oldest first; nothing where they are few enough to be listed."""
    if len(records) <= LISTED:
        return []
    months = sorted(grouped(records, lambda one: [(one.month, one.public)]).items())
    return [Month(spoken_month(key), len(those), month_url(key) if public else None) for (key, public), those in months]


def timeline(library: Library, schedule: Schedule) -> Timeline:
    """Where the public records and the deadlines of a term lie in it."""
    term = schedule.term
    records = library.records_in(term)[::-1]
    weekly = len(records) > MANY
    groups = _weeks(records, term) if weekly else [(record,) for record in records]
    dots = _stacked(library, term, groups)
    months = tuple(
        (month, term.position(month.start), round(term.position(month.end) - term.position(month.start), 2))
        for month in term.months
    )
    dues = tuple(
        DueMark(f"{spoken(part.due)}前：{one.commitment.heading}", term.position(part.due), part.mark.slug)
        for one in schedule.all_progress
        for part in one.deadlines
        if part.due
    )
    label = f"{spoken(term.start)}到{spoken(term.end)}，公开活动 {len(records)} 次，期限 {len(dues)} 个"
    now_month = term.month_index(term.as_of) if term.begun and not term.ended else -1
    return Timeline(months, dots, dues, _AXIS, term.position(term.as_of), term.as_of_label, now_month, label, weekly)


def _weeks(records: Sequence[Record], term: Term) -> Iterable[Sequence[Record]]:
    """The records of each week of the term by strand, those to come by themselves. records: oldest first."""
    return grouped(records, lambda one: [((one.date - term.start).days // 7, one.strand.slug, one.announced)]).values()


def _stacked(library: Library, term: Term, groups: Iterable[Sequence[Record]]) -> tuple[Dot, ...]:
    """A dot a group, each in the lowest row where it covers no other. groups: oldest first."""
    dots: list[Dot] = []
    last_in_row: list[float] = []
    for group in groups:
        first = group[0]
        at = term.position(first.date)
        row = next((index for index, last in enumerate(last_in_row) if at - last >= _APART), len(last_in_row))
        last_in_row[row : row + 1] = [at]
        url, label = (first.url, f"{first.short_day} {first.title}") if len(group) == 1 else _together(library, group)
        dots.append(Dot(url, label, first.strand.slug, first.announced, at, row % _ROWS))
    return tuple(dots)


def _together(library: Library, group: Sequence[Record]) -> tuple[str, str]:
    """Where the dot of several records leads, and what it says: the list of their month, and how many they are."""
    first, last = group[0], group[-1]
    days = first.short_day if first.date == last.date else f"{first.short_day}到{last.short_day}"
    return month_url(first.month), f"{days}，{first.strand.word}活动 {len(group)} 次"


def grid(schedule: Schedule) -> list[RowGroup]:
    """Every commitment by month, where the plan has it."""
    groups = []
    for section in schedule.sections:
        groups.append(_group(schedule, section))
        groups += [_group(schedule, item) for item in section.items]
    return [group for group in groups if group.rows]


def _group(schedule: Schedule, part: SectionProgress | ItemProgress) -> RowGroup:
    at_home = [one for one in part.progress if schedule.home(one) is part]
    measured_first = sorted(at_home, key=lambda one: not one.state.measured)
    rows = tuple(Row(one, schedule.url_of(one), _basis(one), tuple(_cells(schedule, one))) for one in measured_first)
    return RowGroup(part.title, part.url, rows)


def _basis(progress: CommitmentProgress) -> str:
    return f"依据：{progress.commitment.basis.source}"


def _cells(schedule: Schedule, progress: CommitmentProgress) -> Iterator[Cell]:
    term = schedule.term
    now = term.month_index(term.as_of) if term.begun and not term.ended else -1
    for part in progress.strip:
        first, last = part.span
        yield Cell(
            part.label,
            part.mark.slug,
            part.mark.sign,
            _words(part),
            _door(schedule, progress, part),
            last - first + 1,
            first <= now <= last,
        )


def _words(part: ProgressPart) -> str:
    """What a cell says to those who cannot see its sign; nothing where it has none."""
    match part.mark:
        case PeriodMark.EMPTY:
            return ""
        case PeriodMark.PROVEN:
            return f"{part.label}：{part.mark} {len(part.records)} 次"
        case PeriodMark.UNCOUNTED:
            return f"{part.note}，有记录 {len(part.records)} 次" if part.records else part.note
    return f"{part.label}：{part.mark}"


def _door(schedule: Schedule, progress: CommitmentProgress, part: ProgressPart) -> str | None:
    """Where a cell with records leads: to its one record's page, or to the list of its records."""
    if part.mark not in (PeriodMark.PROVEN, PeriodMark.UNCOUNTED) or not part.records:
        return None
    if len(part.records) == 1 and part.records[0].public:
        return part.records[0].url
    return schedule.url_of(progress)
