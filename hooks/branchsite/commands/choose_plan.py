"""The plan that a command is about."""

from pathlib import Path

from ..errors import DataError, Problem
from ..library.library import Library
from ..library.schedule import Schedule


def choose_plan(library: Library, name: str | None, otherwise: Schedule | None) -> Schedule:
    """The plan that is named by its file, or the other one where no name is typed. Raises DataError."""
    plans = {schedule.id: schedule for schedule in library.schedules}
    found = plans.get(Path(name).stem) if name else otherwise
    if found is None:
        fix = f"写其中一个：{'、'.join(plans)}" if plans else "先写 data/plans/ 里的计划，或用 import-plan 读入"
        raise DataError([Problem("data/plans", 0, f"没有计划“{name}”" if name else "还没有计划", fix=fix)])
    return found
