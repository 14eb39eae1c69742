"""How far a commitment has come: computed from the records that prove it, never typed."""

import datetime
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ..cache.digest import Digested
from ..models.base import Visibility
from ..models.date import spoken
from ..models.measure import ByDate, ByRule, Cadence, Count, Coverage, Hours, Measure, Milestones, Ongoing, Themes
from ..models.plan import Certainty, Commitment
from ..models.vocabulary import Wording
from .mention import Mention
from .record import Record
from .term import Term
from .terms import Period, weekdays

_DAY = datetime.timedelta(days=1)


class CommitmentState(StrEnum):
    """What is said of a commitment (docs/dev/domain.md)."""

    DONE = "已完成"
    GOING = "进行中"
    LATE = "逾期"
    OWED = "待补"
    WAITING = "未到期"
    CONTINUING = "持续推进"
    BY_RULE = "按规定执行"
    NOT_APPLICABLE = "不适用"
    UNCOUNTED = "不计"
    UNCONFIRMED = "待确认"

    @property
    def slug(self) -> str:
        """The state in class names and icon names."""
        return self.name.lower().replace("_", "-")

    @property
    def measured(self) -> bool:
        """Whether it counts towards the figures."""
        return self in _MEASURED

    @property
    def behind(self) -> bool:
        """Whether something that has fallen due is missing: 逾期, or 待补 where the public is not told so."""
        return self in (CommitmentState.LATE, CommitmentState.OWED)


_MEASURED = frozenset(CommitmentState[name] for name in ("DONE", "GOING", "LATE", "OWED", "WAITING"))


class PeriodMark(StrEnum):
    """What a cell of the coverage strip says."""

    PROVEN = "有记录"
    MISSED = "缺记录"
    OWED = "待补"
    OPEN = "本期未到期"
    FUTURE = "未到期"
    UNCOUNTED = "不计"
    EMPTY = ""

    @property
    def slug(self) -> str:
        """The mark in class names."""
        return self.name.lower()

    @property
    def sign(self) -> str:
        """The mark as one character."""
        return _SIGNS.get(self, "")


_SIGNS = {
    PeriodMark.PROVEN: "✓",
    PeriodMark.MISSED: "!",
    PeriodMark.OWED: "待",
    PeriodMark.OPEN: "…",
    PeriodMark.UNCOUNTED: "–",
}


@dataclass(frozen=True)
class Proof:
    """A record that proves a commitment; part: the theme or milestone it stands for."""

    record: Record
    part: str | None = None


@dataclass(frozen=True)
class ProgressPart:
    """A period, theme or milestone of a commitment.

    span: first and last month, as positions in the term. note: how a period was counted, or why it was not, where
    the term does not hold the whole of it.
    """

    label: str
    mark: PeriodMark
    records: tuple[Mention, ...]
    due: datetime.date | None = None
    span: tuple[int, int] = (0, 0)
    note: str = ""

    @property
    def due_label(self) -> str:
        """The deadline in words, or nothing."""
        return f"{spoken(self.due)}前" if self.due else ""


@dataclass(frozen=True)
class CommitmentProgress(Digested):
    """A commitment's state.

    done of target: in records, parts or hours; target 0 where nothing is counted.
    records: the proofs, oldest first. parts: the periods, themes or milestones.
    next_due: the next day by which something is owed. note: what is behind the state, in words.
    """

    commitment: Commitment
    state: CommitmentState
    done: float
    target: float
    records: tuple[Mention, ...]
    parts: tuple[ProgressPart, ...]
    next_due: datetime.date | None
    note: str
    term: Term

    @property
    def internal(self) -> bool:
        """Whether nothing but its existence may be public."""
        return self.commitment.visibility is Visibility.INTERNAL

    @property
    def counted(self) -> bool:
        """Whether only dates and counts may be public."""
        return self.commitment.visibility is Visibility.COUNTED

    def label(self, wording: Wording) -> str:
        """The state in the site's own words, with its figure where there is one."""
        word = wording.state(self.state)
        return f"{word} {self.figure}" if self.figure and self.state in _WITH_FIGURE else word

    @property
    def fallen_due(self) -> bool:
        """Whether something of it has fallen due: a period has ended, a deadline has gone by."""
        return any(self.term.is_past(day) for day in self._due_days())

    @property
    def early(self) -> bool:
        """Whether it is fulfilled before anything of it has fallen due."""
        return self.state is CommitmentState.DONE and not self.fallen_due

    def _due_days(self) -> Iterator[datetime.date]:
        """The days by which something is owed that counts."""
        if not self.state.measured:
            return
        if self.parts:
            yield from (part.due for part in self.parts if part.due and part.mark is not PeriodMark.UNCOUNTED)
        else:
            measure = self.commitment.measure
            set_day = measure.due if isinstance(measure, ByDate | Count) else None
            yield set_day or self.term.end

    @property
    def figure(self) -> str:
        """3/5, or nothing where nothing is counted."""
        return f"{self.done:g}/{self.target:g}" if self.target else ""

    @property
    def unit(self) -> str:
        """What the figure counts."""
        return unit_of(self.commitment.measure)

    @property
    def behind_it(self) -> str:
        """What is behind the state, with the figure where the words do not have it."""
        counted = self.parts and self.state in (CommitmentState.DONE, CommitmentState.GOING)
        if counted or not self.figure:
            return self.note
        return f"{self.note} · {self.figure}{self.unit}"

    @property
    def measure_label(self) -> str:
        """How it is measured, in a sentence."""
        if self.internal:
            return "按规定执行，不对外公开"
        match self.commitment.measure:
            case Coverage(cadence=cadence, each=each):
                return f"每{cadence}至少{each}次，不得缺{_MISSING[cadence]}"
            case Count(target=target, due=due):
                return f"{spoken(due) + '前' if due else '本学期'}{target}次"
            case Hours(target=target):
                return f"本学期累计{target:g}学时"
            case ByDate(due=due):
                return f"{spoken(due)}前1次"
            case Milestones(steps=steps):
                return f"{len(steps)}个节点，各有期限"
            case Themes(themes=themes):
                return f"{len(themes)}个主题，各至少1次"
            case Ongoing():
                return "持续推进，不计百分比"
        return "按规定执行"

    @property
    def certainty_label(self) -> str:
        """How firm the ground is, in words."""
        return {
            Certainty.REGULATION: "条文明定",
            Certainty.CUSTOM: "通行做法",
            Certainty.OWN: "本支部自定",
        }[self.commitment.basis.certainty]

    @property
    def counting(self) -> str:
        """How periods that the term does not hold whole were counted, in sentences; nothing where it holds all."""
        notes = [part.note for part in self.parts if part.note]
        return "；".join(notes) + "。" if notes else ""

    @property
    def next_due_label(self) -> str:
        """The next deadline in words."""
        return f"{spoken(self.next_due)}前" if self.next_due else ""

    @property
    def strip(self) -> tuple[ProgressPart, ...]:
        """A row of cells, one a month or wider, that together fill the term."""
        months = self.term.months
        if isinstance(self.commitment.measure, Coverage) and self.parts:
            return self.parts
        return tuple(self._month_cell(index, month) for index, month in enumerate(months))

    def _month_cell(self, index: int, month: Period) -> ProgressPart:
        records = tuple(record for record in self.records if record.date in month)
        dues = [part for part in self.deadlines if part.due is not None and part.due in month]
        mark = PeriodMark.EMPTY
        missing = [part.mark for part in dues if part.mark in (PeriodMark.MISSED, PeriodMark.OWED)]
        if missing:
            mark = missing[0]
        elif records:
            mark = PeriodMark.PROVEN
        elif any(part.mark in (PeriodMark.OPEN, PeriodMark.FUTURE) for part in dues):
            mark = PeriodMark.FUTURE
        return ProgressPart(month.label, mark, records, span=(index, index))

    @property
    def deadlines(self) -> tuple[ProgressPart, ...]:
        """The set days by which something is or was owed; none for what is covered period by period."""
        if isinstance(self.commitment.measure, Coverage):
            return ()
        if not self.state.measured:
            return ()
        if isinstance(self.commitment.measure, Milestones):
            return self.parts
        match self.commitment.measure:
            case ByDate(due=due):
                day = due
            case Count(due=set_day):
                day = set_day or self.term.end
            case _:
                day = self.term.end
        if self.state is CommitmentState.DONE:
            return ()
        missing = PeriodMark.OWED if self.state is CommitmentState.OWED else PeriodMark.MISSED
        mark = missing if self.term.is_past(day) else PeriodMark.FUTURE
        return (ProgressPart("", mark, (), day),)


def unit_of(measure: Measure) -> str:
    """What the figures of a measure count."""
    match measure:
        case Coverage(cadence=cadence):
            return {"月": "个月", "季度": "个季度", "半年": "个半年"}[cadence]
        case Hours():
            return "学时"
        case Milestones():
            return "个节点"
        case Themes():
            return "个主题"
    return "次"


_WITH_FIGURE = (CommitmentState.GOING, CommitmentState.LATE, CommitmentState.OWED, CommitmentState.WAITING)
_MISSING = {Cadence.MONTH: "月", Cadence.QUARTER: "季", Cadence.HALF_YEAR: "期"}


def without_lateness(progress: CommitmentProgress) -> CommitmentProgress:
    """The same with 待补 for what is overdue, as a plan with 公开逾期: 否 tells it to the public."""
    if progress.state is not CommitmentState.LATE:
        return progress
    parts = tuple(
        replace(part, mark=PeriodMark.OWED) if part.mark is PeriodMark.MISSED else part for part in progress.parts
    )
    note = progress.note.replace("缺：", "待补：", 1)
    return replace(progress, state=CommitmentState.OWED, parts=parts, note=note)


def assess(commitment: Commitment, term: Term, proofs: Sequence[Proof]) -> CommitmentProgress:
    """The state of a commitment as of the term's day.

    proofs: of this commitment only; those after that day or outside the term are passed over, but for those in a
    period that belongs to the term, where it is periods that must not stay empty.
    """
    valid = sorted(
        (proof for proof in proofs if _is_valid(commitment, term, proof.record.date)),
        key=lambda proof: (proof.record.date, proof.record.id),
    )
    records = tuple({proof.record.id: proof.record for proof in valid}.values())
    mentions = _mentions(records)
    if commitment.visibility is Visibility.INTERNAL:
        return CommitmentProgress(
            commitment, CommitmentState.BY_RULE, 0, 0, (), (), None, "按规定执行，不对外公开", term
        )
    if commitment.unconfirmed:
        return CommitmentProgress(
            commitment, CommitmentState.UNCONFIRMED, 0, 0, mentions, (), None, "还没有确认，暂不考核", term
        )
    if commitment.not_applicable:
        return CommitmentProgress(
            commitment, CommitmentState.NOT_APPLICABLE, 0, 0, (), (), None, commitment.not_applicable, term
        )
    match commitment.measure:
        case Ongoing():
            note = f"本学期{len(records)}次记录" if records else "本学期还没有记录"
            return CommitmentProgress(
                commitment, CommitmentState.CONTINUING, 0, 0, _mentions(records), (), None, note, term
            )
        case ByRule():
            return CommitmentProgress(
                commitment, CommitmentState.BY_RULE, 0, 0, _mentions(records), (), None, "按规定执行", term
            )
        case Coverage() as coverage:
            return _covered(commitment, coverage, term, records)
        case Milestones() as milestones:
            parts = tuple(_part(step.name, step.due, valid, term) for step in milestones.steps)
            return _in_parts(commitment, parts, term, records)
        case Themes() as themes:
            parts = tuple(_part(theme, term.end, valid, term) for theme in themes.themes)
            return _in_parts(commitment, parts, term, records)
        case Hours(target=target):
            hours = sum(record.activity.hours or 0 for record in records)
            return _counted(commitment, hours, target, term.end, term, records)
        case Count(target=target, due=due):
            return _counted(commitment, len(records), target, due or term.end, term, records)
        case ByDate(due=due):
            return _counted(commitment, min(len(records), 1), 1, due, term, records)


def _is_valid(commitment: Commitment, term: Term, day: datetime.date) -> bool:
    if term.start <= day <= term.as_of:
        return True
    measure = commitment.measure
    return (
        isinstance(measure, Coverage)
        and day <= term.today
        and any(day in period for period in term.owned(measure.cadence))
    )


def _covered(commitment: Commitment, coverage: Coverage, term: Term, records: tuple[Record, ...]) -> CommitmentProgress:
    parts = []
    for period in term.periods(coverage.cadence):
        found = tuple(record for record in records if record.date in period)
        owned = term.owns(period)
        mark = _mark(period, len(found) >= coverage.each, term) if owned else PeriodMark.UNCOUNTED
        note = _before_records(period.label) if owned and mark is PeriodMark.UNCOUNTED else _how_counted(period, term)
        span = (term.month_index(period.start), term.month_index(period.end))
        due = period.end if owned else None
        parts.append(ProgressPart(period.label, mark, _mentions(found), due, span, note))
    if not any(term.owns(period) for period in term.periods(coverage.cadence)):
        note = f"本学期没有要单独计算的{_UNITS[coverage.cadence]}"
        return CommitmentProgress(
            commitment, CommitmentState.NOT_APPLICABLE, 0, 0, _mentions(records), tuple(parts), None, note, term
        )
    return _in_parts(commitment, tuple(parts), term, records)


def _mentions(records: Iterable[Record]) -> tuple[Mention, ...]:
    """What pages show of proofs: all else of them may change without the plan's pages."""
    return tuple(record.mention for record in records)


def _mark(period: Period, enough: bool, term: Term) -> PeriodMark:
    if enough:
        return PeriodMark.PROVEN
    if period in term.unrecorded:
        return PeriodMark.UNCOUNTED
    if term.is_past(period.end):
        return PeriodMark.MISSED
    return PeriodMark.OPEN if term.begun and term.today >= period.start else PeriodMark.FUTURE


_UNITS = {Cadence.MONTH: "月份", Cadence.QUARTER: "季度", Cadence.HALF_YEAR: "半年"}
_NUMBERS = {2: "两", 3: "三", 4: "四"}


def _before_records(what: str) -> str:
    return f"{what}在记录起点以前，不计"


def _how_counted(period: Period, term: Term) -> str:
    """How a period is counted that is no ordinary one: too short, or cut by more than a weekend."""
    if period.short:
        days = f"只有{period.school_days}个教学日" if period.school_days else "没有教学日"
        return f"{period.label}{days}，不单独计算"
    if period.home and not term.owns(period):
        return f"{period.label}的教学日多在{period.home.name}，归那个学期计算"
    if not weekdays(period.start, term.start - _DAY) + weekdays(term.end + _DAY, period.end):
        return ""
    if period.terms > 1:
        return f"{period.label}由{_NUMBERS.get(period.terms, period.terms)}个学期的记录一起计算，归本学期"
    whole = "月" if period.cadence is Cadence.MONTH else f"个{period.cadence}"
    return f"{period.label}有{period.school_days}个教学日，按整{whole}的记录计算"


def _part(name: str, due: datetime.date, proofs: Sequence[Proof], term: Term) -> ProgressPart:
    found = tuple(proof.record.mention for proof in proofs if proof.part == name)
    mark = PeriodMark.PROVEN if found else PeriodMark.MISSED if term.is_past(due) else PeriodMark.FUTURE
    uncounted = not found and term.is_before_records(due)
    if uncounted:
        mark = PeriodMark.UNCOUNTED
    month = term.month_index(due)
    return ProgressPart(name, mark, found, due, (month, month), _before_records(name) if uncounted else "")


def _in_parts(
    commitment: Commitment, parts: tuple[ProgressPart, ...], term: Term, records: tuple[Record, ...]
) -> CommitmentProgress:
    unit = unit_of(commitment.measure)
    done = sum(part.mark is PeriodMark.PROVEN for part in parts)
    total = sum(part.mark is not PeriodMark.UNCOUNTED for part in parts)
    missed = [part.label for part in parts if part.mark is PeriodMark.MISSED]
    owed = [part.due for part in parts if part.due and part.mark in (PeriodMark.OPEN, PeriodMark.FUTURE)]
    if not total:
        state, note = CommitmentState.UNCOUNTED, "期限都在记录起点以前，不计"
    elif missed:
        state, note = CommitmentState.LATE, "缺：" + "、".join(missed)
    elif done == total:
        state, note = CommitmentState.DONE, f"{total}{unit}均有记录"
    elif done:
        state, note = CommitmentState.GOING, f"已有{done}{unit}，共{total}{unit}"
    else:
        state, note = CommitmentState.WAITING, "还没有到期的"
    return CommitmentProgress(
        commitment, state, done, total, _mentions(records), parts, min(owed, default=None), note, term
    )


def _counted(
    commitment: Commitment, done: float, target: float, due: datetime.date, term: Term, records: tuple[Record, ...]
) -> CommitmentProgress:
    next_due: datetime.date | None = None
    if done >= target:
        state = CommitmentState.DONE
        late = bool(records) and _reached(records, target, commitment) > due
        note = f"晚于期限（{spoken(due)}）完成" if late else "如期完成"
    elif term.is_before_records(due):
        state, note, done, target = CommitmentState.UNCOUNTED, _before_records(f"期限（{spoken(due)}）"), 0, 0
    elif term.is_past(due):
        state, note = CommitmentState.LATE, f"期限是{spoken(due)}"
    else:
        state = CommitmentState.GOING if done else CommitmentState.WAITING
        note, next_due = f"期限是{spoken(due)}", due
    return CommitmentProgress(commitment, state, done, target, _mentions(records), (), next_due, note, term)


def _reached(records: tuple[Record, ...], target: float, commitment: Commitment) -> datetime.date:
    """The day on which the target was reached. records: oldest first, reaching it together."""
    hours = isinstance(commitment.measure, Hours)
    totals = itertools.accumulate((record.activity.hours or 0) if hours else 1 for record in records)
    return next(record.date for record, total in zip(records, totals, strict=True) if total >= target)
