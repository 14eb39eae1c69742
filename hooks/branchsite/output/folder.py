"""What lies in the folder of a site, as the disk says."""

import os
from collections.abc import Callable
from pathlib import Path

from ..cache.digest import digest, digest_of

Stamp = tuple[int, int]
"""Size and time of change of a file, in bytes and nanoseconds."""


def stamp_of(state: os.stat_result) -> Stamp:
    """What tells a file that somebody has touched from the one that was written."""
    return state.st_size, state.st_mtime_ns


def folder_name(out: Path) -> str:
    """A name for the folder itself, by whatever way one has come to it."""
    return digest_of(os.fsencode(out.resolve()))


def files_in(out: Path, stamp: Callable[[os.stat_result], Stamp] = stamp_of) -> dict[str, Stamp]:
    """Every file in the folder, whoever put it there, and every empty folder with a slash behind its name.

    Not what is hidden at the top, such as .git: MkDocs leaves it alone when it empties the folder.
    """
    found: dict[str, Stamp] = {}
    folders = [""]
    while folders:
        below = folders.pop()
        with os.scandir(f"{out}/{below}") as entries:
            inside = [entry for entry in entries if below or not entry.name.startswith(".")]
        for entry in inside:
            uri = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                folders.append(f"{uri}/")
            else:
                found[uri] = stamp(entry.stat(follow_symlinks=False))
        if below and not inside:
            found[below] = (0, 0)
    return found


def folder_state(out: Path) -> str:
    """A name for what a folder holds, as the disk says: names, sizes, times."""
    return digest(list(files_in(out).items()))
