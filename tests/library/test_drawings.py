"""Drawings of records without photos: of their kind, by turns, and never two alike within a row."""

import datetime
import shutil
from collections import Counter
from pathlib import Path

import pytest

from branchsite.build import read_library
from branchsite.library.drawings import LIKE, NAMES, PLAIN, ROW
from branchsite.library.library import Library
from branchsite.load.data import drawings
from sites import TINY, TODAY, copy_site

RECORD = (
    "标题: 第{n}次\n类别: {kind}\n活动日期: {day}\n发布日期: {day}\n对象: 党员\n"
    "摘要: 一句话。\n审核: 支部书记\n正文: |\n  一段话。\n"
)


def filled(to: Path, kinds: list[str], named: dict[int, str] | None = None) -> Library:
    """Tiny with a record of each kind, a day apart. named: drawings that records name themselves, by their number."""
    root = copy_site(to, TINY)
    shutil.rmtree(root / "data/activities/2024")
    (root / "data/activities/2024").mkdir()
    for n, kind in enumerate(kinds):
        day = datetime.date(2024, 3, 1) + datetime.timedelta(n)
        text = RECORD.format(n=n, kind=kind, day=day)
        text += f"插图: {named[n]}\n" if named and n in named else ""
        (root / f"data/activities/2024/{day}-no-{n}.yml").write_text(text, "utf-8")
    return read_library(root, TODAY)[0]


def alike(library: Library) -> list[tuple[str, str]]:
    """Records that follow each other within a row and are drawn alike."""
    shown = [one for one in library.records if not one.pictures]
    pairs = ((one, other) for at, one in enumerate(shown) for other in shown[at + 1 : at + ROW])
    return [(one.id, other.id) for one, other in pairs if one.drawing == other.drawing]


def test_every_name_is_a_drawing() -> None:
    """Every drawing has a Chinese name, and the plain ones are enough for a row."""
    assert {*LIKE, *PLAIN, *(name for those in LIKE.values() for name in those)} <= set(drawings())
    assert NAMES.keys() == set(drawings()) and len(set(NAMES.values())) == len(NAMES)
    assert len(set(PLAIN)) >= ROW and all(those[0] == name for name, those in LIKE.items())


@pytest.mark.parametrize(
    "kinds",
    [["集中学习"] * 40, ["主题党日", "集中学习"] * 20, ["集中学习"] * 11 + ["主题党日"] * 11],
    ids=["one kind", "by turns", "one after the other"],
)
def test_no_two_of_twelve_are_alike(kinds: list[str], tmp_path: Path) -> None:
    """Whatever a branch is busy with."""
    library = filled(tmp_path, kinds)
    assert not alike(library)
    first = [one.drawing for one in library.records if one.kind.name == kinds[0]]
    assert first[-1] == library.records[-1].kind.drawing, "the oldest has the drawing that its kind names"


def test_what_a_record_names_stays(tmp_path: Path) -> None:
    """And those around it give way, the older ones, too."""
    library = filled(tmp_path, ["集中学习"] * 24, {5: "lotus", 12: "reading", 13: "heart"})
    by_number = list(reversed(library.records))
    assert [by_number[n].drawing for n in (5, 12, 13)] == ["lotus", "reading", "heart"]
    assert not alike(library)


def test_a_new_record_changes_no_older_one(tmp_path: Path) -> None:
    """Its picture may have been shared."""
    before = filled(tmp_path / "a", ["集中学习", "主题党日"] * 8)
    after = filled(tmp_path / "b", ["集中学习", "主题党日"] * 8 + ["集中学习"])
    known = {one.id: one.drawing for one in after.records}
    assert all(known[one.id] == one.drawing for one in before.records)


def test_kinds_go_round(tmp_path: Path) -> None:
    """All that are like the kind's own come before the plain ones, and none is worn out."""
    library = filled(tmp_path, ["集中学习"] * 40)
    counts = Counter(one.drawing for one in library.records)
    assert set(LIKE["reading"]) <= set(counts) and max(counts.values()) <= 4


def test_the_shipped_records(library: Library) -> None:
    """On no day are two of the twelve newest alike."""
    assert not alike(library)
