"""Markdown as plain text."""

import pytest

from branchsite.search.text import plain

TABLE = {
    "a heading and a paragraph": ("## 题\n\n一段话。", "题\n一段话。"),
    "a line broken between Chinese": ("第一行，\n第二行。", "第一行，第二行。"),
    "a line broken between letters": ("one\ntwo", "one two"),
    "emphasis within a word": ("**八项规定**讲了`什么`", "八项规定讲了什么"),
    "emphasis at a line's end": ("**重点**\n接着说", "重点接着说"),
    "underlines": ("_强调_ 和 file_name_x", "强调 和 file_name_x"),
    "links and pictures": ("看[资料](../study/a.md)和![江边](b.jpg)", "看资料和江边"),
    "a list": ("- 一条；\n- 另一条\n  接着说", "一条；\n另一条接着说"),
    "a numbered list": ("1. 甲\n2. 乙", "甲\n乙"),
    "a quotation": ("说：\n> 前人的话\n> 又一句", "说：\n前人的话又一句"),
    "a table": ("| 甲 | 乙 |\n|---|:-:|\n| 一 | 二 |", "甲 乙\n一 二"),
    "tags": ("<b>粗</b> 3 < 5", "粗 3 < 5"),
    "code": ("```yaml\n标题: 甲\n```", "标题: 甲"),
    "a line": ("上\n\n---\n\n下", "上\n下"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("markdown", "text"), TABLE.values(), ids=TABLE)
def test_plain(markdown: str, text: str) -> None:
    """The words stay and the signs go."""
    assert plain(markdown) == text
