"""Brings a folder to hold exactly the files of a site, and writes only those that are not there yet.

What was written last, from which digest, is kept in the cache with each file's size and time. A file
that somebody has touched since, or that a killed build left, does not match and is written again.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from .. import cache
from ..digest import digest_of
from ..progressbar import Progress
from ..workers import spread

try:
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]  # Windows

_SHARE = 60
"""Files under which a second process is not worth its start."""

_KEEP = 90
"""Days after which a folder that nobody builds into is forgotten; mkdocs serve has a new one each time."""

_NEW = ".new"
"""Behind the name of a file that is being written in the place of another."""

Stamp = tuple[int, int]
"""Size and time of change of a file, in bytes and nanoseconds."""

Note = tuple[str, int, int]
"""The digest that a file was written from, and its stamp then."""


@dataclass(frozen=True)
class File:
    """A file of the site. digest: equal for equal bytes, "" where only these tell. make: gives them."""

    uri: str
    digest: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class Late:
    """Files that are still being made while the others are written. folder: all lie below it. files: waits for them."""

    folder: str
    files: Callable[[], Sequence[File]]


def write_site(files: Sequence[File], late: Late, out: Path, caches: Path, version: str) -> int:
    """Make out hold these files and no others, but for hidden ones at its top. Gives how many were written.

    caches: where to remember it. version: of the program; what another wrote is not trusted.
    Raises what make and late raise; then out is half old and half new, and known to be.
    """
    with _alone(out):
        memory = _Memory(caches / "output" / digest_of(os.fsencode(out.resolve())), version)
        state = _State(out, memory, memory.read(), _there(out))
        early = {file.uri for file in files}
        made = state.bring(files, lambda uri: uri in early or not uri.startswith(late.folder))
        return made + state.bring(late.files(), lambda uri: uri not in early and uri.startswith(late.folder))


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """Wait until nobody else writes there. The workers of a killed build are somebody: they hold the lock, too."""
    out.mkdir(parents=True, exist_ok=True)
    if fcntl is None:  # pragma: no cover
        yield
        return
    place = os.open(out, os.O_RDONLY)
    try:
        # Not every network file system can lock a folder.
        with suppress(OSError):
            fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


@dataclass(frozen=True)
class _Memory:
    """What was written last into a folder. path: its entry in the cache."""

    path: Path
    version: str

    def read(self) -> dict[str, Note]:
        """By the files' addresses; nothing where another program wrote it."""
        version, _, notes = (cache.read(self.path) or b"").partition(b"\n")
        if version != self.version.encode():
            return {}
        return {uri: (digest, size, time) for uri, (digest, size, time) in json.loads(notes).items()}

    def write(self, notes: Mapping[str, Note]) -> None:
        """Forget what was there before, too, where that cannot be written."""
        cache.write(self.path, b"\n".join([self.version.encode(), json.dumps(notes).encode()]))
        cache.sweep(self.path.parent, _KEEP)


@dataclass
class _State:
    """A folder while it is brought to hold a site. known: what is remembered of it. there: the files it has."""

    out: Path
    memory: _Memory
    known: dict[str, Note]
    there: Mapping[str, Stamp]

    def bring(self, files: Sequence[File], ours: Callable[[str], bool]) -> int:
        """Write those that are not there, and remove what else is. ours: of which addresses these are all."""
        known = self.known
        kept = {
            file.uri: known[file.uri]
            for file in files
            if file.digest and file.uri in self.there and known.get(file.uri) == (file.digest, *self.there[file.uri])
        }
        others = {uri: note for uri, note in known.items() if not ours(uri)}
        made = [file for file in files if file.uri not in kept]
        stale = {uri for uri in self.there if ours(uri)} - {file.uri for file in files}
        if not made and not stale and len(others) + len(kept) == len(known):
            return 0
        # Before anything is changed: should this build be killed, the next one trusts none of what it wrote.
        self.memory.write(others | kept)
        for uri in stale:
            _remove(self.out, uri)
        written = self._write(made)
        self.known = others | kept | written
        self.memory.write(self.known)
        return sum(known.get(uri) != note for uri, note in written.items())

    def _write(self, files: Sequence[File]) -> dict[str, Note]:
        """What to remember of them."""
        with Progress("生成页面", len(files)) as progress:

            def work(share: Sequence[File]) -> dict[str, Note]:
                written = {}
                for file in share:
                    written[file.uri] = _write(file, self.out, self.there.get(file.uri), self.known.get(file.uri))
                    progress.step()
                return written

            return {uri: note for share in spread(work, files, _SHARE) for uri, note in share.items()}


def _there(out: Path) -> dict[str, Stamp]:
    """Every file in the folder, whoever put it there, and every empty folder with a slash behind its name.

    Not what is hidden at the top, such as .git: MkDocs leaves it alone when it empties the folder.
    """
    found: dict[str, Stamp] = {}
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(f"{out}/{below}") as entries:
            inside = list(entries)
        for entry in inside:
            uri = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{uri}/")
            else:
                found[uri] = _stamp(entry.stat(follow_symlinks=False))
        if below and not inside:
            found[below] = (0, 0)
        if not below:
            folders = [folder for folder in folders if not folder.startswith(".")]
            found = {uri: stamp for uri, stamp in found.items() if not uri.startswith(".")}
    return found


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_size, state.st_mtime_ns


def _write(file: File, out: Path, there: Stamp | None, known: Note | None) -> Note:
    """Write a file unless its bytes are there; a reader of the old one keeps the old one. Gives what to remember."""
    content = file.make()
    digest = file.digest or digest_of(content)
    if there and known == (digest, *there):
        return known
    path = f"{out}/{file.uri}"
    if there is None:
        _put(path, content)
    else:
        _put(f"{path}{_NEW}", content)
        os.replace(f"{path}{_NEW}", path)
    return digest, *_stamp(os.stat(path))


def _put(path: str, content: bytes) -> None:
    try:
        target = open(path, "wb")  # noqa: SIM115
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        target = open(path, "wb")  # noqa: SIM115
    # Not unbuffered: such a file writes only as much as there is room for, and says nothing.
    with target:
        target.write(content)


def _remove(out: Path, uri: str) -> None:
    """Remove a file or an empty folder, and the folders that this leaves empty."""
    path = out / uri
    if uri.endswith("/"):
        path.rmdir()
    else:
        path.unlink()
    for folder in path.parents:
        if folder == out:
            break
        try:
            folder.rmdir()
        except OSError:
            break
