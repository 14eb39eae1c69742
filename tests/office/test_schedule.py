"""Tables that say when and what: with the names of their columns above them, or without."""

import datetime

from branchsite.office.cadence import TermDays
from branchsite.office.schedule import due_of, schedule_of
from rows import over

TERM = TermDays(datetime.date(2024, 9, 1), datetime.date(2025, 1, 31))
Row = tuple[str, ...]


@over(
    ("rows", "titles"),
    [
        ([("九月", "主题党日"), ("十月", "党课")], ["九月", "十月"]),
        ([("9月", "重点工作：迎新"), ("10月", "专题活动"), ("11月", "党课")], ["9月", "10月", "11月"]),
        ([("第一周", "工作部署"), ("第二周", "学习内容"), ("第三周", "党课")], ["第一周", "第二周", "第三周"]),
        ([("九月", "", "主题党日"), ("九月", "", "党课"), ("十月", "", "学习")], ["九月", "十月"]),
        ([("月份", "内容"), ("九月", "主题党日"), ("十月", "党课")], ["九月", "十月"]),
        ([("时间", "活动安排"), ("9月", "工作会议"), ("10月", "党课")], ["9月", "10月"]),
        ([("月", "主题"), ("9", "立德"), ("10", "树人")], ["9月", "10月"]),
        ([("序号", "工作内容", "完成时间"), ("1", "迎新", "9月"), ("2", "党课", "10月")], ["迎新", "党课"]),
    ],
)
def test_no_row_is_taken_for_the_names(rows: list[Row], titles: list[str]) -> None:
    """A row that says a day of its own is no head, whatever its task is called."""
    assert [one.title for one in schedule_of(rows, TERM).entries] == titles


@over(
    ("rows", "unnamed"),
    [
        ([("九月", "主题党日", "会议室"), ("十月", "党课", "")], ("会议室",)),
        ([("月份", "内容"), ("九月", "主题党日", "会议室"), ("十月", "党课", "操场")], ("会议室", "操场")),
        ([("月份", "内容", "备注"), ("九月", "主题党日", "会议室"), ("十月", "党课", "")], ()),
        ([("月份", "内容", ""), ("九月", "主题党日", "会议室"), ("十月", "党课", "")], ()),
    ],
)
def test_what_is_in_no_column_is_named(rows: list[Row], unnamed: tuple[str, ...]) -> None:
    """Nothing of a table is left out without a word; a column whose head is empty is read as text."""
    found = schedule_of(rows, TERM)
    assert found.unnamed == unnamed
    assert unnamed or "会议室" in str(found.entries)


@over(
    ("others", "titles"),
    [
        (["迎新", "总结"], ["九月", "十月", "迎新", "总结"]),
        (["迎新", "总结", "送别"], []),
    ],
)
def test_without_names_half_of_the_rows_say_when(others: list[str], titles: list[str]) -> None:
    """Where fewer do, a column that has a month here and there is not one of days."""
    rows = [("九月", "主题党日"), ("十月", "党课学习"), *((one, "全体党员参加") for one in others)]
    assert [one.title for one in schedule_of(rows, TERM).entries] == titles


def test_a_day_without_a_task_and_a_task_without_a_day() -> None:
    """Both are entries; a row that says nothing is none."""
    rows = [("月份", "内容"), ("", "先做好准备"), ("九月", "主题党日"), ("十月", ""), ("十一月", "党课")]
    found = schedule_of(rows, TERM).entries
    assert [(one.title, one.text) for one in found] == [
        ("其他", ("先做好准备",)),
        ("九月", ("主题党日",)),
        ("十月", ("十月",)),
        ("十一月", ("党课",)),
    ]
    assert [one.title for one in schedule_of([rows[0], ("", ""), *rows[2:]], TERM).entries] == [
        "九月",
        "十月",
        "十一月",
    ]


@over(
    ("label", "due"),
    [
        ("第三周", datetime.date(2024, 9, 22)),
        ("第3周", datetime.date(2024, 9, 22)),
        ("3月", None),
        ("9月", datetime.date(2024, 9, 30)),
        ("9月5日", datetime.date(2024, 9, 5)),
        ("9—10月", datetime.date(2024, 10, 31)),
        ("9.1-9.7", datetime.date(2024, 9, 7)),
        ("校内", None),
    ],
)
def test_due_of(label: str, due: datetime.date | None) -> None:
    """The last day that a label means within the term."""
    assert due_of(label, TERM) == due
