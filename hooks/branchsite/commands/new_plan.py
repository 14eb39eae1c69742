"""new plan --from ID: the next term's plan begun from the last one's, its days moved by the school's calendar."""

import argparse
import copy
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..build import read_library
from ..library.library import Library
from ..library.progress import CommitmentState
from ..library.schedule import Schedule
from ..library.terms import SchoolYears, school_years
from ..models.calendar import Calendar
from ..models.date import spoken
from ..office.heading import term_named
from ..office.plan_yaml import dump
from ..system.terminal import command
from .ask import optional
from .choose_plan import choose_plan
from .environment import address, today
from .new import day_of, write_all
from .slug import check_slug

_DAY = datetime.timedelta(days=1)
_YEARLY = re.compile("每年|每学年|一年一度")
_SCHOOL_YEAR = re.compile("学年")
_OWN_WORDS = ("原文", "结尾", "出处", "旧网址")
"""What only the old plan can say."""

_HEAD = """\
# 由 new plan 从 {source} 续写，还没有人确认。
# 起止日期、截止日期是按校历推算的；新计划的原文有了以后，填进“原文”，或改用 import-plan 读入。
# 确认了一条承诺，就删掉它的“待确认: 是”。
"""


@dataclass(frozen=True)
class NextTerm:
    """The term that is begun: name, first and last day, the name of its file."""

    name: str
    start: datetime.date
    end: datetime.date
    id: str
    known: bool


def run_new_plan(options: argparse.Namespace) -> int:
    """Write the next plan and list what is to be decided. options: root, source, start, end. Raises DataError."""
    root: Path = options.root
    library = read_library(root, today(), address())[0]
    newest = max(library.schedules, key=lambda one: one.term.start, default=None)
    schedule = choose_plan(library, options.source, newest)
    term = next_term(library, schedule)
    start = optional(options.start, f"新学期从哪一天开始，推算是 {term.start}")
    end = optional(options.end, f"到哪一天结束，推算是 {term.end}")
    term = NextTerm(
        term.name,
        day_of(start) if start else term.start,
        day_of(end) if end else term.end,
        term.id,
        term.known or bool(start and end),
    )
    check_slug(term.id)
    path = root / "data" / "plans" / f"{term.id}.yml"
    fields = yaml.safe_load((root / schedule.file).read_text(encoding="utf-8"))
    carried = Carried(schedule, term, school_years(library.data))
    text = _HEAD.format(source=schedule.file) + "\n" + dump(carried.plan(fields))
    write_all(root, {path: text.encode()}, "打开它接着写；要重新续写，先把它移走")
    print(f"新建了 {path.relative_to(root).as_posix()}（{term.name}，{term.start} 到 {term.end}）")
    for line in carried.decisions():
        print(f"  要定：{line}")
    print(f"旧计划 {schedule.file} 不用动：学期结束以后它停在最后一天的样子，网址不变。")
    print(f"逐条看过以后，再运行 {command('check')}。")
    return 0


def next_term(library: Library, schedule: Schedule) -> NextTerm:
    """The term after a plan's: as data/calendar.yml has it, else as it usually is."""
    calendar = library.data.calendar.model if library.data.calendar else Calendar()
    named = term_named(schedule.plan.term)
    for one in sorted(calendar.terms, key=lambda one: one.start):
        if one.start > schedule.plan.end:
            known = term_named(one.name)
            return NextTerm(one.name, one.start, one.end, known[2] if known else f"{one.start:%Y-%m}", True)
    after = named[2].split("-") if named else []
    if len(after) == 3:
        first = int(after[0])
        words = f"{first}—{first + 1}学年度第二学期" if after[2] == "1" else f"{first + 1}—{first + 2}学年度第一学期"
    else:
        year = schedule.plan.end.year + (1 if schedule.plan.end.month > 6 else 0)
        words = f"{year}年"
    name, usual, identity = term_named(words)  # type: ignore[misc]
    start = max(usual.start, schedule.plan.end + _DAY)
    return NextTerm(name, start, usual.end, identity, False)


class Carried:
    """Carries a plan's fields over into a term, and remembers what somebody has to decide."""

    def __init__(self, schedule: Schedule, term: NextTerm, years: SchoolYears) -> None:
        self._schedule = schedule
        self._term = term
        self._years = years
        self._moved: list[str] = []
        self._done: list[str] = []

    def plan(self, fields: dict[str, Any]) -> dict[str, Any]:
        """The fields of the new plan. fields: of the old one."""
        made = copy.deepcopy(fields)
        for name in _OWN_WORDS:
            made.pop(name, None)
        made |= {
            "标题": str(made["标题"]).replace(str(fields["学期"]), self._term.name),
            "学期": self._term.name,
            "开始": self._term.start,
            "结束": self._term.end,
            "学期依据": "校历。" if self._term.known else "推算的，请按学校校历修改。",
        }
        title = term_named(str(made["标题"]))
        if title and title[0] != self._term.name:
            made["标题"] = f"{self._term.name}学校党建工作计划"
        made["部分"] = [self._part(section) for section in made["部分"]]
        return made

    def decisions(self) -> Iterator[str]:
        """What the person who goes on has to decide."""
        if not self._term.known:
            yield "学期的起止日期：校历上还没有，写进 data/calendar.yml 的“学期”，或直接改这个文件"
        yield "标题、概要：照新计划改；新计划的原文填进“原文”"
        if self._moved:
            yield f"推算的期限：{'、'.join(self._moved)}"
        if self._done:
            yield f"每年一次、今年已经完成的没有带过来：{'、'.join(self._done)}"

    def _part(self, part: dict[str, Any]) -> dict[str, Any]:
        """A section or an item with its commitments."""
        for name in _OWN_WORDS:
            part.pop(name, None)
        if "承诺" in part:
            part["承诺"] = [one for one in map(self._commitment, part["承诺"] or ()) if one is not None]
        if "条目" in part:
            part["条目"] = [self._part(item) for item in part["条目"]]
        return part

    def _commitment(self, commitment: dict[str, Any]) -> dict[str, Any] | None:
        """A commitment to confirm; None for one of the year that was kept in it."""
        if self._kept_this_year(commitment):
            self._done.append(str(commitment["简称"]))
            return None
        commitment.pop("出处", None)
        measure = commitment["考核"]
        dated = [measure, *(measure.get("节点") or ())]
        for one in dated:
            if one.get("截止"):
                one["截止"] = self.moved(day_of(str(one["截止"])))
                where = f"{commitment['简称']}/{one['名称']}" if "名称" in one else commitment["简称"]
                self._moved.append(f"{where} {spoken(one['截止'])}")
        if dated[0].get("截止"):
            day = re.compile(r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|底)")
            new = dated[0]["截止"]
            commitment["标题"] = day.sub(f"{new.month}月{new.day}日", str(commitment["标题"]), count=1)
        keys = list(commitment)
        place = keys.index("考核")
        return {
            **{key: commitment[key] for key in keys[:place]},
            "待确认": "是",
            **{key: commitment[key] for key in keys[place:] if key != "待确认"},
        }

    def _kept_this_year(self, commitment: dict[str, Any]) -> bool:
        """Whether something is asked once a year, and was done in the year that the new term begins in."""
        words = f"{commitment['标题']}{commitment['依据']['出处']}"
        progress = self._schedule.by_id.get(str(commitment["标识"]))
        if progress is None or progress.state is not CommitmentState.DONE or not _YEARLY.search(words):
            return False
        if commitment["考核"]["方式"] not in ("限期", "按次数"):
            return False
        same = _school_year if _SCHOOL_YEAR.search(words) else lambda day: day.year
        return same(progress.records[-1].date) == same(self._term.start)

    def moved(self, day: datetime.date) -> datetime.date:
        """The day of the new term by which as large a part of its school days is over as by a day of the old one."""
        old, years = self._schedule.plan, self._years
        before = years.school_days(old.start, day)
        whole = max(years.school_days(old.start, old.end), 1)
        target = round(before / whole * years.school_days(self._term.start, self._term.end))
        if day >= old.end:
            return self._term.end
        found = self._term.start
        while found < self._term.end and years.school_days(self._term.start, found) < target:
            found += _DAY
        return found


def _school_year(day: datetime.date) -> int:
    return day.year - (day.month < 8)
