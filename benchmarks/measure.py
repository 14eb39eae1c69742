"""One run of a command: how long it takes, and how much memory."""

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SETTLED = 2.1
"""Seconds after which a file that was left alone is trusted."""


@dataclass(frozen=True)
class Run:
    """Seconds on the clock, seconds of processor, the largest memory in bytes, and how busy the machine was before."""

    wall: float
    cpu: float
    memory: int
    load: float


def run(command: Sequence[str | Path], environment: Mapping[str, str]) -> Run:
    """Run a command to its end. Raises RuntimeError with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        load = os.getloadavg()[0]
        start = time.perf_counter()
        process = subprocess.Popen(command, env=dict(environment), stdout=said, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))}\n{said.read().decode(errors='replace')[-3000:]}")
    # Linux counts ru_maxrss in units of 1024 bytes; children that the command waited for are in it.
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, load)


def peak(command: Sequence[str | Path], environment: Mapping[str, str]) -> int:
    """The largest memory in bytes that a command and all its children hold at one time; shared pages count once.

    Looks ten times a second, which costs time: not for a run whose time counts.
    """
    process = subprocess.Popen(
        command, env=dict(environment), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    most = 0
    while process.poll() is None:
        most = max(
            most, sum(_held(int(entry.name)) for entry in Path("/proc").glob("[0-9]*") if _in(entry, process.pid))
        )
        time.sleep(0.1)
    if process.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}: {process.returncode}")
    return most


def _in(entry: Path, session: int) -> bool:
    try:
        return os.getsid(int(entry.name)) == session
    except OSError:
        return False


def _held(pid: int) -> int:
    """A process's part of the memory: its own pages, and its share of those it has in common with others."""
    try:
        said = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(re.search(r"^Pss:\s+(\d+) kB", said, re.MULTILINE)[1]) * 1024 if "Pss:" in said else 0
