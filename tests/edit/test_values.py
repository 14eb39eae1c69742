"""What is filled in, as a file has it."""

from typing import Any

import pytest

from branchsite.edit.fields import WAY, FormField, Widget, form_fields
from branchsite.edit.values import PREFIX, sent_values, written
from branchsite.models.activity import Activity
from branchsite.models.plan import Commitment
from branchsite.models.site import Profile
from branchsite.models.words import Words
from rows import over

COMMITMENT = {one.name: one for one in form_fields(Commitment, Words(), {})}
ACTIVITY = form_fields(Activity, Words(), {})
PROFILE = {one.name: one for one in form_fields(Profile, Words(), {})}


def of(field: FormField, way: str = "", **filled: Any) -> dict[str, Any]:
    """A group with all its fields, empty but for these."""
    value = {WAY: way} if field.widget is Widget.WAYS else {}
    return {**value, **{one.name: filled.get(one.name, one.empty) for one in field.parts_for(value)}}


@pytest.mark.parametrize(
    ("field", "value", "wanted"),
    [
        (PROFILE["联系方式"], {"地址": "示例路 1 号"}, {"地址": "示例路 1 号"}),
        (PROFILE["联系方式"], {}, None),
        (PROFILE["简介"], "一句", "一句"),
        (PROFILE["简介"], "", None),
    ],
)
def test_a_group(field: FormField, value: Any, wanted: Any) -> None:
    """What is empty is not written, a whole group neither."""
    found = written(field, of(field, **value) if isinstance(value, dict) else value)
    assert ({name: one for name, one in found.items() if one} if isinstance(found, dict) else found) == wanted


def test_one_of_several_ways() -> None:
    """The way is written first, then its own fields and no others."""
    measure = COMMITMENT["考核"]
    found = written(measure, of(measure, "按次数", 目标="2"))
    assert next(iter(found)) == WAY and found[WAY] == "按次数" and found["目标"] == "2"
    assert set(found) == {WAY, *(one.name for one in measure.parts_for({WAY: "按次数"}))}


@over(
    ("name", "typed", "kept"),
    [
        ("正文", "上午\x0b下午", "上午\n下午"),
        ("正文", "上\x01午\0", "上午"),
        ("正文", "\t第一段\r\n\t第二段", "第一段\n\t第二段"),
        ("正文", " \t 第一段", "第一段"),
        ("正文", "\n\n\u3000\u3000第一段\n\n", "\u3000\u3000第一段"),
        ("正文", "在这里  \r\n换行  ", "在这里  \n换行"),
        ("正文", "一\r\n \t\r\n二", "一\n\n二"),
        ("标题", "读\x0b书", "读 书"),
        ("标题", " 读\u2028\u2028书\x7f ", "读 书"),
        ("标题", "\u200b", ""),
        ("地点", "\u200f会议室", "会议室"),
    ],
)
def test_what_is_typed(name: str, typed: str, kept: str) -> None:
    """What comes with a paste from Word and nobody sees does no harm; two blanks that ask for a line end stay."""
    sent = {f"{PREFIX}/{name}": [typed]}
    assert sent_values(ACTIVITY, lambda one: sent.get(one, []))[name] == kept
