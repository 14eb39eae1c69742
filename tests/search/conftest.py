"""The small world, and the small world changed: as the views' tests have them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.build import read_library
from branchsite.library.library import Library
from sites import TINY, TODAY

World = Callable[[dict[str, str]], Library]


@pytest.fixture(scope="session")
def tiny() -> Library:
    """tests/worlds/tiny as of TODAY."""
    return read_library(TINY, TODAY)[0]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Make a library of tiny with some files, by path, in the place of others or beside them."""

    def make(files: dict[str, str]) -> Library:
        root = tmp_path / "world"
        if not root.exists():
            shutil.copytree(TINY, root)
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return read_library(root, TODAY)[0]

    return make
