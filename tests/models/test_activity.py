"""An activity: what it claims, and the names its photos may have."""

from typing import Any

import pytest
from pydantic import ValidationError

from branchsite.models.activity import Activity, Claim, Photo

LEAST = {"标题": "植树", "类别": "团队活动", "活动日期": "2024-03-12", "发布日期": "2024年3月13日", "对象": "学生"}


def activity(**more: Any) -> Activity:
    """An activity with the least there must be, and more."""
    return Activity.model_validate({**LEAST, **more})


def test_the_least() -> None:
    """Five fields make a record; the rest has defaults."""
    one = activity()
    assert (one.fulfils, one.photos, one.pupils, one.sample, one.hours) == ((), (), False, False, None)


@pytest.mark.parametrize(
    ("typed", "claims"),
    [
        ("支委会", [("支委会", None)]),
        ("六类教育/动手实践", [("六类教育", "动手实践")]),
        ("六类教育／动手实践", [("六类教育", "动手实践")]),
        (["六类教育 / 动手实践"], [("六类教育", "动手实践")]),
        ("支委会、六类教育/心理健康", [("支委会", None), ("六类教育", "心理健康")]),
        ("六类教育/", [("六类教育", "")]),
        (["甲/乙/丙"], [("甲", "乙/丙")]),
        ([], []),
    ],
)
def test_claims(typed: Any, claims: list[tuple[str, str | None]]) -> None:
    """The short name before the slash, theme or milestone behind it; full-width slashes count."""
    assert activity(兑现=typed).claims == tuple(Claim(*claim) for claim in claims)


@pytest.mark.parametrize(
    "name",
    [
        *("01.jpg", "IMG_1234.JPG", "a-b.c.png", "x.webp", "1.jpeg", "DSC.PNG", "IMG_1.HEIC", "b.heif", "a.Jpg"),
        *("微信图片_20240312.jpg", "照片 (2).jpg", "春天（一）.png", "-a.jpg", "mmexport17.jfif"),
    ],
)
def test_photo_names(name: str) -> None:
    """As cameras and phones give them."""
    assert Photo.model_validate({"文件": name, "替代文字": "树"}).file == name


@pytest.mark.parametrize(
    "name",
    ["../a.jpg", "a/b.jpg", "a\\b.jpg", ".jpg", "..jpg", "a.gif", "a.avif", "a.jpg.exe", "a.svg", "jpg", "a\x00.jpg"],
)
def test_no_photo_names(name: str) -> None:
    """Nothing that changes on its way to a server, and nothing that leaves the folder."""
    with pytest.raises(ValidationError):
        Photo.model_validate({"文件": name, "替代文字": "树"})


def test_full_width_hours() -> None:
    """１．５ is one and a half."""
    assert activity(学时="１．５").hours == 1.5
