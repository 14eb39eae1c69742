"""States counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .progress import CommitmentProgress, CommitmentState

_BAR = (CommitmentState.DONE, CommitmentState.GOING, CommitmentState.LATE, CommitmentState.WAITING)


@dataclass(frozen=True)
class Segment:
    """A piece of a bar: where it starts and how wide it is, in percent."""

    state: CommitmentState
    start: float
    width: float


@dataclass(frozen=True)
class Tally:
    """How many commitments are in each state."""

    counts: tuple[tuple[CommitmentState, int], ...]

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
    def label(self) -> str:
        """All counts in a sentence, for those who cannot see the bar."""
        return "，".join(f"{state} {count} 项" for state, count in self.counts)

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
    counter = Counter(one.state for one in progress)
    return Tally(tuple((state, counter[state]) for state in CommitmentState if counter[state]))
