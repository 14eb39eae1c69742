"""A command that is stopped, or finds the disk full, leaves nothing half; one whose reader is gone says nothing."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.commands import office
from branchsite.commands.new import write_all
from branchsite.errors import DataError
from sites import ROOT, copy_site, tree


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("stopped") / "site")


def stopped() -> None:
    raise KeyboardInterrupt


def full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("what", [stopped, full])
def test_files_of_the_office(root: Path, what: Callable[[], None]) -> None:
    """The file that was begun is gone."""
    before = tree(root)
    path = root / "校内" / "一半.docx"

    def write() -> None:
        path.write_bytes(b"PK")
        what()

    with pytest.raises((KeyboardInterrupt, DataError)) as raised:
        office.written(root, path, write)
    assert "磁盘满了" in str(raised.value) or raised.type is KeyboardInterrupt
    (root / "校内").rmdir()
    assert tree(root) == before


def test_what_somebody_else_wrote_meanwhile_stays(root: Path) -> None:
    """A file of that name that came first is not taken away."""
    path = root / "校内" / "别人的.docx"
    path.parent.mkdir()
    path.write_bytes(b"theirs")

    def write() -> None:
        path.open("xb")

    with pytest.raises(DataError, match="已经有了"):
        office.written(root, path, write)
    assert path.read_bytes() == b"theirs"


def test_several_files_or_none(root: Path) -> None:
    """The second cannot be written: the first and the folders are gone, in a real file system."""
    before = tree(root)
    files = {
        root / "data/activities/2031/a.yml": b"a",
        root / "data/activities/2031/a/01.jpg": b"b",
        root / "mkdocs.yml/x": b"c",
    }
    with pytest.raises(DataError):
        write_all(root, files, "换一个")
    assert tree(root) == before
    assert not (root / "data/activities/2031").exists()


@pytest.mark.parametrize("error", [KeyboardInterrupt, EOFError])
def test_ctrl_c_and_ctrl_z(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: type[BaseException]
) -> None:
    """At a question: one word, no traceback, nothing written."""
    before = tree(root)

    def answer(question: str) -> str:
        raise error

    monkeypatch.setattr("builtins.input", answer)
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True)
    assert main(["--root", str(root), "new", "activity"]) == 130
    assert "停了" in capsys.readouterr().err
    assert tree(root) == before


def run(root: Path, *words: str, **environment: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "branchsite", "--root", str(root), *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SITE_TODAY": "2024-05-10", **environment}
    return subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.slow
def test_a_reader_that_is_gone(root: Path) -> None:
    """due | head: no word of a fault."""
    process = run(root, "due")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(60)


@pytest.mark.slow
def test_the_console_of_a_chinese_windows(root: Path) -> None:
    """cp936 has no ✓ and no ⇒; Chinese in it is read back as it was."""
    process = run(root, "due", PYTHONIOENCODING="gbk")
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert "已经逾期" in out.decode("gbk")
