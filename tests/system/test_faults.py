"""What is said where the program itself is at fault."""

from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.commands import full_check
from branchsite.system.faults import fault
from sites import TINY, copy_site


def raised() -> Exception:
    """An error with a place."""
    try:
        raise KeyError("x")
    except KeyError as error:
        return error


def test_what_is_said(tmp_path: Path) -> None:
    """In Chinese, with the kind and the place; everything else stands in a file."""
    said = fault(tmp_path, raised())
    assert said.startswith("程序出了错，不是资料的问题（KeyError，test_faults.py 第 ")
    assert f"细节存在 {tmp_path / 'fault.txt'}，请把这个文件发给维护程序的人" in said
    assert "Traceback" not in said
    assert "Traceback" in (tmp_path / "fault.txt").read_text("utf-8")


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    """The one line has to do."""
    (tmp_path / "file").write_text("")
    assert "细节存不下来" in fault(tmp_path / "file" / "below", raised())


def test_no_command_ends_in_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever happens in it; in a copy, whose last answer nobody remembers."""
    root = copy_site(tmp_path / "site", TINY)
    monkeypatch.setattr(full_check, "pages_of", lambda library: {}["x"])
    assert main(["--root", str(root), "check"]) == 1
    captured = capsys.readouterr()
    assert "程序出了错，不是资料的问题（KeyError" in captured.err
    assert "Traceback" not in captured.out + captured.err
