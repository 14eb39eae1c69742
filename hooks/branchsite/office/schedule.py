"""行事历: what a table or months as headings say is to be done when."""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .cadence import TermDays
from .markers import fold
from .numerals import number_of

_WHEN = re.compile("月份|时间|日期|周次|月$|时段")
_WHAT = re.compile("内容|工作|活动|项目|事项|安排|任务|主题|要点|措施")
_NOT_TASKS = re.compile("责任|负责|主持|备注|地点|参加|对象|序号|部门|牵头|形式")
_PEOPLE = re.compile("责任人|负责人|主持人|牵头人")
_CN = "一二三四五六七八九十"
_MONTHS = re.compile(rf"(1[0-2]|0?[1-9]|[{_CN}]{{1,3}})\s*月")
_DOTTED = re.compile(r"(?:20\d\d\s*[./年-]\s*)?(1[0-2]|0?[1-9])\s*[./-]\s*(\d{1,2})(?!\d)")
_YEAR_MONTH = re.compile(r"20\d\d\s*[./-]\s*(1[0-2]|0?[1-9])(?!\d|\s*[./-])")
_DAY = re.compile(rf"(1[0-2]|0?[1-9]|[{_CN}]{{1,3}})\s*月\s*(\d{{1,2}}|[{_CN}]{{1,3}})\s*[日号]")
_WEEK = re.compile(rf"第?\s*(\d{{1,2}}|[{_CN}]{{1,3}})\s*周")
_ITEM = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]|[①-⑳]|[·•●▪■◆※*-])\s*")


@dataclass(frozen=True)
class Task:
    """One thing to do. label: the month or day as the plan writes it. due: its last day; None where it has none."""

    label: str
    text: str
    due: datetime.date | None


def tasks_of(rows: Sequence[tuple[str, ...]], term: TermDays) -> tuple[list[Task], bool]:
    """The tasks of a table's rows, and whether it names persons, who are not taken over."""
    when, what, begin, people = _columns(rows)
    if when is None or not what:
        return [], False
    found = []
    for row in rows[begin:]:
        label = " ".join(row[when].split()) if when < len(row) else ""
        due = due_of(label, term)
        for column in what:
            if column < len(row):
                found += [Task(label, text, due) for text in split_tasks(row[column])]
    return found, people


def _columns(rows: Sequence[tuple[str, ...]]) -> tuple[int | None, list[int], int, bool]:
    """The column of the dates, those of the tasks, the first row behind the head, and whether persons have a column."""
    for number, row in enumerate(rows[:3]):
        names = [re.sub(r"\s", "", cell) for cell in row]
        when = next((index for index, name in enumerate(names) if _WHEN.search(name) and len(name) < 9), None)
        what = [
            index
            for index, name in enumerate(names)
            if index != when and _WHAT.search(name) and not _NOT_TASKS.search(name) and len(name) < 13
        ]
        if when is not None and what:
            return when, what, number + 1, any(_PEOPLE.search(name) for name in names)
    dated = [row for row in rows if len(row) > 1 and (_MONTHS.match(fold(row[0])) or _WEEK.match(fold(row[0])))]
    return (0, [1], 0, False) if len(dated) > 1 else (None, [], 0, False)


def due_of(label: str, term: TermDays) -> datetime.date | None:
    """The last day that a label such as 三月, 3月5日, 9—10月, 3.1-3.7 or 第三周 means in a term."""
    text = fold(label)
    days = [
        term.day(number_of(month) or 0, number_of(day) or 0) for month, day in _DAY.findall(text) if number_of(month)
    ]
    if not days:
        months = [number_of(one) or 0 for one in _MONTHS.findall(text)] or [
            int(one) for one in _YEAR_MONTH.findall(text)
        ]
        days = [term.month_end(month) for month in months if 1 <= month <= 12]
    if not days:
        days = [term.day(int(month), int(day)) for month, day in _DOTTED.findall(text)]
    known = [day for day in days if day]
    if known:
        return max(known)
    week = _WEEK.search(text)
    if week and (number := number_of(week[1])):
        monday = term.start - datetime.timedelta(days=term.start.weekday())
        return term.clamp(monday + datetime.timedelta(days=7 * number - 1))
    return None


def split_tasks(text: str) -> Iterator[str]:
    """The tasks of a cell or a paragraph: one a line, a number or a full stop."""
    for line in text.splitlines():
        for piece in re.split(r"[；;。]|(?<=\S)\s*(?=(?:\d{1,2}[.．、)）](?!\d)|[①-⑳]|[（(]\d{1,2}[)）]))", line):
            task = _ITEM.sub("", piece).strip(" \t\u3000，,、")
            if len(task) > 1:
                yield task
