"""What `make mutants` changes in a script."""

import importlib.util
import sys
from typing import Any

import pytest

from sites import ROOT


@pytest.fixture(scope="module")
def tool() -> Any:
    """tools/script_mutants.py."""
    found = importlib.util.spec_from_file_location("script_mutants", ROOT / "tools/script_mutants.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    sys.modules["script_mutants"] = module
    found.loader.exec_module(module)
    return module


CHANGES = {
    "x = a < b": ["x = a <= b"],
    "x = a === b": ["x = a !== b"],
    "x = a && b": ["x = a || b"],
    "x = a ||\n  b": ["x = a &&\n  b"],
    "x = !a": ["x = a"],
    "x = a + 1": ["x = a - 1", "x = a + 2"],
    "x = true": ["x = false"],
    "f(a)": [";"],
    "x = f('植' + a)": ["x = f('植' - a)"],
    "x = '𠮷' + !a": ["x = '𠮷' - !a", "x = '𠮷' + a"],
    "x = /a+b/": [],
    "x = `a < ${b}`": [],
}


def test_changes(tool: Any) -> None:
    """Each is one place, and nothing else of the file changes."""
    sources = {source: f"first = a\n{source}\nlast = a" for source in CHANGES}
    made: dict[str, list[str]] = {source: [] for source in CHANGES}
    for one in tool.draw(sources, 1000, 1):
        made[one.file].append(one.source.removeprefix("first = a\n").removesuffix("\nlast = a"))
    assert {source: sorted(found) for source, found in made.items()} == {
        source: sorted(wanted) for source, wanted in CHANGES.items()
    }


def test_the_sample_follows_from_the_seed(tool: Any) -> None:
    """The same for one seed, and a place added elsewhere moves nothing."""
    sources = {"a": "x = 1 + 2\ny = !z", "b": "f(3)"}
    names = [one.name for one in tool.draw(sources, 3, 1)]
    assert names == [one.name for one in tool.draw(sources, 3, 1)]
    more = [one.name for one in tool.draw({**sources, "c": "g(4)"}, 100, 1) if not one.file.startswith("c")]
    assert more[:3] == names


def test_every_folder_has_its_tests(tool: Any) -> None:
    """And they are there."""
    folders = {path.relative_to(ROOT / tool.JS).with_suffix("").parts[0] for path in (ROOT / tool.JS).rglob("*.js")}
    assert folders == tool.TESTS.keys()
    assert [
        path for steps in tool.TESTS.values() for step in steps for path in step if not (ROOT / path).is_file()
    ] == []


def test_what_is_equal_says_why(tool: Any) -> None:
    """File, line, change, reason."""
    for line in tool.EQUAL.read_text("utf-8").splitlines():
        file, text, change, reason = line.split("\t")
        assert (ROOT / tool.JS / f"{file}.js").is_file() and text and " → " in change and len(reason) > 10
