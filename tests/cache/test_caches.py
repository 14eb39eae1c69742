"""The door to all caches of a site: where they lie, that nobody goes round it, when they are swept."""

import os
import re
import time
from pathlib import Path

import pytest

import branchsite
from branchsite.cache.caches import VARIABLE, Caches
from branchsite.cache.folder import CacheFolder
from branchsite.cache.key import version
from sites import ROOT

DAY = 24 * 60 * 60
PACKAGE = Path(branchsite.__file__).parent


@pytest.fixture
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Caches:
    """Of a site."""
    monkeypatch.delenv(VARIABLE, raising=False)
    return Caches(tmp_path)


def folders(caches: Caches) -> dict[str, CacheFolder]:
    """All of them, by the attributes by which they are asked for."""
    return {name: one for name, one in vars(caches).items() if isinstance(one, CacheFolder) and name[0] != "_"}


def test_where_they_lie(tmp_path: Path, caches: Caches, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the site's own folder, or where the variable says; each in the folder of its name."""
    assert caches.path == tmp_path / ".cache"
    assert [one.path for one in folders(caches).values()] == [caches.path / name for name in caches.names]
    assert list(folders(caches)) == caches.names
    monkeypatch.setenv(VARIABLE, str(tmp_path / "elsewhere"))
    assert Caches(tmp_path).path == tmp_path / "elsewhere"


def test_the_list_in_the_book(caches: Caches) -> None:
    """docs/dev/architecture.md says of each what an entry follows from, and who writes it."""
    text = ROOT.joinpath("docs/dev/architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([a-z]+) \| `hooks/branchsite/(?:.+) \|$", text, re.MULTILINE)
    assert sorted(rows) == sorted(caches.names)


ELSEWHERE = {
    # The server's own notes, and all that builds of any program have kept there.
    "CacheFolder(": {"host/release/rebuild.py", "host/release/stage.py", "host/release/tree.py"},
    # Copies of the site, in which what is being written stands already.
    '".cache"': {"edit/workspace.py"},
    VARIABLE: set(),
}
"""Who says such a thing outside the room of caches."""


@pytest.mark.parametrize("said", ELSEWHERE)
def test_nobody_goes_round_it(said: str) -> None:
    """What is remembered of a site is asked for at the door, and found nowhere else."""
    files = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py") if said in path.read_text("utf-8")]
    assert {file for file in files if not file.startswith("cache/")} == ELSEWHERE[said]


def test_each_code(caches: Caches) -> None:
    """Where the code is no part of a key it is part of the store's; each kind of code has a name of its own."""
    versions = {name: one.version for name, one in folders(caches).items()}
    assert versions["answers"] == versions["pages"] == versions["texts"] != ""
    assert len({versions[name] for name in ("answers", "entries", "search", "codes")}) == 4
    assert {name for name, one in versions.items() if not one} == {
        *("memo", "photos", "cards", "theme", "output", "reasons", "published"),
    }


LIBRARIES = {
    "entries": ("pydantic", "PyYAML"),
    "search": ("pagefind_bin", "pypinyin", "opencc", "cbor2"),
    "codes": ("segno",),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_what_is_kept_follows_from_the_program(name: str, caches: Caches) -> None:
    """From its files, not only from Python and the libraries: another program finds nothing of this one."""
    assert folders(caches)[name].version != version((), LIBRARIES[name])


def put(store: CacheFolder, age: float) -> Path:
    """An entry that nobody has used for so many days."""
    store.write("entry", b"x")
    os.utime(store.path / "entry", (time.time() - age * DAY,) * 2)
    return store.path / "entry"


def test_swept_once_a_day(caches: Caches, tmp_path: Path) -> None:
    """All of them; nothing beside them, such as the details of a fault."""
    old = [put(one, 31) for one in folders(caches).values()]
    new = [put(CacheFolder(one.path / "new"), 29) for one in folders(caches).values()]
    beside = put(CacheFolder(caches.path), 31)
    caches.sweep()
    assert not any(map(Path.exists, old)) and all(map(Path.exists, [*new, beside]))
    again = put(caches.cards, 31)
    Caches(tmp_path).sweep()
    assert again.exists()
    (caches.path / "swept").write_bytes(b"damaged")
    Caches(tmp_path).sweep()
    assert not again.exists()


def test_where_nothing_can_be_written(caches: Caches) -> None:
    """They are swept all the same."""
    caches.path.write_text("in the way")
    caches.sweep()
    assert caches.path.read_text() == "in the way"
