"""Names of what is kept: by the data that it follows from, and by the code."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from .libraries import library_version


def key(*parts: str | bytes) -> str:
    """A name for an entry that depends on these parts, in this order."""
    state = hashlib.sha256()
    for part in parts:
        state.update(hashlib.sha256(part.encode() if isinstance(part, str) else part).digest())
    return state.hexdigest()


def version(files: Iterable[Path], libraries: Iterable[str] = ()) -> str:
    """A name for a state of the program, to be part of every key: another one finds nothing of this.

    files: those whose code decides what is cached. libraries: the distributions that do.
    """
    state = hashlib.sha256(sys.version.encode())
    for file in files:
        state.update(hashlib.sha256(file.read_bytes()).digest())
    for library in libraries:
        state.update(f"{library} {library_version(library)}\n".encode())
    return state.hexdigest()
