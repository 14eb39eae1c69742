"""Work spread over processes: the same whatever their number, and none is left when something goes wrong."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from branchsite.system import workers
from branchsite.system.workers import WorkerError, map_shares, run_in_background, worker_count

PATIENCE = 30
LONG = "x" * 1_000_000
"""More than a pipe holds."""

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows forks no process"),
    pytest.mark.usefixtures("no_threads"),
]


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    """So many processes, whatever the machine has."""
    monkeypatch.setenv(workers.VARIABLE, "3")


def named(share: Sequence[int]) -> tuple[int, list[int]]:
    """Who did it, and what."""
    return os.getpid(), list(share)


@pytest.mark.parametrize(
    ("named_count", "items", "least", "shares"),
    [
        ("1", 9, 1, [[0, 1, 2, 3, 4, 5, 6, 7, 8]]),
        ("2", 9, 1, [[0, 2, 4, 6, 8], [1, 3, 5, 7]]),
        ("3", 9, 1, [[0, 3, 6], [1, 4, 7], [2, 5, 8]]),
        ("3", 9, 4, [[0, 2, 4, 6, 8], [1, 3, 5, 7]]),
        ("3", 9, 5, [[0, 1, 2, 3, 4, 5, 6, 7, 8]]),
        ("3", 9, 0, [[0, 3, 6], [1, 4, 7], [2, 5, 8]]),
        ("9", 2, 1, [[0], [1]]),
        ("3", 0, 1, [[]]),
    ],
)
def test_shares(
    monkeypatch: pytest.MonkeyPatch, named_count: str, items: int, least: int, shares: list[list[int]]
) -> None:
    """Dealt out in turn, the first to this process, each other one to a process of its own."""
    monkeypatch.setenv(workers.VARIABLE, named_count)
    done = map_shares(named, range(items), least)
    assert [share for _, share in done] == shares
    assert len({who for who, _ in done}) == len(shares)
    assert done[0][0] == os.getpid()
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("said", "counted"), [("1", 1), ("7", 7), ("0", 1), ("", None), ("-1", None), ("many", None), ("²", None)]
)
def test_how_many(monkeypatch: pytest.MonkeyPatch, said: str, counted: int | None) -> None:
    """What the variable says; else the processors that we may use."""
    monkeypatch.setenv(workers.VARIABLE, said)
    assert worker_count() == (counted or len(os.sched_getaffinity(0)))


def test_one_beside_other_threads(three: None) -> None:
    """mkdocs serve watches in threads: a fork would copy the locks that they hold."""
    over = threading.Event()
    other = threading.Thread(target=over.wait)
    other.start()
    try:
        assert worker_count() == 1
    finally:
        over.set()
        other.join()
    assert worker_count() == 3


@pytest.mark.parametrize("where", [1, 2])
def test_an_error_in_a_worker(three: None, where: int) -> None:
    """Its text comes here, with the place it happened at; nobody is left."""

    def work(share: Sequence[int]) -> str:
        if where in share:
            raise ValueError("坏了 here")
        return LONG

    with pytest.raises(WorkerError, match=r"(?s)in work.*ValueError: 坏了 here"):
        map_shares(work, range(3), 1)
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("error", [ValueError("here"), KeyboardInterrupt(), SystemExit(3), BrokenPipeError()])
def test_an_error_in_this_process(three: None, capfd: pytest.CaptureFixture[str], error: BaseException) -> None:
    """It comes as it is. What the workers then have to say, more than a pipe holds, does not keep them or us."""

    def work(share: Sequence[int]) -> str:
        if 0 in share:
            raise error
        return LONG

    with pytest.raises(type(error)) as caught:
        map_shares(work, range(3), 1)
    assert caught.value is error
    assert not multiprocessing.active_children()
    assert capfd.readouterr() == ("", "")


def test_a_killed_worker(three: None) -> None:
    """The kernel may do so, where memory runs out."""

    def work(share: Sequence[int]) -> int:
        if 1 in share:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    with pytest.raises(WorkerError, match="killed"):
        map_shares(work, range(3), 1)
    assert not multiprocessing.active_children()


def test_a_result_that_cannot_be_sent(three: None) -> None:
    """Says why."""
    with pytest.raises(WorkerError, match="pickle"):
        map_shares(lambda share: (lambda: None) if 1 in share else None, range(3), 1)
    assert not multiprocessing.active_children()


UNWAITED = """
from branchsite.system.workers import run_in_background

wait = run_in_background(lambda: "x" * 1_000_000)
raise ValueError("something else")
"""


def test_work_that_nobody_waits_for() -> None:
    """Where the build fails meanwhile, it ends all the same."""
    environment = {**os.environ, workers.VARIABLE: "2"}
    ran = subprocess.run(
        [sys.executable, "-c", UNWAITED], env=environment, capture_output=True, text=True, timeout=PATIENCE
    )
    assert ran.returncode == 1
    assert ran.stderr.endswith("ValueError: something else\n")


PARENT = """
import os, sys, time
from pathlib import Path
from branchsite.system.workers import map_shares

def work(share):
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)

map_shares(work, range(3), 1)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_workers_die_with_their_parent(tmp_path: Path) -> None:
    """A killed build writes no more: kill -9 reaches only the one process."""
    parent = subprocess.Popen([sys.executable, "-c", PARENT, tmp_path], env={**os.environ, workers.VARIABLE: "3"})
    end = time.monotonic() + PATIENCE
    while len(os.listdir(tmp_path)) < 3:
        assert time.monotonic() < end and parent.poll() is None
        time.sleep(0.02)
    parent.kill()
    parent.wait()
    while any(alive(int(one)) for one in os.listdir(tmp_path)):
        assert time.monotonic() < end
        time.sleep(0.02)


def alive(process: int) -> bool:
    """Whether it runs; a zombie does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


@pytest.mark.parametrize("most", ["1", "2"])
def test_work_begun_is_waited_for(most: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In another process where there is one, while this one goes on; the result is the same."""
    monkeypatch.setenv(workers.VARIABLE, most)
    wait = run_in_background(os.getpid)
    assert (wait() == os.getpid()) is (most == "1")
    assert run_in_background(lambda: {"a": (1, b"x")})() == {"a": (1, b"x")}


def test_work_begun_that_fails_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """When it is waited for, not before."""
    monkeypatch.setenv(workers.VARIABLE, "2")
    wait = run_in_background(lambda: 1 // 0)
    with pytest.raises(WorkerError, match="ZeroDivisionError"):
        wait()
