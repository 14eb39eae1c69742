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
    ("＋８６１３８００００１２３４", "＋138…34"),
    ("幺三八零零零零一二三四", "138…34"),
    ("身份证110000190001010004", "身份证110…04"),
    ("住在某某小区3幢2单元501室", "住在某某小区3幢…室"),
]
WHOLE = [
    "data/activities/2024/2024-03-12-zhishu.yml",
    "苏ICP备12345678号",
    "文件: 微信图片_20240503091530.jpg",
    "微信图片_202406281029182.jpg",
    "mmexport1714700000000.jpg",
    "[要闻](https://www.12371.cn/2024/03/05/ARTI1709601234567890.shtml)",
    "https://www.example.cn/art_13912345678.html",
    "庆祝建党百年（1921-2021）100周年",
    "预算15000-200000元",
    "收据编号202403050915301",
    "d41d8cd98f00b204e9800998ecf8427e13800001234a",
]


@pytest.mark.parametrize(("typed", "shown"), MASKED)
def test_no_message_repeats_a_private_number(typed: str, shown: str) -> None:
    """The log of a public build is public: what may be a person's is cut wherever it stands."""
    assert str(Problem(typed, 0, "不好")).startswith(f"{shown}\n")
    assert f"原文：{shown}\n" in str(Problem("a", 1, "不好", typed))
    assert str(Problem("a", 1, "不好", "", typed)).endswith(f"改法：{shown}")


@pytest.mark.parametrize("typed", WHOLE)
def test_other_digits_stay(typed: str) -> None:
    """Names of files, addresses, sums and years: who copies a cure needs each digit."""
    public = Problem(typed, 1, typed, typed, typed).public()
    assert {public.file, public.message, public.text, public.fix} == {typed}


def test_a_number_is_masked_before_a_line_is_cut() -> None:
    """So that no part of one is left at the cut."""
    said = Problem("a", 1, "不好", "长" * 393 + "13800001234").public().text
    assert "1380" not in said


def test_a_long_line_is_cut() -> None:
    """A file that is no record may be one line of a hundred thousand characters."""
    assert len(str(Problem("a", 1, "不好", "长" * 100_000, "长" * 100_000))) < 1000
