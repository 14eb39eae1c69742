"""Files written whole."""

import os
from pathlib import Path

import pytest

from branchsite.host.server.disk import make_private, write_whole


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


def test_it_is_there_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On disk before it takes the old one's place, and its name after: a power cut leaves one of the two, whole."""
    order: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(file: int) -> None:
        order.append(f"fsync {Path(os.readlink(f'/proc/self/fd/{file}')).name}")
        fsync(file)

    def replaced(self: Path, target: Path) -> Path:
        order.append(f"replace {target.name}")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_whole(tmp_path / "keys", "一\n")
    assert order == ["fsync keys.new", "replace keys", f"fsync {tmp_path.name}"]


def test_private_folders(tmp_path: Path) -> None:
    """Made or found, with those above: nobody else looks in."""
    (tmp_path / "there").mkdir(mode=0o777)
    for name in ("there", "new/deep"):
        make_private(tmp_path / name)
        make_private(tmp_path / name)
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o700
