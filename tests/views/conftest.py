"""The small world, and the small world changed."""

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.build import read_library
from branchsite.library.library import Library
from sites import TINY, TODAY


@pytest.fixture(scope="session")
def tiny() -> Library:
    """tests/worlds/tiny as of TODAY."""
    return read_library(TINY, TODAY)[0]


World = Callable[..., Library]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a library of tiny changed: files, by path, to their new text, None for gone; swaps of texts in all files."""

    def make(
        files: dict[str, str | None] | None = None, today: datetime.date = TODAY, swaps: dict[str, str] | None = None
    ) -> Library:
        root = tmp_path / "world"
        shutil.copytree(TINY, root)
        for name, text in (files or {}).items():
            path = root / name
            if text is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            elif path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
        for old, new in (swaps or {}).items():
            found = [path for path in root.rglob("*.*") if path.suffix in (".yml", ".md") and old in path.read_text()]
            assert found, old
            for path in found:
                path.write_text(path.read_text().replace(old, new))
        return read_library(root, today)[0]

    return make
