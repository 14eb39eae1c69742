"""What a commitment quotes stands in the text that it was drawn from."""

from pathlib import Path

import pytest

from branchsite.checks.quotations import check
from edits import PLAN, changed, found
from sites import TINY

SECTION = (
    "概要: 学习和组织生活。",
    "概要: 学习和组织生活。\n    原文: |\n      加强学习，每月一次；用好平台。\n      做好摘抄。",
)
ITEM = ("概要: 三会一课和学时。", "概要: 三会一课和学时。\n        原文: 开好三会一课。")
SPIRIT = "标题: 每月至少学习一次"
MEETING = "标题: 支部党员大会，每季度一次"


def plan(quote: str, at: str = SPIRIT, text: bool = True) -> str:
    """Tiny's plan with its text and one quotation. text: whether the section and the item have theirs."""
    whole = (TINY / PLAN).read_text(encoding="utf-8")
    for old, new in (SECTION, ITEM) if text else ():
        assert old in whole
        whole = whole.replace(old, new)
    pad = " " * (whole[: whole.index(at)].rsplit("\n", 1)[-1].count(" "))
    return whole.replace(at, f"{at}\n{pad}出处: {quote}")


@pytest.mark.parametrize(
    ("quote", "at"),
    [
        ("加强学习", SPIRIT),
        ("加强学习，每月一次；", SPIRIT),
        ("用好平台。做好摘抄。", SPIRIT),
        ("加强学习……做好摘抄", SPIRIT),
        ("开好三会一课", MEETING),
        ("开好 三会一课。", MEETING),
    ],
)
def test_stands(quote: str, at: str, tmp_path: Path) -> None:
    """A sentence, a piece of one, or two with what is between them left out."""
    assert found(check, changed(tmp_path, {PLAN: plan(quote, at)})) == []


@pytest.mark.parametrize(
    ("quote", "at", "fix"),
    [
        ("加强了学习", SPIRIT, "出处: 加强学习，每月一次；"),
        ("加强学习,每月一次", SPIRIT, "出处: 加强学习，每月一次；"),
        ("用好各种平台", SPIRIT, "出处: 用好平台。"),
        ("开好三会一课", SPIRIT, "删掉这一行"),
        ("加强学习", MEETING, "删掉这一行"),
        ("三会和一课", MEETING, "出处: 开好三会一课。"),
        ("足球", SPIRIT, "删掉这一行"),
        ("“加强学习”", SPIRIT, "出处: 加强学习，每月一次；"),
    ],
)
def test_refused(quote: str, at: str, fix: str, tmp_path: Path) -> None:
    """What another part says is no source either; the cure stands in the text, or takes the line out."""
    data = changed(tmp_path, {PLAN: plan(quote, at)})
    (problem,) = found(check, data)
    assert problem.text.strip() == f"出处: {quote}"
    assert problem.fix == fix
    cured = plan(quote, at).replace(problem.text, fix if fix.startswith("出处") else "")
    if fix.startswith("出处"):
        assert found(check, changed(tmp_path / "cured", {PLAN: plan(fix.removeprefix("出处: "), at)})) == []
    assert cured != plan(quote, at)


def test_no_text_no_quotation(tmp_path: Path) -> None:
    """There is nothing that it could be quoted from."""
    (problem,) = found(check, changed(tmp_path, {PLAN: plan("加强学习", text=False)}))
    assert (problem.message, problem.fix) == ("这一条没有“原文”，不能写“出处”", "删掉这一行")


def test_a_sentence_that_yaml_would_misread(tmp_path: Path) -> None:
    """The cure is in quotes."""
    text = plan("公布的渠道").replace("用好平台", "- 公布渠道: 电话 #一")
    (problem,) = found(check, changed(tmp_path, {PLAN: text}))
    assert problem.fix == '出处: "- 公布渠道: 电话 #一。"'


def test_a_sentence_without_end(tmp_path: Path) -> None:
    """Of the nearest one the cure takes as much as a quotation may have."""
    text = plan("做好各类摘抄").replace("做好摘抄", "做好摘抄" + "多" * 600)
    (problem,) = found(check, changed(tmp_path, {PLAN: text}))
    assert problem.fix == "出处: 做好摘抄" + "多" * 596
