"""Brings a folder to hold exactly the files of a site, and writes only those that are not there yet.

What was written last, from which digest, is kept in the cache with each file's size and time. A file
that somebody has touched since, or that a killed build left, does not match and is written again.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from ..cache.digest import digest_of
from ..cache.folder import CacheFolder
from ..system.gc import collect_only_new
from ..system.progressbar import ProgressBar
from ..system.replace import replace
from ..system.workers import map_shares
from .folder import Stamp, files_in, folder_name, stamp_of

try:
    import fcntl
except ImportError:  # pragma: no cover
    fcntl = None  # type: ignore[assignment]  # Windows

_SHARE = 60
"""Files under which a second process is not worth its start."""

_NEW = ".new"
"""Behind the name of a file that is being written in the place of another."""

Written = tuple[str, int, int]
"""The digest that a file was written from, and its stamp then."""


@dataclass(frozen=True)
class OutputFile:
    """A file of the site. digest: equal for equal bytes, "" where only these tell. make: gives them.

    inputs: gives what the digest follows from, by names, for who asks why it was written.
    """

    uri: str
    digest: str
    make: Callable[[], bytes]
    inputs: Callable[[], Mapping[str, object]] | None = None


@dataclass(frozen=True)
class WrittenFile:
    """A file that was written. there: whether one was there. before: what that was written from; "" if not known."""

    uri: str
    there: bool
    before: str


@dataclass(frozen=True)
class PendingFiles:
    """Files that are still being made while the others are written. folder: all lie below it. files: waits for them."""

    folder: str
    files: Callable[[], Sequence[OutputFile]]


def write_site(
    files: Sequence[OutputFile],
    pending: PendingFiles,
    out: Path,
    store: CacheFolder,
    version: str,
    stamp: Callable[[os.stat_result], Stamp] = stamp_of,
    on_write: Callable[[WrittenFile], None] | None = None,
) -> int:
    """Make out hold these files and no others, but for hidden ones at its top. Gives how many were written.

    store: remembers it. version: of the program; what another wrote is not trusted. stamp: of a file's state.
    on_write: is called with each file that was written.
    Raises what make and pending raise; then out is half old and half new, and known to be.
    """
    with _locked(out):
        memory = _Memory(store, folder_name(out), version)
        state = _SiteFolder(out, memory, memory.read(), files_in(out, stamp), stamp, on_write)
        known_uris = {file.uri for file in files}

        def is_pending(uri: str) -> bool:
            return uri.startswith(pending.folder) and uri not in known_uris

        try:
            made = state.bring(files, lambda uri: not is_pending(uri))
            return made + state.bring(pending.files(), is_pending)
        finally:
            state.remember()


@contextmanager
def _locked(out: Path) -> Iterator[None]:
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
    """What was written last into a folder. name: of its entry.

    Beside it, while files are written, another entry names them: it is short, and written first.
    """

    store: CacheFolder
    name: str
    version: str

    @property
    def _doubt(self) -> str:
        return f"{self.name}-doubt"

    def read(self) -> dict[str, Written]:
        """By the files' addresses, but those in doubt; nothing where another program wrote it."""
        version, _, notes = (self.store.read(self.name) or b"").partition(b"\n")
        if version != self.version.encode():
            return {}
        known = {uri: (digest, size, time) for uri, (digest, size, time) in json.loads(notes).items()}
        if self.store.touch(self._doubt):
            doubt = self.store.read(self._doubt)
            gone = known if doubt is None else json.loads(doubt)
            known = {uri: note for uri, note in known.items() if uri not in gone}
        return known

    def doubt(self, uris: Iterable[str]) -> None:
        """Trust none of these until it is written anew; where that cannot be written, none at all."""
        content = json.dumps(dict.fromkeys(uris)).encode()
        self.store.write(self._doubt, content)
        if self.store.read(self._doubt) != content:
            self.store.drop(self.name)

    def write(self, notes: Mapping[str, Written]) -> None:
        """Forget what was there before, too, where that cannot be written."""
        self.store.write(self.name, b"\n".join([self.version.encode(), json.dumps(notes).encode()]))
        self.store.drop(self._doubt)


@dataclass
class _SiteFolder:
    """A folder while it is brought to hold a site.

    known: what is remembered of it. there: the files it has. stamp: of a file's state. on_write: see write_site.
    doubted: the files of which nothing is known while they are written.
    """

    out: Path
    memory: _Memory
    known: dict[str, Written]
    there: Mapping[str, Stamp]
    stamp: Callable[[os.stat_result], Stamp]
    on_write: Callable[[WrittenFile], None] | None
    doubted: set[str] = field(default_factory=set)

    def bring(self, files: Sequence[OutputFile], ours: Callable[[str], bool]) -> int:
        """Write those that are not there, and remove what else is. ours: of which addresses these are all."""
        wanted = [file if file.digest else _with_digest(file) for file in files]
        made = [file for file in wanted if not self._has(file)]
        stale = {uri for uri in self.there if ours(uri)} - {file.uri for file in files}
        forgotten = {uri for uri in self.known if ours(uri)} - {file.uri for file in files}
        before = [self._as_it_was(file) for file in made] if self.on_write else []
        if made or stale or forgotten:
            gone = forgotten | {file.uri for file in made}
            for uri in gone & self.known.keys():
                del self.known[uri]
            # Before anything is changed: should this build be killed, the next one trusts none of what it wrote.
            self.doubted |= gone
            self.memory.doubt(self.doubted)
            for uri in stale:
                _remove(self.out, uri)
            self.known |= self._write(made)
        if self.on_write:
            for one in before:
                self.on_write(one)
        return len(made)

    def remember(self) -> None:
        """Keep what is known of it now, also where something went wrong meanwhile."""
        if self.doubted:
            self.memory.write(self.known)

    def _as_it_was(self, file: OutputFile) -> WrittenFile:
        """A file that is about to be written, with what is known of the one before."""
        known = self.known[file.uri][0] if file.uri in self.known else ""
        return WrittenFile(file.uri, file.uri in self.there, known)

    def _has(self, file: OutputFile) -> bool:
        """Whether it is there as it was written last, from the same digest."""
        there = self.there.get(file.uri)
        return there is not None and self.known.get(file.uri) == (file.digest, *there)

    def _write(self, files: Sequence[OutputFile]) -> dict[str, Written]:
        """What to remember of them."""
        with ProgressBar("生成页面", len(files)) as progress:

            def work(share: Sequence[OutputFile]) -> dict[str, Written]:
                written = {}
                # A template leaves garbage that only the collector finds, some kilobytes for each page.
                with collect_only_new():
                    for file in share:
                        written[file.uri] = _write(file, self.out, file.uri in self.there, self.stamp)
                        progress.step()
                return written

            return {uri: note for share in map_shares(work, files, _SHARE) for uri, note in share.items()}


def _with_digest(file: OutputFile) -> OutputFile:
    """A file that only its bytes tell, with their digest."""
    content = file.make()
    return OutputFile(file.uri, digest_of(content), lambda: content)


def _write(file: OutputFile, out: Path, there: bool, stamp: Callable[[os.stat_result], Stamp]) -> Written:
    """Write a file; where one is there, its reader keeps the old one. Gives what to remember."""
    path = f"{out}/{file.uri}"
    if there:
        _put(f"{path}{_NEW}", file.make())
        replace(f"{path}{_NEW}", path)
    else:
        _put(path, file.make())
    return file.digest, *stamp(os.stat(path))


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
