"""What 支部概况 leaves unsaid."""

from pathlib import Path

import pytest

from branchsite.checks.profile import check
from branchsite.errors import Severity
from edits import changed, found

POSTS = """  班子:
    - 职务: 支部书记
      分工: 主持支部全面工作。
    - 职务: 组织委员
      分工: 组织生活和党员教育。
"""


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ("名称: 示范", "名称: 模范", ""),
        ("    办公电话: 0519-00000000\n", "", "办公电话"),
        ("    办公电话: 0519-00000000\n", "    办公电话:\n", "办公电话"),
        (POSTS, "  班子:\n", "班子"),
        ("  党员人数: 12\n", "", "党员人数"),
        ("概况:", "概况: {}\n# 概况:", "主办单位、简介、党员人数、班子、办公电话、地址、邮箱、接待时间"),
    ],
)
def test_one_notice_for_all(old: str, new: str, missing: str, tmp_path: Path) -> None:
    """It names what is missing, and stops nothing."""
    if "{}" in new:
        text = (Path(__file__).parents[1] / "worlds/tiny/data/site.yml").read_text("utf-8")
        start, end = text.index("概况:"), text.index("备案:")
        data = changed(tmp_path, {"data/site.yml": text[:start] + text[end:]})
    else:
        data = changed(tmp_path, {"data/site.yml": (old, new)})
    problems = found(check, data)
    assert [one.message for one in problems] == ([f"支部概况还没有填：{missing}，页面上不显示"] if missing else [])
    assert all(one.severity is Severity.NOTICE for one in problems)
