"""One at a time, nobody for ever, nothing stale: with real processes."""

import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from branchsite.host.server.folder import HostError
from branchsite.host.server.lock import Holder, end, holder_of, holding, take, take_turn
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
    from branchsite.host.server.lock import take
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
    from branchsite.host.server.lock import guard, take
    root = Path(sys.argv[1])
    watched = subprocess.Popen(["sleep", "60"])
    (root / "watched").write_text(str(watched.pid))
    file = take(root / "lock", 1)
    guard((file,), watched.pid, (root / "done").exists, float(sys.argv[2]), lambda: (root / "after").write_text("done"))
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


def test_a_guard_lets_go_when_the_work_is_done(tmp_path: Path) -> None:
    """Though the process goes on: it may be writing to somebody who does not read."""
    with start(GUARDED, str(tmp_path), "60") as process:
        process.wait()
        (tmp_path / "done").touch()
        with holding(tmp_path / "lock", 10):
            assert (tmp_path / "after").read_text() == "done"
        watched = int((tmp_path / "watched").read_text())
        assert state(watched) == "S"
        os.kill(watched, signal.SIGKILL)


def test_a_guard_does_not_wait_for_ever(tmp_path: Path) -> None:
    """A process that hangs holds up the others no longer than that: it is killed, so that it does no more."""
    with start(GUARDED, str(tmp_path), "0.2") as process:
        process.wait()
        with holding(tmp_path / "lock", 10):
            assert (tmp_path / "after").read_text() == "done"
        assert state(int((tmp_path / "watched").read_text())) in "Z-"


def state(process: int) -> str:
    """The kernel's letter for what a process does; - where it is gone."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "-"


STOPPED = """
    import os, signal, sys
    from pathlib import Path
    from branchsite.host.server.lock import holding
    with holding(Path(sys.argv[1]), 1, "weihu", float(sys.argv[2])):
        print("ready", flush=True)
        os.kill(os.getpid(), getattr(signal, sys.argv[3]))
        print("on", flush=True)
        sys.stdin.read()
"""


def test_who_is_stopped_holds_nobody_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """SIGSTOP cannot be refused: past the time that it asked for the holder is killed, and who waits goes on."""
    with start(STOPPED, str(tmp_path / "lock"), "1.5", "SIGSTOP") as process:
        with holding(tmp_path / "lock", 0.1, "shuji", 5):
            assert process.wait() == -signal.SIGKILL
        assert "weihu 正在发布（最多 1.5 秒），排队等一等" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["SIGTSTP", "SIGTTIN", "SIGTTOU"])
def test_a_terminal_does_not_stop_who_holds_the_lock(name: str, tmp_path: Path) -> None:
    """Ctrl+Z during a rollback, or its output in the background: it goes on."""
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(STOPPED), str(tmp_path / "lock"), "60", name],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.communicate("", timeout=60)[0] == "ready\non\n"


def test_only_who_holds_the_lock_is_killed(tmp_path: Path) -> None:
    """What an earlier holder has left says nothing of another process that has its id now."""
    with subprocess.Popen(["sleep", "60"]) as other:
        try:
            end(Holder("shuji", 1, ((other.pid, 1), (2**22 + 1, 1)), 0))
            assert other.poll() is None
        finally:
            other.kill()


LEFT = [
    b"",
    b"{",
    b"[]",
    b"{}",
    b'{"who": 1}',
    b'{"who": "x", "seconds": "y", "processes": [], "since": 0}',
    b"\xff" * 90,
]


@pytest.mark.parametrize("content", LEFT)
def test_whatever_stands_in_the_file(content: bytes, tmp_path: Path) -> None:
    """A lock that says nothing is waited for, and nobody is killed; taken, it says what is right."""
    path = tmp_path / "lock"
    path.write_bytes(content)
    with path.open("rb+") as file:
        assert holder_of(file.fileno()) is None
    with holding(path, 0, "shuji", 3), path.open("rb+") as file:
        found = holder_of(file.fileno())
        assert found and (found.who, found.seconds, found.processes[0][0]) == ("shuji", 3, os.getpid())


def test_an_account_takes_one_turn_at_a_time(tmp_path: Path) -> None:
    """Its second push waits for its first, and whoever had to wait lets others go first."""
    queue = tmp_path / "queue/shuji"
    file = take_turn(queue, 0, "shuji", 0)
    with pytest.raises(HostError):
        take_turn(queue, 0.1, "shuji", 0)
    os.close(take_turn(tmp_path / "queue/weihu", 0, "weihu", 0))
    os.close(file)
    os.close(take_turn(queue, 0, "shuji", 0))
