"""A limit to what one text may take of the processor."""

import time

SECONDS = 3.0
"""Of the processor, in this thread: a machine that is busy or asleep does not make it less. No text takes a tenth."""


class TooSlowError(Exception):
    """A text took longer than its limit."""


class Timer:
    """Looks at the clock between the steps of a long work, each of which is short.

    Needs no signal: it holds in every thread, in forked workers and on Windows.
    """

    def __init__(self, seconds: float | None = None) -> None:
        """seconds: how long it may take, else SECONDS."""
        self._end = time.thread_time() + (SECONDS if seconds is None else seconds)

    def look(self) -> None:
        """Raises TooSlowError where the time is over."""
        if time.thread_time() > self._end:
            raise TooSlowError
