"""The materials of this month, which the front page shows."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from ..models.date import spoken_month
from .material import Material


@dataclass(frozen=True)
class StudyMonth:
    """A month and its materials. title: what the month is to the reader, 本月学习. label: the month itself."""

    title: str
    label: str
    materials: tuple[Material, ...]


def study_month(materials: Sequence[Material], today: datetime.date) -> StudyMonth | None:
    """The month of that day; where it has no material the last before it that has, or else the first to come."""
    this = f"{today:%Y-%m}"
    last = {one.id: _last(one, this) for one in materials}
    passed = [month for month in last.values() if month]
    if passed:
        newest = max(passed)
        found = tuple(one for one in materials if last[one.id] == newest)
        title = "本月学习" if newest == this else "最近的学习资料"
        return StudyMonth(title, _label(newest, found, newest == this), found)
    if not materials:
        return None
    first = min(one.study.month for one in materials)
    found = tuple(one for one in materials if one.study.month == first)
    return StudyMonth("接下来的学习资料", spoken_month(first), found)


def _last(material: Material, this: str) -> str:
    """The last month up to this one for which a material is set, such as 2024-03; nothing where all are to come."""
    month, year = material.study.month, int(this[:4])
    if material.study.every_year:
        return f"{year}-{month}" if f"{year}-{month}" <= this else f"{year - 1}-{month}"
    return month if month <= this else ""


def _label(month: str, materials: Sequence[Material], current: bool) -> str:
    """The heading of a month. The year is left out of an earlier month, which is set every year."""
    dated = current or any(not one.study.every_year for one in materials)
    return spoken_month(month) if dated else spoken_month(month[5:])
