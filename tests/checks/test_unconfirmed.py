"""What nobody has confirmed is counted."""

from pathlib import Path

import pytest

from branchsite.checks.unconfirmed import check
from branchsite.errors import Severity
from edits import PLAN, changed, found
from incremental.edits import setting
from incremental.places import DUES, MEETING, SPIRIT, USE


@pytest.mark.parametrize(
    ("places", "message"),
    [
        ([], ""),
        ([SPIRIT], "待确认的任务 1 项：二十大精神学习。"),
        ([DUES, MEETING, USE], "待确认的任务 3 项：支部党员大会、学用结合、党费收缴。"),
    ],
)
def test_unconfirmed(places: list[tuple[str | int, ...]], message: str, tmp_path: Path) -> None:
    """One notice for the plan, at the first."""

    def mark(path: Path) -> None:
        for place in places:
            setting(PLAN, *place, "待确认", to="是")(path.parents[2])

    problems = found(check, changed(tmp_path, {PLAN: mark}))
    assert [one.message.partition("确认以前")[0] for one in problems] == ([message] if message else [])
    assert all(one.severity is Severity.NOTICE and one.text.strip() == "待确认: 是" for one in problems)


def test_no_is_confirmed(tmp_path: Path) -> None:
    """否 is as good as nothing."""
    data = changed(tmp_path, {PLAN: ("标题: 每月至少学习一次", "标题: 每月至少学习一次\n        待确认: 否")})
    assert found(check, data) == []
