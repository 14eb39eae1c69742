"""Run a command, or a part of ourselves, that may not take for ever, or all of the memory, or outlive us."""

import contextlib
import ctypes
import os
import resource
import selectors
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

MOST_OUTPUT = 1_048_576
"""Bytes that are kept of a command's output: the last ones."""

_SUBREAPER = 36
"""prctl's number (linux/prctl.h): children whose parent has gone become ours, however they have left it."""

_LIBC = ctypes.CDLL(None)


class OutOfTime(BaseException):
    """The time of `limited` is over. No Exception: whoever catches those would go on."""


@contextmanager
def limited(seconds: float, megabytes: int) -> Iterator[None]:
    """For a block, limit ourselves and what we start: seconds of the clock, and address space of each process.

    Raises OutOfTime in the main thread; beyond the memory Python raises MemoryError.
    """
    before, most = resource.getrlimit(resource.RLIMIT_AS)
    last = signal.signal(signal.SIGALRM, _out_of_time)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    resource.setrlimit(resource.RLIMIT_AS, (_least(megabytes * 1024 * 1024, before, most), most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (before, most))
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, last)


def lift_limits() -> None:
    """Let this process and what it starts have again what `soft_limits` took."""
    for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU):
        most = resource.getrlimit(what)[1]
        resource.setrlimit(what, (most, most))


def soft_limits(megabytes: int, seconds: int) -> list[str]:
    """The beginning of a command that is to have limits of its own, which `lift_limits` takes away again.

    megabytes: of address space. seconds: of a processor. Where this machine allows less, that.
    """
    memory = _least(megabytes * 1024 * 1024, resource.getrlimit(resource.RLIMIT_AS)[1])
    time = _least(seconds, resource.getrlimit(resource.RLIMIT_CPU)[1])
    return ["prlimit", f"--as={memory}:", f"--cpu={time}:", "--"]


def _least(*limits: int) -> int:
    return min(one for one in limits if one != resource.RLIM_INFINITY)


def _out_of_time(number: int, frame: FrameType | None) -> NoReturn:
    raise OutOfTime


@dataclass(frozen=True)
class CompletedRun:
    """status: exit status, negative for a signal. output: errors included. timed_out: whether time was up."""

    status: int
    output: str
    timed_out: bool


def run_limited(
    command: list[str], folder: Path, environment: Mapping[str, str], seconds: float, megabytes: int | None = None
) -> CompletedRun:
    """Run a command in a folder.

    seconds: of the clock, after which it and all it started is killed; what it leaves behind when it
    ends is killed, too. megabytes: of address space for each of its processes. Should we ourselves be
    killed, the kernel kills it.
    """
    limits = ["prlimit", "--core=0", *([f"--as={megabytes * 1024 * 1024}"] if megabytes else [])]
    others = set(_children(os.getpid()))
    _LIBC.prctl(_SUBREAPER, 1, 0, 0, 0)
    with subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *limits, "--", *command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, timed_out = _listen(process, time.monotonic() + seconds)
        finally:
            _kill_all(process, others)
    return CompletedRun(process.returncode, output.decode("utf-8", "replace"), timed_out)


def _listen(process: "subprocess.Popen[bytes]", end: float) -> tuple[bytes, bool]:
    """The last output of a process, until it ends or its time is over; and whether its time was over."""
    assert process.stdout is not None
    output = b""
    ended = os.pidfd_open(process.pid)
    try:
        with selectors.DefaultSelector() as both:
            both.register(process.stdout, selectors.EVENT_READ)
            both.register(ended, selectors.EVENT_READ)
            while (left := end - time.monotonic()) > 0:
                ready = {key.fileobj for key, _ in both.select(left)}
                if process.stdout in ready:
                    piece = os.read(process.stdout.fileno(), 65_536)
                    output = (output + piece)[-MOST_OUTPUT:]
                    if not piece:
                        both.unregister(process.stdout)
                elif ended in ready:
                    return output, False
        return output, True
    finally:
        os.close(ended)


def _kill_all(process: "subprocess.Popen[bytes]", others: set[int]) -> None:
    """Kill a process and all that it started, whatever session they are in. others: children of ours that it is not."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    while left := [one for one in _children(os.getpid()) if one not in others]:
        for one in left:
            # Its own children are ours when it is gone, and found the next time.
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(one, 0)


def _children(process: int) -> list[int]:
    found = Path(f"/proc/{process}/task/{process}/children").read_text()
    return [int(one) for one in found.split()]
