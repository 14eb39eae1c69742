"""Which files this process opens, as Python itself tells: whoever opens them, and however."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_watching: list[tuple[str, tuple[str, ...], list[Path]]] = []


@contextmanager
def opened_below(folder: Path, endings: tuple[str, ...] = ("",)) -> Iterator[list[Path]]:
    """Every file below a folder that is opened in a block, as often as it is. endings: of their names."""
    _listen()
    found: list[Path] = []
    watch = (f"{folder}{os.sep}", endings, found)
    _watching.append(watch)
    try:
        yield found
    finally:
        _watching.remove(watch)


@cache
def _listen() -> None:
    """From now on: an audit hook stays until the process ends."""
    sys.addaudithook(_hear)


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event != "open" or not _watching:
        return
    name = arguments[0]
    if isinstance(name, str | bytes | os.PathLike):
        path = os.fsdecode(name)
        for below, endings, found in _watching:
            if path.startswith(below) and path.endswith(endings):
                found.append(Path(path))
