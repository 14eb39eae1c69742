"""A Markdown file is divided at its two fences, and says so where one is missing."""

import pytest

from branchsite.errors import DataError
from branchsite.load.frontmatter import MarkdownFile, split_front_matter

DIVIDED = [
    ("---\n标题: 一\n---\n正文\n", MarkdownFile("标题: 一", 2, "正文\n", 4)),
    ("---  \n标题: 一\n---\t\n", MarkdownFile("标题: 一", 2, "", 4)),
    ("---\n---\n正文", MarkdownFile("", 2, "正文", 3)),
    ("---\n标题: 一\n---\n\n---\n正文", MarkdownFile("标题: 一", 2, "\n---\n正文", 4)),
]


@pytest.mark.parametrize(("text", "prose"), DIVIDED)
def test_front_matter_and_body(text: str, prose: MarkdownFile) -> None:
    """Both parts know on which line of the file they begin; a rule in the body is no fence."""
    assert split_front_matter(text, "docs/a.md") == prose


REFUSED = [
    ("标题: 一\n---\n正文", 1, "缺少三个短横线", "标题: 一"),
    ("", 1, "缺少三个短横线", ""),
    ("\n---\n标题: 一\n---\n", 1, "从这一行到第 2 行，“---”前面不能有空行", ""),
    ("———\n标题: 一\n———\n", 1, "正好三个半角短横线开始", "———"),
    ("---\n标题: 一\n正文", 1, "没有结束", "---"),
    ("---", 1, "没有结束", "---"),
    ("---\n标题: 一\n----\n正文", 3, "正好三个", "----"),
    ("---\n标题: 一\n———\n正文\n---\n", 3, "正好三个", "———"),
    ("---\n标题: 一\n －－－\n正文", 3, "正好三个半角短横线结束，前面不空", " －－－"),
    (" ---\n标题: 一\n---\n正文", 1, "正好三个半角短横线开始，前面不空", " ---"),
]


@pytest.mark.parametrize(("text", "line", "message", "typed"), REFUSED)
def test_missing_fences(text: str, line: int, message: str, typed: str) -> None:
    """The message stands where the fence should be."""
    with pytest.raises(DataError) as caught:
        split_front_matter(text, "docs/a.md")
    [found] = caught.value.problems
    assert (found.file, found.line, found.text) == ("docs/a.md", line, typed)
    assert message in found.message
    assert found.fix
