"""What a material says it serves is one item of one plan."""

from pathlib import Path

import pytest

from branchsite.checks.items import check
from branchsite.load.data import Data, load, read
from edits import PLAN, changed, found
from sites import TINY, replace

STUDY = "docs/study/sanhui-yike.md"
NEXT = "data/plans/2024-2025-1.yml"
OLD = "[2023-2024-2/一1]"


def plans(folder: Path, items: str, month: str = "2024-03") -> Data:
    """Tiny with a second plan, which has no second section, and one material's 条目 and 月份 as they are typed."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    text = text.replace("开始: 2024-02-19", "开始: 2024-09-02").replace("结束: 2024-06-30", "结束: 2025-01-17")
    text = text[: text.index("  - 标题: 加强队伍建设")]
    data = changed(folder, {NEXT: text, STUDY: (f"条目: {OLD}", f"条目: {items}")})
    replace(data.root / STUDY, "月份: 2024-03", f"月份: {month}")
    return load(data.root)


RIGHT = [
    "[2023-2024-2/一1]", "[2024-2025-1/一1]", "[2023-2024-2/一1, 2024-2025-1/一1]", "2024-2025-1／一1",
    "[2024-2025-1 / 一]", "2023-2024-2/一、2024-2025-1/一2", "[二1]", "[二]", "[二1, 2024-2025-1/一]",
]  # fmt: skip


@pytest.mark.parametrize("typed", RIGHT)
def test_right(typed: str, tmp_path: Path) -> None:
    """With its plan; without one where only one plan has the key, as it was while there was one plan."""
    assert found(check, plans(tmp_path, typed)) == []


WRONG = [
    # typed, month, message, cure
    ("[一1]", "2024-03", "“一1”在 2023-2024-2、2024-2025-1 这几个计划里都有，要写明是哪一个", "[2023-2024-2/一1]"),
    ("[一1]", "2024-10", "“一1”在 2023-2024-2、2024-2025-1 这几个计划里都有，要写明是哪一个", "[2024-2025-1/一1]"),
    ("[一1]", "2024-08", "“一1”在", "[2023-2024-2/一1]"),
    ("[一1]", "3月", "“一1”在", "[2023-2024-2/一1]"),
    ("[一, 一2]", "2024-03", "“一”在", "[2023-2024-2/一, 2023-2024-2/一2]"),
    ("[一2, 一, 二1]", "2024-03", "“一2”在", "[2023-2024-2/一2, 2023-2024-2/一, 二1]"),
    ("[2024-2025-1/一1, 一1]", "2024-03", "“一1”在", "[2024-2025-1/一1, 2023-2024-2/一1]"),
    ("一、一2", "2024-03", "“一”在", "2023-2024-2/一、2023-2024-2/一2"),
    ("[2024-2025-1/二1]", "2024-03", "计划 2024-2025-1 里没有条目“二1”", "[2024-2025-1/一1]"),
    ("[2023-2024-2/1-1]", "2024-03", "计划 2023-2024-2 里没有条目“1-1”", "[2023-2024-2/一1]"),
    ("[2023-2024-2/一.1]", "2024-03", "计划 2023-2024-2 里没有条目“一.1”", "[2023-2024-2/一1]"),
    ("[2023-2024-2/二2-]", "2024-03", "计划 2023-2024-2 里没有条目“二2-”", "[2023-2024-2/二2]"),
    ("[2023-2024-2/]", "2024-03", "计划 2023-2024-2 里没有条目“”", "可以写：2023-2024-2/一、"),
    ("[2023-2024/二1]", "2024-03", "没有叫“2023-2024”的计划", "[2023-2024-2/二1]"),
    ("[2023-2024-02/一1]", "2024-03", "没有叫“2023-2024-02”的计划", "[2023-2024-2/一1]"),
    ("[本学期/一1]", "2024-03", "没有叫“本学期”的计划", "可以写：2023-2024-2/一、"),
    ("[/一1]", "2024-03", "没有叫“”的计划", "可以写："),
    ("[2-1]", "2024-03", "没有叫“2-1”的条目", "[二1]"),
    ("[1-1]", "2024-03", "没有叫“1-1”的条目", "[2023-2024-2/一1]"),
    ("[三1]", "2024-03", "没有叫“三1”的条目", "[二1]"),
    ("[xyz]", "2024-03", "没有叫“xyz”的条目", "可以写：2023-2024-2/一、2023-2024-2/一1"),
]


@pytest.mark.parametrize(("typed", "month", "message", "cure"), WRONG)
def test_wrong(typed: str, month: str, message: str, cure: str, tmp_path: Path) -> None:
    """One problem for the line, with the line as it was probably meant: copied, it is right."""
    data = plans(tmp_path, typed, month)
    [problem] = found(check, data)
    assert (problem.file, problem.line, problem.text) == (STUDY, 9, f"条目: {typed}")
    assert message in problem.message
    assert cure in problem.fix
    if problem.fix.startswith("条目: "):
        replace(data.root / STUDY, problem.text, problem.fix)
        assert found(check, load(data.root)) == []


def test_each_line_is_mended_by_itself(tmp_path: Path) -> None:
    """In a list with a line an item."""
    data = plans(tmp_path, "\n  - 一\n  - 一2\n  - 2024-2025-1/一1")
    problems = found(check, data)
    assert [(one.line, one.fix) for one in problems] == [(10, "- 2023-2024-2/一"), (11, "- 2023-2024-2/一2")]


def test_while_there_is_one_plan(tmp_path: Path) -> None:
    """What was written before plans were named stays right."""
    data = changed(tmp_path, {STUDY: (f"条目: {OLD}", "条目: [一1, 二, 2023-2024-2/一2]")})
    assert found(check, data) == []


def test_no_plan(tmp_path: Path) -> None:
    """There is nothing to serve: a plan comes first."""
    data = changed(tmp_path, {PLAN: lambda path: path.unlink()})
    assert {one.fix for one in found(check, data)} == {"先在 data/plans/ 里写一个计划，条目从它来"}


def test_nothing_while_a_plan_cannot_be_read(tmp_path: Path) -> None:
    """Every item would seem to dangle."""
    data = changed(tmp_path, {})
    replace(data.root / PLAN, "开始: ", "开始：")
    left, _ = read(data.root)
    assert left is not None
    assert found(check, left) == []
