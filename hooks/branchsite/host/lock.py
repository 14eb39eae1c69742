"""One at a time, and nobody for ever."""

import contextlib
import fcntl
import os
import select
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .folder import HostError

_PATIENCE = 1.0
"""Seconds before somebody is told that they wait: the last push may only be clearing up."""


def take(path: Path, wait: float) -> int:
    """The lock as an open file, after at most some seconds of waiting. Raises HostError where somebody keeps it.

    The kernel frees it when its last holder is gone, however that ended: there is no stale lock.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    start = time.monotonic()
    told = False
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return file
        except BlockingIOError:
            waited = time.monotonic() - start
            if waited >= wait:
                os.close(file)
                raise HostError(f"另一次发布还没有结束，已经等了 {wait:g} 秒。请过几分钟再推送一次。") from None
        if not told and waited > _PATIENCE:
            print("有人正在发布，排队等一等……", flush=True)
            told = True
        time.sleep(0.05)


@contextmanager
def holding(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock for a block."""
    file = take(path, wait)
    try:
        yield
    finally:
        os.close(file)


def guard(file: int, process: int, longest: float, after: Callable[[], None]) -> None:
    """Keep a taken lock until another process is gone, then do something and let it go.

    A hook ends before git moves the ref and runs the next hook; the lock must last over all of
    it, and what is left lying by a push that was killed must be cleared away. So a child stays
    behind, at most `longest` seconds, with no part in the hook's input and output: git waits
    for those to close.
    """
    watched = os.pidfd_open(process)
    if os.fork() != 0:
        # Our own copy of the lock stays open: should the child alone be killed, we still have it.
        os.close(watched)
        return
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        for other in set(map(int, os.listdir("/proc/self/fd"))) - {0, 1, 2, file, watched}:
            with contextlib.suppress(OSError):
                os.close(other)
        select.select([watched], [], [], longest)
        after()
    finally:
        os._exit(0)
