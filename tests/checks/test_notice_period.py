"""公示: its beginning and end."""

from pathlib import Path

import pytest

from branchsite.checks.notice_period import check
from branchsite.errors import Severity
from edits import A, changed, found, record

FILE = f"{A}2024-04-15-a.yml"


@pytest.mark.parametrize(
    ("kind", "fields", "message", "cure"),
    [
        ("公示", {}, "公示要写到哪一天为止", "加一行 截止: 2024-04-22"),
        ("公示", {"截止": "2024-04-14"}, "公示的截止 2024-04-14 早于开始 2024-04-15", "截止: 2024-04-22"),
        ("公示", {"开始": "2024-04-20", "截止": "2024-04-16"}, "公示的截止 2024-04-16 早于开始 2024-04-20",
         "截止: 2024-04-27"),
        ("公示", {"截止": "2025-04-15"}, "公示从 2024-04-15 到 2025-04-15，有 365 天，是不是写错了",
         "截止: 2024-04-22"),
        ("公示", {"开始": "2024-04-10", "截止": "2024-04-18"},
         "公示从 2024-04-10 开始，2024-04-15 才发布，读者看到的天数比公示期少", "发布日期: 2024-04-10"),
        ("集中学习", {"开始": "2024-04-15"}, "“集中学习”不是公示，不写“开始”", "删掉这一行"),
        ("集中学习", {"截止": "2024-04-15"}, "“集中学习”不是公示，不写“截止”", "删掉这一行"),
    ],
)  # fmt: skip
def test_what_is_wrong(kind: str, fields: dict[str, str], message: str, cure: str, tmp_path: Path) -> None:
    """Each with a line that mends it."""
    (problem,) = found(check, changed(tmp_path, {FILE: record(kind=kind, **fields)}))
    assert (problem.message, problem.fix) == (message, cure)


@pytest.mark.parametrize(
    "fields",
    [
        {"截止": "2024-04-15"},
        {"截止": "2024年4月22日"},
        {"开始": "2024-04-15", "截止": "2024-04-22"},
        {"开始": "2024-04-16", "截止": "2024-04-16"},
        {"发布日期": "2024-04-14", "截止": "2024-07-14"},
    ],
)
def test_what_is_right(fields: dict[str, str], tmp_path: Path) -> None:
    """One day, dates as people write them, published before it begins."""
    assert not found(check, changed(tmp_path, {FILE: record(kind="公示", **fields)}))


def test_reminders_stop_nothing(tmp_path: Path) -> None:
    """What is only unlikely."""
    (problem,) = found(check, changed(tmp_path, {FILE: record(kind="公示", 截止="2025-04-15")}))
    assert problem.severity is Severity.NOTICE


def test_a_kind_without_pages(tmp_path: Path) -> None:
    """Nobody could read it."""
    swap = ("  名称: 公示\n  可见: 公", "  名称: 公示\n  可见: 计")
    (problem,) = found(check, changed(tmp_path, {"data/kinds.yml": swap}))
    assert (problem.message, problem.fix) == ("“公示”是公示，要有页面，“可见”只能写“公”", "可见: 公")
