"""What was found out about files is known again, and only as long as it is true."""

import os
import time
from pathlib import Path

import pytest

from branchsite.cache import memo as module
from branchsite.cache.folder import CacheFolder
from branchsite.cache.memo import Memo


class Finder:
    """Counts how often it is asked, and says the content."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, path: Path) -> dict[str, str]:
        """What a file says."""
        self.asked += 1
        return {"says": path.read_text()}


@pytest.fixture(autouse=True)
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits two seconds for a test."""
    monkeypatch.setattr(module, "SETTLED", -1.0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file to ask about."""
    path = tmp_path / "a.jpg"
    path.write_text("one")
    return path


def store(tmp_path: Path) -> CacheFolder:
    """Where the memo is kept."""
    return CacheFolder(tmp_path / "cache")


def test_asked_once(tmp_path: Path, file: Path) -> None:
    """Within a build, and in the next."""
    find = Finder()
    first = Memo(store(tmp_path))
    assert [first.ask(file, "q", find) for _ in range(3)] == [{"says": "one"}] * 3
    first.save()
    assert Memo(store(tmp_path)).ask(file, "q", find) == {"says": "one"}
    assert find.asked == 1


def test_an_unchanged_file_is_not_read(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its state on the disk is enough."""
    first = Memo(store(tmp_path))
    digest = first.digest(file)
    first.save()
    second = Memo(store(tmp_path))
    monkeypatch.setattr(Path, "open", None)
    assert second.digest(file) == digest


CHANGES = {
    "content": lambda path: path.write_text("two"),
    "content, with its old time": lambda path: (path.write_text("two"), os.utime(path, (1, 1))),
    "replaced by another": lambda path: (path.with_name("b").write_text("two"), os.replace(path.with_name("b"), path)),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_file_is_asked_again(tmp_path: Path, file: Path, change: str) -> None:
    """Though neither its name nor its length nor its time may have changed."""
    os.utime(file, (1, 1))
    find = Finder()
    first = Memo(store(tmp_path))
    first.ask(file, "q", find)
    first.save()
    time.sleep(0.02)
    CHANGES[change](file)
    assert Memo(store(tmp_path)).ask(file, "q", find) == {"says": "two"}


def test_answers_belong_to_the_content(tmp_path: Path, file: Path) -> None:
    """A photo that was moved or checked out again is asked nothing."""
    find = Finder()
    first = Memo(store(tmp_path))
    first.ask(file, "q", find)
    file.with_name("copy.jpg").write_text("one")
    first.ask(file.with_name("copy.jpg"), "q", find)
    assert find.asked == 1


def test_questions_are_kept_apart(tmp_path: Path, file: Path) -> None:
    """Another question, or the same to other code, is another one."""
    find = Finder()
    first = Memo(store(tmp_path))
    first.ask(file, "q 1", find)
    first.ask(file, "q 2", find)
    assert find.asked == 2


def test_what_changed_just_now_is_not_remembered(tmp_path: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It may change again within the same tick of the clock."""
    monkeypatch.setattr(module, "SETTLED", 2.0)
    find = Finder()
    first = Memo(store(tmp_path))
    assert [first.ask(file, "q", find) for _ in range(2)] == [{"says": "one"}] * 2
    first.save()
    assert find.asked == 2 and not store(tmp_path).path.exists()


def test_a_file_that_changes_meanwhile(tmp_path: Path, file: Path) -> None:
    """Its answer is given, and not taken for that of the content before."""

    def change(path: Path) -> str:
        path.write_text("three")
        return "of three"

    first = Memo(store(tmp_path))
    assert first.ask(file, "q", change) == "of three"
    file.write_text("one")
    assert first.ask(file, "q", Finder()) == {"says": "one"}


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 400])
def test_a_damaged_memo_knows_nothing(tmp_path: Path, file: Path, damage: bytes) -> None:
    """It is as if it were not there."""
    first = Memo(store(tmp_path))
    first.ask(file, "q", Finder())
    first.save()
    [place] = store(tmp_path).path.iterdir()
    place.write_bytes(damage)
    find = Finder()
    assert Memo(store(tmp_path)).ask(file, "q", find) == {"says": "one"}
    assert find.asked == 1


def test_what_nobody_asks_about_is_forgotten(tmp_path: Path, file: Path) -> None:
    """After a month; what is asked about stays, though it has never changed."""
    other = file.with_name("b.jpg")
    other.write_text("other")
    first = Memo(store(tmp_path))
    first.ask(file, "q", Finder())
    first.ask(other, "q", Finder())
    for known in first._files.values():
        known[1] -= 40
    first.save()
    first = Memo(store(tmp_path))
    assert not first._files
    first.ask(file, "q", Finder())
    first.ask(other, "q", Finder())
    for known in first._files.values():
        known[1] -= 20
    first._changed = True
    first.save()
    second = Memo(store(tmp_path))
    find = Finder()
    second.ask(file, "q", find)
    for known in second._files.values():
        known[1] -= 20
    second.save()
    third = Memo(store(tmp_path))
    third.ask(file, "q", find)
    assert find.asked == 0
    third.ask(other, "q", find)
    assert find.asked == 1


@pytest.mark.parametrize(("days", "known"), [(29, True), (30, False)])
def test_how_long_an_answer_is_known(days: int, known: bool, tmp_path: Path, file: Path) -> None:
    """A month, to the day."""
    first = Memo(store(tmp_path))
    first.ask(file, "q", Finder())
    for one in first._files.values():
        one[1] -= days
    first.save()
    find = Finder()
    Memo(store(tmp_path)).ask(file, "q", find)
    assert find.asked == (0 if known else 1)
