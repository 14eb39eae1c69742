"""Versions of libraries by the names of their folders are those that importlib.metadata reads in them."""

import importlib.metadata
import re
from pathlib import Path

import pytest

from branchsite.cache.libraries import library_version
from sites import ROOT

LOCKED = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)


def described(folder: Path, name: str) -> None:
    """As an installer leaves it."""
    (folder / name).mkdir(parents=True)
    (folder / name / "METADATA").write_text(f"Name: {name}\nVersion: 3\n")


def test_what_is_installed() -> None:
    """Every library that a build may ask."""
    installed = {name: importlib.metadata.version(name) for name in LOCKED if _is_there(name)}
    assert len(installed) > 20 and {name: library_version(name) for name in installed} == installed


def _is_there(name: str) -> bool:
    try:
        return bool(importlib.metadata.version(name))
    except importlib.metadata.PackageNotFoundError:
        # Windows alone has it.
        return False


@pytest.mark.parametrize("name", ["Some.Library", "some-library", "some_library", "SOME__LIBRARY"])
def test_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it is written; the first folder of Python's path that has it is asked."""
    described(tmp_path / "first", "some_library-2.1.dist-info")
    described(tmp_path / "second", "some_library-1.0.dist-info")
    for folder in ("second", "first", "missing"):
        monkeypatch.syspath_prepend(tmp_path / folder)
    assert library_version(name) == "2.1"


def test_two_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a broken installation leaves is neither the one nor the other."""
    described(tmp_path, "some_library-1.0.dist-info")
    described(tmp_path, "some_library-2.0.dist-info")
    monkeypatch.syspath_prepend(tmp_path)
    assert library_version("some_library") not in ("1.0", "2.0")


def test_otherwise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was installed in another way is read; what was not is refused."""
    (tmp_path / "old_library.egg-info").mkdir()
    (tmp_path / "old_library.egg-info/PKG-INFO").write_text("Name: old-library\nVersion: 0.9\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert library_version("old-library") == "0.9"
    with pytest.raises(ModuleNotFoundError):
        library_version("no-library")
