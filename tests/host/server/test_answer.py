"""What is told to a reader: a bounded amount, for a bounded time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from branchsite.errors import Problem, Severity
from branchsite.host.server.answer import ROOM, first_texts, short_report
from sites import ROOT

TELLS = """
import sys
from branchsite.host.server import answer
answer._patience = 1.0
answer.tell("字" * int(sys.argv[1]))
answer.tell("完")
print("told", file=sys.stderr)
"""


def start(size: int) -> "subprocess.Popen[bytes]":
    """A process that tells so many characters, and then says that it has."""
    return subprocess.Popen(
        [sys.executable, "-c", TELLS, str(size)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_a_reader_gets_all(tmp_path: Path) -> None:
    """Far more than a pipe holds, whole."""
    said, _ = start(500_000).communicate()
    assert said.decode() == "字" * 500_000 + "\n完\n"


@pytest.mark.parametrize("size", [1, 500_000])
def test_a_reader_who_has_gone_ends_nothing(size: int) -> None:
    """The process goes on as if it had been read: no traceback, no signal."""
    with start(size) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b"told\n"
    assert process.returncode == 0


def test_a_reader_who_has_stopped_is_not_waited_for() -> None:
    """The process ends though nobody takes what it says."""
    with start(500_000) as process:
        assert process.stderr and process.stdout
        assert process.stderr.read() == b"told\n"
        assert process.wait() == 0


def problem(number: int, severity: Severity = Severity.ERROR, size: int = 10) -> Problem:
    """One of many."""
    return Problem("data/site.yml", number, "错" * size, severity=severity)


@pytest.mark.slow
@pytest.mark.parametrize("count, size", [(0, 10), (1, 10), (1, 100_000), (5, 20_000), (100, 300), (100_000, 10)])
def test_a_report_has_a_limit(count: int, size: int) -> None:
    """Whatever is in it; at least one problem is there, and what is not is counted."""
    problems = [problem(number + 1, size=size) for number in range(count)]
    report = short_report([*problems, *(problem(0, Severity.NOTICE) for _ in range(1))])
    assert len(report.encode()) < 50_000
    listed = report.count("  错误：")
    assert listed >= min(1, count)
    assert f"共 {count} 处错误，1 处提醒" in report
    assert listed == count or f"还有 {count + 1 - listed} 处没有列出" in report


def test_errors_come_before_reminders() -> None:
    """And each of them in the order of file and line; what is both is an error."""
    found = [problem(1, Severity.NOTICE), problem(2), problem(3, Severity.NOTICE), problem(1)]
    lines = [text.split("\n")[0][-3] + text.split("\n")[1][2:4] for text in first_texts(found)]
    assert lines == ["1错误", "2错误", "3提醒"]
    assert ROOM < 50_000
