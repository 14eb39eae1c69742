"""One at a time, and nobody for ever.

Two locks guard a host. `lock`: staging, cache, releases and main; whoever builds holds it, for as
long as a build may take. `publish.lock`: what is shown, and whether that is locked; held for a
moment only, and never while waiting for another. Who takes both takes them in this order.
"""

import contextlib
import fcntl
import json
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from .answer import tell
from .folder import HostError

_PATIENCE = 1.0
"""Seconds before a waiting person gets a message: the last push may only be clearing up."""

_PAUSE = 0.05
_YIELD = 0.3
"""Seconds that leave everybody else who waits the first chance."""

_STOPPING = (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU)
"""The signals with which a terminal stops a process: Ctrl+Z."""

Process = tuple[int, int]
"""A process's id, and when it started, by the kernel's count: ids are given again."""


@dataclass(frozen=True)
class Holder:
    """The holder of a lock, as it describes itself.

    who: the account. seconds: so long it may keep the lock, 0 where it does not say. processes: all
    that work for it; they may be killed when that time is over. since: distinguishes two of its turns.
    """

    who: str
    seconds: float
    processes: tuple[Process, ...]
    since: int


def take(path: Path, wait: float, who: str = "", seconds: float = 0) -> int:
    """The lock as an open file, after some seconds of waiting, or as long as its holder may have it if that is longer.

    wait: 0 for not at all. who, seconds: for whom, and how long at most. A holder that is over its
    time, stopped perhaps, is killed. Raises HostError where others kept it all the while.

    The kernel frees a lock when its last holder is gone, however that ended: there is no stale one.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    start = changed = time.monotonic()
    holder: Holder | None = None
    told: Holder | str | None = ""
    while not _try(file):
        now = time.monotonic()
        if (seen := holder_of(file)) != holder:
            holder, changed = seen, now
        allowed = holder.seconds if holder else 0
        if holder and allowed and now - changed > allowed:
            end(holder)
        patience = max(wait, wait and allowed and allowed + 2 * _PATIENCE)
        if now - start >= patience:
            os.close(file)
            raise HostError(f"另一次发布还没有结束，已经等了 {patience:g} 秒。请过几分钟再推送一次。")
        if now - changed > _PATIENCE and holder != told:
            _tell(holder)
            told = holder
        time.sleep(_PAUSE)
    _write(file, Holder(who, seconds, (_process(os.getpid()),), time.monotonic_ns()))
    return file


def take_turn(path: Path, wait: float, who: str, seconds: float) -> int:
    """An account's own lock, as `take` gives it: two pushes of one account do not keep out everybody else's.

    Whoever had to wait for it lets the others go first.
    """
    path.parent.mkdir(exist_ok=True)
    with contextlib.suppress(HostError):
        return take(path, 0, who, seconds)
    file = take(path, wait, who, seconds)
    time.sleep(_YIELD)
    return file


@contextmanager
def holding(path: Path, wait: float, who: str = "", seconds: float = 0) -> Iterator[None]:
    """Hold the lock for a block, which no terminal can stop meanwhile."""
    file = take(path, wait, who, seconds)
    try:
        with _unstoppable():
            yield
    finally:
        os.close(file)


def holder_of(file: int) -> Holder | None:
    """Who has written into an open lock that they hold it. None where that cannot be read."""
    with contextlib.suppress(ValueError, TypeError, KeyError):
        values = json.loads(os.pread(file, 4096, 0))
        processes = tuple((int(id), int(start)) for id, start in values["processes"])
        return Holder(str(values["who"]), float(values["seconds"]), processes, int(values["since"]))
    return None


def works_too(file: int, *ids: int) -> None:
    """Say of other processes that they work for the holder of a lock, which is us."""
    holder = holder_of(file)
    assert holder is not None
    _write(file, Holder(holder.who, holder.seconds, (*map(_process, ids), *holder.processes), holder.since))


def end(holder: Holder) -> None:
    """Kill whoever holds a lock, if they are still those who said so."""
    for id, start in holder.processes:
        with contextlib.suppress(OSError):
            process = os.pidfd_open(id)
            try:
                if _process(id) == (id, start):
                    signal.pidfd_send_signal(process, signal.SIGKILL)
            finally:
                os.close(process)


def _try(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _write(file: int, holder: Holder) -> None:
    """A full disk leaves what stood there: then nobody is killed."""
    with contextlib.suppress(OSError):
        os.ftruncate(file, os.pwrite(file, json.dumps(asdict(holder), ensure_ascii=False).encode(), 0))


def _process(id: int) -> Process:
    """Raises OSError where there is none."""
    return id, int(Path(f"/proc/{id}/stat").read_text().rpartition(")")[2].split()[19])


def _tell(holder: Holder | None) -> None:
    if holder and holder.who and holder.seconds:
        tell(f"{holder.who} 正在发布（最多 {holder.seconds:g} 秒），排队等一等……")
    else:
        tell("有人正在发布，排队等一等……")


@contextmanager
def _unstoppable() -> Iterator[None]:
    """Ignore Ctrl+Z for a block. Only the main thread can set a signal's handler, and only it gets one."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, signal.SIG_IGN) for one in _STOPPING}
    try:
        yield
    finally:
        for one, what in before.items():
            signal.signal(one, what)


def guard(
    files: tuple[int, ...], process: int, done: Callable[[], bool], longest: float, after: Callable[[], None]
) -> int:
    """Keep taken locks until another process is gone or has done its part, then do something and let them go.

    A hook ends before git moves the ref and runs the next hook; the lock must last over all of
    it, and what is left lying by a push that was killed must be cleared away. So a child stays
    behind, with no part in the hook's input and output: git waits for those to close. After
    `longest` seconds the process is killed: it waits for somebody who does not read.

    files: the locks; the first is let go first. Gives the child's id, for `dismiss`.
    """
    watched = os.pidfd_open(process)
    child = os.fork()
    if child != 0:
        # Our own copy of the lock stays open: should only the child be killed, we still have it.
        os.close(watched)
        for file in files:
            works_too(file, process, child)
        return child
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        for other in set(map(int, os.listdir("/proc/self/fd"))) - {0, 1, 2, *files, watched}:
            with contextlib.suppress(OSError):
                os.close(other)
        _await(watched, done, longest)
        after()
        for file in files:
            os.close(file)
    finally:
        os._exit(0)


def _await(watched: int, done: Callable[[], bool], longest: float) -> None:
    end = time.monotonic() + longest
    while not select.select([watched], [], [], _PAUSE)[0] and not done():
        if time.monotonic() > end:
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(watched, signal.SIGKILL)
            select.select([watched], [], [], _PATIENCE)
            return


def dismiss(child: int, files: tuple[int, ...]) -> None:
    """Let go of locks whose guard is no longer needed: all is cleared up already."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(child, 0)
    for file in files:
        os.close(file)
