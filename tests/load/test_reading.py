"""One file to one reading: an entry, or problems, and the digest that knows it again."""

from pathlib import Path
from typing import Any

import pytest

from branchsite.load.entry import Entry
from branchsite.load.reading import TOP, model_of, read_file
from branchsite.models.activity import Activity
from branchsite.models.article import Article
from branchsite.models.kind import Kinds
from branchsite.models.plan import Plan
from branchsite.models.study import Study
from sites import TINY, copy_site

RECORD = "data/activities/2024/2024-03-05-yuanwen.yml"


def look(entry: Entry[Any]) -> None:
    """Leave a sign."""
    entry.cached["seen"] = (entry.id,)


@pytest.mark.parametrize(
    ("file", "model"),
    [
        ("data/kinds.yml", Kinds),
        ("data/plans/a.yml", Plan),
        ("data/plans/a/b.yml", Plan),
        (RECORD, Activity),
        ("data/activities/a.yml", None),
        ("data/activities/2024/a/b.yml", None),
        ("data/other.yml", None),
        ("data/a.md", None),
        ("docs/study/a.md", Study),
        ("docs/a.md", Article),
        ("docs/handbook/a.md", Article),
        ("docs/a.png", None),
    ],
)
def test_what_a_file_is(file: str, model: type | None) -> None:
    """By its path alone."""
    assert model_of(file) is model


@pytest.mark.parametrize(
    ("file", "id"), [(RECORD, "2024-03-05-yuanwen"), ("docs/study/sanhui-yike.md", "sanhui-yike"),
    ("docs/handbook/index.md", "handbook/index"), ("data/site.yml", "site")],
)  # fmt: skip
def test_an_entry(file: str, id: str) -> None:
    """Its id, and that it was looked at."""
    reading = read_file(TINY, file, "", look)
    assert reading and reading.entry and not reading.problems
    assert (reading.entry.id, reading.entry.file, reading.entry.cached) == (id, file, {"seen": (id,)})


def test_what_is_known_is_not_read_again(tmp_path: Path) -> None:
    """The bytes decide: the digest of the last reading gives nothing, until a byte is another."""
    root = copy_site(tmp_path / "site", TINY)
    first = read_file(root, RECORD, "", look)
    assert first is not None
    assert read_file(root, RECORD, first.content, look) is None
    (root / RECORD).write_bytes((root / RECORD).read_bytes() + b"\n")
    again = read_file(root, RECORD, first.content, look)
    assert again is not None and again.content != first.content


def test_problems_are_a_reading_too(tmp_path: Path) -> None:
    """With a digest, so that they are not found twice; what cannot be read has none."""
    root = copy_site(tmp_path / "site", TINY)
    (root / RECORD).write_text("标题：一", encoding="utf-8")
    bad = read_file(root, RECORD, "", look)
    assert bad and bad.entry is None and [one.line for one in bad.problems] == [1]
    assert read_file(root, RECORD, bad.content, look) is None
    (root / RECORD).unlink()
    gone = read_file(root, RECORD, bad.content, look)
    assert gone and (gone.content, [one.message for one in gone.problems]) == ("", ["缺少这个文件"])
    (root / RECORD).symlink_to(TINY / RECORD)
    link = read_file(root, RECORD, "", look)
    assert link and (link.content, [one.message for one in link.problems]) == ("", ["这是一个链接，不是文件"])


def test_the_three_files_of_every_site() -> None:
    """Are read by their models."""
    assert {file: model_of(file) for file in TOP} == TOP
