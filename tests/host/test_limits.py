"""Limits of time and memory, and that nothing outlives us."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from branchsite.host.limits import run_limited
from sites import ROOT

ENVIRONMENT = dict(os.environ)


def gone(pid: int) -> bool:
    """Whether a process ends within ten seconds."""
    for _ in range(200):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z":
                time.sleep(0.05)
                continue
        return True
    return False


def test_gives_status_and_words(tmp_path: Path) -> None:
    """Output and errors in one, in the folder, with the environment."""
    ran = run_limited(["sh", "-c", "pwd; echo 错 >&2; exit 3"], tmp_path, ENVIRONMENT, 10)
    assert (ran.status, ran.said, ran.late) == (3, f"{tmp_path}\n错\n", False)


def test_time_is_up_for_all_that_was_started(tmp_path: Path) -> None:
    """The command and its children are killed."""
    ran = run_limited(["sh", "-c", "sleep 60 & echo $!; wait"], tmp_path, ENVIRONMENT, 1)
    assert ran.late and ran.status == -signal.SIGKILL
    assert gone(int(ran.said))


def test_memory_is_limited(tmp_path: Path) -> None:
    """A process that asks for more gets an error, not the machine's memory."""
    code = "bytearray(900_000_000)"
    assert run_limited([sys.executable, "-c", code], tmp_path, ENVIRONMENT, 10, 2048).status == 0
    ran = run_limited([sys.executable, "-c", code], tmp_path, ENVIRONMENT, 10, 512)
    assert ran.status == 1 and "MemoryError" in ran.said


def test_nothing_outlives_us(tmp_path: Path) -> None:
    """Where we are killed ourselves, the kernel kills what we run."""
    code = (
        "import os, sys; from pathlib import Path; from branchsite.host.limits import run_limited;"
        "run_limited(['sh', '-c', 'echo $$ > pid; exec sleep 60'], Path(sys.argv[1]), dict(os.environ), 60)"
    )
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "hooks")}
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment) as process:
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.05)
        process.kill()
    assert gone(int((tmp_path / "pid").read_text()))
