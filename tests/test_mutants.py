"""What `make mutants` changes in a program."""

import importlib.util
import os
import sys
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
    sys.modules["mutants"] = module
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


def test_what_a_decorator_says_is_left(tool: Any) -> None:
    """mypy holds us to it."""
    assert tool.places("@dataclass(frozen=True)\nclass A:\n    b: int\n") == []


@pytest.mark.slow
def test_the_nearest_tests_come_first(tool: Any) -> None:
    """Its own, those that import it, those of what imports it, then others; each is there, and named once."""
    own, *further = tool.tests_of(Path("host/push/history.py"))
    assert own == Path("tests/host/push/test_history.py")
    assert Path("tests/host/push/test_rules.py") in further
    assert tool.tests_of(Path("checks/__init__.py"))[0] == Path("tests/checks/test_checks.py")
    assert Path("tests/private/test_numbers.py") in tool.tests_of(Path("private/context.py"))
    for module in sorted((ROOT / tool.PACKAGE).rglob("*.py")):
        found = tool.tests_of(module.relative_to(ROOT / tool.PACKAGE))
        assert all((ROOT / path).is_file() for path in found) and len(set(found)) == len(found)


def test_a_sample_hardly_changes_with_the_program(tool: Any) -> None:
    """The same seed draws the same places, and a line more somewhere adds only its own."""
    sources = {Path("a.py"): "a = 1\nb = 2 < 3\nf(a)\n", Path("b.py"): "c = not a\n" * 3}
    drawn = [one.name for one in tool.draw(sources, 4, 1)]
    assert len(drawn) == 4 and drawn == [one.name for one in tool.draw(sources, 4, 1)]
    assert drawn != [one.name for one in tool.draw(sources, 4, 2)]
    every = [one.name for one in tool.draw(sources, 99, 1)]
    more = {**sources, Path("a.py"): "x = 'y'\nz = 7\n" + sources[Path("a.py")]}
    assert [one.name for one in tool.draw(more, 99, 1) if "z = 7" not in one.name] == every
    assert every[:4] == drawn


PROGRAM = """
def first(a):
    return a < 1

def second(a):
    inner = lambda b: a + b
    return inner(2)

def third(a):
    a.sort(key=lambda b: b)
    return a

LIMIT = 3
"""


def test_a_function_is_changed_in_place(tool: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever holds it; what lies outside of functions is not, and nothing else changes."""
    monkeypatch.chdir(tmp_path)
    changed = {}
    for number, place in enumerate(tool.places(PROGRAM)):
        one = tool.mutant(Path("program.py"), PROGRAM, *place)
        names: dict[str, Any] = {}
        exec(compile(PROGRAM, str(tmp_path / "program.py"), "exec", dont_inherit=True), names)
        first, second, third = names["first"], names["second"], names["third"]
        functions = {function.__code__: [function] for function in (first, second, third)}
        in_place = tool.put_in_place(one, PROGRAM, functions)
        changed[number] = in_place, first(1), second(1), third([2, 1]), one.new
    assert sorted(changed.values()) == [
        (False, False, 3, [1, 2], "4"),
        (True, False, -1, [1, 2], "a - b"),
        (True, False, 3, [2, 1], "pass"),
        (True, False, 4, [1, 2], "3"),
        (True, True, 3, [1, 2], "2"),
        (True, True, 3, [1, 2], "a <= 1"),
    ]


def test_a_child_cannot_harm(tool: Any) -> None:
    """What it gives comes back; one that dies, or writes into what it has, changes nothing here."""
    held = ["a"]
    assert tool.in_child(lambda: str(held.pop())) == "a" and held == ["a"]
    assert tool.in_child(lambda: "") == ""
    assert tool.in_child(lambda: os.kill(os.getpid(), 9)) == "no end, or a crash"
    assert tool.in_child(lambda: 1 / 0) == "no end, or a crash"


def test_every_equal_mutant_has_its_reason(tool: Any) -> None:
    """And is still one that can be drawn: a line that has gone needs none."""
    for name, why in tool.equal_mutants().items():
        file, text, change = name.split("\t")
        source = (ROOT / file).read_text("utf-8")
        assert why and " → " in change
        assert any(line.strip() == text for line in source.splitlines()), name


REACHED = """
import json, pytest

def used(a):
    return a + 1

def other(a):
    return a

@pytest.fixture(scope="module")
def shared():
    return used(1)

def test_itself():
    assert used(1) == 2

def test_by_a_fixture(shared):
    assert shared == 2

def test_by_what_the_fixture_left(shared):
    assert other(shared) == 2

def test_not_at_all():
    assert other(1) == 1
"""


@pytest.mark.slow
def test_which_tests_run_a_function(tool: Any, tmp_path: Path) -> None:
    """Also those that have a fixture which somebody before them made by it."""
    (tmp_path / "test_reached.py").write_text(REACHED, "utf-8")

    def seen() -> str:
        session = pytest.main(["-q", "-p", "no:cacheprovider", str(tmp_path)], plugins=[Watch()])
        return "" if session else " ".join(found)

    found: list[str] = []

    class Watch(tool.Reach):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(set())

        def pytest_collection_finish(self, session: pytest.Session) -> None:
            self.functions = {id(session.items[0].module.used.__code__)}  # type: ignore[attr-defined]

        def pytest_sessionfinish(self) -> None:
            found.extend(name.rpartition("::")[2] for name, (_, run) in self.tests.items() if run)

    assert tool.in_child(seen) == "test_itself test_by_a_fixture test_by_what_the_fixture_left"
