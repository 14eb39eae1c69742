"""Work spread over the processors, for what is long and can be cut: reading, rendering."""

import multiprocessing
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

VARIABLE = "BRANCHSITE_WORKERS"
"""So many processes at the most; 1 for none but this one."""

T = TypeVar("T")
R = TypeVar("R")


class WorkerError(RuntimeError):
    """A worker broke or was killed; says what it said last."""


def count() -> int:
    """How many processes work is spread over: those that VARIABLE says, else one for each processor that we may use.

    One where a process cannot be forked: on Windows, where a new one would have to read everything again.
    """
    if not hasattr(os, "fork"):
        return 1
    named = os.environ.get(VARIABLE, "")
    return max(1, int(named)) if named.isdigit() else len(os.sched_getaffinity(0)) if _LINUX else os.cpu_count() or 1


_LINUX = sys.platform == "linux"


def spread(work: Callable[[Sequence[T]], R], items: Sequence[T], least: int) -> list[R]:
    """What work gives for each of the shares that the items are dealt out into, in the order of the shares.

    work: must give the same for an item whatever else is in its share; its result is pickled.
    items: every n-th goes to one share. least: so few items are not worth a second process.
    Raises what work raises in this process, WorkerError for what goes wrong in another.
    """
    shares = min(count(), max(1, len(items) // max(least, 1)))
    if shares == 1:
        return [work(items)]
    fork = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    started = []
    for number in range(1, shares):
        ours, theirs = fork.Pipe(duplex=False)
        process = fork.Process(target=_answer, args=(theirs, work, items[number::shares]))
        process.start()
        theirs.close()
        ends.append(ours)
        started.append(process)
    try:
        return [work(items[::shares]), *(_heard(end) for end in ends)]
    finally:
        for end, process in zip(ends, started, strict=True):
            end.close()
            process.join()


def _answer(end: Connection, work: Callable[[Sequence[T]], R], share: Sequence[T]) -> None:
    """What a worker does."""
    try:
        end.send((work(share), ""))
    except BaseException:
        end.send((None, traceback.format_exc()))


def _heard(end: Connection) -> Any:
    """A worker's result."""
    try:
        result, trouble = end.recv()
    except EOFError:
        raise WorkerError("a worker was killed") from None
    if trouble:
        raise WorkerError(trouble)
    return result
