"""The commitments of the plans on a day: which names 兑现 of a record may have, and which plan's they are.

Two plans may use one name for what each of them promises, or two names for the same. A record names what the plan
of its day promises. Where a period of another plan has the day, the record is evidence there too: for what has the
same 标识, or else the same 简称.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..load.data import Data
from ..models.measure import Coverage
from ..models.plan import Commitment, Plan
from .terms import SchoolYears, school_years


@dataclass(frozen=True)
class Promise:
    """A commitment and the plan that has it, by its file's name."""

    plan: str
    commitment: Commitment


@dataclass(frozen=True)
class Promises:
    """All plans, by the names of their files, and the terms they are for."""

    plans: Mapping[str, Plan]
    years: SchoolYears

    def plan_on(self, day: date) -> str | None:
        """The plan of the term in which a day lies; of terms that overlap the first."""
        if day not in self._plan_by_day:
            running = (id for id, plan in self.plans.items() if plan.start <= day <= plan.end)
            self._plan_by_day[day] = next(running, None)
        return self._plan_by_day[day]

    def find(self, day: date, short: str) -> Promise | None:
        """The commitment that a record of a day refers to by a name; None where no plan has it on that day."""
        own = self.plan_on(day)
        if own is not None and (commitment := self._by_short[own].get(short)):
            return Promise(own, commitment)
        return next((one for one in self._elsewhere(day, own) if one.commitment.short == short), None)

    def on(self, day: date) -> Iterator[Promise]:
        """All that a record of that day may name: first what the plan of the day promises."""
        own = self.plan_on(day)
        known = self._by_short[own] if own is not None else {}
        if own is not None:
            yield from (Promise(own, one) for one in known.values())
        yield from (one for one in self._elsewhere(day, own) if one.commitment.short not in known)

    def having(self, short: str) -> list[str]:
        """The plans that promise something of that name, the oldest first."""
        return [id for id in self._ordered if short in self._by_short[id]]

    def counterpart(self, plan: str, day: date, short: str) -> Commitment | None:
        """The commitment of a plan for the name in a record of another term."""
        found = self.find(day, short)
        if found is None:
            return None
        return self._by_id[plan].get(found.commitment.id) or self._by_short[plan].get(short)

    def _elsewhere(self, day: date, own: str | None) -> Iterator[Promise]:
        """What other plans promise for a period in which the day lies, and which belongs to their term."""
        for id, commitments in self._covering.items():
            if id == own:
                continue
            for commitment, measure in commitments:
                period = self.years.period(measure.cadence, day)
                plan = self.plans[id]
                home = period.home
                if home and not period.short and (home.start, home.end) == (plan.start, plan.end):
                    yield Promise(id, commitment)

    @cached_property
    def _ordered(self) -> list[str]:
        return sorted(self.plans, key=lambda id: self.plans[id].start)

    @cached_property
    def _plan_by_day(self) -> dict[date, str | None]:
        """Cached by day: there are many records, and few days."""
        return {}

    @cached_property
    def _by_short(self) -> dict[str, dict[str, Commitment]]:
        """Of two with one name the first."""
        return {id: {one.short: one for one in reversed(plan.commitments)} for id, plan in self.plans.items()}

    @cached_property
    def _by_id(self) -> dict[str, dict[str, Commitment]]:
        return {id: {one.id: one for one in reversed(plan.commitments)} for id, plan in self.plans.items()}

    @cached_property
    def _covering(self) -> dict[str, list[tuple[Commitment, Coverage]]]:
        """The commitments that are measured period by period."""
        return {
            id: [(one, one.measure) for one in plan.commitments if isinstance(one.measure, Coverage)]
            for id, plan in self.plans.items()
        }


def promises_of(data: Data) -> Promises:
    """The plans of the data and their terms."""
    return Promises({id: entry.model for id, entry in data.plans.items()}, school_years(data))
