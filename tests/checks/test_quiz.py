"""自测 under a study material: what is wrong is told with file and line, before anything is published."""

from pathlib import Path

from branchsite.checks.quiz import check
from edits import changed, found
from sites import TINY

FILE = "docs/study/sanhui-yike.md"
TEXT = (TINY / FILE).read_text("utf-8")
RIGHT = "\n## 自测\n\n### a 几个？\n\n- [x] 一个\n- [ ] 两个\n\n解释：只有一个。\n"


def test_a_question_without_an_answer(tmp_path: Path) -> None:
    """On the line of its heading, as an editor counts it."""
    assert found(check, changed(tmp_path / "a", {FILE: TEXT + RIGHT})) == []
    text = TEXT + RIGHT.replace("[x]", "[ ]")
    [problem] = found(check, changed(tmp_path / "b", {FILE: text}))
    assert text.split("\n")[problem.line - 1] == problem.text == "### a 几个？"
    assert problem.message == "这一题没有对的答案：对的写 [x]"
    assert found(check, changed(tmp_path / "c", {FILE: text.replace(problem.text, problem.fix)})) == []
