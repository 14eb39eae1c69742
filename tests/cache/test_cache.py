"""What is kept between builds: whole, or as if it were not there."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from branchsite import cache

DAY = 24 * 60 * 60
LONG = b"content " * 10_000


def test_where_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the site's own folder, or where the variable says."""
    monkeypatch.delenv(cache.VARIABLE, raising=False)
    assert cache.folder(tmp_path) == tmp_path / ".cache"
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "elsewhere"))
    assert cache.folder(tmp_path) == tmp_path / "elsewhere"


@pytest.mark.parametrize("content", [b"", b"x", LONG])
def test_what_was_written_is_read(tmp_path: Path, content: bytes) -> None:
    """In folders that did not exist; the last one counts."""
    path = tmp_path / "a" / "b" / "entry"
    assert cache.read(path) is None
    cache.write(path, b"before")
    cache.write(path, content)
    assert cache.read(path) == content
    assert os.listdir(path.parent) == ["entry"]


DAMAGE = {
    "cut": lambda raw: raw[:-1],
    "empty": lambda raw: b"",
    "longer": lambda raw: raw + b"x",
    "one bit": lambda raw: raw[:100] + bytes([raw[100] ^ 1]) + raw[101:],
    "zeros": lambda raw: bytes(len(raw)),
    "shorter than its checksum": lambda raw: raw[:7],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_entry_is_a_miss(tmp_path: Path, damage: str) -> None:
    """A power cut or a bad disk costs time, never a wrong page."""
    path = tmp_path / "entry"
    cache.write(path, LONG)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert cache.read(path) is None


def test_a_folder_in_its_place_is_a_miss(tmp_path: Path) -> None:
    """Whatever stands there."""
    (tmp_path / "entry").mkdir()
    assert cache.read(tmp_path / "entry") is None
    cache.write(tmp_path / "entry", b"x")
    assert os.listdir(tmp_path) == ["entry"]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A file where the folder should be: no error, no entry."""
    (tmp_path / "cache").write_text("in the way")
    cache.write(tmp_path / "cache" / "entry", b"x")
    assert cache.read(tmp_path / "cache" / "entry") is None


WRITER = """
import sys
from pathlib import Path
from branchsite import cache
for number in range(400):
    cache.write(Path(sys.argv[1]), sys.argv[2].encode() * (number + 1))
"""


@pytest.mark.slow
def test_two_at_once(tmp_path: Path) -> None:
    """Whoever reads meanwhile gets one writer's content or the other's, or nothing."""
    path = tmp_path / "entry"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), letter]) for letter in "ab"]
    seen = set()
    while any(one.poll() is None for one in writers):
        content = cache.read(path)
        seen.add(content and bytes(set(content)))
    assert all(one.returncode == 0 for one in writers)
    assert seen <= {None, b"a", b"b"} and seen - {None}
    assert os.listdir(tmp_path) == ["entry"]


def test_keys_and_versions_differ(tmp_path: Path) -> None:
    """By every part and by where one ends; by the code and the libraries."""
    assert len({cache.key("ab", "c"), cache.key("a", "bc"), cache.key("abc"), cache.key("c", "ab")}) == 4
    assert cache.key("a") == cache.key(b"a")
    file = tmp_path / "code.py"
    file.write_text("1")
    first = cache.version([file], ["Pillow"])
    assert cache.version([file], ["Pillow"]) == first
    assert cache.version([file], ["Pillow", "PyYAML"]) != first
    file.write_text("2")
    assert cache.version([file], ["Pillow"]) != first


def test_what_nobody_uses_goes(tmp_path: Path) -> None:
    """After so many days; what was touched stays, and what a killed build left half written goes first."""
    for name, age in {"new": 0, "used": 40, "old": 40, "half.part": 2, "being-written.part": 0}.items():
        cache.write(tmp_path / "a" / name, b"x")
        os.utime(tmp_path / "a" / name, (time.time() - age * DAY,) * 2)
    assert cache.touch(tmp_path / "a" / "used")
    assert not cache.touch(tmp_path / "a" / "none")
    cache.sweep(tmp_path, 30)
    assert sorted(os.listdir(tmp_path / "a")) == ["being-written.part", "new", "used"]
    cache.sweep(tmp_path / "nowhere", 30)


def test_what_is_read_is_in_use(tmp_path: Path) -> None:
    """An entry that every build reads, and none writes, stays; one beside it goes."""
    for name in ("read", "forgotten"):
        cache.write(tmp_path / name, b"x")
        os.utime(tmp_path / name, (time.time() - 40 * DAY,) * 2)
    assert cache.read(tmp_path / "read") == b"x"
    cache.sweep(tmp_path, 30)
    assert os.listdir(tmp_path) == ["read"]
