"""Ensure that a record only claims commitments of its term that its kind can prove."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..library.promises import Promises, promises_of
from ..load.data import Data, Entry
from ..load.slips.nearest import nearest
from ..load.validate import mend
from ..models.activity import Activity, Claim
from ..models.base import Visibility
from ..models.plan import ANY_PUBLIC, Commitment
from .dates import disagrees


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """兑现 of every record against the plan of its day; nothing while a plan cannot be read, or a day is in doubt."""
    if not data.plans_known:
        return
    promises = promises_of(data)
    for entry in data.activities.values():
        if disagrees(entry):
            # Whose day is typed wrong loses no claim for it.
            continue
        for index, claim in enumerate(entry.model.claims):
            promise = promises.find(entry.model.date, claim.short)
            if promise:
                yield from _claim(data, entry, index, claim, promise.commitment)
            elif any(True for _ in promises.on(entry.model.date)):
                yield _unknown(promises, entry, index, claim)
            else:
                message = f"活动日期 {entry.model.date} 不在任何一个学期计划里，不能写“兑现”"
                yield entry.problem(message, "兑现", fix=entry.removal("兑现"))
                break


def _unknown(promises: Promises, entry: Entry[Activity], index: int, claim: Claim) -> Problem:
    """A name that means nothing on that day, though perhaps in another plan."""
    day = entry.model.date
    own = promises.plan_on(day)
    others = [id for id in promises.having(claim.short) if id != own]
    if others:
        where = f"它在计划 {'、'.join(others)} 里，那里不算 {day} 的活动"
        message = f"计划 {own} 里没有简称“{claim.short}”的承诺，{where}"
        if own is None:
            message = f"{day} 不在任何学期里，“{claim.short}”不算这一天的活动"
        return _superfluous(entry, index, message)
    near = nearest(claim.short, [one.commitment.short for one in promises.on(day)])
    return _at(entry, index, f"计划里没有简称“{claim.short}”的承诺", claim.short, near)


def _claim(data: Data, entry: Entry[Activity], index: int, claim: Claim, commitment: Commitment) -> Iterator[Problem]:
    if commitment.visibility is Visibility.INTERNAL:
        yield _superfluous(entry, index, f"“{claim.short}”不公开，不能写进“兑现”")
    elif not commitment.evidence and not commitment.needs_none:
        return  # Its plan lacks it, which checks/plans.py reports: what the record says may be right.
    elif any(name not in data.kinds_by_name for name in {entry.model.kind, *commitment.evidence} - {ANY_PUBLIC}):
        return  # A kind was renamed, or its name is typed wrong: that is reported, and no reason to take out a claim.
    elif not commitment.evidence or ANY_PUBLIC in commitment.evidence:
        yield _superfluous(entry, index, f"“{claim.short}”由程序自动计算，不用写")
    elif entry.model.kind not in commitment.evidence:
        kinds = "、".join(commitment.evidence)
        message = f"“{entry.model.kind}”不能证明“{claim.short}”，能证明它的是：{kinds}"
        yield _superfluous(entry, index, message)
    else:
        yield from _part(entry, index, claim, commitment)


def _part(entry: Entry[Activity], index: int, claim: Claim, commitment: Commitment) -> Iterator[Problem]:
    parts = commitment.parts
    if parts and claim.part is None:
        message = f"“{claim.short}”要写明是哪一个：{'、'.join(parts)}"
        yield _at(entry, index, message, claim.short, f"{claim.short}/{_free(entry, claim.short, parts)}")
    elif parts and claim.part not in parts:
        near = nearest(claim.part or "", parts)
        yield _at(entry, index, f"“{claim.short}”没有“{claim.part}”，只有：{'、'.join(parts)}", claim.part or "", near)
    elif not parts and claim.part is not None:
        yield _at(entry, index, f"“{claim.short}”不分主题", entry.model.fulfils[index], claim.short)


def _free(entry: Entry[Activity], short: str, parts: tuple[str, ...]) -> str:
    """The first part of a commitment that the record does not claim yet."""
    claimed = {claim.part for claim in entry.model.claims if claim.short == short}
    return next((part for part in parts if part not in claimed), parts[0])


def _superfluous(entry: Entry[Activity], index: int, message: str) -> Problem:
    """A claim that a record cannot make, to be taken out."""
    return entry.problem(message, "兑现", index, fix=entry.removal("兑现", index))


def _at(entry: Entry[Activity], index: int, message: str, wrong: str, near: str | None) -> Problem:
    line = entry.document.line("兑现", index)
    typed = entry.document.text(line)
    return Problem(entry.file, line, message, typed, mend(typed, wrong, near) if near else entry.removal("兑现", index))
