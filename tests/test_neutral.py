"""The program and its handbook go to any school: they name neither this one nor its brand."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from branchsite.load.data import load
from sites import ROOT, SHIPPED

PROGRAM = ("hooks", "overrides", "deploy", "tests/worlds/shipped/docs/handbook")
FILES = ("Makefile", "mkdocs.yml", "CONTRIBUTING.md", "pyproject.toml")


def texts() -> Iterator[Path]:
    """What is not data and is read by people of other schools."""
    yield from (ROOT / name for name in FILES)
    for folder in PROGRAM:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".png", ".pyc"):
                yield path


@pytest.fixture(scope="module")
def names() -> list[str]:
    """What only this school is called."""
    data = load(SHIPPED)
    school = data.site.model.short.removesuffix("党支部")
    return [school, school.removesuffix("小学"), *(one.word for one in data.brand.model.strands)]


def test_no_file_names_the_school(names: list[str]) -> None:
    """Nor the words of its brand: both are data."""
    assert len(names) == 4
    found = [(path.relative_to(ROOT).as_posix(), name) for path in texts() for name in names if name in text(path)]
    assert found == []


def text(path: Path) -> str:
    """Of a file that may not be one."""
    return path.read_text("utf-8", errors="replace")
