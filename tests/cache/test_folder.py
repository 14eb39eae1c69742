"""What is kept between builds: whole, or as if it were not there."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from branchsite.cache.folder import CacheFolder

DAY = 24 * 60 * 60
LONG = b"content " * 10_000


@pytest.mark.parametrize("content", [b"", b"x", LONG])
def test_what_was_written_is_read(tmp_path: Path, content: bytes) -> None:
    """In folders that did not exist; the last one counts."""
    store, name = CacheFolder(tmp_path / "a"), "b/entry"
    assert store.read(name) is None
    store.write(name, b"before")
    store.write(name, content)
    assert store.read(name) == content
    assert os.listdir(tmp_path / "a" / "b") == ["entry"]
    store.drop(name)
    store.drop(name)
    assert store.read(name) is None and not store.touch(name)


def test_made_once(tmp_path: Path) -> None:
    """What is there is not made again; what is not whole is."""
    store = CacheFolder(tmp_path)
    contents = iter([b"1", b"2"])
    for wanted in (b"1", b"2"):
        assert [store.get("entry", lambda: next(contents)) for _ in range(2)] == [wanted, wanted]
        (tmp_path / "entry").write_bytes(b"damaged")


def test_names(tmp_path: Path) -> None:
    """By the data and by the code, of which is asked once; two that keep in one place are one store."""
    asked: list[str] = []
    store = CacheFolder(tmp_path, lambda: asked.append("") or "1")  # type: ignore[func-returns-value]
    assert store.key("a") == store.key(b"a") != store.key("b")
    assert asked == [""]
    other = CacheFolder(tmp_path, lambda: "2")
    assert other.key("a") != store.key("a")
    assert other == store != CacheFolder(tmp_path / "b")


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
    store, path = CacheFolder(tmp_path), tmp_path / "entry"
    store.write("entry", LONG)
    path.write_bytes(DAMAGE[damage](path.read_bytes()))
    assert store.read("entry") is None


def test_a_folder_in_its_place_is_a_miss(tmp_path: Path) -> None:
    """Whatever stands there."""
    (tmp_path / "entry").mkdir()
    store = CacheFolder(tmp_path)
    assert store.read("entry") is None
    store.write("entry", b"x")
    store.drop("entry")
    assert os.listdir(tmp_path) == ["entry"]


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """A file where the folder should be: no error, no entry."""
    (tmp_path / "cache").write_text("in the way")
    store = CacheFolder(tmp_path / "cache")
    store.write("entry", b"x")
    assert store.read("entry") is None
    assert store.get("entry", lambda: b"made") == b"made"


WRITER = """
import sys
from pathlib import Path
from branchsite.cache.folder import CacheFolder
for number in range(400):
    CacheFolder(Path(sys.argv[1])).write("entry", sys.argv[2].encode() * (number + 1))
"""


@pytest.mark.slow
def test_two_at_once(tmp_path: Path) -> None:
    """Whoever reads meanwhile gets one writer's content or the other's, or nothing."""
    store = CacheFolder(tmp_path)
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), letter]) for letter in "ab"]
    seen = set()
    while any(one.poll() is None for one in writers):
        content = store.read("entry")
        seen.add(content and bytes(set(content)))
    assert all(one.returncode == 0 for one in writers)
    assert seen <= {None, b"a", b"b"} and seen - {None}
    assert os.listdir(tmp_path) == ["entry"]


def test_what_nobody_uses_goes(tmp_path: Path) -> None:
    """After a month; what was touched stays, and what a killed build left half written goes first."""
    store = CacheFolder(tmp_path)
    for name, age in {"new": 0, "month": 29.9, "used": 40, "old": 30.1, "half.part": 2, "new.part": 0}.items():
        store.write(f"a/{name}", b"x")
        os.utime(tmp_path / "a" / name, (time.time() - age * DAY,) * 2)
    assert store.touch("a/used")
    assert not store.touch("a/none")
    store.sweep()
    assert sorted(os.listdir(tmp_path / "a")) == ["month", "new", "new.part", "used"]
    CacheFolder(tmp_path / "nowhere").sweep()


def test_what_is_read_is_in_use(tmp_path: Path) -> None:
    """An entry that every build reads, and none writes, stays; one beside it goes."""
    store = CacheFolder(tmp_path)
    for name in ("read", "forgotten"):
        store.write(name, b"x")
        os.utime(tmp_path / name, (time.time() - 40 * DAY,) * 2)
    assert store.read("read") == b"x"
    store.sweep()
    assert os.listdir(tmp_path) == ["read"]
