"""States counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ..models.vocabulary import Wording
from .progress import CommitmentProgress, CommitmentState

_BAR = (
    CommitmentState.DONE,
    CommitmentState.GOING,
    CommitmentState.LATE,
    CommitmentState.OWED,
    CommitmentState.WAITING,
)


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: where it starts and how wide it is, in percent."""

    state: CommitmentState
    start: float
    width: float


@dataclass(frozen=True)
class Tally:
    """How many commitments are in each state.

    due: of how many something has fallen due. kept: of how many of these nothing is missing. early: how many others are
    fulfilled before anything has fallen due.
    """

    counts: tuple[tuple[CommitmentState, int], ...]
    due: int = 0
    kept: int = 0
    early: int = 0

    @property
    def total(self) -> int:
        """All commitments."""
        return sum(count for _, count in self.counts)

    @property
    def measured(self) -> int:
        """The number that can be measured."""
        return sum(count for state, count in self.counts if state.measured)

    @property
    def done(self) -> int:
        """The number fulfilled."""
        return dict(self.counts).get(CommitmentState.DONE, 0)

    @property
    def share(self) -> float:
        """Fulfilled among the measurable, in percent."""
        return round(100 * self.done / self.measured, 2) if self.measured else 0.0

    @property
    def late(self) -> int:
        """The number overdue."""
        return dict(self.counts).get(CommitmentState.LATE, 0)

    @property
    def behind(self) -> int:
        """Those overdue, whatever the public is told of them."""
        return sum(count for state, count in self.counts if state.behind)

    @property
    def ring(self) -> tuple[int, int]:
        """The figures of the ring: of what has fallen due that which is done; before that, of all."""
        return (self.kept, self.due) if self.due else (self.done, self.measured)

    @property
    def so_far(self) -> str:
        """What has fallen due and what of it is done, in words."""
        if not self.measured:
            return "不计数"
        said = f"应完成 {self.due} 项，已完成 {self.kept} 项" if self.due else "还没有到期的"
        return f"{said}，提前完成 {self.early} 项" if self.early else said

    def label(self, wording: Wording) -> str:
        """All counts in a sentence, for those who cannot see the bar."""
        return "，".join(f"{wording.state(state)} {count} 项" for state, count in self.counts)

    @property
    def bar(self) -> tuple[Segment, ...]:
        """The measurable ones as pieces of one bar."""
        pieces: list[Segment] = []
        start = 0.0
        for state in _BAR:
            width = 100 * dict(self.counts).get(state, 0) / self.measured if self.measured else 0
            if width:
                pieces.append(Segment(state, round(start, 3), round(width, 3)))
            start += width
        return tuple(pieces)


def tally(progress: Iterable[CommitmentProgress]) -> Tally:
    """Count states; those that do not occur are left out."""
    those = tuple(progress)
    counter = Counter(one.state for one in those)
    due = [one for one in those if one.fallen_due]
    return Tally(
        tuple((state, counter[state]) for state in CommitmentState if counter[state]),
        len(due),
        sum(not one.state.behind for one in due),
        sum(one.early for one in those),
    )
