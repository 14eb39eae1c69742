"""What a record has proved of a commitment, in a few words."""

from ..models.measure import ByDate, Count, Coverage, Hours, Milestones, Themes
from .mention import Mention
from .progress import CommitmentProgress
from .record import Record

TICK = "✓"


def badge(progress: CommitmentProgress, record: Record, part: str | None) -> str:
    """Such as 11月 ✓ 已举行; nothing where the record is still to come, or nobody has confirmed the commitment.

    progress: of the commitment. part: the theme or milestone that the record names.
    """
    if record.announced or progress.commitment.unconfirmed or progress.commitment.not_applicable:
        return ""
    match progress.commitment.measure:
        case Coverage(each=each):
            return _covered(progress, record, each)
        case Themes():
            return f"{part} {TICK} 已覆盖"
        case Milestones():
            return f"{part} {TICK} 已完成"
        case Count():
            return f"{TICK} 第{_number(progress.records, record)}次"
        case Hours():
            return f"{TICK} {record.activity.hours or 0:g}学时"
        case ByDate():
            return f"{TICK} 已完成"
    return f"{TICK} 已记录"


def _covered(progress: CommitmentProgress, record: Record, each: int) -> str:
    """The period that the record lies in; where one asks for several records, which of them it is."""
    for period in progress.parts:
        if any(one.id == record.id for one in period.records):
            done = "已举行" if each == 1 else f"第{_number(period.records, record)}次"
            return f"{period.label} {TICK} {done}"
    return f"{TICK} 已记录"


def _number(records: tuple[Mention, ...], record: Record) -> int:
    """Which of the records it is, counted from 1; those after all for one that is not among them."""
    return next((number for number, one in enumerate(records, 1) if one.id == record.id), len(records) + 1)
