"""Edits of a site's files, as a person makes them: a field set or taken away, a text replaced, a file moved."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Edit = Callable[[Path], object]
"""What is done to the site under a root."""

Key = str | int


def setting(file: str, *path: Key, to: Any) -> Edit:
    """A field given a value, whether it had one or not; None takes it away. path: its keys from the top."""

    def edit(root: Path) -> None:
        front, body = _split((root / file).read_text(encoding="utf-8"), file)
        typed = yaml.safe_load(front)
        at = typed
        for key in path[:-1]:
            at = at[key]
        if to is None:
            del at[path[-1]]
        elif path[-1] == "+":
            at.append(to)
        else:
            at[path[-1]] = to
        front = yaml.safe_dump(typed, allow_unicode=True, sort_keys=False, width=10_000)
        text = f"---\n{front}---\n{body}" if file.endswith(".md") else front
        (root / file).write_text(text, encoding="utf-8")

    return edit


def _split(text: str, file: str) -> tuple[str, str]:
    if not file.endswith(".md"):
        return text, ""
    _, front, body = text.split("---\n", 2)
    return front, body


def replacing(old: str, new: str, *files: str) -> Edit:
    """A text replaced wherever it stands; in all data where no file is named."""

    def edit(root: Path) -> None:
        found = False
        for path in [root / file for file in files] or sorted((root / "data").rglob("*.yml")):
            text = path.read_text(encoding="utf-8")
            found |= old in text
            path.write_text(text.replace(old, new), encoding="utf-8")
        assert found, old

    return edit


def appending(file: str, text: str) -> Edit:
    """A text behind what is in a file."""

    def edit(root: Path) -> None:
        before = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(before + text, encoding="utf-8")

    return edit


def writing(file: str, content: str | bytes) -> Edit:
    """A whole file, new or in the place of another."""

    def edit(root: Path) -> None:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return edit


def removing(*files: str) -> Edit:
    """Files taken away."""
    return lambda root: [(root / file).unlink() for file in files]


def moving(old: str, new: str) -> Edit:
    """A file or folder under another name."""

    def edit(root: Path) -> None:
        (root / new).parent.mkdir(parents=True, exist_ok=True)
        (root / old).rename(root / new)

    return edit


def all_of(*edits: Edit) -> Edit:
    """One after the other."""
    return lambda root: [edit(root) for edit in edits]
