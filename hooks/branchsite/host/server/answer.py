"""Print answers to the person who pushes: not too much, and without waiting for ever for a reader."""

import io
import itertools
import os
import select
import sys
import time
from collections.abc import Iterable

from ...errors import Problem, Severity, count_problems

ROOM = 49_000
"""The most bytes of the problems in a report: with its last lines it is under 50 KB."""

_MOST = 1000
_LONGEST = 4000
"""Characters of one problem: a message may quote what was typed."""

_PIECE = select.PIPE_BUF
"""Bytes that a pipe takes without delay once it is writable at all."""

_patience = 10.0
"""Seconds that are left of what this process waits for its reader."""


def tell(text: str) -> None:
    """Print a line or more. What a reader who has stopped or gone away does not take within some seconds is dropped."""
    try:
        output = sys.stdout.fileno()
    except (io.UnsupportedOperation, AttributeError, ValueError):
        print(text, flush=True)
        return
    sys.stdout.flush()
    _write(output, f"{text}\n".encode("utf-8", "replace"))


def _write(output: int, content: bytes) -> None:
    global _patience
    while content and _patience > 0:
        start = time.monotonic()
        ready = select.select([], [output], [], _patience)[1]
        _patience -= time.monotonic() - start
        if ready:
            try:
                content = content[os.write(output, content[:_PIECE]) :]
            except OSError:
                # A closed connection: there is nobody to tell.
                _patience = 0


def short_report(problems: Iterable[Problem]) -> str:
    """Problems as `report` gives them, but errors before reminders, and only so many as there is room for."""
    ordered = _ordered(problems)
    return "\n\n".join([*first_texts(ordered), count_problems(ordered)])


def first_lines(text: str) -> str:
    """A text with as many of its lines as half the room has place for, and how many more there are."""
    lines = text.split("\n")
    sizes = itertools.accumulate(len(line.encode("utf-8", "replace")) + 1 for line in lines)
    shown = sum(size <= ROOM // 2 for size in sizes)
    left = len(lines) - shown
    return "\n".join([*lines[:shown], *([f"  还有 {left} 行没有列出。"] if left else [])])


def first_texts(problems: Iterable[Problem], room: int = ROOM) -> list[str]:
    """Problems as texts, errors first, as many as there is room for, and how many more there are. room: bytes."""
    ordered = _ordered(problems)
    texts = [text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in map(str, ordered[:_MOST])]
    sizes = itertools.accumulate(len(text.encode("utf-8", "replace")) + 2 for text in texts)
    shown = sum(size <= room for size in sizes)
    left = len(ordered) - shown
    return [*texts[:shown], *([f"还有 {left} 处没有列出：先改好上面的，再推送一次。"] if left else [])]


def _ordered(problems: Iterable[Problem]) -> list[Problem]:
    """Each once: as an error, where it is both."""
    return list(dict.fromkeys(sorted(problems, key=lambda one: (one.severity is not Severity.ERROR, one))))
