"""Questions to git about the bare repository."""

import os
import subprocess
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

MAIN = "refs/heads/main"
NOTHING = "0" * 40
"""What git gives for a ref that is not there."""


@dataclass(frozen=True)
class File:
    """An entry of a tree. mode: as git writes it. size: bytes, 0 for a submodule. path: surrogates where not UTF-8."""

    mode: str
    blob: str
    size: int
    path: str


def git(repository: Path, *arguments: str) -> bytes:
    """What a git command prints. Raises subprocess.CalledProcessError where it fails."""
    command = ["git", f"--git-dir={repository}", *arguments]
    return subprocess.run(command, capture_output=True, check=True, env=_environment()).stdout


def without_git(environment: Iterable[tuple[str, str]]) -> dict[str, str]:
    """An environment without what git sets for its hooks: a build must not find the repository."""
    return {name: value for name, value in environment if not name.startswith("GIT_")}


def leave_push() -> None:
    """Forget where the objects of a push waited until it was accepted.

    After its end that place is gone, and git, told to look there, would find no repository at all.
    """
    kept = without_git(os.environ.items())
    os.environ.clear()
    os.environ.update(kept)


def _environment() -> dict[str, str]:
    """Git's own variables stay: they say where the objects of a push wait until it is accepted."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def resolve(repository: Path, ref: str) -> str:
    """The commit a ref names, or NOTHING."""
    try:
        return git(repository, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}").decode().strip()
    except subprocess.CalledProcessError:
        return NOTHING


def is_ancestor(repository: Path, old: str, new: str) -> bool:
    """Whether new keeps all that old had."""
    command = ["git", f"--git-dir={repository}", "merge-base", "--is-ancestor", old, new]
    return subprocess.run(command, capture_output=True, check=False, env=_environment()).returncode == 0


def files(repository: Path, commit: str, *paths: str) -> list[File]:
    """The files of a commit, or those below some paths."""
    listed = git(repository, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, *(["--", *paths] if paths else []))
    found = []
    for line in listed.split(b"\0")[:-1]:
        about, path = line.split(b"\t", 1)
        mode, _, blob, size = about.decode().split()
        found.append(File(mode, blob, int(size) if size != "-" else 0, path.decode("utf-8", "surrogateescape")))
    return found


def changed(repository: Path, old: str, new: str) -> dict[str, str]:
    """The paths that differ between two commits, each with git's letter: A for one that is new, D for one that is gone.

    All of new where old is NOTHING.
    """
    if old == NOTHING:
        return {one.path: "A" for one in files(repository, new)}
    listed = git(repository, "diff-tree", "-r", "-z", "--name-status", "--no-renames", old, new)
    pieces = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return dict(zip(pieces[1::2], pieces[::2], strict=True))


def subject(repository: Path, commit: str) -> str:
    """The first line of a commit's message, at most 60 characters."""
    text = git(repository, "log", "-1", "--format=%s", commit).decode("utf-8", "replace").strip()
    return "".join(character for character in text if character.isprintable())[:60]


def passing_blobs(repository: Path, old: str, new: str, final: Container[str]) -> dict[str, tuple[str, str]]:
    """What a push brings into history and takes out again: blob to (commit, path).

    final: the blobs of the final tree; they are not in it, for that is checked by itself.
    """
    span = [new, f"^{old}"] if old != NOTHING else [new]
    listed = git(
        repository, "log", "-z", "--format=%x01%H", "--raw", "--no-abbrev", "--no-renames", "-m", "--root", *span
    )
    found: dict[str, tuple[str, str]] = {}
    commit = ""
    pieces = iter(listed.decode("utf-8", "surrogateescape").split("\0"))
    for piece in pieces:
        piece = piece.lstrip("\n")
        if piece.startswith("\x01"):
            commit = piece[1:41]
            piece = piece[41:].lstrip("\n")
        if piece.startswith(":"):
            blob, path = piece.split()[3], next(pieces)
            if blob not in final and blob != NOTHING:
                found.setdefault(blob, (commit, path))
    return found


def read_blobs(repository: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """The contents of blobs, one after another. Raises OSError where git stops answering."""
    command = ["git", f"--git-dir={repository}", "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()) as process:
        assert process.stdin is not None and process.stdout is not None
        for blob in blobs:
            process.stdin.write(blob.encode() + b"\n")
            process.stdin.flush()
            header = process.stdout.readline().split()
            if len(header) != 3:
                raise OSError(f"git cat-file: {blob}")
            content = process.stdout.read(int(header[2]))
            process.stdout.read(1)
            yield content


def export(repository: Path, entries: Iterable[File], to: Path) -> None:
    """Write files into a folder, byte for byte: no filter, attribute or link of the pushed tree has a say.

    The caller has refused paths that lead elsewhere. An executable stays one.
    """
    wanted = list(entries)
    for entry, content in zip(wanted, read_blobs(repository, (one.blob for one in wanted)), strict=True):
        path = to / entry.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if entry.mode == "100755":
            path.chmod(0o755)
