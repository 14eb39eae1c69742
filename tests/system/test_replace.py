"""A file is put in the place of another, also where somebody looks at it just now."""

import os
from pathlib import Path

import pytest

from branchsite.system import replace as module
from branchsite.system.replace import replace


def busy(times: int, number: int = 32):  # type: ignore[no-untyped-def]
    """os.replace as Windows has it while a virus scanner has the file open: that often refused."""
    real = os.replace
    left = [times]

    def call(source: Path, target: Path) -> None:
        if left[0]:
            left[0] -= 1
            error = PermissionError(13, "busy")
            error.winerror = number  # type: ignore[attr-defined]
            raise error
        real(source, target)

    return call


@pytest.mark.parametrize("number", [5, 32])
def test_it_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """For as long as a scanner takes."""
    (tmp_path / "a").write_text("new")
    (tmp_path / "b").write_text("old")
    monkeypatch.setattr(module.os, "replace", busy(2, number))
    replace(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new" and not (tmp_path / "a").exists()


def test_it_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the end, and at once where waiting does not help."""
    waited: list[float] = []
    monkeypatch.setattr(module.time, "sleep", waited.append)
    for number, count in ((32, 5), (33, 0)):
        monkeypatch.setattr(module.os, "replace", busy(100, number))
        with pytest.raises(PermissionError):
            replace(tmp_path / "a", tmp_path / "b")
        assert len(waited) == count
        waited.clear()
        monkeypatch.undo()
        monkeypatch.setattr(module.time, "sleep", waited.append)
    with pytest.raises(FileNotFoundError):
        replace(tmp_path / "a", tmp_path / "b")
