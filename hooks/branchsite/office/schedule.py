"""行事历: what a table, or months as headings, say is to be done when."""

import datetime
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .cadence import TermDays, stated_measure
from .markers import fold
from .numerals import number_of

_WHEN = re.compile("月份|时间|日期|周次|[月周]$|时段|时限|期限|节点|进度|季度|完成")
_WHAT = re.compile("内容|工作|活动|项目|事项|安排|任务|主题|要点|措施|课题|名称|目标")
_NOT_TASKS = re.compile("责任|负责|主持|备注|地点|参加|对象|序号|部门|牵头|形式|主讲")
_PEOPLE = re.compile("责任人|负责人|主持人|牵头人|主讲|责任者")
_CN = "一二三四五六七八九十"
_N = rf"(?:\d{{1,2}}|[{_CN}]{{1,3}})"
_NUMBER = re.compile(rf"^(?:序号|编号|№|No\.?|\d{{1,3}}|[{_CN}]{{1,3}})$", re.IGNORECASE)
_PERIOD = re.compile(rf"^(?:20\d\d\s*[年.])?\s*(?:{_N}\s*月份?|第?\s*[一二三四1-4]\s*季度|第?\s*{_N}\s*周)$")
_MONTHS = re.compile(rf"(1[0-2]|0?[1-9]|[{_CN}]{{1,3}})\s*月")
_DOTTED = re.compile(r"(?:20\d\d\s*[./年-]\s*)?(1[0-2]|0?[1-9])\s*[./-]\s*(\d{1,2})(?!\d)")
_YEAR_MONTH = re.compile(r"20\d\d\s*[./-]\s*(1[0-2]|0?[1-9])(?!\d|\s*[./-])")
_DAY = re.compile(rf"(1[0-2]|0?[1-9]|[{_CN}]{{1,3}})\s*月\s*(\d{{1,2}}|[{_CN}]{{1,3}})\s*[日号]")
_WEEK = re.compile(rf"第?\s*(?:{_N}\s*[-—–~～至到]\s*)?({_N})\s*周")
_ITEM = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[)）、.．]|[①-⑳]|[·•●▪■◆※*-])\s*")
_LONGEST_LABEL = 16


@dataclass(frozen=True)
class Task:
    """One thing to do. label: the month or day as the plan writes it. due: its last day; None where it has none."""

    label: str
    text: str
    due: datetime.date | None


@dataclass(frozen=True)
class Entry:
    """A month of a schedule, or a row of a list of projects: its title, its words and what is to be done."""

    title: str
    text: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class Schedule:
    """What a table comes down to.

    names_people: it has a column of persons, who are not taken over. unnamed: what stands in columns that have no
    name, which may be persons too.
    """

    entries: tuple[Entry, ...]
    names_people: bool = False
    unnamed: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Columns:
    """Which columns say when and what; head: the names of the columns; begin: the first row behind them."""

    when: int | None
    what: tuple[int, ...]
    begin: int
    head: tuple[str, ...] = ()


def schedule_of(rows: Sequence[tuple[str, ...]], term: TermDays) -> Schedule:
    """What a table's rows ask for; no entries where it is of another kind."""
    across = _across(rows, term)
    if across:
        return Schedule(across)
    columns = _columns(rows, term)
    if columns is None:
        return Schedule(())
    people = any(_PEOPLE.search(name) for name in columns.head)
    body = _filled_down(rows[columns.begin :], columns.when)
    if columns.when is None or min(columns.what) < columns.when:
        entries = tuple(_project(row, columns, term) for row in body if row[columns.what[0]].strip())
    else:
        return Schedule(tuple(_dated(body, columns, term)), people, tuple(_unnamed(body, columns)))
    return Schedule(entries, people)


def _across(rows: Sequence[tuple[str, ...]], term: TermDays) -> tuple[Entry, ...]:
    """The entries of a table whose columns are the months or quarters."""
    for number, row in enumerate(rows[:2]):
        periods = [index for index, cell in enumerate(row) if _PERIOD.match(re.sub(r"\s", "", fold(cell)))]
        if len(periods) > 1 and number + 1 < len(rows):
            columns = (
                (row[index].strip(), [one[index] for one in rows[number + 1 :] if index < len(one)])
                for index in periods
            )
            return tuple(
                _entry(label, "\n".join(cells), term) for label, cells in columns if any(map(str.strip, cells))
            )
    return ()


def _entry(label: str, text: str, term: TermDays) -> Entry:
    due = due_of(label, term)
    tasks = tuple(Task(label, task, due) for task in split_tasks(text))
    return Entry(label, tuple(task.text for task in tasks) or (label,), tasks)


def _dated(rows: Sequence[tuple[str, ...]], columns: _Columns, term: TermDays) -> Iterator[Entry]:
    """An entry for each label, rows of one label together; what stands in other columns is only text."""
    when = columns.when or 0
    name = columns.head[when] if columns.head else ""
    for label, group in itertools.groupby(rows, key=lambda row: _label(row[when], name)):
        row_group = list(group)
        cells = [row[column] for row in row_group for column in columns.what if column < len(row)]
        if label or any(map(str.strip, cells)):
            entry = _entry(label or "其他", "\n".join(cells), term)
            yield replace(entry, text=(*entry.text, *_others(row_group, columns)))


def _others(rows: Sequence[tuple[str, ...]], columns: _Columns) -> Iterator[str]:
    """The cells that say neither when nor what, with the names of their columns; none of persons."""
    for row in rows:
        for index, head in enumerate(columns.head):
            known = index in columns.what or index == columns.when or _NUMBER.match(head) or _PEOPLE.search(head)
            if not known and index < len(row) and row[index].strip() and not _WHEN.search(head):
                text = " ".join(row[index].split())
                yield f"{head}：{text}" if head else text


def _unnamed(rows: Sequence[tuple[str, ...]], columns: _Columns) -> Iterator[str]:
    """What stands behind the columns that have a name, or where none has, beside when and what."""
    for row in rows:
        for index in range(len(columns.head), len(row)):
            if index != columns.when and index not in columns.what and row[index].strip():
                yield " ".join(row[index].split())


def _project(row: tuple[str, ...], columns: _Columns, term: TermDays) -> Entry:
    """A row of a list of projects: its name, and all of its columns but numbers and persons as words."""
    first = columns.what[0]
    name = " ".join(row[first].split())
    label = " ".join(row[columns.when].split()) if columns.when is not None and columns.when < len(row) else ""
    others = [
        index
        for index in range(len(row))
        if index != first and row[index].strip() and not _NUMBER.match(row[index].strip())
    ]
    named = (
        (columns.head[index] if index < len(columns.head) else "", " ".join(row[index].split())) for index in others
    )
    more = tuple(f"{head}：{text}" if head else text for head, text in named if not _PEOPLE.search(head))
    due = due_of(label, term)
    return Entry(name[:60], (name, *more), (Task(label, name, due),))


def _filled_down(rows: Sequence[tuple[str, ...]], when: int | None) -> list[tuple[str, ...]]:
    """The rows, an empty date as in the row above."""
    found: list[tuple[str, ...]] = []
    above = ""
    for row in rows:
        if when is not None and when < len(row):
            above = row[when] if row[when].strip() else above
            found.append((*row[:when], above, *row[when + 1 :]))
        elif when is None:
            found.append(row)
    return found


def _columns(rows: Sequence[tuple[str, ...]], term: TermDays) -> _Columns | None:
    """Where a table says when and what, by the names of its columns or what stands in them; None where nowhere."""
    for number, row in enumerate(rows[:3]):
        names = tuple(re.sub(r"\s", "", cell) for cell in row)
        dates = [index for index, name in enumerate(names) if _WHEN.search(name) and len(name) < 9]
        what = tuple(
            index
            for index, name in enumerate(names)
            if index not in dates and _WHAT.search(name) and not _NOT_TASKS.search(name) and len(name) < 13
        )
        numbered = any(_NUMBER.match(name) for name in names)
        # 九月｜主题党日 is a row, although 主题 names a column as well.
        if any(due_of(names[index], term) for index in dates):
            break
        if what and number + 1 < len(rows) and (dates or (numbered and len(names) > 2)):
            body = rows[number + 1 :]
            when = max(dates, key=lambda index: _days_in(body, index, names[index], term), default=None)
            return _Columns(when, what, number + 1, names)
    return _by_content(rows, term)


def _days_in(rows: Sequence[tuple[str, ...]], column: int, name: str, term: TermDays) -> int:
    """In how many rows a column says a day of the term."""
    return sum(column < len(row) and due_of(_label(row[column], name), term) is not None for row in rows)


def _label(cell: str, name: str) -> str:
    """What a cell says under its column's name: 5 under 周次 is the fifth week."""
    text = " ".join(cell.split())
    if re.fullmatch(_N, fold(text)):
        return f"第{text}周" if "周" in name else f"{text}月" if "月" in name else text
    return text


def _by_content(rows: Sequence[tuple[str, ...]], term: TermDays) -> _Columns | None:
    """Columns without names: one in which days stand, and the one with most words."""
    width = min(map(len, rows), default=0)
    dated = {index: sum(_is_label(row[index], term) for row in rows) for index in range(width)}
    when = max(dated, key=lambda index: dated[index], default=None)
    if when is None or width < 2 or dated[when] < 2 or dated[when] * 2 < len(rows):
        return None
    words = {index: sum(len(row[index]) for row in rows) for index in range(width) if index != when}
    begin = next(index for index, row in enumerate(rows) if _is_label(row[when], term))
    return _Columns(when, (max(words, key=lambda index: words[index]),), begin)


def _is_label(cell: str, term: TermDays) -> bool:
    """Whether a cell says when: short, with a day of the term in it."""
    return 1 < len(cell.strip()) <= _LONGEST_LABEL and due_of(cell, term) is not None


def due_of(label: str, term: TermDays) -> datetime.date | None:
    """The last day that a label such as 三月, 3月5日, 9—10月, 3.1-3.7, 第三周 or 第一季度 means in a term."""
    text = fold(label)
    days = [
        term.day(number_of(month) or 0, number_of(day) or 0) for month, day in _DAY.findall(text) if number_of(month)
    ]
    if not any(days):
        stated = stated_measure(text, term) or {}
        days = [stated.get("截止")]
    if not any(days):
        months = [number_of(one) or 0 for one in _MONTHS.findall(text)] or [
            int(one) for one in _YEAR_MONTH.findall(text)
        ]
        days = [term.month_end(month) for month in months if 1 <= month <= 12]
    if not any(days):
        days = [term.day(int(month), int(day)) for month, day in _DOTTED.findall(text)]
    known = [day for day in days if day]
    if known:
        return max(known)
    week = _WEEK.search(text)
    number = number_of(week[1]) if week else None
    return term.week_end(number) if number else None


def split_tasks(text: str) -> Iterator[str]:
    """The tasks of a cell or a paragraph: one a line, a number or a full stop."""
    for line in text.splitlines():
        for piece in re.split(r"[；;。]|(?<=\S)\s*(?=(?:\d{1,2}[.．、)）](?!\d)|[①-⑳]|[（(]\d{1,2}[)）]))", line):
            task = _ITEM.sub("", piece).strip(" \t\u3000，,、")
            if len(task) > 1:
                yield task
