"""Prose that a page would take hours to become is refused; what people write is not."""

from pathlib import Path

import pytest

from branchsite.checks.markup import LONGEST, check
from branchsite.errors import Problem
from edits import A, changed, found, record
from sites import SHIPPED, TODAY


def article(body: str) -> str:
    """A page in docs/."""
    return f"---\n标题: 一\n摘要: 二\n---\n{body}"


def objections(tmp_path: Path, body: str) -> list[tuple[int, str]]:
    """Line and message, for the same text as an article."""
    return [(one.line, one.message) for one in found(check, changed(tmp_path, {"docs/a.md": article(body)}))]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        (("一" * 98 + "\n\n") * (LONGEST // 100 + 1), 5, f"正文太长，超过 {LONGEST} 个字"),
        (("中文" * 50 + "\n") * 201, 205, "这一段太长，超过 20000 个字"),
        ("一段\n\n" + "[" * 31, 7, "一段里有太多没有配对的括号"),
        ("[a](b \n" * 31, 35, "一段里有太多没有配对的括号"),
        (")" * 2000 + "\n" + "[" * 31, 6, "一段里有太多没有配对的括号"),
        ("<a " * 31, 5, "一段里有太多没有配对的“<”"),
        ("一段\n\n" + "</b\n" * 31, 37, "一段里有太多没有配对的“<”"),
        ("甲<b" + "<!甲" * 31, 5, "一段里有太多没有配对的“<”"),
        ("甲" + "｜乙" * 41, 5, "表格的列太多，超过 40 列"),
        ("甲" + "\t乙" * 41, 5, "表格的列太多，超过 40 列"),
        ("![" * 40, 5, "一段里有太多没有配对的括号"),
        ("> " * 9 + "引文", 5, "引用和列表套得太深"),
        (">" * 4000, 5, "引用和列表套得太深"),
        ("1. " * 9 + "甲", 5, "引用和列表套得太深"),
        ("- 1. > " * 3 + "甲", 5, "引用和列表套得太深"),
        ("- 甲\n" + " " * 61 + "- 乙", 6, "这一行前面空得太多，超过 60 格"),
        ("\t" * 16 + "甲", 5, "这一行前面空得太多，超过 60 格"),
        ("甲" + "|乙" * 41, 5, "表格的列太多，超过 40 列"),
        ("```甲\n" * 201, 205, "代码块的记号（三个反引号或波浪线）超过 200 处"),
    ],
)
def test_too_much(tmp_path: Path, body: str, line: int, message: str) -> None:
    """One message, on the line where it becomes too much."""
    assert objections(tmp_path, body) == [(line, message)]


@pytest.mark.parametrize(
    "body",
    [
        "1) 甲\n2) 乙\n" * 100,
        "[甲](https://a.cn/b) " * 200,
        "（甲）" * 1500,
        "- - - - - - - - - - - -",
        "x<1，" * 400,
        "<A4>" * 400,
        "<a \n\n" * 100,
        "* * * * * * * * * * * *",
        "---------------------------------------",
        "> > > 引文",
        "- 甲\n    - 乙\n        - 丙\n            - 丁",
        " " * 500,
        "| " * 20,
        "[\n\n" * 100,
        "",
    ],
)
def test_what_people_write(tmp_path: Path, body: str) -> None:
    """Numbers with a bracket, many links, a line drawn with stars."""
    assert objections(tmp_path, body) == []


@pytest.mark.parametrize("body", ["|\n  一段\n\n  " + "[" * 31, '"' + r"\x5b" * 31 + '"'])
def test_records_are_held_to_the_same(tmp_path: Path, body: str) -> None:
    """What counts is the text that YAML makes of it, however it was typed."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body)}))
    assert problem.message == "一段里有太多没有配对的括号"


def test_the_shipped_prose_is_far_from_the_limits(tmp_path: Path) -> None:
    """The longest shipped text is not a quarter of the longest allowed."""
    from branchsite.load.data import load

    data = load(SHIPPED)
    assert list[Problem](check(data, TODAY)) == []
    assert max(len(entry.body) for entry in (*data.studies.values(), *data.articles.values())) * 4 < LONGEST
