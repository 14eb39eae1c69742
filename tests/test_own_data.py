"""No test outside tests/site depends on what stands in data/ and docs/ of the repository."""

import os
import re
from collections.abc import Callable

import pytest

from branchsite.build import build_pages
from branchsite.load.tree import PROGRAM_DOCS
from own_data import FOLDERS
from sites import ROOT, TODAY, tree

READERS: dict[str, Callable[[], object]] = {
    "a file": lambda: (ROOT / "data/site.yml").read_text("utf-8"),
    "its bytes": lambda: (ROOT / "docs/about.md").read_bytes(),
    "by the system": lambda: os.open(ROOT / "docs/about.md", os.O_RDONLY),
    "a folder": lambda: os.listdir(ROOT / "data"),
    "all below": lambda: tree(ROOT / "docs"),
    "the program": lambda: build_pages(ROOT, TODAY),
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
def test_it_is_not_read(reader: Callable[[], object]) -> None:
    """While a test runs, reading it fails: so no test can pass because of what stands there."""
    with pytest.raises(AssertionError, match="学校自己的"):
        reader()


def test_other_folders_are(tmp_path: str) -> None:
    """What is only called alike is no school's, nor are the papers about the program."""
    assert (f"{ROOT}/data/", f"{ROOT}/docs/") == FOLDERS
    assert (ROOT / "tests/worlds/shipped/data/site.yml").read_text("utf-8")
    assert (ROOT / "pyproject.toml").read_text("utf-8")
    assert (ROOT / PROGRAM_DOCS / "threats.md").read_text("utf-8")


def test_no_other_process_is_sent_there() -> None:
    """What a command reads the guard does not see: no test runs one on the repository's own site."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "test_own_data.py"]
    named = re.compile(r"""root=ROOT\b|ROOT / "(?:data|docs)\b|"--root", (?:str\()?ROOT\b""")
    assert [path.name for path in files if named.search(path.read_text("utf-8"))] == []
