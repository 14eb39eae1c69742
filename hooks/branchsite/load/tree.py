"""List the files below data/ and docs/, without reading them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import DataError, Problem

_DEPTH = 10
"""The deepest nesting of folders; nothing of ours needs more than four."""

_JUNK = (".ds_store", ".localized", "thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r")
_JUNK_FOLDERS = ("__macosx", ".spotlight-v100", ".trashes", ".fseventsd", "@eadir")
"""What computers leave in every folder and nobody means to keep, in small letters."""

PROGRAM_DOCS = "docs/dev"
"""Notes for maintainers: they go with the program, and are no pages of the site."""

State = tuple[int, int, int, int, int]
"""A file's stat, taken without reading it: device, inode, size, and both times in nanoseconds."""


class TreeFile(NamedTuple):
    """A file. file: its path from the root. link: whether it is a symbolic link. state: of text files that are none.

    odd: whether it is neither a file nor a link, but a pipe or a device; it is never opened.
    """

    file: str
    link: bool
    state: State | None
    odd: bool = False


def is_kept(path: Path) -> bool:
    """Whether a path is a file that somebody put there."""
    return path.is_file() and not is_junk(path.name)


def is_junk(name: str) -> bool:
    """Whether a name is one that computers leave: Apple's ._01.jpg beside 01.jpg, Windows' Thumbs.db, __MACOSX."""
    return name.startswith("._") or name.casefold() in (*_JUNK, *_JUNK_FOLDERS)


def is_text(file: str) -> bool:
    """Whether a file is to be read, by its path."""
    return file.endswith(".yml" if file.startswith("data/") else ".md")


def walk(root: Path) -> list[TreeFile]:
    """All files below data/ and docs/, sorted, their paths with forward slashes.

    Links are named, not followed. Raises DataError where files lie too deep.
    """
    return [one for folder in ("data", "docs") if (root / folder).is_dir() for one in _walk(root / folder, folder)]


def _walk(path: Path, folder: str) -> Iterator[TreeFile]:
    """The files of a folder and those below it. path: where it lies. folder: its path from the root."""
    if folder.count("/") >= _DEPTH:
        raise DataError([Problem(folder, 0, f"文件夹套得太深，超过 {_DEPTH} 层", fix="移到浅一些的地方")])
    try:
        with os.scandir(path) as there:
            entries = sorted(there, key=lambda one: one.name)
    except OSError:
        raise DataError([Problem(f"{folder}/", 0, "这个文件夹打不开", fix="看看它的权限，让自己能读")]) from None
    for one in entries:
        file = f"{folder}/{one.name}"
        if one.is_symlink():
            yield TreeFile(file, True, None)
        elif one.is_file():
            if not is_junk(one.name):
                yield TreeFile(file, False, _state(one) if is_text(file) else None)
        elif one.is_dir():
            if file != PROGRAM_DOCS and one.name.casefold() not in _JUNK_FOLDERS:
                yield from _walk(path / one.name, file)
        else:
            yield TreeFile(file, False, None, odd=True)


def _state(one: os.DirEntry[str] | Path) -> State | None:
    try:
        known = one.stat()
    except FileNotFoundError:
        return None
    return (known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns, known.st_ctime_ns)


def walk_states(root: Path) -> list[tuple[str, State | None]]:
    """Every file below data/ and docs/ with its stat, photos and all; None for links and pipes.

    Raises DataError where files lie too deep.
    """
    return [(one.file, one.state or (None if one.link or one.odd else _state(root / one.file))) for one in walk(root)]


def text_files(root: Path) -> Iterable[str]:
    """The files under root that hold text to be read, by their paths, sorted."""
    return (one.file for one in walk(root) if is_text(one.file) and not one.odd)
