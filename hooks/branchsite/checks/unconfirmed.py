"""Ensure that the secretary knows which commitments nobody has confirmed yet, 待确认."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data

_NAMED = 5


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """One notice a plan, at the first of them."""
    for entry in data.plans.values():
        found = [(commitment, path) for commitment, path in entry.model.places() if commitment.unconfirmed]
        if found:
            names = "、".join(commitment.short for commitment, _ in found[:_NAMED])
            more = "等" if len(found) > _NAMED else ""
            message = f"待确认的任务 {len(found)} 项：{names}{more}。确认以前，网站上不显示完成或逾期"
            place = (*found[0][1], "待确认")
            yield replace(entry.problem(message, *place, fix=entry.removal(*place)), severity=Severity.NOTICE)
