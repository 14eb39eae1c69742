"""Brings a folder to hold exactly the files of a site, and writes only those that are not there yet.

What was written last, from which digest, is kept in the cache with each file's size and time. A file
that somebody has touched since, or that a killed build left, does not match and is written again.
"""

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .. import cache
from ..digest import digest_of
from ..progressbar import Progress
from ..workers import spread

_SHARE = 60
"""Files under which a second process is not worth its start."""

Stamp = tuple[int, int]
"""Size and time of change of a file, in bytes and nanoseconds."""


@dataclass(frozen=True)
class File:
    """A file of the site. digest: equal for equal bytes, "" where only these tell. make: gives them."""

    uri: str
    digest: str
    make: Callable[[], bytes]


def write_site(files: Sequence[File], out: Path, caches: Path, version: str) -> int:
    """Make out hold these files and no others. Gives how many were written.

    caches: where to remember it. version: of the program; what another wrote is not trusted.
    Raises what make raises; then out is half old and half new, and known to be.
    """
    known = _remembered(out, caches, version)
    there = dict(_there(out))
    kept = {
        file.uri: file.digest
        for file in files
        if file.digest and file.uri in there and known.get(file.uri) == (file.digest, *there[file.uri])
    }
    for uri in there.keys() - {file.uri for file in files}:
        _remove(out, uri)
    made = [file for file in files if file.uri not in kept]
    with Progress("生成页面", len(made)) as progress:

        def work(share: Sequence[File]) -> dict[str, tuple[str, int, int]]:
            written = {}
            for file in share:
                written[file.uri] = _write(file, out, there.get(file.uri), known.get(file.uri))
                progress.step()
            return written

        written = {uri: note for share in spread(work, made, _SHARE) for uri, note in share.items()}
    notes = {**written, **{uri: (digest, *there[uri]) for uri, digest in kept.items()}}
    cache.write(_memory(out, caches), json.dumps([version, notes]).encode())
    return len(made)


def _remembered(out: Path, caches: Path, version: str) -> dict[str, tuple[str, int, int]]:
    """From a file's address to the digest it was written from, its size and its time."""
    raw = cache.read(_memory(out, caches))
    if raw is None:
        return {}
    written_by, notes = json.loads(raw)
    return {uri: tuple(note) for uri, note in notes.items()} if written_by == version else {}


def _memory(out: Path, caches: Path) -> Path:
    return caches / "output" / digest_of(os.fsencode(out.resolve()))


def _there(out: Path, below: str = "") -> Iterator[tuple[str, Stamp]]:
    """Every file in the folder, whoever put it there."""
    try:
        entries = list(os.scandir(out / below))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _there(out, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", _stamp(entry.stat(follow_symlinks=False))


def _stamp(state: os.stat_result) -> Stamp:
    return state.st_size, state.st_mtime_ns


def _write(file: File, out: Path, there: Stamp | None, known: tuple[str, int, int] | None) -> tuple[str, int, int]:
    """Write a file unless its bytes are there; a reader of the old one keeps the old one. Gives what to remember."""
    content = file.make()
    digest = file.digest or digest_of(content)
    if there and known == (digest, *there):
        return known
    path = f"{out}/{file.uri}"
    if there is None:
        _put(path, content)
    else:
        _put(f"{path}.new", content)
        os.replace(f"{path}.new", path)
    return digest, *_stamp(os.stat(path))


def _put(path: str, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with os.fdopen(handle, "wb", buffering=0) as target:
        target.write(content)


def _remove(out: Path, uri: str) -> None:
    """Remove a file, and the folders that it leaves empty."""
    path = out / uri
    path.unlink()
    for folder in path.parents:
        if folder == out or any(os.scandir(folder)):
            break
        folder.rmdir()
