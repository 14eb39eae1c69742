"""archive: the whole site in one file, to be opened from a disk without a server, with the public data."""

import argparse
import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..archive.copy import OPEN, copy_files
from ..archive.facts import facts_of
from ..archive.zip_file import write_zip
from ..build import read_library
from ..errors import DataError, Problem
from ..system.filenames import objection, usable
from .full_build import build_into
from .new import TAKEN, unwritten

_ENDING = ".zip"
_OURS = ("data", "docs", "hooks", "overrides")
"""Folders of the site in which any file is part of it."""

_INSTEAD = "换一个文件名，或者先把那个文件移走"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def run_archive(options: argparse.Namespace) -> int:
    """Write a copy of the site. options: root; file, which must not be there yet.

    Raises DataError where the site cannot be built, or the file not be written; then nothing of it stays.
    """
    path: Path = options.file
    refuse_place(options.root, path)
    with _room_for(path), tempfile.TemporaryDirectory(prefix="branchsite-archive-") as folder:
        site = Path(folder, "site")
        if status := build_into(options.root, site):
            return status
        size = _write(options.root, site, path)
    print(f"写好了 {path}（{size / 1e6:.1f} MB）。解开以后，双击里面的“{OPEN}”。")
    return 0


def refuse_place(root: Path, path: Path) -> None:
    """Raises DataError where no copy can be at a path, or where it would be part of the site."""
    why, fix = _objection(root, path)
    if why:
        raise DataError([Problem(str(path), 0, why, fix=fix)])


def _objection(root: Path, path: Path) -> tuple[str, str]:
    if os.path.lexists(path):
        return TAKEN, _INSTEAD
    if why := objection(path.name):
        return why, str(path.with_name(usable(path.name) or f"存档{_ENDING}"))
    if path.suffix.lower() != _ENDING:
        return f"文件名要以 {_ENDING} 结尾", f"{path}{_ENDING}"
    if not path.parent.is_dir():
        return f"没有文件夹 {path.parent}", "先建好这个文件夹，或者写在别的文件夹里"
    ours = [name for name in _OURS if path.resolve().is_relative_to((root / name).resolve())]
    if ours:
        return f"{ours[0]}/ 里的文件是网站的一部分，存档不能放在这里", f"写在别的文件夹里，如 {root / path.name}"
    return "", ""


@contextmanager
def _room_for(path: Path) -> Iterator[None]:
    """Whatever is written on the way to a file: says it where the disk is full."""
    try:
        yield
    except OSError as error:
        if error.errno not in _FULL:
            raise
        raise DataError([unwritten(str(path), error, _INSTEAD)]) from None


def _write(root: Path, site: Path, path: Path) -> int:
    """Gives how many bytes it has. site: the folder of the built one."""
    facts = facts_of(site)
    library, _ = read_library(root, facts.day, facts.address)
    try:
        return write_zip(path, copy_files(site, library, facts), facts.day)
    except OSError as error:
        raise DataError([unwritten(str(path), error, _INSTEAD)]) from None
