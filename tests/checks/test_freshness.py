"""News that has grown old."""

import datetime
from pathlib import Path

import pytest

from branchsite.checks.freshness import check
from branchsite.errors import Severity
from edits import A, Change, changed, found

# Tiny's news: 3 public records up to 2024-04-23, then 05-06 (announced), 05-09 and, to come, 05-15.
LATER: dict[str, Change] = {A + "2024-05-09-zicha.yml": ("发布日期: 2024-05-15", "发布日期: 2024-06-15")}
CASES: list[tuple[str, dict[str, Change], list[str]]] = [
    ("2024-05-10", {}, []),
    ("2024-05-23", LATER, []),
    ("2024-05-24", LATER, ["首页新闻已经 15 天没有更新"]),
    ("2024-06-30", {}, ["首页新闻已经 46 天没有更新"]),
    ("2024-07-01", {}, []),
    ("2024-02-18", {}, []),
    ("2024-02-19", {}, ["还没有发布过活动"]),
    ("2024-03-05", {}, ["还没有发布过活动"]),
    ("2024-05-30", {"data/site.yml": ("新闻时效: 14", "新闻时效: 15")}, []),
    ("2024-05-30", {"data/site.yml": ("新闻时效: 14", "新闻时效: 7")}, ["首页新闻已经 15 天没有更新"]),
    ("2024-05-24", {"data/site.yml": ("示例: 显示", "示例: 隐藏")}, ["首页新闻已经 15 天没有更新"]),
]  # fmt: skip


@pytest.mark.parametrize(("today", "changes", "messages"), CASES)
def test_notices(today: str, changes: dict[str, Change], messages: list[str], tmp_path: Path) -> None:
    """Only within a term; what is to come, only counted or hidden is no news."""
    problems = found(check, changed(tmp_path, changes), datetime.date.fromisoformat(today))
    assert [one.message for one in problems] == messages
    assert all(one.severity is Severity.NOTICE for one in problems)
