"""A history without some files: rewritten from git's own objects, so that all else of it stays as it was."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from . import git

_TREE = "40000"
_EMPTY = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391"
"""The blob without a byte: many files may be it."""


@dataclass
class Rewritten:
    """commits: each that is another now, the old one to the new one, parents first. objects: the new ones, by kind."""

    commits: dict[str, str] = field(default_factory=dict)
    objects: dict[str, list[bytes]] = field(default_factory=lambda: {"tree": [], "commit": []})


def blobs_of(repository: Path, commit: str, paths: Sequence[str]) -> set[str]:
    """All that files, or the files in folders, ever were in the history of a commit. Raises git.TooMuchError."""
    return {
        one.blob
        for one in git.brought(repository, git.NOTHING, commit)
        if one.mode not in (git.GONE, git.LINKED) and one.blob != _EMPTY and is_below(one.path, paths)
    }


def is_below(path: str, paths: Sequence[str]) -> bool:
    """Whether a file is one of these, or lies in one that is a folder."""
    return any(path == one or path.startswith(f"{one}/") for one in paths)


def without(repository: Path, commit: str, blobs: set[str]) -> Rewritten:
    """The history of a commit without these contents, whatever names they had; nothing is written yet.

    Authors, dates and messages stay; a signature goes, it would be wrong. A commit that changed nothing else stays,
    with nothing in it.
    """
    done, trees = Rewritten(), dict[str, str]()
    names = git.git(repository, "rev-list", "--topo-order", "--reverse", commit).decode().split()
    with git.object_reader(repository) as read:
        for name in names:
            old = read(name)
            new = _commit(old, done, lambda tree: _tree(tree, read, blobs, trees, done))
            if new != old:
                done.commits[name] = _add(done, "commit", new)
    return done


def write(repository: Path, rewritten: Rewritten, folder: Path) -> None:
    """Put the new objects into a repository. folder: an empty one, for as long as it takes. No ref is moved."""
    for kind, objects in rewritten.objects.items():
        paths = []
        for number, content in enumerate(objects):
            paths.append(folder / f"{kind}-{number}")
            paths[-1].write_bytes(content)
        feed = "".join(f"{path}\n" for path in paths).encode()
        written = git.git(repository, "hash-object", "-t", kind, "-w", "--no-filters", "--stdin-paths", feed=feed)
        if written.decode().split() != [_name(kind, content) for content in objects]:
            raise OSError(f"git hash-object: {kind}")


def there(repository: Path, names: set[str]) -> set[str]:
    """Which objects a repository has; within a hook, those of the push as well."""
    feed = "".join(f"{name}\n" for name in sorted(names)).encode()
    lines = git.git(repository, "cat-file", "--batch-check=%(objectname) %(objecttype)", feed=feed).decode().split("\n")
    return {line.split()[0] for line in lines if line and not line.endswith(" missing")}


def _commit(old: bytes, done: Rewritten, tree: Callable[[str], str]) -> bytes:
    head, _, message = old.partition(b"\n\n")
    lines, changed = [], False
    for line in _lines(head):
        kind, _, value = line.partition(b" ")
        new = value
        if kind == b"tree":
            new = tree(value.decode()).encode()
        elif kind == b"parent":
            new = done.commits.get(value.decode(), value.decode()).encode()
        changed |= new != value
        lines.append(kind + b" " + new)
    if not changed:
        return old
    kept = [line for line in lines if not line.startswith(b"gpgsig")]
    return b"\n".join(kept) + b"\n\n" + message


def _lines(head: bytes) -> Iterator[bytes]:
    """The headers of a commit, each with the lines that belong to it."""
    whole: list[bytes] = []
    for line in head.split(b"\n"):
        if whole and not line.startswith(b" "):
            yield b"\n".join(whole)
            whole = []
        whole.append(line)
    yield b"\n".join(whole)


def _tree(name: str, read: Callable[[str], bytes], blobs: set[str], known: dict[str, str], done: Rewritten) -> str:
    """A tree without these blobs, and without folders that are empty then. known: what became of others."""
    if name not in known:
        old = list(_entries(read(name)))
        new = []
        for mode, path, one in old:
            if mode == _TREE:
                one = _tree(one, read, blobs, known, done)
            if one not in blobs and one != _NO_TREE:
                new.append((mode, path, one))
        known[name] = name if new == old else _add(done, "tree", b"".join(map(_entry, new)))
    return known[name]


def _entries(tree: bytes) -> Iterator[tuple[str, bytes, str]]:
    at = 0
    while at < len(tree):
        end = tree.index(b"\0", at)
        mode, _, path = tree[at:end].partition(b" ")
        yield mode.decode(), path, tree[end + 1 : end + 21].hex()
        at = end + 21


def _entry(entry: tuple[str, bytes, str]) -> bytes:
    mode, path, name = entry
    return mode.encode() + b" " + path + b"\0" + bytes.fromhex(name)


def _add(done: Rewritten, kind: str, content: bytes) -> str:
    done.objects[kind].append(content)
    return _name(kind, content)


def _name(kind: str, content: bytes) -> str:
    return hashlib.sha1(f"{kind} {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()


_NO_TREE = _name("tree", b"")
