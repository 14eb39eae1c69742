"""A school calendar that can be right."""

from pathlib import Path

import pytest

from branchsite.checks.calendar import check
from branchsite.errors import DataError, Severity
from branchsite.load.data import load
from edits import PLAN, changed, found
from sites import replace

FILE = "data/calendar.yml"
TERMS = """学期:
  - 名称: 甲
    开始: 2024-09-02
    结束: 2025-01-17
  - 名称: 乙
    开始: 2025-02-17
    结束: 2025-06-30
放假:
  - 名称: 国庆节
    开始: 2024-10-01
    结束: 2024-10-07
调休上课:
  - 2024-10-12
"""


def test_right(tmp_path: Path) -> None:
    """Terms that the plans do not have, a term as its plan has it, holidays, and weekends that are worked on."""
    own = "  - 名称: 本学期\n    开始: 2024-02-19\n    结束: 2024-06-30\n放假:\n"
    data = changed(tmp_path, {FILE: TERMS.replace("放假:\n", own)})
    assert found(check, data) == []


def test_the_longest_term(tmp_path: Path) -> None:
    """Four hundred days are a long year; with one more it is a slip."""
    text = TERMS.replace("结束: 2025-06-30", "结束: 2026-03-24")
    assert found(check, changed(tmp_path, {FILE: text})) == []


WRONG = [
    # old, new, line, message, cure
    ("结束: 2025-01-17", "结束: 2024-09-02", 4, "学期的结束要在开始之后", "以后的一天"),
    ("结束: 2025-01-17", "结束: 2024-01-17", 4, "学期的结束要在开始之后", "以后的一天"),
    ("结束: 2025-06-30", "结束: 2026-06-30", 7, "学期从 2025-02-17 到 2026-06-30，是不是年份写错了", "以后"),
    ("结束: 2025-06-30", "结束: 9999-12-31", 7, "学期从 2025-02-17 到 9999-12-31，是不是年份写错了", "以后"),
    ("开始: 2025-02-17", "开始: 2025-01-10", 6, "学期和 “甲” 的重叠", "开始: 2025-01-18"),
    ("结束: 2025-06-30", "结束: 2026-03-25", 7, "学期从 2025-02-17 到 2026-03-25，是不是年份写错了", "以后"),
    (
        "开始: 2025-02-17\n    结束: 2025-06-30",
        "开始: 2024-07-01\n    结束: 2024-09-20",
        *(7, "学期和 “甲” 的重叠", "结束: 2024-09-01"),
    ),
    ("开始: 2025-02-17", "开始: 2024-09-02", 6, "一个学期的日子全在另一个里面", "核对两个学期"),
    ("结束: 2025-06-30", "结束: 2024-10-07", 7, "学期的结束要在开始之后", "以后的一天"),
    ("开始: 2024-09-02", "开始: 2024-06-17", 3, "的“开始”不一样，那里是 2024-02-19", "开始: 2024-02-19"),
    ("结束: 2024-10-07", "结束: 2024-09-07", 11, "放假的最后一天不能在第一天前面", "结束: 2024-10-01"),
    ("结束: 2024-10-07", "结束: 2025-10-07", 11, "“国庆节”放了 372 天，是不是年份写错了", "以后"),
    ("  - 2024-10-12", "  - 2024-10-05", 13, "2024-10-05 也写在“放假”的“国庆节”里，又放假又上课", "删掉"),
    ("  - 2024-10-12", "  - 2024-10-01", 13, "2024-10-01 也写在“放假”的“国庆节”里，又放假又上课", "删掉"),
]


@pytest.mark.parametrize(("old", "new", "line", "message", "cure"), WRONG)
def test_wrong(old: str, new: str, line: int, message: str, cure: str, tmp_path: Path) -> None:
    """On its line, with a cure."""
    problems = found(check, changed(tmp_path, {FILE: TERMS.replace(old, new, 1)}))
    [problem] = [one for one in problems if message in one.message]
    assert (problem.line, problem.severity) == (line, Severity.ERROR)
    assert cure in problem.fix


def test_a_term_that_is_not_as_its_plan_has_it(tmp_path: Path) -> None:
    """Each day by itself; the lines that are given make it right."""
    typed = "学期:\n  - 开始: 2024-02-26\n    名称: 本学期\n    结束: 2024-07-05\n"
    data = changed(tmp_path, {FILE: typed})
    problems = found(check, data)
    assert [(one.line, one.fix) for one in problems] == [(2, "- 开始: 2024-02-19"), (4, "结束: 2024-06-30")]
    assert all(PLAN in one.message for one in problems)
    for one in problems:
        replace(data.root / FILE, one.text, one.fix)
    assert found(check, load(data.root)) == []


def test_a_weekday_need_not_be_named(tmp_path: Path) -> None:
    """It is taught on anyway; perhaps another day was meant. Nothing is stopped."""
    [notice] = found(check, changed(tmp_path, {FILE: TERMS.replace("2024-10-12", "2024-10-14")}))
    assert (notice.severity, notice.line) == (Severity.NOTICE, 13)
    assert notice.message == "2024-10-14 是星期一，本来就上课，不用写；是不是日期写错了"


def test_no_calendar(tmp_path: Path) -> None:
    """A school need not have one here."""
    assert found(check, changed(tmp_path, {FILE: lambda path: path.unlink()})) == []


EMPTY = ["# 还没有写\n", "放假:\n", "学期: []\n", "最少教学日:\n"]


@pytest.mark.parametrize("text", EMPTY)
def test_nothing_in_it(text: str, tmp_path: Path) -> None:
    """A calendar that is still to be filled in is as none, or is told so."""
    try:
        data = changed(tmp_path, {FILE: text})
    except DataError as error:
        assert all(one.file == FILE and one.fix for one in error.problems)
        assert text == EMPTY[0]
    else:
        assert found(check, data) == []


@pytest.mark.parametrize(
    ("field", "line"),
    [("放假", "  - {名称: 甲, 开始: 2024-05-01}\n"), ("调休上课", "  - 2024-05-11\n")],
)
def test_too_much_in_it(field: str, line: str, tmp_path: Path) -> None:
    """Each is held against each: no more than a hundred years have."""
    with pytest.raises(DataError) as caught:
        changed(tmp_path, {FILE: f"{field}:\n" + line * 1001})
    assert [one.message for one in caught.value.problems] == [f"“{field}”最多 1000 项"]
