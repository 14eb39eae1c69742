"""Limits of time and memory, and that nothing outlives us."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from branchsite.host.server.limits import MOST_OUTPUT, OutOfTime, limited, run_limited
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
    assert (ran.status, ran.output, ran.timed_out) == (3, f"{tmp_path}\n错\n", False)


LEFT = {
    "in the background": "sleep 300 & echo $! >> pids",
    "in a session of its own": "setsid sh -c 'echo $$ >> pids; exec sleep 300' & sleep 0.2",
    "by a child that has gone": "(setsid sh -c 'echo $$ >> pids; exec sleep 300' &) ; sleep 0.2",
    "deaf": "setsid sh -c 'trap \"\" TERM INT HUP; echo $$ >> pids; while :; do sleep 300; done' & sleep 0.2",
    "without a voice": "setsid sh -c 'echo $$ >> pids; exec sleep 300' >/dev/null 2>&1 & sleep 0.2",
}


@pytest.mark.parametrize("name", LEFT)
@pytest.mark.parametrize("late", [True, False], ids=["late", "ended"])
def test_nothing_that_was_started_is_left(name: str, late: bool, tmp_path: Path) -> None:
    """When the command is over, by itself or because time is up, so is all that it started: it is gone at once."""
    ran = run_limited(["sh", "-c", f"{LEFT[name]}; {'sleep 300' if late else 'exit 3'}"], tmp_path, ENVIRONMENT, 2)
    assert (ran.timed_out, ran.status) == (late, -signal.SIGKILL if late else 3)
    pids = (tmp_path / "pids").read_text().split()
    assert pids and not [one for one in pids if Path(f"/proc/{one}").exists()]


def test_others_are_left_alone(tmp_path: Path) -> None:
    """Children that were there before are not the command's."""
    with subprocess.Popen(["sleep", "300"]) as other:
        try:
            run_limited(["sh", "-c", "sleep 300 & true"], tmp_path, ENVIRONMENT, 5)
            assert other.poll() is None
        finally:
            other.kill()


def test_only_so_much_is_kept_of_what_is_said(tmp_path: Path) -> None:
    """The last of it: a test run that never stops talking fills no memory."""
    command = f"head -c {3 * MOST_OUTPUT} /dev/zero | tr '\\0' x; echo end"
    ran = run_limited(["sh", "-c", command], tmp_path, ENVIRONMENT, 60)
    assert len(ran.output) == MOST_OUTPUT and ran.output.endswith("xend\n")


def test_a_part_of_ours_has_limits() -> None:
    """Of time, which nothing catches by the way, and of memory, for what it starts, too; afterwards there is none."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(OutOfTime), limited(0.2, 2048):
        for _ in range(3):
            with contextlib.suppress(Exception):
                signal.pause()
    with pytest.raises(MemoryError), limited(60, 2048):
        bytearray(3_000_000_000)
    with limited(60, 512):
        code = "bytearray(600_000_000)"
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert "MemoryError" in ran.stderr
    assert resource.getrlimit(resource.RLIMIT_AS) == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


@pytest.mark.slow
def test_memory_is_limited(tmp_path: Path) -> None:
    """A process that asks for more gets an error, not the machine's memory."""
    code = "bytearray(900_000_000)"
    assert run_limited([sys.executable, "-c", code], tmp_path, ENVIRONMENT, 10, 2048).status == 0
    ran = run_limited([sys.executable, "-c", code], tmp_path, ENVIRONMENT, 10, 512)
    assert ran.status == 1 and "MemoryError" in ran.output


def test_nothing_outlives_us(tmp_path: Path) -> None:
    """Where we are killed ourselves, the kernel kills what we run."""
    code = (
        "import os, sys; from pathlib import Path; from branchsite.host.server.limits import run_limited;"
        "run_limited(['sh', '-c', 'echo $$ > pid; exec sleep 60'], Path(sys.argv[1]), dict(os.environ), 60)"
    )
    environment = {**ENVIRONMENT, "PYTHONPATH": str(ROOT / "hooks")}
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], env=environment) as process:
        while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
            time.sleep(0.05)
        process.kill()
    assert gone(int((tmp_path / "pid").read_text()))
