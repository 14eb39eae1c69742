"""Work spread over the processors, for what is long and can be cut: reading, rendering."""

import atexit
import ctypes
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, TypeVar

VARIABLE = "BRANCHSITE_WORKERS"
"""The environment variable with the most processes; 1 for only this one."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerError(RuntimeError):
    """A worker broke or was killed. The message is its last output, the cause the worker's own error, where known."""


def worker_count() -> int:
    """The number of processes that work is spread over: VARIABLE, else one for each processor that we may use.

    One where a process cannot be forked: on Windows, where a new one would have to read everything again; beside
    other threads, as in mkdocs serve, whose locks would be copied without those who could free them.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    named = os.environ.get(VARIABLE, "")
    return max(1, int(named)) if named.isdecimal() else len(os.sched_getaffinity(0)) if _LINUX else os.cpu_count() or 1


_LINUX = sys.platform == "linux"

_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of the Linux kernel."""


def map_shares(work: Callable[[Sequence[T]], R], items: Sequence[T], least: int) -> list[R]:
    """What work gives for each of the shares that the items are dealt out into, in the order of the shares.

    work: must give the same for an item whatever else is in its share; its result is pickled.
    items: every n-th goes to one share. least: so few items are not worth a second process.
    Raises what work raises in this process, WorkerError for what goes wrong in another.
    """
    shares = min(worker_count(), max(1, len(items) // max(least, 1)))
    if shares == 1:
        return [work(items)]
    fork = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    started = []
    try:
        for number in range(1, shares):
            ours, theirs = fork.Pipe(duplex=False)
            ends.append(ours)
            with theirs:
                share = items[number::shares]
                process = fork.Process(target=_run_share, args=(os.getpid(), ends, theirs, work, share))
                process.start()
            started.append(process)
        return [work(items[::shares]), *(_receive(end) for end in ends)]
    finally:
        for end in ends:
            end.close()
        for process in started:
            process.join()


def run_in_background(work: Callable[[], R]) -> Callable[[], R]:
    """Have work done in a process of its own while this one goes on; gives what waits for its result.

    Where there is no second processor it is done when it is waited for. The result is pickled. What is waited for
    raises what work raises, or WorkerError for it.
    """
    if worker_count() == 1:
        return work
    fork = multiprocessing.get_context("fork")
    ours, theirs = fork.Pipe(duplex=False)
    with theirs:
        process = fork.Process(target=_run_share, args=(os.getpid(), [ours], theirs, lambda share: work(), ()))
        process.start()
    # Where nobody comes to wait, because something else has failed, it would wait for us, and we at our end for it.
    atexit.register(process.kill)

    def wait() -> R:
        try:
            with ours:
                result: R = _receive(ours)
        finally:
            process.join()
            atexit.unregister(process.kill)
        return result

    return wait


def _run_share(
    parent: int,
    parent_ends: Sequence[Connection],
    end: Connection,
    work: Callable[[Sequence[T]], R],
    share: Sequence[T],
) -> None:
    """Run a worker. parent_ends: the parent's ends of all pipes, whose copies here would keep them open."""
    _die_with(parent)
    for parent_end in parent_ends:
        parent_end.close()
    # Nobody listens any more where the parent itself has failed.
    with suppress(BrokenPipeError):
        try:
            end.send((work(share), "", None))
        except BrokenPipeError:
            raise
        except BaseException as error:
            end.send((None, traceback.format_exc(), _sendable(error)))


def _sendable(error: BaseException) -> BaseException | None:
    """An error that the other process can have whole; None for others, of which it gets the words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return None
    return error


def _die_with(parent: int) -> None:
    """Have this process killed as soon as its parent is: what a killed build has begun, nobody wants any more."""
    if _LINUX:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _receive(end: Connection) -> Any:
    """A worker's result."""
    try:
        result, trouble, error = end.recv()
    except EOFError:
        raise WorkerError("a worker was killed") from None
    if trouble:
        raise WorkerError(trouble) from error
    return result
