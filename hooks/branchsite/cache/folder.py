"""A place for what was worked out once: files in a folder, which may be deleted at any time.

An entry is written beside its place and then moved there: two builds at once, or a killed one,
leave a whole entry or none. It carries a checksum: what does not match is a miss, as if it were not there.
A cache only saves time, so where it cannot be written (full disk, read-only folder) the build goes on.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..system.replace import replace
from .key import key

DAYS = 30
"""After which goes what nobody has read, touched or written."""

DAY = 24 * 60 * 60
_SUM = hashlib.sha256().digest_size
_TEMPORARY = ".part"


@dataclass(frozen=True)
class CacheFolder:
    """Entries of one kind, by their names.

    code: gives a name for the code and the libraries that they come from; it is asked once.
    """

    path: Path
    code: Callable[[], str] = field(default=str, compare=False, repr=False)

    @cached_property
    def version(self) -> str:
        """Of the code: what another one has kept is not believed."""
        return self.code()

    def key(self, *data: str | bytes) -> str:
        """The name of an entry that follows from the code and these data."""
        return key(self.version, *data)

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The content of an entry; where there is none, it is made and kept."""
        found = self.read(name)
        if found is None:
            found = make()
            self.write(name, found)
        return found

    def read(self, name: str) -> bytes | None:
        """The content of an entry; None where there is none, or not a whole one. What is read is in use, see sweep."""
        try:
            raw = (self.path / name).read_bytes()
        except OSError:
            return None
        content = raw[_SUM:]
        if hashlib.sha256(content).digest() != raw[:_SUM]:
            return None
        self.touch(name)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Keep an entry, whole or not at all. Where that fails, it is there no more: not the one before either."""
        try:
            _write_whole(self.path / name, hashlib.sha256(content).digest() + content)
        except OSError:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Forget an entry, as far as that can be done."""
        with suppress(OSError):
            (self.path / name).unlink()

    def touch(self, name: str) -> bool:
        """Say that an entry is still in use. Gives whether it is there."""
        path = self.path / name
        try:
            if time.time() - path.stat().st_mtime > DAY:
                os.utime(path)
        except OSError:
            return False
        return True

    def sweep(self) -> None:
        """Drop what has not been in use for a month, and what a killed build left half written."""
        now = time.time()
        for at, _, names in os.walk(self.path):
            for name in names:
                path = os.path.join(at, name)
                with suppress(OSError):
                    age = now - os.stat(path).st_mtime
                    if age > DAYS * DAY or (age > DAY and name.endswith(_TEMPORARY)):
                        os.unlink(path)


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file beside its place, and move it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Not flushed to the disk: after a power cut the checksum tells.
    place, temporary = tempfile.mkstemp(suffix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(place, "wb") as file:
            file.write(content)
        replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
