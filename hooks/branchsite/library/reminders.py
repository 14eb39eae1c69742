"""What only the secretary is told of: it needs the linked data, and is on no page."""

from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from .library import Library
from .schedule import Schedule

_NAMED = 10


def reminders(library: Library) -> Iterator[Problem]:
    """What is overdue of the plan in force where the public reads 待补 instead (公开逾期: 否)."""
    schedule = library.schedule
    if schedule and schedule.late and not schedule.plan.late_public:
        yield _late(library, schedule)


def _late(library: Library, schedule: Schedule) -> Problem:
    named = [f"{one.commitment.short}（{one.note.removeprefix('待补：')}）" for one in schedule.late[:_NAMED]]
    more = "等" if len(schedule.late) > _NAMED else ""
    message = f"{schedule.wording.late} {len(schedule.late)} 项，网站上写“待补”：{'、'.join(named)}{more}"
    problem = library.data.plans[schedule.id].problem(
        message, "公开逾期", fix="做过的，补一条活动记录；没有做的，尽快做"
    )
    return replace(problem, severity=Severity.NOTICE)
