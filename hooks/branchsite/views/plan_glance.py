"""The plan in force at a glance, as the front page, the screen and the poster show it."""

from dataclasses import dataclass

from ..cache.digest import Digested
from ..library.schedule import Schedule
from ..library.tally import Tally
from ..models.vocabulary import Wording


@dataclass(frozen=True)
class PartGlance(Digested):
    """A section of the plan at a glance."""

    url: str
    short: str
    tally: Tally


@dataclass(frozen=True)
class PlanGlance(Digested):
    """The plan in force at a glance: its figures, not the records behind them.

    title: what the site calls it today. started, ended: whether anything is on record, whether the term is over.
    """

    title: str
    term: str
    as_of_label: str
    headline: str
    tally: Tally
    wording: Wording
    started: bool
    ended: bool
    parts: tuple[PartGlance, ...]


def plan_glance(schedule: Schedule) -> PlanGlance:
    """Its figures as of the schedule's day."""
    return PlanGlance(
        schedule.called,
        schedule.plan.term,
        schedule.term.as_of_label,
        schedule.headline,
        schedule.tally,
        schedule.wording,
        schedule.started,
        schedule.term.ended,
        tuple(PartGlance(one.url, one.section.short, one.tally) for one in schedule.sections),
    )
