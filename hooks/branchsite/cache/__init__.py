"""A place for what was worked out once: files below .cache/, which may be deleted at any time.

An entry is written beside its place and then moved there: two builds at once, or a killed one,
leave a whole entry or none. It carries a checksum: what does not match is a miss, as if it were not there.
A cache only saves time, so where it cannot be written (full disk, read-only folder) the build goes on.
"""

import hashlib
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ..system.replace import replace
from .libraries import library_version

VARIABLE = "BRANCHSITE_CACHE"
"""Puts the cache elsewhere: on a server that builds each push in a folder of its own."""

_SUM = hashlib.sha256().digest_size
_DAY = 24 * 60 * 60
_TEMPORARY = ".part"


def folder(root: Path) -> Path:
    """Where a site's caches lie: the folder that BRANCHSITE_CACHE names, else .cache in the site's own."""
    named = os.environ.get(VARIABLE)
    return Path(named) if named else root / ".cache"


def version(files: Iterable[Path], libraries: Iterable[str] = ()) -> str:
    """A name for a state of the program, to be part of every key: another one finds nothing of this.

    files: those whose code decides what is cached. libraries: the distributions that do.
    """
    state = hashlib.sha256(sys.version.encode())
    for file in files:
        state.update(hashlib.sha256(file.read_bytes()).digest())
    for library in libraries:
        state.update(f"{library} {library_version(library)}\n".encode())
    return state.hexdigest()


def key(*parts: str | bytes) -> str:
    """A name for an entry that depends on these parts, in this order."""
    state = hashlib.sha256()
    for part in parts:
        state.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return state.hexdigest()


def read(path: Path) -> bytes | None:
    """The content of an entry; None where there is none, or not a whole one. What is read is in use, see sweep."""
    try:
        raw = path.read_bytes()
    except OSError:
        return None
    content = raw[_SUM:]
    if hashlib.sha256(content).digest() != raw[:_SUM]:
        return None
    touch(path)
    return content


def write(path: Path, content: bytes) -> None:
    """Keep an entry, whole or not at all. Where that fails, the cache has it no more: not the one before either."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not flushed to the disk: after a power cut the checksum tells.
        place, temporary = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(place, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError:
        with suppress(OSError):
            path.unlink()


def touch(path: Path) -> bool:
    """Say that an entry is still in use. Gives whether it is there."""
    try:
        if time.time() - path.stat().st_mtime > _DAY:
            os.utime(path)
    except OSError:
        return False
    return True


def sweep(place: Path, days: int) -> None:
    """Drop what nobody has touched or written for so many days, and what a killed build left half written."""
    now = time.time()
    for at, _, names in os.walk(place):
        for name in names:
            path = os.path.join(at, name)
            with suppress(OSError):
                age = now - os.stat(path).st_mtime
                if age > days * _DAY or (age > _DAY and name.endswith(_TEMPORARY)):
                    os.unlink(path)
