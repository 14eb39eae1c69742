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
    """It stops nothing, stands at the list, and gives lines to fill in for the first three."""
    names = {f"微信图片_{number}.jpg": image() for number in range(5)}
    data = changed(tmp_path, {FILE: record(), **{FOLDER + name: content for name, content in names.items()}})
    [problem] = found(check, data)
    assert (problem.file, problem.severity) == (FILE, Severity.NOTICE)
    assert problem.message.startswith("5 张照片没有写“替代文字”")
    assert problem.fix.splitlines()[:3] == ["照片:", "  - 文件: 微信图片_0.jpg", "    替代文字: （照片里有什么）"]
    assert problem.fix.count("文件:") == 3
