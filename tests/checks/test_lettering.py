"""Characters that the pictures' font lacks: somebody knows, and nothing stops."""

from pathlib import Path

import pytest

from branchsite.checks.lettering import check
from branchsite.errors import Severity
from edits import changed, found

RECORD = "data/activities/2024/2024-05-08-xuexi.yml"


@pytest.mark.parametrize(
    ("title", "rare"),
    [
        ("读书", ""),
        ("读书：龘和朤，圩塘“七一”——①《春》（试行）5℃ 30%", ""),
        ("读书🌱📚", ""),
        ("读𪚥书", "“𪚥”"),
        ("读𪚥书𠮷和𪚥", "“𪚥”、“𠮷”"),
        ("讀書", "“讀”、“書”"),
        ("ひらがな", ""),
    ],
)
def test_a_title(title: str, rare: str, tmp_path: Path) -> None:
    """Pictures among the letters are no matter; every character that is missing is named once."""
    problems = found(check, changed(tmp_path, {RECORD: ("标题: 再读一章", f"标题: {title}")}))
    assert [one.message.partition("不在")[0] for one in problems] == [rare] * bool(rare)
    assert all(one.severity is Severity.NOTICE and one.line == 1 for one in problems)


def test_the_name_of_the_branch(tmp_path: Path) -> None:
    """It stands on the picture of the whole site."""
    problems = found(check, changed(tmp_path, {"data/site.yml": ("名称: 示范", "名称: 𪚥示范")}))
    assert [(one.file, one.message.partition("；")[0]) for one in problems] == [
        ("data/site.yml", "“𪚥”不在图片的字库里，分享时的图片上不写名称")
    ]
