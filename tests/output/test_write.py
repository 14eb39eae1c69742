"""A folder brought to hold a site: exactly that, whatever was there, and nothing touched that is right already."""

import fcntl
import multiprocessing
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from branchsite.cache.digest import digest_of
from branchsite.cache.folder import CacheFolder
from branchsite.output.folder import Stamp, stamp_of
from branchsite.output.write import OutputFile, PendingFiles, write_site
from branchsite.system import workers
from branchsite.system.workers import WorkerError
from output import builder
from output.builder import many
from sites import tree

Site = Mapping[str, str]

pytestmark = pytest.mark.usefixtures("no_threads")

SITE: Site = {
    "index.html": "front",
    "news/index.html": "news",
    "news/2024/a/index.html": "a",
    "news/2024/a/01.jpg": "photo",
    "robots.txt": "all",
}
ONE = "news/2024/a/index.html"
SMALLER = {uri: text for uri, text in SITE.items() if not uri.startswith("news/2024/")}
OTHER = {**SITE, ONE: "b"}
"""As long as it was, so that only its time and what is remembered tell."""

LATE = PendingFiles("search/", list)
"""Nothing that comes late."""

NAMELESS = ("robots.txt",)
"""Files without a digest."""


class Folder:
    """A folder to write into, a cache, and which files were made."""

    def __init__(self, place: Path, stamp: Callable[[os.stat_result], Stamp] = stamp_of) -> None:
        self.stamp = stamp
        self.out = place / "site"
        self.caches = place / "cache"
        self.made: list[str] = []

    def write(self, site: Site, version: str = "1", late: Callable[[], Site] = dict) -> int:
        """Bring it to hold this. late: below search/, given when it is asked for."""
        self.made = []
        coming = PendingFiles(LATE.folder, lambda: self._files(late()))
        return write_site(self._files(site), coming, self.out, CacheFolder(self.caches), version, self.stamp)

    def write_files(self, files: Sequence[OutputFile], version: str = "1") -> int:
        """The same for files as they are."""
        return write_site(files, LATE, self.out, CacheFolder(self.caches), version, self.stamp)

    def _files(self, site: Site) -> list[OutputFile]:
        return [self._file(uri, text) for uri, text in site.items()]

    def _file(self, uri: str, text: str) -> OutputFile:
        def make() -> bytes:
            self.made.append(uri)
            return text.encode()

        return OutputFile(uri, "" if uri in NAMELESS else digest_of(text.encode()), make)

    def holds(self, site: Site) -> bool:
        """Whether these are its files, no others, and no empty folder."""
        folders = [path for path in self.out.rglob("*") if path.is_dir() and not path.is_symlink()]
        return self.texts == site and all(any(one.iterdir()) for one in folders)

    @property
    def texts(self) -> Site:
        """What every file says."""
        return {uri: content.decode() for uri, content in tree(self.out).items()}

    @property
    def stamps(self) -> dict[str, tuple[int, int]]:
        """Which file each is, and of what time."""
        files = (path for path in self.out.rglob("*") if not path.is_dir())
        return {str(path): (path.lstat().st_ino, path.lstat().st_mtime_ns) for path in files}

    @property
    def memory(self) -> Path:
        """The only entry of the cache."""
        (path,) = self.caches.iterdir()
        return path


@pytest.fixture
def stamp() -> Callable[[os.stat_result], Stamp]:
    """What tells a file that somebody has touched."""
    return stamp_of


@pytest.fixture
def folder(tmp_path: Path, stamp: Callable[[os.stat_result], Stamp]) -> Folder:
    """A folder that holds SITE."""
    made = Folder(tmp_path, stamp)
    assert made.write(SITE) == len(SITE)
    return made


still_clock = pytest.mark.parametrize("stamp", [builder.still], ids=["still"])
"""A clock that always gives the same time, as a coarse or a set back one may: then a file's time tells nothing."""


def test_into_nothing(folder: Folder) -> None:
    """The files, in folders that did not exist."""
    assert folder.holds(SITE)


def written_at(path: Path) -> tuple[int, int]:
    """Which file it is, and when it was written; not when it was read."""
    state = path.stat()
    return state.st_ino, state.st_mtime_ns


def test_what_is_there_stays(folder: Folder) -> None:
    """The same file with the same time; nothing is rendered but what has no digest."""
    before, remembered = folder.stamps, written_at(folder.memory)
    assert folder.write(SITE) == 0
    assert folder.stamps == before
    assert folder.made == list(NAMELESS)
    assert written_at(folder.memory) == remembered, "what has not changed is not remembered once more"


@pytest.mark.parametrize("changed", [ONE, *NAMELESS])
def test_only_what_changed_is_written(folder: Folder, changed: str) -> None:
    """One file, its folder's others untouched."""
    before = folder.stamps
    assert folder.write({**SITE, changed: "new"}) == 1
    after = folder.stamps
    assert {uri for uri in before if before[uri] != after[uri]} == {str(folder.out / changed)}
    assert folder.holds({**SITE, changed: "new"})


def test_a_reader_keeps_the_old_one(folder: Folder, tmp_path: Path) -> None:
    """Who has it open reads on, and a hard link, as a release has them, stays as it was."""
    os.link(folder.out / ONE, tmp_path / "linked")
    with (folder.out / ONE).open() as reader:
        folder.write({**SITE, ONE: "a new and longer one"})
        assert reader.read() == "a"
    assert (tmp_path / "linked").read_text() == "a"
    folder.write(SMALLER)
    assert (tmp_path / "linked").read_text() == "a"


@pytest.mark.parametrize("after", [SMALLER, {}, {"index.html": "front", "news": "now a file"}, OTHER])
def test_what_is_no_longer_of_the_site_goes(folder: Folder, after: Site) -> None:
    """With the folders that it leaves empty; and comes back."""
    folder.write(after)
    assert folder.holds(after)
    folder.write(SITE)
    assert folder.holds(SITE)


def typed(path: Path) -> None:
    """Edit a file in place, keeping its size."""
    path.write_text("x" * path.stat().st_size)


def put(path: Path, text: str = "x") -> None:
    """Write a file into a folder that need not exist."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def instead(path: Path, make: Callable[[Path], object]) -> None:
    """Have something else in the place of a file or folder."""
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    make(path)


INTRUSIONS: dict[str, Callable[[Path], object]] = {
    "edited": lambda out: typed(out / ONE),
    "edited, without a digest": lambda out: typed(out / "robots.txt"),
    "emptied": lambda out: (out / ONE).write_text(""),
    "other time": lambda out: os.utime(out / ONE, (0, 0)),
    "whole seconds, as from an archive": lambda out: [
        os.utime(path, (int(path.stat().st_mtime),) * 2) for path in out.rglob("*")
    ],
    "gone": lambda out: (out / ONE).unlink(),
    "folder gone": lambda out: shutil.rmtree(out / "news"),
    "all gone": lambda out: shutil.rmtree(out),
    "all gone but the folder": lambda out: [shutil.rmtree(out), out.mkdir()],
    "a file more": lambda out: put(out / "news" / "x.html"),
    "a folder more": lambda out: put(out / "x" / "y" / "z.html"),
    "an empty folder": lambda out: (out / "x" / "y").mkdir(parents=True),
    "a hidden file below": lambda out: put(out / "news" / ".x"),
    "half written": lambda out: put(out / f"{ONE}.new"),
    "a folder where one is written": lambda out: put(out / f"{ONE}.new" / "x"),
    "an empty folder where one is written": lambda out: (out / f"{ONE}.new").mkdir(),
    "a link where one is written": lambda out: (out / f"{ONE}.new").symlink_to(out / "index.html"),
    "an empty folder in the way": lambda out: instead(out / ONE, Path.mkdir),
    "a folder in the way": lambda out: instead(out / ONE, lambda path: put(path / "x" / "y")),
    "a file in a folder's way": lambda out: instead(out / "news", Path.touch),
    "a link in the way": lambda out: instead(out / ONE, lambda path: path.symlink_to(out / "index.html")),
    "a broken link in the way": lambda out: instead(out / ONE, lambda path: path.symlink_to("nowhere")),
    "a hard link in the way": lambda out: instead(out / ONE, lambda path: path.hardlink_to(out / "index.html")),
    "a pipe in the way": lambda out: instead(out / ONE, os.mkfifo),
    "a name that is no text": lambda out: put(Path(os.fsdecode(os.fsencode(out) + b"/\xff"))),
}


@pytest.mark.parametrize("after", [SITE, OTHER], ids=["same", "changed"])
@pytest.mark.parametrize("what", INTRUSIONS)
def test_whatever_somebody_did_there(folder: Folder, what: str, after: Site) -> None:
    """The next build gives the site, and the one after that has nothing to do."""
    INTRUSIONS[what](folder.out)
    folder.write(after)
    assert folder.holds(after)
    assert folder.write(after) == 0
    assert folder.holds(after)


def test_nothing_outside_is_touched(folder: Folder, tmp_path: Path) -> None:
    """What a link in the folder leads to is nobody's business."""
    (tmp_path / "else").mkdir()
    put(tmp_path / "else" / "2024" / "a" / "index.html", "mine")
    instead(folder.out / "news", lambda path: path.symlink_to(tmp_path / "else"))
    (folder.out / "other").symlink_to(tmp_path / "else")
    folder.write(OTHER)
    assert folder.holds(OTHER)
    assert tree(tmp_path / "else") == {"2024/a/index.html": b"mine"}


def test_hidden_files_at_the_top_stay(folder: Folder) -> None:
    """As MkDocs has it: a folder that is a git worktree stays one."""
    put(folder.out / ".git" / "HEAD", "main")
    put(folder.out / ".nojekyll", "")
    folder.write(OTHER)
    folder.write(SMALLER)
    assert folder.texts == {**SMALLER, ".git/HEAD": "main", ".nojekyll": ""}


MEMORIES: dict[str, Callable[[Path], object]] = {
    "missing": Path.unlink,
    "emptied": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "one bit": lambda path: path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:]),
    "no content": lambda path: CacheFolder(path.parent).write(path.name, b""),
    "another form": lambda path: CacheFolder(path.parent).write(path.name, b'["1", {}]'),
    "another program's": lambda path: CacheFolder(path.parent).write(path.name, b'2\n{"index.html": 7}'),
    "a folder": lambda path: instead(path, Path.mkdir),
    "a file for its folder": lambda path: instead(path.parent, Path.touch),
}


@still_clock
@pytest.mark.parametrize("what", MEMORIES)
def test_without_a_memory_everything_is_written(folder: Folder, what: str) -> None:
    """Nothing is trusted of which nobody knows what it was made of."""
    (folder.out / ONE).write_text("?")
    MEMORIES[what](folder.memory)
    assert folder.write(SITE) == len(SITE)
    assert folder.holds(SITE)


@still_clock
def test_another_program_trusts_nothing(folder: Folder) -> None:
    """Neither the newer of the older, nor the older of the newer where one goes back."""
    other = {uri: text.upper() for uri, text in SITE.items()}
    for version, site in (("2", other), ("1", SITE)):
        # The templates differ, so the same digest stands for other bytes.
        files = [OutputFile(uri, f"digest of {uri}", site[uri].encode) for uri in site]
        assert folder.write_files(files, version) == len(SITE)
        assert folder.holds(site)


def test_a_folder_moved_or_copied(folder: Folder, tmp_path: Path) -> None:
    """It is known by its place: elsewhere everything is written, and an older copy put in its place is seen through."""
    shutil.copytree(folder.out, tmp_path / "older", symlinks=True)
    time.sleep(0.02)
    folder.write(OTHER)
    folder.out.rename(tmp_path / "newer")
    (tmp_path / "older").rename(folder.out)
    folder.write(OTHER)
    assert folder.holds(OTHER)
    moved = Folder(tmp_path)
    moved.out = tmp_path / "newer"
    assert moved.write(OTHER) == len(OTHER)


def test_two_folders_share_a_cache(folder: Folder, tmp_path: Path) -> None:
    """Each has its own memory; a link is known by what it leads to."""
    second = Folder(tmp_path)
    second.out = tmp_path / "second"
    assert second.write(OTHER) == len(OTHER)
    assert folder.write(SITE) == second.write(OTHER) == 0
    (tmp_path / "link").symlink_to(folder.out)
    second.out = tmp_path / "link"
    assert second.write(SITE) == 0
    assert second.out.is_symlink()


@still_clock
@pytest.mark.parametrize("wrong", [*SITE, None])
@pytest.mark.parametrize("then", [SITE, OTHER, SMALLER], ids=["back", "on", "less"])
def test_after_a_build_that_failed(folder: Folder, wrong: str | None, then: Site) -> None:
    """Half of it is written, as long as before and of the same time. What comes next is right all the same."""

    def make(uri: str) -> bytes:
        if uri == wrong:
            raise ValueError("no")
        return SITE[uri].upper().encode()

    files = [OutputFile(uri, "another", lambda uri=uri: make(uri)) for uri in SITE]
    if wrong:
        with pytest.raises(ValueError, match="no"):
            folder.write_files(files)
    else:
        folder.write_files(files)
    folder.write(then)
    assert folder.holds(then)


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 2, 3])
def test_any_number_of_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """The same bytes, and the same is remembered."""
    monkeypatch.setenv(workers.VARIABLE, str(count))
    folder = Folder(tmp_path)
    for number in (1, 2):
        assert folder.write(many(number)) == 200
        assert folder.holds(many(number))
        assert folder.write(many(number)) == 0


@pytest.mark.slow
def test_an_error_in_a_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Is known here, and mended by the next build."""
    monkeypatch.setenv(workers.VARIABLE, "3")
    folder = Folder(tmp_path, builder.still)
    folder.write(many(1))
    files = [OutputFile(uri, "another", text.encode) for uri, text in many(2).items()]
    files[100] = OutputFile(files[100].uri, "another", lambda: b"%d" % (1 // 0))
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        folder.write_files(files)
    assert not multiprocessing.active_children()
    folder.write(many(1))
    assert folder.holds(many(1))


@pytest.mark.parametrize("room", [10_000, 2_000], ids=["for the memory only", "for neither"])
def test_a_full_disk(tmp_path: Path, room: int) -> None:
    """A file that finds no room is an error, never half a page that is taken for whole. Then there is room again."""
    folder = Folder(tmp_path, builder.still)
    long = {**SITE, ONE: "long " * 3_000}
    folder.write({**long, ONE: "LONG " * 3_000})
    with at_most(room), pytest.raises(OSError, match="File too large"):
        folder.write(long)
    folder.write(long)
    assert folder.holds(long)


@pytest.mark.slow
def test_a_memory_without_room(tmp_path: Path) -> None:
    """Where it cannot be kept, the one before is not kept either: it would say what is no longer so."""
    folder = Folder(tmp_path, builder.still)
    short = {uri: text[:10] for uri, text in many(1).items()}
    folder.write(short)
    with at_most(1_000):
        folder.write({uri: "x" * len(text) for uri, text in short.items()})
    assert folder.write(short) == len(short)
    assert folder.holds(short)


@contextmanager
def at_most(room: int) -> Iterator[None]:
    """No file longer than so many bytes, as on a disk that has room for no more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def start(folder: Folder, number: int, caches: Path | None = None) -> subprocess.Popen[bytes]:
    """Build in another process."""
    arguments = [folder.out, caches or folder.caches, str(number)]
    return subprocess.Popen([sys.executable, builder.__file__, *arguments], stdout=subprocess.PIPE)


@contextmanager
def lock_on(out: Path) -> Iterator[None]:
    """As a build has it: the folder itself is locked."""
    place = os.open(out, os.O_RDONLY)
    fcntl.flock(place, fcntl.LOCK_EX)
    try:
        yield
    finally:
        os.close(place)


@pytest.mark.slow
def test_it_waits_for_what_a_killed_build_left_running(tmp_path: Path) -> None:
    """Where workers outlive their parent, they hold the lock: nothing is written under their hands."""
    folder = Folder(tmp_path)
    ready, go = os.pipe()
    folder.out.mkdir()
    with lock_on(folder.out):
        orphan = os.fork()
        if orphan == 0:
            os.close(go)
            os.read(ready, 1)
            (folder.out / "late").touch()
            os._exit(0)
    os.close(ready)
    waiting = start(folder, 1)
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(1)
    assert not any(folder.out.iterdir())
    os.close(go)
    assert waiting.communicate() == (b"done\n", None)
    os.waitpid(orphan, 0)
    assert folder.holds(many(1))


PAGE = {**SITE, "search/index.html": "search"}
"""A site with a page beside what comes late."""

INDEX = {"search/parts.json": "parts", "search/1/a": "a", "search/2/b": "b"}


@pytest.mark.parametrize(
    ("after", "written"),
    [
        (INDEX, []),
        ({**INDEX, "search/parts.json": "other"}, ["search/parts.json"]),
        ({"search/parts.json": "parts", "search/1/a": "a", "search/3/c": "c"}, ["search/3/c"]),
        ({}, []),
        ({"search/1": "a file now"}, ["search/1"]),
    ],
    ids=["same", "changed", "moved", "none", "a file for a folder"],
)
@still_clock
def test_what_comes_late(folder: Folder, after: Site, written: list[str]) -> None:
    """It is written and removed as everything else is; the page beside it stays."""
    assert folder.write(PAGE, late=lambda: INDEX) == len(PAGE) - len(SITE) + len(INDEX)
    assert folder.holds({**PAGE, **INDEX})
    assert folder.write(PAGE, late=lambda: after) == len(written)
    assert [uri for uri in folder.made if uri not in NAMELESS] == written
    assert folder.holds({**PAGE, **after})


def test_nothing_waits_for_what_comes_late(folder: Folder) -> None:
    """The rest is there when it is asked for."""

    def late() -> Site:
        assert folder.texts == PAGE
        return INDEX

    folder.write(PAGE, late=late)
    assert folder.holds({**PAGE, **INDEX})


@still_clock
def test_late_files_that_fail(folder: Folder) -> None:
    """What was written stays, also of the index before; the next build is right."""
    folder.write(PAGE, late=lambda: INDEX)

    def late() -> Site:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        folder.write({**PAGE, ONE: "b"}, late=late)
    assert folder.holds({**PAGE, ONE: "b", **INDEX})
    folder.write(PAGE, late=lambda: INDEX)
    assert folder.holds({**PAGE, **INDEX})


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl+C is heard, also where a shell has started the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_interrupted(tmp_path: Path, interruptible: None) -> None:
    """Ctrl+C: whoever pressed it builds again."""
    folder = Folder(tmp_path, builder.still)
    folder.write(SITE)

    def make() -> bytes:
        os.kill(os.getpid(), signal.SIGINT)
        return b"never"

    with pytest.raises(KeyboardInterrupt):
        folder.write_files([OutputFile(ONE, "x", make)])
    folder.write(SITE)
    assert folder.holds(SITE)
