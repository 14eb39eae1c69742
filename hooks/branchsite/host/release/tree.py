"""The pushed content as files, kept from push to push: what has not changed keeps its place and its time.

It is never trusted blindly. A file counts as the one that was written when size, times and place on the
disk are those noted then, and the machine has not been started since; any other is written again.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ...cache.folder import CacheFolder
from ..server import git
from ..server.content import CONTENT
from ..server.disk import make_private
from ..server.folder import Host

BOOT = Path("/proc/sys/kernel/random/boot_id")
"""Another one after each start. A power cut may take what was written from the disk and leave its name and size."""

_NOTES = "tree.notes"
"""The name of what was noted of the files that were written."""

State = tuple[int, int, int, int]
"""A file's size, the times its content and anything about it changed, and its place on the disk."""


def check_out(host: Host, entries: Iterable[git.TreeEntry], program: Path) -> Path:
    """A folder with the content among these files, and a program set around it; gives the folder.

    Nobody else can look into it: photos in it still say where they were taken.

    The caller holds the lock, and has refused paths that lead elsewhere.
    """
    wanted = {one.path: one for one in entries if one.path.startswith(CONTENT)}
    try:
        _strip(host.tree)
        _bring_up(host, wanted, _noted(host))
    except (OSError, ValueError, TypeError, AttributeError):
        # Neither folder nor notes need be as this program left them.
        drop(host)
        _strip(host.tree)
        _bring_up(host, wanted, {})
    _lend(program, host.tree)
    return host.tree


def drop(host: Host) -> None:
    """Forget what is kept: the next push writes it anew."""
    for path in (host.cache / _NOTES, host.tree):
        _remove(path)


def _bring_up(host: Host, wanted: Mapping[str, git.TreeEntry], noted: Mapping[str, tuple[str, str, State]]) -> None:
    there = {path: state for name in CONTENT for path, state in _files(host.tree, name)}
    kept = {
        path
        for path, state in there.items()
        if path in wanted and noted.get(path) == (wanted[path].mode, wanted[path].blob, state)
    }
    new = [one for path, one in wanted.items() if path not in kept]
    if not new and kept == there.keys():
        return
    # First: whoever is killed from here on leaves a tree that is written anew.
    (host.cache / _NOTES).unlink(missing_ok=True)
    for path in there.keys() - kept:
        _remove_file(host.tree, path)
    git.export(host.repository, new, host.tree)
    states = {path: there[path] if path in kept else _state((host.tree / path).lstat()) for path in wanted}
    notes = {path: (wanted[path].mode, wanted[path].blob, state) for path, state in states.items()}
    CacheFolder(host.cache).write(_NOTES, json.dumps([BOOT.read_text(), notes]).encode())


def _noted(host: Host) -> dict[str, tuple[str, str, State]]:
    """By path the mode and blob that a file was written from, and how it stood then."""
    raw = CacheFolder(host.cache).read(_NOTES)
    if raw is None:
        return {}
    boot, notes = json.loads(raw)
    if boot != BOOT.read_text():
        return {}
    return {
        path: (mode, blob, (size, content, change, place))
        for path, (mode, blob, (size, content, change, place)) in notes.items()
    }


def _files(tree: Path, below: str) -> Iterator[tuple[str, State]]:
    """Every file in a folder, whoever put it there; a link is one."""
    try:
        entries = list(os.scandir(tree / below))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(tree, f"{below}{entry.name}/")
        else:
            yield f"{below}{entry.name}", _state(entry.stat(follow_symlinks=False))


def _state(file: os.stat_result) -> State:
    return file.st_size, file.st_mtime_ns, file.st_ctime_ns, file.st_ino


def _strip(tree: Path) -> None:
    """Take away all but the folders of content."""
    make_private(tree.parent)
    make_private(tree)
    for path in tree.iterdir():
        if f"{path.name}/" not in CONTENT or path.is_symlink():
            _remove(path)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _remove_file(tree: Path, path: str) -> None:
    """Remove a file, and the folders that it leaves empty: a new file may have the name of one."""
    (tree / path).unlink()
    for folder in (tree / path).parents:
        if folder == tree or any(folder.iterdir()):
            break
        folder.rmdir()


def _lend(program: Path, tree: Path) -> None:
    """Set the installed program around the pushed content."""
    for name in CONTENT:
        (tree / name).mkdir(parents=True, exist_ok=True)
    for name in ("hooks", "overrides"):
        (tree / name).symlink_to(program / name, target_is_directory=True)
    shutil.copy(program / "mkdocs.yml", tree)
