"""Filing numbers that are missing."""

from pathlib import Path

import pytest

from branchsite.checks.filing import check
from branchsite.errors import Severity
from edits import changed, found

ICP = "  ICP: 苏ICP备00000000号-1\n"
POLICE = "  公安: 苏公网安备 00000000000000号\n"


@pytest.mark.parametrize(
    ("old", "missing"),
    [(ICP, ["ICP"]), (POLICE, ["公安"]), ("备案:\n" + ICP + POLICE, ["ICP", "公安"]), ("名称: 示范", [])],
)
def test_a_notice_for_each(old: str, missing: list[str], tmp_path: Path) -> None:
    """It reminds and stops nothing."""
    new = "名称: 模范" if not missing else ""
    problems = found(check, changed(tmp_path, {"data/site.yml": (old, new)}))
    assert [one.message for one in problems] == [f"还没有填{name}备案号，页脚不显示" for name in missing]
    assert all(one.severity is Severity.NOTICE for one in problems)
