"""Photos that say nothing of themselves."""

from pathlib import Path

import pytest

from branchsite.checks.alternatives import check
from branchsite.errors import Severity
from edits import A, changed, found, record
from pictures import image

FILE = A + "2024-04-15-a.yml"
FOLDER = A + "2024-04-15-a/"

CASES = {
    "told": ("\n  - 文件: 1.jpg\n    替代文字: 树", 0),
    "with a caption": ("\n  - 文件: 1.jpg\n    说明: 树", 0),
    "listed alone": ("\n  - 文件: 1.jpg", 1),
    "not listed": ("[]", 1),
}


@pytest.mark.parametrize("case", CASES)
def test_one_photo(case: str, tmp_path: Path) -> None:
    """What it is called does not tell; a caption does."""
    listed, count = CASES[case]
    data = changed(tmp_path, {FILE: record(照片=listed), FOLDER + "1.jpg": image()})
    assert len(found(check, data)) == count


def test_one_reminder_for_a_record(tmp_path: Path) -> None:
    """It stops nothing, stands at the list, and gives lines to fill in, of many for the first ten."""
    names = {f"微信图片_{number}.jpg": image() for number in range(12)}
    data = changed(tmp_path, {FILE: record(), **{FOLDER + name: content for name, content in names.items()}})
    [problem] = found(check, data)
    assert (problem.file, problem.severity) == (FILE, Severity.NOTICE)
    assert problem.message.startswith("12 张照片没有写“替代文字”")
    word = "    替代文字: （照片里有什么，给看不到图的人听）"
    assert problem.fix.splitlines()[:3] == ["照片:", "  - 文件: 微信图片_0.jpg", word]
    assert problem.fix.count("文件:") == 10


LISTED = {
    "one of two": (
        "\n  - 文件: 1.jpg\n    替代文字: 树\n  - 文件: 2.jpg",
        "照片:\n  - 文件: 1.jpg\n    替代文字: 树\n  - 文件: 2.jpg\n    替代文字: （照片里有什么，给看不到图的人听）",
    ),
    "an empty field": (
        "\n- 文件: 1.jpg\n  替代文字:  # 以后再写\n- 文件: 2.jpg\n  说明: 河",
        "照片:\n- 文件: 1.jpg\n  替代文字: （照片里有什么，给看不到图的人听）\n- 文件: 2.jpg\n  说明: 河",
    ),
    "one that is not listed": (
        "\n  # 先放合影\n  - 替代文字: 树\n    文件: 1.jpg",
        "照片:\n  # 先放合影\n  - 替代文字: 树\n    文件: 1.jpg\n  - 文件: 2.jpg\n"
        "    替代文字: （照片里有什么，给看不到图的人听）",
    ),
}


@pytest.mark.parametrize("case", LISTED)
def test_what_is_listed_stays(case: str, tmp_path: Path) -> None:
    """The lines to copy hold all that is there, in its place."""
    listed, fix = LISTED[case]
    data = changed(tmp_path, {FILE: record(照片=listed), FOLDER + "1.jpg": image(), FOLDER + "2.jpg": image()})
    [problem] = found(check, data)
    assert problem.fix == fix
    assert f"从这一行到第 {problem.line + listed.count(chr(10))} 行" in problem.message
