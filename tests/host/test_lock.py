"""One at a time, nobody for ever, nothing stale: with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from branchsite.host.folder import HostError
from branchsite.host.lock import holding, take
from sites import ROOT


def start(code: str, *arguments: str) -> "subprocess.Popen[str]":
    """A process of its own that says a line when it has got so far."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


HOLDER = """
    import sys, time
    from pathlib import Path
    from branchsite.host.lock import take
    take(Path(sys.argv[1]), 1)
    print("ready", flush=True)
    time.sleep(60)
"""


def test_a_taken_lock_is_waited_for_but_not_for_ever(tmp_path: Path) -> None:
    """Who waits longer than allowed is told so, and that they may come again."""
    with start(HOLDER, str(tmp_path / "lock")) as process:
        with pytest.raises(HostError, match=r"另一次发布还没有结束，已经等了 0\.2 秒"):
            take(tmp_path / "lock", 0.2)
        process.kill()


def test_who_waits_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Not at once: the last push may only be clearing up."""
    with start(HOLDER, str(tmp_path / "lock")) as process:
        with pytest.raises(HostError):
            take(tmp_path / "lock", 0.3)
        assert capsys.readouterr().out == ""
        with pytest.raises(HostError):
            take(tmp_path / "lock", 1.3)
        assert capsys.readouterr().out == "有人正在发布，排队等一等……\n"
        process.kill()


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    """SIGKILL frees it: there is nothing to clean up by hand."""
    with start(HOLDER, str(tmp_path / "lock")) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with holding(tmp_path / "lock", 5):
            pass


GUARDED = """
    import os, subprocess, sys
    from pathlib import Path
    from branchsite.host.lock import guard, take
    root = Path(sys.argv[1])
    watched = subprocess.Popen(["sleep", "60"])
    (root / "watched").write_text(str(watched.pid))
    guard(take(root / "lock", 1), watched.pid, float(sys.argv[2]), lambda: (root / "after").write_text("done"))
    print("ready", flush=True)
    os._exit(0)
"""


def test_a_guard_keeps_the_lock_until_the_process_is_gone(tmp_path: Path) -> None:
    """Also when the hook that started it has ended; then it clears up, and only then the lock is free."""
    with start(GUARDED, str(tmp_path), "60") as process:
        process.wait()
        with pytest.raises(HostError):
            take(tmp_path / "lock", 0.2)
        assert not (tmp_path / "after").exists()
        os.kill(int((tmp_path / "watched").read_text()), signal.SIGKILL)
        with holding(tmp_path / "lock", 10):
            assert (tmp_path / "after").read_text() == "done"


def test_a_guard_does_not_wait_for_ever(tmp_path: Path) -> None:
    """A client that hangs holds up the others no longer than that."""
    with start(GUARDED, str(tmp_path), "0.2") as process:
        process.wait()
        with holding(tmp_path / "lock", 10):
            assert (tmp_path / "after").read_text() == "done"
        os.kill(int((tmp_path / "watched").read_text()), signal.SIGKILL)
