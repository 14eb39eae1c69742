"""What was found out about files, kept between builds, so that an unchanged file need not even be read.

A file is known by its state (where it lies on the disk, size, times), as git's index knows it, and its
answers belong to its content: a photo that was moved, or checked out again, is read once and asked nothing.
"""

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .folder import DAY, DAYS, CacheFolder

SETTLED = 2.0
"""Seconds. A file that changed just now may change again and look the same: it is not remembered yet."""

_ENTRY = "files"
"""The name of all of it in the cache: one is read sooner than many."""


class Memo:
    """Answers about files. store: where they are kept; what is wrong there is as if nothing were."""

    def __init__(self, store: CacheFolder) -> None:
        self._store = store
        self._today = int(time.time() // DAY)
        self._changed = False
        self._files: dict[str, list[Any]] = {}
        self._answers: dict[str, dict[str, Any]] = {}
        if kept := store.read(_ENTRY):
            self._files, self._answers = json.loads(kept)

    def digest(self, path: Path) -> str:
        """The SHA-256 of a file's content. Raises OSError where it cannot be read."""
        state, settled = _state(path)
        known = self._files.get(state)
        if known is None:
            with path.open("rb") as file:
                known = [hashlib.file_digest(file, "sha256").hexdigest(), self._today]
            if not settled or _state(path)[0] != state:
                return str(known[0])
            self._files[state] = known
            self._changed = True
        elif known[1] < self._today:
            known[1] = self._today
            self._changed = True
        return str(known[0])

    def ask(self, path: Path, question: str, find: Callable[[Path], Any]) -> Any:
        """What find says of a file: known for this content, or found out now.

        question: names what is asked and the code that answers it (key.version).
        find: gives what JSON can hold; whatever it raises is raised, and not remembered.
        """
        digest = self.digest(path)
        answers = self._answers.setdefault(digest, {})
        if question not in answers:
            state, settled = _state(path)
            answer = find(path)
            if not settled or _state(path)[0] != state:
                return answer
            answers[question] = answer
            self._changed = True
        return answers[question]

    def save(self) -> None:
        """Keep what was learnt, without what nobody has asked about for a month."""
        if not self._changed:
            return
        self._files = {state: known for state, known in self._files.items() if known[1] > self._today - DAYS}
        used = {known[0] for known in self._files.values()}
        self._answers = {digest: answers for digest, answers in self._answers.items() if digest in used and answers}
        self._store.write(_ENTRY, json.dumps([self._files, self._answers], ensure_ascii=False).encode())
        self._changed = False


def _state(path: Path) -> tuple[str, bool]:
    """A name for what the disk says of a file, and whether it has been so for a while."""
    known = os.stat(path)
    state = f"{known.st_dev}-{known.st_ino}-{known.st_size}-{known.st_mtime_ns}-{known.st_ctime_ns}"
    return state, time.time() - max(known.st_mtime, known.st_ctime) > SETTLED
