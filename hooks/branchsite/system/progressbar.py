"""How far a long piece of work has come: one line on a terminal, and nothing anywhere else."""

import sys
import threading
import time
from types import TracebackType
from typing import Self, TextIO

PATIENCE = 2.0
"""Seconds after which a person wants to know; what is done sooner shows nothing."""

EVERY = 0.1
_WIDTH = 24
_CLEAR = "\r\x1b[K"


class ProgressBar:
    """Counts the steps of a piece of work, from any thread. Use it in a `with` block: at its end the line is gone.

    what: printed before the bar, such as 处理照片. total: how many steps there are. stream: where it is
    shown, standard error if not given; where that is no terminal nothing is written.
    """

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self._what = what
        self._total = total
        self._stream = stream or sys.stderr
        self._shown = self._stream.isatty()
        self._done = 0
        self._next = time.monotonic() + PATIENCE
        self._drawn = False
        self._lock = threading.Lock()

    def step(self, count: int = 1) -> None:
        """Advance the bar by a number of steps."""
        with self._lock:
            self._done += count
            now = time.monotonic()
            if self._shown and now >= self._next:
                self._next = now + EVERY
                self._drawn = True
                self._stream.write(f"{_CLEAR}{self}")
                self._stream.flush()

    def __str__(self) -> str:
        """处理照片 ━━━━━━────── 12/24."""
        full = _WIDTH * min(self._done, self._total) // max(self._total, 1)
        return f"{self._what} {'━' * full}{'─' * (_WIDTH - full)} {self._done}/{self._total}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            self._stream.write(_CLEAR)
            self._stream.flush()
