"""A zip file that is there whole or not at all, and is the same for the same files."""

import datetime
import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PACKED = (".avif", ".jpg", ".png", ".gz")
"""What is as small as it gets."""

_MODE = 0o100644 << 16
_UNIX = 3
_NEW = ".new"


@dataclass(frozen=True)
class ZipEntry:
    """A file within. name: its path."""

    name: str
    content: bytes

    def below(self, folder: str) -> "ZipEntry":
        """The same in a folder."""
        return ZipEntry(f"{folder}/{self.name}", self.content)


def write_zip(path: Path, entries: Iterable[ZipEntry], day: datetime.date) -> int:
    """Write a file that is not there yet; gives how many bytes it has. day: the time of every file within.

    Raises OSError, FileExistsError among them; then nothing of it stays.
    """
    new = path.with_name(f"{path.name}.{os.getpid()}{_NEW}")
    try:
        new.unlink(missing_ok=True)
        with zipfile.ZipFile(new, "x", zipfile.ZIP_DEFLATED) as made:
            for entry in entries:
                made.writestr(_info(entry.name, day), entry.content)
        size = new.stat().st_size
        _put(new, path)
        return size
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def _put(new: Path, path: Path) -> None:
    """In one step, and not in the place of another file."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:
        # Disks as they are carried about know no second name of a file; Windows renames over nothing.
        if path.exists():
            raise FileExistsError(path) from None
        new.rename(path)


def _info(name: str, day: datetime.date) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
    info.create_system = _UNIX
    info.external_attr = _MODE
    return info
