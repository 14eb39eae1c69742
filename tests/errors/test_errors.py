"""Problems are sorted, counted and said in full; a person's number never is."""

import pytest

from branchsite.errors import DataError, Problem, Severity, errors, report

FIRST = Problem("data/a.yml", 2, "不好", "标题：一", "标题: 一")
NOTICE = Problem("data/b.yml", 0, "还没有", severity=Severity.NOTICE)


def test_a_problem_in_words() -> None:
    """Place, what was typed, what happened, how to mend it; what is empty is left out."""
    assert str(FIRST) == "data/a.yml · 第 2 行\n  原文：标题：一\n  错误：不好\n  改法：标题: 一"
    assert str(NOTICE) == "data/b.yml\n  提醒：还没有"


def test_a_report() -> None:
    """Sorted, each problem once, counted; errors promise that what is published stays."""
    said = report([NOTICE, FIRST, FIRST])
    assert said == f"{FIRST}\n\n{NOTICE}\n\n共 1 处错误，1 处提醒。改好错误之前不会发布；已发布的内容不受影响。"
    assert report([NOTICE]).endswith("共 0 处错误，1 处提醒。")
    assert report([]) == "没有发现问题。"


def test_problems_sort_by_place() -> None:
    """By file, then line: line 10 comes after line 9."""
    ordered = [Problem("a", 0, "丙"), Problem("a", 9, "乙"), Problem("a", 10, "甲"), Problem("b", 1, "甲")]
    assert sorted(reversed(ordered)) == ordered


def test_an_error_carries_all_problems() -> None:
    """Sorted and each once; its text is the report."""
    error = DataError(iter([NOTICE, FIRST, FIRST]))
    assert error.problems == [FIRST, NOTICE]
    assert str(error) == report([FIRST, NOTICE])


def test_only_errors_stop() -> None:
    """Notices do not."""
    assert errors([NOTICE, FIRST]) == [FIRST]


MASKED = [
    ("电话 13800001234 不写", "电话 138…34 不写"),
    ("138-0000-1234", "138…34"),
    ("138 0000 1234", "138…34"),
    ("11010119000101123X", "110…3X"),
    ("data/activities/2024/2024-03-12-zhishu.yml", "data/activities/2024/2024-03-12-zhishu.yml"),
    ("苏ICP备12345678号", "苏ICP备12345678号"),
]


@pytest.mark.parametrize(("typed", "shown"), MASKED)
def test_no_message_repeats_a_long_number(typed: str, shown: str) -> None:
    """The log of a public build is public: a number that may be a person's is cut wherever it stands."""
    assert str(Problem(typed, 0, "不好")).startswith(f"{shown}\n")
    assert f"原文：{shown}" in str(Problem("a", 1, "不好", typed))
    assert f"改法：{shown}" in str(Problem("a", 1, "不好", "", typed))


def test_a_long_line_is_cut() -> None:
    """A file that is no record may be one line of a hundred thousand characters."""
    assert len(str(Problem("a", 1, "不好", "长" * 100_000, "长" * 100_000))) < 1000
