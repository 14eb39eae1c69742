"""What is kept, and what is read by several processes, is what one process reads anew: data and problems alike."""

import datetime
import io
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from branchsite.cache.folder import CacheFolder
from branchsite.checks import run_checks, run_entry_checks
from branchsite.errors import Problem
from branchsite.load.data import Data, read
from branchsite.load.entry import Entry
from branchsite.load.store import EntryUnpickler, Store
from branchsite.load.tree import State, TreeFile
from opened_files import opened_below
from sites import ROOT, TINY, TODAY, WORLDS, copy_site, replace
from soak.scale import times

RECORD = "data/activities/2024/2024-03-05-yuanwen.yml"

Said = tuple[Data | None, list[Problem], list[Problem]]


def later() -> int:
    """Long after any file was written: each is trusted at once, so that no test must wait."""
    return time.time_ns() + 10**12


def kept(place: Path, version: str = "1") -> CacheFolder:
    """What a program of that version keeps."""
    return CacheFolder(place, lambda: version)


def settled(place: Path, version: str = "1") -> Store:
    """What one process keeps, and another finds: neither remembers anything itself."""
    return Store(kept(place, version), in_memory=False, clock=later)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of tiny to change."""
    return copy_site(tmp_path / "site", TINY)


def said(root: Path, store: Store) -> Said:
    """All that reading and checking say of a site."""
    data, problems = read(root, store, run_entry_checks)
    return data, problems, run_checks(data, TODAY) if data else []


TEXTS = (".yml", ".md")
"""What the store reads; checks open photos besides."""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["tiny", "broken", "broken-typing"])
def test_however_it_is_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By one process, by three, from what was kept, and from memory."""
    root, place = WORLDS / name, tmp_path / "entries"
    plain = said(root, Store())
    monkeypatch.setenv("BRANCHSITE_WORKERS", "3")
    keeping = Store(kept(place), least=2)
    for store in (Store(least=2), keeping, keeping, Store(kept(place), in_memory=False)):
        assert said(root, store) == plain


@pytest.mark.parametrize("in_memory", [True, False], ids=["in this process", "in the next"])
def test_an_unchanged_file_is_not_opened(root: Path, tmp_path: Path, in_memory: bool) -> None:
    """A changed one alone is."""
    store = Store(kept(tmp_path / "entries"), in_memory=in_memory, clock=later)
    first = said(root, store)
    with opened_below(root, TEXTS) as opened:
        assert said(root, store) == first
        assert opened == []
        replace(root / RECORD, "标题: ", "标题: 又")
        opened.clear()
        data, _, _ = said(root, store)
        assert opened == [root / RECORD]
    assert data and data.activities["2024-03-05-yuanwen"].model.title == "又一起读原文"
    assert said(root, store) == said(root, Store())


def test_files_come_and_go(root: Path, tmp_path: Path) -> None:
    """A new one is read, one that is gone is no longer known, one that was moved is another."""
    store = settled(tmp_path / "entries")
    said(root, store)
    (root / RECORD).rename(root / RECORD.replace("03-05", "03-06"))
    (root / "docs/study/sanhui-yike.md").unlink()
    (root / "docs/neu").mkdir()
    (root / "docs/neu/index.md").write_text("---\n标题: 一\n摘要: 二\n---\n三\n", encoding="utf-8")
    for _ in range(2):
        assert said(root, store) == said(root, Store())


def test_a_checkout_elsewhere_is_only_compared(root: Path, tmp_path: Path) -> None:
    """Another folder with the same bytes, as on a server: files are opened, and nothing is read in them."""
    store = settled(tmp_path / "entries")
    first = said(root, store)[0]
    other = copy_site(tmp_path / "other", TINY)
    new: list[Entry[Any]] = []
    with opened_below(other, TEXTS) as opened:
        data, problems = read(other, store, new.append)
    assert data and first and data.root == other and not problems
    assert data.activities == first.activities
    assert other / RECORD in opened and new == []


NOW = 1_700_000_000_000_000_000
SAME = (1, 1, 1, NOW, NOW)
OLD = (1, 1, 1, 1, 1)
"""States of a file."""


def test_what_changed_just_now_is_looked_at_again(root: Path, tmp_path: Path) -> None:
    """A file could change twice within a tick of the clock and look the same: until it is settled, its bytes count."""
    store = Store(kept(tmp_path / "entries"), in_memory=False, clock=lambda: NOW)

    def title(state: State) -> str:
        entry = store.readings(root, [TreeFile(RECORD, False, state)], run_entry_checks)[RECORD].entry
        assert entry
        return str(entry.model.title)

    assert title(SAME) == "一起读原文"
    replace(root / RECORD, "一起读原文", "一起读元文")
    assert title(SAME) == title(SAME) == "一起读元文"
    with opened_below(root, TEXTS) as opened:
        title(OLD)
        assert opened == [root / RECORD]
        title(OLD)
        assert opened == [root / RECORD]


def test_another_program_knows_nothing(root: Path, tmp_path: Path) -> None:
    """Whatever of models, loading or rules is changed: what the old program found is not believed."""
    place = tmp_path / "entries"
    said(root, settled(place))
    with opened_below(root, TEXTS) as opened:
        assert said(root, settled(place, "another")) == said(root, Store())
    assert opened.count(root / RECORD) == 2


@pytest.mark.parametrize("spoil", ["cut", "empty", "turned", "junk", "list"])
def test_a_spoilt_file_is_a_miss(spoil: str, root: Path, tmp_path: Path) -> None:
    """Cut off, overwritten, a bit turned, or whole and nonsense: everything is read anew, and kept well again."""
    place = tmp_path / "entries"
    right = said(root, settled(place))
    for path in place.iterdir():
        raw = path.read_bytes()
        if spoil == "cut":
            path.write_bytes(raw[: len(raw) // 2])
        elif spoil == "empty":
            path.write_bytes(b"")
        elif spoil == "turned":
            path.write_bytes(raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:])
        else:
            kept(place).write(path.name, b"1" + (b"junk" if spoil == "junk" else pickle.dumps([1])))
    with opened_below(root, TEXTS) as opened:
        assert said(root, settled(place)) == right
        assert root / RECORD in opened
        opened.clear()
        assert said(root, settled(place)) == right
        assert opened == []


class Evil:
    """Runs a command when it is unpickled by somebody careless."""

    def __reduce__(self) -> tuple[Any, ...]:
        """What pickle would call."""
        return os.system, ("touch evil",)


@pytest.mark.parametrize(
    "load", [pickle.dumps(Evil()), b"cbuiltins\neval\n(V1/0\ntR.", b"cbranchsite.load.store\nos.system\n(V1\ntR.",
             b"cbranchsite.models.activity\nre.sys.exit\n(tR.", b"cbranchsite.errors\nreport\n((ltR."],
)  # fmt: skip
def test_nothing_kept_can_run(load: bytes, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even with the right checksum and version: only classes of entries are made."""
    place = tmp_path / "entries"
    right = said(root, settled(place))
    monkeypatch.chdir(tmp_path)
    for path in place.iterdir():
        kept(place).write(path.name, b"1" + load)
    assert said(root, settled(place)) == right
    assert not (tmp_path / "evil").exists()


CALLABLE: dict[str, tuple[str, str]] = {
    "a function of the system": ("os", "system"),
    "a built-in function": ("builtins", "eval"),
    "another class of a module that has an allowed one": ("datetime", "datetime"),
    "a function of ours": ("branchsite.errors", "report"),
    "a function of ours, in a package": ("branchsite.load.entry", "cached_on_entry"),
    "a class that a module of ours has imported": ("branchsite.models.base", "BaseModel"),
    "a module that a module of ours has imported": ("branchsite.load.entry", "re"),
    "a class of a module that keeps no entries": ("branchsite.load.store", "Store"),
    "a module whose name only begins like one of ours": ("branchsite.errors_of_others", "Problem"),
    "nothing": ("branchsite.errors", "None"),
}


@pytest.mark.parametrize("case", CALLABLE)
def test_what_is_never_unpickled(case: str) -> None:
    """Only classes that entries are made of, each from the module that defines it."""
    reader = EntryUnpickler(io.BytesIO())
    with pytest.raises(pickle.UnpicklingError):
        reader.find_class(*CALLABLE[case])
    assert reader.find_class("branchsite.errors", "Problem") is Problem
    assert reader.find_class("datetime", "date") is datetime.date


def test_a_cache_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    """Costs time and nothing else."""
    (tmp_path / "entries").write_text("a file")
    assert said(root, Store(kept(tmp_path / "entries"))) == said(root, Store())


def test_without_a_place_nothing_is_kept(root: Path) -> None:
    """Neither on the disk nor in memory."""
    said(root, Store(clock=later))
    with opened_below(root, TEXTS) as opened:
        said(root, Store(clock=later))
    assert root / RECORD in opened
    assert not (root / ".cache").exists()


def test_readings_come_in_the_order_asked_for(root: Path, tmp_path: Path) -> None:
    """Whichever of them were known."""
    store = settled(tmp_path / "entries")
    files = ["docs/about.md", "data/site.yml", RECORD]
    store.readings(root, [TreeFile(RECORD, False, OLD)], run_entry_checks)
    found = [TreeFile(file, False, OLD) for file in files]
    assert list(store.readings(root, found, run_entry_checks)) == files


READ = """
import sys
from pathlib import Path
from branchsite.cache.folder import CacheFolder
from branchsite.load.data import read
from branchsite.load.entry import Entry
from branchsite.load.store import EntryUnpickler, Store
from branchsite.checks import run_entry_checks
read(Path(sys.argv[1]), Store(CacheFolder(Path(sys.argv[2]), lambda: "1")), run_entry_checks)
"""


def reader(root: Path, place: Path) -> subprocess.Popen[bytes]:
    """Another process that reads a site."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "BRANCHSITE_WORKERS": "2"}
    return subprocess.Popen([sys.executable, "-c", READ, root, place], env=environment, start_new_session=True)


@pytest.mark.slow
def test_killed_at_any_time(world: Path, tmp_path: Path) -> None:
    """What a killed build leaves is as good as nothing, or as good as all."""
    place = tmp_path / "entries"
    right = read(world, Store(), run_entry_checks)
    chance = random.Random(1)
    for _ in range(6):
        process = reader(world, place)
        time.sleep(chance.uniform(0.1, 1.2))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert read(world, settled(place), run_entry_checks) == right
        for path in list(place.iterdir())[::2]:
            path.unlink()


@pytest.mark.slow
def test_two_at_once(world: Path, tmp_path: Path) -> None:
    """Both read what is there, whoever wrote last."""
    place = tmp_path / "entries"
    readers = [reader(world, place) for _ in range(3)]
    assert [one.wait() for one in readers] == [0, 0, 0]
    assert said(world, settled(place)) == said(world, Store())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """So many invented records that reading them takes some time."""
    return generated(tmp_path_factory.mktemp("world"), 100)


@pytest.fixture(scope="module")
def small_world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As many as two workers share."""
    return generated(tmp_path_factory.mktemp("small"), 12)


def generated(folder: Path, records: int) -> Path:
    """A site of so many records."""
    command = [sys.executable, ROOT / "benchmarks/generate.py", folder, "--records", str(records), "--materials", "9"]
    subprocess.run(command, check=True, capture_output=True)
    return folder


DAMAGE = st.tuples(
    st.integers(0, 10**6),
    st.sampled_from(["insert", "cut", "remove", "copy", "bytes"]),
    st.floats(0, 1),
    st.sampled_from(
        ["：", ": ", "\n", "\t", "# ", "三（2）班王小明", "138-1234-5678", "[a](b.md)", "•", "\0", "[", "兑现:\n"]
    ),
)


@pytest.mark.slow
@settings(
    max_examples=times(8, 25),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(damage=st.lists(DAMAGE, min_size=1, max_size=6))
def test_whatever_is_done_to_the_files(
    small_world: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    damage: list[tuple[int, str, float, str]],
) -> None:
    """Edit after edit, each build upon what the last one kept: the same as one process that starts anew."""
    world = small_world
    place = world / ".cache" / "entries"
    files = sorted(path for name in ("data", "docs") for path in (world / name).rglob("*") if path.is_file())
    for number, what, part, piece in damage:
        file = files[number % len(files)]
        if not file.exists() or file.suffix not in (".yml", ".md"):
            continue
        raw = file.read_bytes()
        place_in = int(part * len(raw))
        if what == "insert":
            file.write_bytes(raw[:place_in] + piece.encode() + raw[place_in:])
        elif what == "cut":
            file.write_bytes(raw[:place_in] + raw[place_in + len(piece) :])
        elif what == "bytes":
            file.write_bytes(raw[:place_in] + b"\xff" + raw[place_in:])
        elif what == "copy":
            file.with_name(f"{file.stem}-{number % 7}{file.suffix}").write_bytes(raw)
        elif file.parent.name != "data":
            file.unlink()
    monkeypatch.setenv("BRANCHSITE_WORKERS", "1")
    right = said(world, Store())
    monkeypatch.setenv("BRANCHSITE_WORKERS", "2")
    for store in (Store(least=20), Store(kept(place), least=20), Store(kept(place), in_memory=False, least=20)):
        assert said(world, store) == right
