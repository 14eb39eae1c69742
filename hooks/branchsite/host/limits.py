"""Run a command that may not take for ever, or all of the memory, or outlive us."""

import os
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Ran:
    """status: exit status, negative for a signal. said: output and errors together. late: whether time was up."""

    status: int
    said: str
    late: bool


def run_limited(
    command: list[str], folder: Path, environment: Mapping[str, str], seconds: int, megabytes: int | None = None
) -> Ran:
    """Run a command in a folder.

    seconds: of the clock, after which it and all it started is killed. megabytes: of address
    space for each of its processes. Should we ourselves be killed, the kernel kills it.
    """
    limits = ["prlimit", "--core=0", *([f"--as={megabytes * 1024 * 1024}"] if megabytes else [])]
    with subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *limits, "--", *command],
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        late = False
        try:
            said, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            late = True
            os.killpg(process.pid, signal.SIGKILL)
            said, _ = process.communicate()
    return Ran(process.returncode, said.decode("utf-8", "replace"), late)
