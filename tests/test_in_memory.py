"""tools/in-memory: a command's temporary files lie in memory where there is room for them."""

import os
import subprocess
from pathlib import Path

import pytest

from sites import ROOT

SAID = """printf '%s\\n' "$@" "$TMPDIR"; touch "$TMPDIR/a"; exit 3"""


def run(tmp_path: Path, **environment: str) -> list[str]:
    """What a command says that is given two words and ends with 3: those, and where its temporary files go."""
    given = {**os.environ, "TMPDIR": str(tmp_path), **environment}
    words = [ROOT / "tools/in-memory", "sh", "-c", SAID, "sh", "a b", ""]
    ran = subprocess.run(words, env=given, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (3, "")
    return ran.stdout.splitlines()


def test_the_folder_goes_with_the_command(tmp_path: Path) -> None:
    """Its words and its status are its own; where there is no room its files lie where they would without."""
    *words, folder = run(tmp_path)
    assert words == ["a b", ""]
    assert folder == str(tmp_path) or (folder.startswith("/dev/shm/") and not Path(folder).exists())


@pytest.mark.parametrize("free", ["64M", "", "x"])
def test_without_room(tmp_path: Path, free: str) -> None:
    """As in most containers, or where nobody can say how much there is."""
    (tmp_path / "df").write_text(f"#!/bin/sh\necho Avail\necho {free}\n")
    (tmp_path / "df").chmod(0o755)
    assert run(tmp_path, PATH=f"{tmp_path}:{os.environ['PATH']}")[-1] == str(tmp_path)
