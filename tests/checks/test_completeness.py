"""A record with a page has what the page needs."""

from pathlib import Path

import pytest

from branchsite.checks.completeness import MATERIAL_PLACEHOLDER, PLACEHOLDER, check
from edits import A, changed, found, record
from sites import TINY


@pytest.mark.parametrize("name", ["摘要", "正文", "审核"])
def test_public_records_are_complete(name: str, tmp_path: Path) -> None:
    """Summary, text and who approved it."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**{name: ""})}))
    assert problem.message == f"“集中学习”有自己的页面，还缺“{name}”"


@pytest.mark.parametrize("kind", ["支部党员大会", "足球"])
def test_others_need_nothing(kind: str, tmp_path: Path) -> None:
    """Counted records have no page; an unknown kind is told elsewhere."""
    text = record(kind=kind, 摘要="", 正文="", 审核="")
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": text})) == []


def test_a_text_nobody_has_written(tmp_path: Path) -> None:
    """What `make new` put there is not published."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=PLACEHOLDER)}))
    assert (problem.line, problem.message) == (8, "正文还是新建时的样子")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["这份资料还没有正文"]),
        (" \n\n", ["这份资料还没有正文"]),
        (f"## 是什么\n\n{MATERIAL_PLACEHOLDER}\n", ["正文还是新建时的样子"]),
        ("## 是什么\n\n写好了。\n", []),
    ],
)
def test_a_material_has_a_text(text: str, told: list[str], tmp_path: Path) -> None:
    """What nobody has written is no material; what `new material` put there is not published."""
    file = "docs/study/sanhui-yike.md"
    front = (TINY / file).read_text("utf-8").split("---\n")[1]
    problems = found(check, changed(tmp_path, {file: f"---\n{front}---\n{text}"}))
    assert [one.message for one in problems] == told
