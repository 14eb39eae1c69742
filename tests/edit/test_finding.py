"""What stands beside a field: the cure of a file, in the words of the form."""

import pytest

from branchsite.edit.finding import Finding
from branchsite.errors import Problem

CURES = [
    ("地点", "没有“地点”，就不写这一项", "删掉这一行", "这一格不填"),
    ("兑现", "计划里没有简称“无”的承诺", "删掉第 8 到 9 行", "这一格不填"),
    ("地点", "“地点”太长", "地点: 操场", "操场"),
    ("更新日期", "写了更正，还要写更新日期", "加一行 更新日期: 2024-05-10", "2024-05-10"),
    ("", "文件名不对", "删掉这一行", "删掉这一行"),
    ("正文", "这一行看不懂", "删掉这一行", "删掉这一行"),
    ("照片/0/文件", "“文件”只写文件名", "  - 文件: 01.jpg\n    替代文字: 树", ""),
]


@pytest.mark.parametrize(("place", "message", "fix", "shown"), CURES)
def test_cure(place: str, message: str, fix: str, shown: str) -> None:
    """Without the name of the field, without lines of a file: a form has none to delete."""
    assert Finding(place, Problem("data/activities/2024/a.yml", 3, message, fix=fix)).cure == shown
