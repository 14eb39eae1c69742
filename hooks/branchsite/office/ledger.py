"""台账: a workbook of what was held and what the plan asks, with nothing in it that may not be public."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from ..library.library import Library
from ..library.progress import CommitmentProgress, PeriodMark
from ..library.record import Record
from ..library.schedule import Schedule
from ..models.date import weekday

Cell = str | float | datetime.date | None

MEETINGS = ("支部党员大会", "支委会", "党小组会", "党课")
PARTY_DAY, STUDY = "主题党日", "集中学习"
"""Kinds by their names in data/kinds.yml; a site that calls them otherwise finds its records under 全部记录."""


_LINE = 15
"""Points of a line in a cell."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the heads of its columns with their widths in characters, its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


RECORD_COLUMNS = (
    ("日期", 11), ("星期", 7), ("类别", 13), ("标题", 34), ("地点", 14), ("学时", 6), ("对应任务", 24), ("网址", 44),
    ("示例", 5),
)  # fmt: skip
PLAN_COLUMNS = (
    ("部分", 14), ("条目", 16), ("任务", 18), ("怎样考核", 26), ("应完成", 8), ("已完成", 8), ("单位", 8), ("状态", 10),
    ("最近一次", 12), ("依据", 40),
)  # fmt: skip
MISSING_COLUMNS = (("任务", 18), ("缺什么", 30), ("期限", 12), ("所在", 30))


def sheets(library: Library, schedule: Schedule | None) -> tuple[Sheet, ...]:
    """All sheets: of a plan's term, or of all records where there is none."""
    held = [
        one for one in library.happened if schedule is None or schedule.term.start <= one.date <= schedule.term.as_of
    ]
    records = sorted(held, key=lambda one: (one.date, one.id))

    def of(name: str, keep: Callable[[Record], bool]) -> Sheet:
        return Sheet(name, RECORD_COLUMNS, tuple(_record(library, one) for one in records if keep(one)))

    return (
        of("三会一课", lambda one: one.kind.name in MEETINGS),
        of("主题党日", lambda one: one.kind.name == PARTY_DAY),
        of("集中学习和学时", lambda one: one.kind.name == STUDY or bool(one.activity.hours)),
        of("全部记录", lambda one: True),
        *(() if schedule is None else (_plan(schedule), _missing(schedule))),
    )


def _record(library: Library, record: Record) -> tuple[Cell, ...]:
    """A record as far as it is public: of one that is only counted, day and kind."""
    public = record.public
    tasks = [one.progress.commitment.short for one in library.fulfilments(record) if not one.progress.internal]
    return (
        record.date,
        weekday(record.date),
        record.kind.name,
        record.title if public else None,
        record.activity.place if public else None,
        record.activity.hours,
        "、".join(dict.fromkeys(tasks)),
        f"{library.address}{record.url}" if public else None,
        "是" if record.activity.sample else None,
    )


def _plan(schedule: Schedule) -> Sheet:
    rows = [_commitment(schedule, one) for one in schedule.all_progress if not one.internal]
    return Sheet("计划", PLAN_COLUMNS, tuple(rows))


def _commitment(schedule: Schedule, progress: CommitmentProgress) -> tuple[Cell, ...]:
    section, item = schedule.homes[progress.commitment.id]
    counted = bool(progress.target)
    return (
        section.section.short,
        item.item.short if item else None,
        progress.commitment.short,
        progress.measure_label,
        progress.target if counted else None,
        progress.done if counted else None,
        progress.unit if counted else None,
        str(progress.state),
        progress.records[-1].date if progress.records else None,
        progress.commitment.basis.source,
    )


def _missing(schedule: Schedule) -> Sheet:
    """What is overdue, period by period where there are some."""
    rows: list[tuple[Cell, ...]] = []
    for one in schedule.late:
        place = schedule.place_of(one)
        missed = [part for part in one.parts if part.mark is PeriodMark.MISSED]
        rows += [(one.commitment.short, part.label, part.due, place) for part in missed]
        if not missed:
            rows.append((one.commitment.short, f"{one.figure}，{one.note}", None, place))
    return Sheet("缺项", MISSING_COLUMNS, tuple(rows))


def write_workbook(path: Path, content: Sequence[Sheet]) -> None:
    """Write the sheets. Raises FileExistsError, OSError."""
    with (
        path.open("xb") as made,
        xlsxwriter.Workbook(made, {"strings_to_formulas": False, "strings_to_urls": False}) as book,
    ):
        styles = {
            "head": book.add_format({"bold": True, "bg_color": "#F3E9E2", "border": 1, "text_wrap": True}),
            "date": book.add_format({"num_format": "yyyy-mm-dd", "border": 1, "align": "left", "valign": "top"}),
            "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
        }
        for sheet in content:
            _write_sheet(book.add_worksheet(sheet.name), sheet, styles)


def _write_sheet(made: Any, sheet: Sheet, styles: dict[str, Any]) -> None:
    for column, (head, width) in enumerate(sheet.columns):
        made.set_column(column, column, width)
        made.write_string(0, column, head, styles["head"])
    for number, row in enumerate(sheet.rows, 1):
        # Excel fits a row to its words by itself; other programs keep what the file says.
        made.set_row(number, _LINE * _lines(row, sheet.columns))
        _write_row(made, number, row, styles)
    made.freeze_panes(1, 0)
    made.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    made.repeat_rows(0)
    made.set_landscape()
    made.set_paper(9)
    made.fit_to_pages(1, 0)
    made.set_footer("&C第 &P 页，共 &N 页")


def _lines(row: Sequence[Cell], columns: Sequence[tuple[str, int]]) -> int:
    """How many lines the fullest cell of a row needs; a Chinese character is as wide as two others."""
    widths = (sum(2 if ord(one) > 0x2E7F else 1 for one in value) if isinstance(value, str) else 0 for value in row)
    return max(1, *(-(-width // (room - 1)) for width, (_, room) in zip(widths, columns, strict=True)))


def _write_row(made: Any, number: int, row: Iterable[Cell], styles: dict[str, Any]) -> None:
    for column, value in enumerate(row):
        if isinstance(value, datetime.date):
            made.write_datetime(number, column, datetime.datetime.combine(value, datetime.time()), styles["date"])
        elif isinstance(value, int | float):
            made.write_number(number, column, value, styles["text"])
        elif value:
            made.write_string(number, column, value, styles["text"])
        else:
            made.write_blank(number, column, None, styles["text"])
