"""Files written whole."""

from pathlib import Path

import pytest

from branchsite.host.disk import write_whole


def test_the_new_takes_the_old_ones_place(tmp_path: Path) -> None:
    """With the rights that were asked for, and nothing beside it."""
    path = tmp_path / "keys"
    write_whole(path, "一\n")
    write_whole(path, "二\n", 0o600)
    assert path.read_text("utf-8") == "二\n"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_the_old(tmp_path: Path) -> None:
    """A full disk, say; here a folder where the new file would be written first."""
    path = tmp_path / "keys"
    write_whole(path, "一\n")
    (tmp_path / "keys.new").mkdir()
    with pytest.raises(OSError):
        write_whole(path, "二\n")
    assert path.read_text("utf-8") == "一\n"
