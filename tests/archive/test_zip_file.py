"""A zip is whole or not there, never in the place of another, and the same for the same files."""

import datetime
import errno
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from branchsite.archive.zip_file import ZipEntry, write_zip

DAY = datetime.date(2024, 5, 10)
FILES = [ZipEntry("说明.txt", b"a" * 1000), ZipEntry("site/a.jpg", b"b" * 1000)]


def test_the_same_bytes(tmp_path: Path) -> None:
    """Whoever writes it, and when; Windows reads Chinese names, and what is packed already is not packed again."""
    old = os.umask(0o077)
    write_zip(tmp_path / "a.zip", FILES, DAY)
    os.umask(old)
    assert write_zip(tmp_path / "b.zip", iter(FILES), DAY) == (tmp_path / "b.zip").stat().st_size
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        first, second = made.infolist()
    assert first.flag_bits & 0x800 and first.filename == "说明.txt" and first.date_time == (2024, 5, 10, 0, 0, 0)
    assert (first.compress_type, second.compress_type) == (zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)
    assert first.external_attr >> 16 == 0o100644
    assert sorted(os.listdir(tmp_path)) == ["a.zip", "b.zip"]


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt(), ValueError("a fault")])
def test_nothing_stays_of_half_a_file(tmp_path: Path, error: BaseException) -> None:
    """However it ends."""

    def entries() -> Iterator[ZipEntry]:
        yield FILES[0]
        raise error

    with pytest.raises(type(error)):
        write_zip(tmp_path / "a.zip", entries(), DAY)
    assert os.listdir(tmp_path) == []


def without_second_names(*names: Path) -> None:
    """What such a disk says of a hard link."""
    raise OSError(errno.EPERM, "not permitted")


def test_a_disk_without_second_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a memory stick has it: the file is there all the same, and in no other's place."""
    monkeypatch.setattr(os, "link", without_second_names)
    write_zip(tmp_path / "a.zip", FILES, DAY)
    assert os.listdir(tmp_path) == ["a.zip"] and zipfile.is_zipfile(tmp_path / "a.zip")
    (tmp_path / "b.zip").write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        write_zip(tmp_path / "b.zip", FILES, DAY)
    assert sorted(os.listdir(tmp_path)) == ["a.zip", "b.zip"] and (tmp_path / "b.zip").read_bytes() == b"theirs"


def test_a_file_that_came_meanwhile_stays(tmp_path: Path) -> None:
    """Somebody else's, made while this one was."""

    def entries() -> Iterator[ZipEntry]:
        yield FILES[0]
        (tmp_path / "a.zip").write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        write_zip(tmp_path / "a.zip", entries(), DAY)
    assert os.listdir(tmp_path) == ["a.zip"] and (tmp_path / "a.zip").read_bytes() == b"theirs"
