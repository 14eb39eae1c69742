"""Strands are told apart, and topics belong to one."""

from pathlib import Path

import pytest

from branchsite.checks.brand import check
from branchsite.models.brand import Strand
from edits import Change, changed, found
from incremental.edits import setting
from sites import SHIPPED

ONE = {"名称": "红", "短名": "red", "颜色": "红", "词": "江心红", "含义": "引领", "说明": "一句话。"}
THIRD = {"名称": "金", "短名": "gold", "颜色": "#8a5a00", "词": "丰收金", "含义": "成人", "说明": "一句话。"}
OTHER = {"名称": "绿", "短名": "green", "颜色": "绿", "词": "生态绿", "含义": "育人", "说明": "一句话。"}
BRAND = "data/brand.yml"
TOPICS = (SHIPPED / "data" / "vocabulary.yml").read_text(encoding="utf-8").replace("颜色: 绿", "颜色: 蓝", 1)


def brand(*strands: dict[str, str], pair: bool = False) -> Change:
    """A brand with these strands listed; pair: beside 红 and 绿."""

    def edit(path: Path) -> None:
        root = path.parents[1]
        for name in () if pair else ("红", "绿"):
            setting(BRAND, name, to=None)(root)
        if strands:
            setting(BRAND, "主线", to=list(strands))(root)

    return edit


@pytest.mark.parametrize(
    ("change", "messages"),
    [
        (brand(ONE, OTHER), []),
        (brand(ONE, OTHER, pair=True), ["写了“主线”，就不写“红”", "写了“主线”，就不写“绿”"]),
        (brand(ONE, OTHER, {**THIRD, "名称": "红"}), ["两条主线的“名称”都是“红”"]),
        (brand(ONE, OTHER, {**THIRD, "短名": "red"}), ["两条主线的“短名”都是“red”"]),
        (brand(ONE, OTHER, {**THIRD, "词": "江心红"}), ["两条主线的“词”都是“江心红”"]),
    ],
)
def test_strands(change: Change, messages: list[str], tmp_path: Path) -> None:
    """One form, and no two alike."""
    assert [one.message for one in found(check, changed(tmp_path, {BRAND: change}))] == messages


def test_a_topic_of_no_strand(tmp_path: Path) -> None:
    """The nearest is named, or all."""
    data = changed(tmp_path, {"data/vocabulary.yml": TOPICS})
    (problem,) = found(check, data)
    assert (problem.message, problem.fix) == ("品牌里没有叫“蓝”的主线", "可以写：红、绿")
    assert problem.text == "teaching: {名称: 育人工作, 颜色: 蓝}"


def test_every_field_of_a_strand_is_told_apart_or_free() -> None:
    """A new field of the model is thought of here."""
    assert set(Strand.model_fields) == {"word", "motto", "about", "outline", "name", "slug", "colour", "former"}
