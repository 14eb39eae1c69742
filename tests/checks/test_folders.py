"""Folders of photos: whose they are, and what to do with those of nobody."""

from pathlib import Path

import pytest

from branchsite.checks.folders import check, owner_of_photo, owners_of_folders
from branchsite.checks.photos import check as photos
from branchsite.load.data import load
from edits import A, Change, changed, found, record
from pictures import image

WECHAT = "微信图片_20240415091530.jpg"
DELETE = "删掉这个文件夹；记录只是改了名的，文件夹跟着改成记录的名字（不带 .yml）"


def listing(*names: str, day: str = "2024-04-15") -> str:
    """A record that lists photos."""
    return record(day, 照片="".join(f"\n  - 文件: {name}\n    替代文字: 树" for name in names))


LEFT: dict[str, tuple[dict[str, Change], str]] = {
    "the record is gone": ({A + "2024-04-15-a/01.jpg": b"", A + "2024-04-15-a/02.jpg": b""}, DELETE),
    "the record is gone, another of the day has no photos": (
        {A + "2024-04-15-a/01.jpg": b"", A + "2024-04-15-b.yml": record()},
        DELETE,
    ),
    "the record is gone, another of the day still waits for its own 01.jpg": (
        {A + "2024-04-15-chunyou/02.jpg": b"", A + "2024-04-15-zhishu.yml": listing("01.jpg")},
        DELETE,
    ),
    "the record is gone, one of another day waits for its own 01.jpg": (
        {A + "2024-04-15-chunyou/01.jpg": b"", A + "2024-04-16-zhishu.yml": listing("01.jpg", day="2024-04-16")},
        DELETE,
    ),
    "the record is gone, one with nearly its name has photos of its own": (
        {
            A + "2024-04-15-chunyou/01.jpg": b"",
            A + "2024-04-15-chunyouu.yml": record(),
            A + "2024-04-15-chunyouu/01.jpg": b"",
        },
        DELETE,
    ),
    "renamed, and it lists what lies there": (
        {A + f"2024-04-15-chunyou/{WECHAT}": b"", A + "2024-04-18-taqing.yml": listing(WECHAT, day="2024-04-18")},
        "改名为 2024-04-18-taqing（先看看是不是那次活动的照片）",
    ),
    "renamed, with another day, and it lists 01.jpg": (
        {A + "2024-04-15-chunyou/01.jpg": b"", A + "2024-04-18-chunyou.yml": listing("01.jpg", day="2024-04-18")},
        "改名为 2024-04-18-chunyou（先看看是不是那次活动的照片）",
    ),
    "renamed, with another year": (
        {
            A + "2024-01-02-chunyou/01.jpg": b"",
            "data/activities/2023/2023-12-31-chunyou.yml": listing("01.jpg", day="2023-12-31"),
        },
        "改名为 2023-12-31-chunyou，移到 data/activities/2023/（先看看是不是那次活动的照片）",
    ),
    "moved to another year": (
        {"data/activities/2023/2024-04-15-a/01.jpg": b"", A + "2024-04-15-a.yml": record()},
        "移到 data/activities/2024/",
    ),
    "two that could be it": (
        {
            A + f"2024-04-15-chunyou/{WECHAT}": b"",
            A + "2024-04-18-taqing.yml": listing(WECHAT, day="2024-04-18"),
            A + "2024-04-19-zhishu.yml": listing(WECHAT, day="2024-04-19"),
        },
        DELETE,
    ),
    "a letter wrong in the folder's name": (
        {A + "2024-04-15-chunyuo/01.jpg": b"", A + "2024-04-15-chunyou.yml": record()},
        "改名为 2024-04-15-chunyou（先看看是不是那次活动的照片）",
    ),
    "called like the record's file": (
        {A + "2024-04-15-a.yml/01.jpg": b"", A + "2024-04-15-b.yml": record()},
        DELETE,
    ),
    "everything a folder too deep": ({A + "2024-04-15-a/more/01.jpg": b""}, DELETE),
}


@pytest.mark.parametrize("case", LEFT)
def test_left_behind(case: str, tmp_path: Path) -> None:
    """One message a folder. Another record is named only where what it lists, or nearly its name, says so."""
    changes, fix = LEFT[case]
    [problem] = found(check, changed(tmp_path, changes))
    assert problem.message.startswith("照片文件夹没有同名的记录")
    assert problem.fix == fix
    assert problem.file.endswith("/")


def test_how_many_lie_there_is_said(tmp_path: Path) -> None:
    """Also those in folders of it."""
    files = {A + f"2024-04-15-a/{name}": b"" for name in ("1.jpg", "2.jpg", "more/3.jpg")}
    [problem] = found(check, changed(tmp_path, files))
    assert problem.message == "照片文件夹没有同名的记录，里面有 3 个文件；记录撤下来了，照片也要撤"


def test_a_renamed_record_is_told_once(tmp_path: Path) -> None:
    """With the folder renamed its photos are there: that each is missing is not said as well."""
    lists = listing(WECHAT, "IMG_20240415_091531.jpg")
    files = {A + f"2024-04-10-a/{name}": image() for name in (WECHAT, "IMG_20240415_091531.jpg")}
    data = changed(tmp_path, {A + "2024-04-15-b.yml": lists, **files})
    assert [one.file for one in found(check, data)] == [A + "2024-04-10-a/"]
    assert [one for one in found(photos, data) if "2024-04-15-b" in one.file] == []
    (data.root / A / "2024-04-10-a").rename(data.root / A / "2024-04-15-b")
    again = load(data.root)
    assert found(check, again) == [] and owners_of_folders(again) == {}


MISPLACED: dict[str, tuple[dict[str, Change], str, str]] = {
    "photos a folder too deep": (
        {A + "2024-04-15-a.yml": record(), A + "2024-04-15-a/照片/01.jpg": b"", A + "2024-04-15-a/照片/02.jpg": b""},
        "照片多套了一层文件夹",
        f"里面的文件移到 {A}2024-04-15-a/",
    ),
    "as a zip is unpacked": (
        {A + "2024-04-15-a.yml": record(), A + "2024-04-15-a/2024-04-15-a/01.jpg": b""},
        "照片多套了一层文件夹",
        f"里面的文件移到 {A}2024-04-15-a/",
    ),
    "a record in its photos' folder": (
        {A + "2024-04-15-a/2024-04-15-a.yml": record(), A + "2024-04-15-a/01.jpg": b""},
        "记录多套了一层文件夹，程序读不到它",
        "移到 data/activities/2024/",
    ),
    "a record in a folder of its month": (
        {A + "04/2024-04-15-a.yml": record()},
        "记录多套了一层文件夹，程序读不到它",
        "移到 data/activities/2024/",
    ),
    "a misnamed record in a folder of its month": (
        {A + "04/2024.4.15_A.YAML": record()},
        "记录多套了一层文件夹，程序读不到它",
        "改成 2024-04-15-a.yml",
    ),
    "a folder of photos in the place of a year": (
        {"data/activities/2024-04-15-a/01.jpg": b"", A + "2024-04-15-a.yml": record()},
        "照片文件夹要放在年份的文件夹里",
        "移到 data/activities/2024/",
    ),
}


@pytest.mark.parametrize("case", MISPLACED)
def test_misplaced(case: str, tmp_path: Path) -> None:
    """What lies a folder too deep, or too high."""
    changes, message, fix = MISPLACED[case]
    [problem] = found(check, changed(tmp_path, changes))
    assert (problem.message, problem.fix) == (message, fix)


BESIDE: dict[str, tuple[dict[str, Change], str | None]] = {
    "listed by one record": ({"b": listing("a.jpg"), "c": record()}, "2024-04-15-b"),
    "listed by two": ({"b": listing("a.jpg"), "c": listing("a.jpg")}, None),
    "listed by none": ({"b": record(), "c": record()}, None),
}


@pytest.mark.parametrize("case", BESIDE)
def test_whose_a_photo_beside_the_records_is(case: str, tmp_path: Path) -> None:
    """The one that lists it, if it is one."""
    records, owner = BESIDE[case]
    data = changed(tmp_path, {f"{A}2024-04-15-{name}.yml": text for name, text in records.items()} | {A + "a.jpg": b""})
    assert owner_of_photo(data, A + "a.jpg") == (A + owner if owner else None)


NAMED: dict[str, tuple[str, dict[str, Change], str | None]] = {
    "by its name": ("2024-04-15-b-1.jpg", {"b": record(), "c": record()}, "2024-04-15-b"),
    "listed by another": ("2024-04-15-b-1.jpg", {"b": record(), "c": listing("2024-04-15-b-1.jpg")}, "2024-04-15-c"),
    "by the names of two": ("2024-04-15-bb.jpg", {"b": record(), "bb": record()}, None),
}


@pytest.mark.parametrize("case", NAMED)
def test_whose_a_photo_with_a_records_name_is(case: str, tmp_path: Path) -> None:
    """The record's whose name it begins with, unless another one lists it."""
    photo, records, owner = NAMED[case]
    data = changed(tmp_path, {f"{A}2024-04-15-{name}.yml": text for name, text in records.items()} | {A + photo: b""})
    assert owner_of_photo(data, A + photo) == (A + owner if owner else None)


JUNK = ("__MACOSX/._01.jpg", "__MACOSX/01.jpg", ".DS_Store", "._01.jpg", "Thumbs.db", "thumbs.db", "desktop.ini")


@pytest.mark.parametrize("name", JUNK)
def test_what_computers_leave_makes_no_folder(name: str, tmp_path: Path) -> None:
    """A folder in which only that is left is none any more, and a folder of photos with it is as without it."""
    assert found(check, changed(tmp_path / "1", {A + f"2024-04-15-a/{name}": b""})) == []
    beside = {A + "2024-04-15-a.yml": record(), A + "2024-04-15-a/01.jpg": image(), A + f"2024-04-15-a/{name}": b""}
    data = changed(tmp_path / "2", beside)
    assert found(check, data) == []
    assert [one for one in found(photos, data) if "2024-04-15-a" in one.file] == []
