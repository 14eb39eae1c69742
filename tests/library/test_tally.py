"""States counted, and drawn as a bar."""

import datetime

import pytest

from branchsite.library.library import build_library
from branchsite.library.progress import CommitmentState
from branchsite.library.tally import Segment, Tally, tally
from branchsite.load.data import load
from branchsite.models.vocabulary import USUAL_WORDING
from sites import TINY


@pytest.mark.parametrize(
    ("counts", "total", "measured", "done", "late", "share"),
    [
        ((), 0, 0, 0, 0, 0.0),
        (((CommitmentState.DONE, 1), (CommitmentState.LATE, 2)), 3, 3, 1, 2, 33.33),
        (((CommitmentState.DONE, 2), (CommitmentState.CONTINUING, 5), (CommitmentState.BY_RULE, 1)), 8, 2, 2, 0, 100.0),
        (((CommitmentState.CONTINUING, 5),), 5, 0, 0, 0, 0.0),
        (((CommitmentState.NOT_APPLICABLE, 1), (CommitmentState.WAITING, 1)), 2, 1, 0, 0, 0.0),
    ],
)
def test_figures(
    counts: tuple[tuple[CommitmentState, int], ...], total: int, measured: int, done: int, late: int, share: float
) -> None:
    """What cannot be measured is counted, but never part of a percentage."""
    one = Tally(counts)
    assert (one.total, one.measured, one.done, one.late, one.share) == (total, measured, done, late, share)


def test_a_bar() -> None:
    """The measurable states, side by side, together as wide as the bar."""
    bar = Tally(
        (
            (CommitmentState.DONE, 1),
            (CommitmentState.LATE, 1),
            (CommitmentState.WAITING, 2),
            (CommitmentState.CONTINUING, 9),
        )
    ).bar
    assert bar == (
        Segment(CommitmentState.DONE, 0, 25),
        Segment(CommitmentState.LATE, 25, 25),
        Segment(CommitmentState.WAITING, 50, 50),
    )
    assert Tally(()).bar == ()


def test_counting() -> None:
    """Tiny's commitments, in the order of the states; in words for those who cannot see the bar."""
    schedule = build_library(load(TINY), datetime.date(2024, 5, 10)).schedules[0]
    found = tally(schedule.all_progress)
    assert (
        found.label(USUAL_WORDING) == "已完成 2 项，进行中 4 项，逾期 3 项，持续推进 1 项，按规定执行 1 项，不适用 1 项"
    )
    assert found == schedule.tally
