"""Ensure that every folder of photos belongs to a record: what lies in it is published with that record.

A folder without a record is left behind, or its record was renamed. Whose it is must never be guessed: the photos of
one activity would appear in the report of another.
"""

import datetime
import difflib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from ..errors import Problem
from ..load.data import Data, Entry
from ..load.names import RECORD, meant_record
from ..models.activity import Activity, Photo

_ALIKE = 0.75
"""How alike the words of two names must be (0 to 1), of one day, for one to be the other mistyped."""

_TOLD = re.compile("[0-9]{6}")
"""The part of a name that a camera or WeChat gave, which no two photos share. 01.jpg is in every folder."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Each folder once, however many photos it has."""
    owners = owners_of_folders(data)
    there = set(data.files)
    for folder, names in data.names_in.items():
        parts = folder.split("/")
        if parts[:2] != ["data", "activities"] or len(parts) < 3:
            continue
        if len(parts) == 3:
            if is_in_its_own_folder(parts[2]):
                fix = f"移到 data/activities/{parts[2][:4]}/"
                yield Problem(f"{folder}/", 0, "照片文件夹要放在年份的文件夹里", parts[2], fix)
            continue
        yield from _records(folder, names)
        home = "/".join(parts[:4])
        if len(parts) > 4 and f"{home}.yml" in there:
            yield Problem(f"{folder}/", 0, "照片多套了一层文件夹", parts[-1], f"里面的文件移到 {home}/")
    for folder, owner in owners.items():
        yield _left(data, folder, owner)


def owners_of_folders(data: Data) -> Mapping[str, str | None]:
    """The folders of photos that have no record of their name, each with the file of its record where that shows."""
    there = set(data.files)
    homes = dict.fromkeys(
        "/".join(parts[:4])
        for parts in (folder.split("/") for folder in data.names_in)
        if parts[:2] == ["data", "activities"] and len(parts) >= 4
    )
    alone = [home for home in homes if f"{home}.yml" not in there and not _holds_records(data, home)]
    return {home: _owner(data, home) for home in alone}


def is_in_its_own_folder(year: str) -> bool:
    """Whether a folder in the place of a year is a record's."""
    return RECORD.fullmatch(f"{year}.yml") is not None


def owner_of_photo(data: Data, file: str) -> str | None:
    """The folder that a photo beside the records belongs into: of the one that lists it, or whose name it has."""
    folder, _, name = file.rpartition("/")
    beside = [one for one in data.activities.values() if one.file.startswith(f"{folder}/")]
    listed = [one for one in beside if name in {photo.file for photo in _missing(data, one)}]
    named = [one for one in beside if name.startswith(one.id)]
    owners = listed or named
    return owners[0].file.removesuffix(".yml") if len(owners) == 1 else None


def _records(folder: str, names: tuple[str, ...]) -> Iterator[Problem]:
    """Records that lie where photos do."""
    for name in names:
        meant = meant_record(name) if name.lower().endswith((".yml", ".yaml")) else None
        if meant:
            fix = f"移到 data/activities/{meant[:4]}/" if name == meant else f"改成 {meant}"
            yield Problem(f"{folder}/{name}", 0, "记录多套了一层文件夹，程序读不到它", name, fix)


def _holds_records(data: Data, home: str) -> bool:
    """Whether a folder holds a record: then that is what lies in the wrong place."""
    return any(name.lower().endswith((".yml", ".yaml")) for name in data.names_in.get(home, ()))


def _left(data: Data, home: str, owner: str | None) -> Problem:
    """The problem of a folder without a record."""
    folder, _, name = home.rpartition("/")
    inside = sum(len(names) for one, names in data.names_in.items() if f"{one}/".startswith(f"{home}/"))
    message = f"照片文件夹没有同名的记录，里面有 {inside} 个文件"
    if owner is None:
        fix = "删掉这个文件夹；记录只是改了名的，文件夹跟着改成记录的名字（不带 .yml）"
        return Problem(f"{home}/", 0, f"{message}；记录撤下来了，照片也要撤", name, fix)
    right = PurePosixPath(owner)
    if right.stem == name:
        return Problem(f"{home}/", 0, f"{message}；它的记录在 {right.parent}/", name, f"移到 {right.parent}/")
    moved = "" if str(right.parent) == folder else f"，移到 {right.parent}/"
    return Problem(f"{home}/", 0, message, name, f"改名为 {right.stem}{moved}（先看看是不是那次活动的照片）")


def _owner(data: Data, home: str) -> str | None:
    """The record that a folder belongs to: the only one that lists what lies in it, or whose name is nearly its name.

    A record that has a folder of its own is none.
    """
    name = home.rpartition("/")[2].removesuffix(".yml")
    without = [one for one in data.activities.values() if one.file.removesuffix(".yml") not in data.names_in]
    same = [one for one in without if one.id == name]
    listing = [one for one in without if _lists(data, one, home)]
    alike = [one for one in without if not one.model.photos and _is_alike(one.id, name)]
    for found in (same, listing, alike):
        if found:
            return found[0].file if len(found) == 1 else None
    return None


def _lists(data: Data, entry: Entry[Activity], home: str) -> bool:
    """Whether a folder has all that a record lists, and not only under names like 01.jpg, which any folder may have."""
    name = home.rpartition("/")[2]
    listed, there = {photo.file for photo in entry.model.photos}, set(data.names_in.get(home, ()))
    sure = any(_TOLD.search(one) for one in listed) or entry.id[:10] == name[:10] or entry.id[10:] == name[10:]
    return bool(listed) and listed <= there and sure


def _is_alike(one: str, other: str) -> bool:
    """Whether two names are of one day and nearly the same words."""
    ratio = difflib.SequenceMatcher(None, one[10:], other[10:]).ratio()
    return one[:10] == other[:10] and min(len(one), len(other)) > 14 and ratio >= _ALIKE


def _missing(data: Data, entry: Entry[Activity]) -> list[Photo]:
    there = data.names_in.get(entry.file.removesuffix(".yml"), ())
    return [photo for photo in entry.model.photos if photo.file not in there]
