"""The site's settings: filing numbers of their official forms only."""

from typing import Any

import pytest
from pydantic import ValidationError

from branchsite.models.site import Contact, Filing, Post, Profile


@pytest.mark.parametrize(
    "typed",
    [{"ICP": "苏ICP备12345号"}, {"ICP": "苏ICP备1234567890号-12"}, {"公安": "苏公网安备 32041102000001号"},
     {"公安": "苏公网安备32041102000001号"}, {}],
)  # fmt: skip
def test_filing_numbers(typed: dict[str, Any]) -> None:
    """As the ministry and the police issue them."""
    assert Filing.model_validate(typed)


@pytest.mark.parametrize(
    "typed",
    [{"ICP": "【ICP备案号】"}, {"ICP": "苏ICP备1234号"}, {"ICP": "苏ICP备12345678号-"}, {"ICP": "备案中"},
     {"公安": "苏公网安备 3204110200000号"}, {"公安": "苏公网安备第32041102000001号"}],
)  # fmt: skip
def test_no_filing_numbers(typed: dict[str, Any]) -> None:
    """A placeholder or a number with a digit missing is not published."""
    with pytest.raises(ValidationError):
        Filing.model_validate(typed)


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0519-00000000", "051900000000"),
        ("(0519) 0000 0000", "051900000000"),
        ("（0519）00000000转8001", "051900000000"),
        ("+86 519 00000000", "+8651900000000"),
        ("00000000、00000001", "00000000"),
        ("总机转党建办", ""),
        (None, ""),
    ],
)
def test_what_a_telephone_dials(phone: str | None, dialled: str) -> None:
    """The first number, without signs and extension."""
    assert Contact.model_validate({"办公电话": phone}).dialled == dialled


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Contact, {"邮箱": "没有"}),
        (Contact, {"邮箱": "a@b"}),
        (Contact, {"手机": "写在这里"}),
        (Profile, {"党员人数": 0}),
        (Profile, {"党员人数": "十二"}),
        (Profile, {"党员名单": "某某"}),
        (Post, {"职务": "支部书记"}),
        (Post, {"职务": "支部书记", "分工": "全面工作", "姓名": "某某"}),
    ],
)
def test_no_profile(model: type[Contact | Profile | Post], typed: dict[str, Any]) -> None:
    """Posts, numbers and the school's own addresses; there is no field for a name or a list of members."""
    with pytest.raises(ValidationError):
        model.model_validate(typed)
