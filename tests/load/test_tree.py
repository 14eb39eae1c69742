"""The files of a site: all of them, in one order, with what the disk says of them."""

from pathlib import Path

import pytest

from branchsite.errors import DataError
from branchsite.load.tree import TreeFile, is_kept, is_text, text_files, walk
from sites import TINY


def test_every_file_sorted_by_the_parts_of_its_path() -> None:
    """As the paths of pathlib sort: what is in the folder a comes before a.yml."""
    there = [path for name in ("data", "docs") for path in (TINY / name).rglob("*") if path.is_file()]
    assert [one.file for one in walk(TINY)] == [one.relative_to(TINY).as_posix() for one in sorted(there)]


def test_state_is_of_text_files(tmp_path: Path) -> None:
    """It is what os.stat says; another one as soon as the file is replaced."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("a")
    (tmp_path / "docs/a.png").write_text("a")
    known = (tmp_path / "docs/a.md").stat()
    state = (known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns)
    assert walk(tmp_path) == [TreeFile("docs/a.md", False, state), TreeFile("docs/a.png", False, None)]
    (tmp_path / "docs/b.md").write_text("b")
    (tmp_path / "docs/b.md").replace(tmp_path / "docs/a.md")
    assert walk(tmp_path)[0].state != state


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    """To a file, to a folder, to nothing."""
    (tmp_path / "docs").mkdir()
    for name, target in (("a.md", "/etc/passwd"), ("b", "/etc"), ("c.md", "/nowhere")):
        (tmp_path / "docs" / name).symlink_to(target)
    assert walk(tmp_path) == [TreeFile(f"docs/{name}", True, None) for name in ("a.md", "b", "c.md")]


def test_too_deep(tmp_path: Path) -> None:
    """Ten folders in one another; the eleventh is refused by its name."""
    deep = tmp_path / "docs" / "/".join("abcdefghi")
    deep.mkdir(parents=True)
    (deep / "a.md").write_text("a")
    assert [one.file for one in walk(tmp_path)] == ["docs/a/b/c/d/e/f/g/h/i/a.md"]
    (deep / "j").mkdir()
    with pytest.raises(DataError) as caught:
        walk(tmp_path)
    assert [one.file for one in caught.value.problems] == ["docs/a/b/c/d/e/f/g/h/i/j"]


def test_what_is_read(tmp_path: Path) -> None:
    """YAML under data/, Markdown under docs/; what computers leave is not even a file."""
    assert is_text("data/a.yml") and is_text("docs/a.md")
    assert not is_text("data/a.md") and not is_text("docs/a.yml") and not is_text("docs/a.png")
    for name in ("data/a.yml", "data/b.md", "docs/c.md", "docs/Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a")
    assert list(text_files(tmp_path)) == ["data/a.yml", "docs/c.md"]
    assert is_kept(tmp_path / "docs/c.md") and not is_kept(tmp_path / "docs/Thumbs.db")
