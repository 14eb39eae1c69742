"""What only the secretary is told of."""

import datetime
from pathlib import Path

import pytest

from branchsite.build import read_library
from edits import PLAN
from sites import TINY, copy_site, replace


@pytest.mark.parametrize(
    ("public", "today", "said"),
    [
        ("是", "2024-05-10", None),
        ("否", "2024-05-10", "逾期 3 项，网站上写“待补”：二十大精神学习（2月"),
        ("否", "2024-02-20", None),
    ],
)
def test_what_is_late_where_the_public_is_not_told(public: str, today: str, said: str | None, tmp_path: Path) -> None:
    """In `check`, at the line that keeps it from the public."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / PLAN, "开始: 2024-02-19", f"公开逾期: {public}\n开始: 2024-02-19")
    _, problems = read_library(root, datetime.date.fromisoformat(today))
    found = [one for one in problems if one.text.startswith("公开逾期")]
    assert [one.message.partition("、")[0] for one in found] == ([said] if said else [])
