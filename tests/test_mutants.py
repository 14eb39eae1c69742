"""What `make mutants` changes in a program."""

import importlib.util
from pathlib import Path
from typing import Any

import pytest

from sites import ROOT


@pytest.fixture(scope="module")
def tool() -> Any:
    """tools/mutants.py."""
    found = importlib.util.spec_from_file_location("mutants", ROOT / "tools/mutants.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


CHANGES = {
    "a < b": ["a <= b"],
    "a == b": ["a != b"],
    "a not in b": ["a in b"],
    "a is b": ["a is not b"],
    "a and b": ["a or b"],
    "not a": ["a"],
    "a + b": ["a - b"],
    "a = True": ["a = False"],
    "a = 7": ["a = 8"],
    "f(a)": ["pass"],
    "a < 1 + b": ["a <= 1 + b", "a < 1 - b", "a < 2 + b"],
    "'a' * b": [],
}


@pytest.mark.parametrize("source", CHANGES)
def test_changes(tool: Any, source: str) -> None:
    """Each is one place, and nothing else of the file changes."""
    whole = f"first = a\n{source}\nlast = a"
    made = [tool.mutant(Path("x.py"), whole, *place).source for place in tool.places(whole)]
    assert made == [f"first = a\n{changed}\nlast = a" for changed in CHANGES[source]]


def test_the_nearest_tests_come_first(tool: Any) -> None:
    """Its own, those of its package, some of the whole."""
    assert tool.tests_of(Path("host/push/history.py"))[:2] == [["tests/host/push/test_history.py"], ["tests/host/push"]]
    assert tool.tests_of(Path("build.py")) == [["tests/test_build.py"], list(tool.WIDER)]
