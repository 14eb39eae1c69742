"""Edit links that still lead to the sample address."""

from pathlib import Path

import pytest

from branchsite.checks.edit_link import check
from branchsite.errors import Severity
from edits import changed, found

TYPED = "编辑网址: https://git.example.org/branchsite/edit/main/\n"


@pytest.mark.parametrize(
    ("line", "notices"),
    [
        ("编辑网址: https://example.com/branchsite/edit/main/\n", 1),
        ("编辑网址: https://EXAMPLE.com\n", 1),
        ("编辑网址: https://example.com.cn/\n", 0),
        ("编辑网址: https://git.example.org/example.com/\n", 0),
        ("", 0),
    ],
)
def test_the_sample_address(line: str, notices: int, tmp_path: Path) -> None:
    """The host decides; without an address there are no edit links."""
    problems = found(check, changed(tmp_path, {"data/site.yml": (TYPED, line)}))
    assert [one.severity for one in problems] == [Severity.NOTICE] * notices
