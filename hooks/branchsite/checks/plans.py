"""Ensure that every plan can be measured: ids unique, evidence and deadlines possible, terms apart."""

import datetime
import itertools
import re
from collections.abc import Iterator

from ..errors import Problem
from ..load.data import Data, Entry, M
from ..load.slips.untaken import untaken
from ..load.validate import mend
from ..models.base import Visibility
from ..models.date import shifted
from ..models.measure import ByDate, Count, Milestones, Themes
from ..models.plan import ANY_PUBLIC, NUMERALS, Commitment, Plan
from .references import meant_kind

_DAY = datetime.timedelta(days=1)
_LONGEST = 400
"""Days of a term: a plan may be for a whole school year, no more."""

YEARS = (2000, 2099)
"""The first and the last that a term may lie in; others are typing errors."""

_Days = tuple[datetime.date, datetime.date]
"""The first and the last."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Each plan on its own, then their terms against each other."""
    for entry in data.plans.values():
        yield from _plan(data, entry)
    ordered = sorted(data.plans.values(), key=lambda entry: (entry.model.start, entry.model.end, entry.file))
    for before, after in itertools.combinations(ordered, 2):
        if after.model.start <= before.model.end:
            days = (after.model.start, after.model.end), (before.model.start, before.model.end)
            yield overlap(after, (), *days, before.file)


def overlap(entry: Entry[M], path: tuple[str | int, ...], term: _Days, other: _Days, named: str) -> Problem:
    """The problem of a term that has days of another. path: of the term. named: the other, as people find it."""
    message = f"学期和 {named} 的重叠"
    if term == other:
        return entry.problem(f"{message}：起止日期一模一样", *path, "开始", fix="留一个，另一个删掉，或改它的起止日期")
    if other[0] < term[0] and other[1] < term[1]:
        return entry.problem(message, *path, "开始", fix=written(entry, *path, "开始", day=shifted(other[1], _DAY)))
    if term[0] < other[0] and term[1] < other[1]:
        return entry.problem(message, *path, "结束", fix=written(entry, *path, "结束", day=shifted(other[0], -_DAY)))
    return entry.problem(f"{message}：一个学期的日子全在另一个里面", *path, "开始", fix="核对两个学期的“开始”和“结束”")


def written(entry: Entry[M], *path: str | int, day: datetime.date) -> str:
    """The line of a day with another day."""
    dash = "- " if entry.document.text(entry.document.line(*path)).startswith("-") else ""
    return f"{dash}{path[-1]}: {day}"


def possible(entry: Entry[M], start: datetime.date, end: datetime.date, *path: str | int) -> Iterator[Problem]:
    """Whether a term can have such days. path: of the term."""
    if end <= start:
        fix = f"结束: （{start} 以后的一天）"
        yield entry.problem("学期的结束要在开始之后", *path, "结束", fix=fix)
    elif (end - start).days > _LONGEST or not YEARS[0] <= start.year <= end.year <= YEARS[1]:
        message = f"学期从 {start} 到 {end}，是不是年份写错了"
        fix = (
            f"结束: （{start} 以后半年左右的一天）" if start.year >= YEARS[0] else f"开始: （{end} 以前半年左右的一天）"
        )
        yield entry.problem(message, *path, "结束" if start.year >= YEARS[0] else "开始", fix=fix)


def _plan(data: Data, entry: Entry[Plan]) -> Iterator[Problem]:
    plan = entry.model
    yield from possible(entry, plan.start, plan.end)
    items = [key for key in plan.item_keys if key not in NUMERALS]
    seen: set[str] = set()
    for commitment, path in plan.places():
        for field, value in (("标识", commitment.id), ("简称", commitment.short)):
            if value in seen:
                yield _mended(entry, f"“{value}”用了两次，{field}不能重复", value, untaken(value, seen), *path, field)
            seen.add(value)
        if set(commitment.short) & set("/／、，,；;"):
            message, short = (
                "简称里不能有斜线、顿号、逗号和分号",
                re.sub(r"\s*[/／、，,；;]\s*", "和", commitment.short),
            )
            yield _mended(entry, message, commitment.short, short, *path, "简称")
        yield from _evidence(data, entry, commitment, path)
        yield from _parts(entry, commitment, path)
        for due, step in _deadlines(commitment):
            if not plan.start <= due <= plan.end:
                message = f"期限 {due} 不在学期里（{plan.start} 到 {plan.end}）"
                right = plan.end if due > plan.end else plan.start
                yield entry.problem(message, *path, "考核", *step, "截止", fix=f"截止: {right}")
        for index, key in enumerate(commitment.also):
            if key not in items:
                yield entry.problem(f"计划里没有条目“{key}”", *path, "另属", index, fix="可以写：" + "、".join(items))
            elif key == _home(path):
                fix = entry.removal(*path, "另属", index)
                yield entry.problem(f"它本来就属于“{key}”", *path, "另属", index, fix=fix)


def _evidence(data: Data, entry: Entry[Plan], commitment: Commitment, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if commitment.visibility is Visibility.INTERNAL:
        if commitment.evidence:
            fix = entry.removal(*path, "证据")
            yield entry.problem("“内”的承诺不公开，不能有证据", *path, "证据", fix=fix)
        return
    if not commitment.evidence and not commitment.needs_none:
        line, example = entry.document.line(*path, "考核"), "证据: （能证明它的类别）"
        empty = (*path, "证据") in entry.document.lines
        fix = example if empty else f"在第 {line} 行“考核”前面加一行 {example}"
        yield entry.problem("要考核的承诺得有证据，否则永远是逾期", *path, "证据" if empty else "考核", fix=fix)
    for index, name in enumerate(commitment.evidence):
        kind = data.kinds_by_name.get(name)
        if name == ANY_PUBLIC:
            continue
        if kind is None:
            near = meant_kind(data, name)
            message = f"没有叫“{name}”的类别"
            public = "、".join(one.name for one in data.kinds.values() if one.visibility is not Visibility.INTERNAL)
            if near:
                yield _mended(entry, message, name, near, *path, "证据", index)
            else:
                yield entry.problem(message, *path, "证据", index, fix=f"可以写：{public}")
        elif kind.visibility is Visibility.INTERNAL:
            fix = entry.removal(*path, "证据", index)
            yield entry.problem(f"“{name}”是内部类别，没有记录，不能作证据", *path, "证据", index, fix=fix)


def _parts(entry: Entry[Plan], commitment: Commitment, path: tuple[str | int, ...]) -> Iterator[Problem]:
    field = "主题" if isinstance(commitment.measure, Themes) else "节点"
    for index, part in enumerate(commitment.parts):
        if part in commitment.parts[:index]:
            where = (*path, "考核", field, index)
            if field == "主题":
                yield entry.problem(f"“{part}”写了两次", *where, fix=entry.removal(*where))
            else:
                yield _mended(entry, f"“{part}”写了两次", part, untaken(part, commitment.parts), *where, "名称")


def _mended(entry: Entry[Plan], message: str, wrong: str, right: str, *path: str | int) -> Problem:
    """A problem whose cure is its line with another word."""
    return entry.problem(message, *path, fix=mend(entry.document.text(entry.document.line(*path)), wrong, right))


def _home(path: tuple[str | int, ...]) -> str:
    """The key of the item that has a commitment, 一1; of its section where no item has it."""
    places = [part + 1 for part in path[:-1] if isinstance(part, int)]
    return NUMERALS[places[0] - 1] + "".join(str(place) for place in places[1:])


def _deadlines(commitment: Commitment) -> Iterator[tuple[datetime.date, tuple[str | int, ...]]]:
    match commitment.measure:
        case ByDate(due=due):
            yield due, ()
        case Count(due=due) if due:
            yield due, ()
        case Milestones(steps=steps):
            for index, step in enumerate(steps):
                yield step.due, ("节点", index)
