"""Titles in lines: whole, within their room, broken where a reader would."""

import random

import pytest

from branchsite.photos.font import face
from branchsite.photos.lettering import Setting, set_lines
from branchsite.views.render import phrases

WIDTH = 432
SETTINGS = (Setting(34, 2), Setting(29, 3), Setting(25, 3))


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("读书", ("读书",)),
        ("党课：入党誓词里的每一个词", ("党课：", "入党誓词里的每一个词")),
        ("“七一”前的党课：江边小学里的初心", ("“七一”前的党课：", "江边小学里的初心")),
        ("2月主题党日：修好一张课桌，再上一堂好课", ("2月主题党日：", "修好一张课桌，再上一堂好课")),
        ("6月13日，请家长再来坐一坐", ("6月13日，", "请家长再来坐一坐")),
    ],
)
def test_a_title_breaks_behind_its_marks(title: str, lines: tuple[str, ...]) -> None:
    """As equal as may be; no piece is broken that has room in smaller letters."""
    assert set_lines(phrases(title), WIDTH, SETTINGS).lines == lines


@pytest.mark.parametrize(
    "title",
    [
        "一" * 20,
        "一" * 51,
        "把教师的“第一次”都写下来给大家看一看再说一说也想一想到底应该怎样做才好呢",
        "abc" * 10,
        "abc" * 20,
        "2024-05-16 下午3:30，" * 3,
        "（试行）" * 12,
        "——" * 20,
    ],
)
def test_whatever_it_is_it_stays_within_its_room(title: str) -> None:
    """And no line begins with a mark that closes."""
    found = set_lines(phrases(title), WIDTH, SETTINGS)
    assert len(found.lines) <= 3
    for line in found.lines:
        assert face(found.size).getlength(line) <= WIDTH
        assert line and line[0] not in "，。：；、？！”’）》"
    assert "".join(found.lines).replace(" ", "") == title.replace(" ", "")


@pytest.mark.slow
def test_what_has_no_room_is_seen_to_be_cut() -> None:
    """An ellipsis ends it, and every line is filled."""
    for title in ("很" * 80, "长长的，" * 40, "w" * 300):
        found = set_lines(phrases(title), WIDTH, SETTINGS)
        assert found.lines[-1].endswith("…") and len(found.lines) == 3
        assert all(face(found.size).getlength(line) <= WIDTH for line in found.lines)


@pytest.mark.slow
def test_any_text_is_set() -> None:
    """No text of any characters fails or leaves its room."""
    pick = random.Random(7)
    for _ in range(60):
        title = "".join(pick.choice("江心红生态绿，。“”《》（）—…·ab1 2:%") for _ in range(pick.randint(1, 80)))
        found = set_lines(phrases(title), WIDTH, SETTINGS)
        assert all(face(found.size).getlength(line) <= WIDTH for line in found.lines), title
