"""The list of checks is complete."""

import time
from importlib import import_module
from pathlib import Path

import pytest

import branchsite.checks
from branchsite.checks import CHECKS, run_checks
from branchsite.load.text import LONGEST
from edits import A, changed, record
from sites import TODAY

FOLDER = Path(branchsite.checks.__file__).parent


def test_every_module_is_in_the_list() -> None:
    """A check that is not listed is never run."""
    modules = {path.stem for path in FOLDER.glob("*.py")} - {"__init__"}
    assert set(CHECKS) == modules
    assert all(CHECKS[name] is import_module(f"branchsite.checks.{name}").check for name in modules)


def test_every_check_says_what_it_ensures() -> None:
    """The first line of each module reads as a rule."""
    for name in CHECKS:
        doc = import_module(f"branchsite.checks.{name}").__doc__ or ""
        assert doc.startswith("Ensure that "), name


def test_every_check_has_a_test() -> None:
    """A module of its own beside this one."""
    assert {path.stem for path in Path(__file__).parent.glob("test_*.py")} >= {f"test_{name}" for name in CHECKS}


def test_problems_come_sorted_and_once(tmp_path: Path) -> None:
    """Whatever the order of the checks."""
    problems = run_checks(changed(tmp_path, {"docs/A.md": "---\n标题: 一\n摘要: 二\n---\n[a](b.md)\n[a](b.md)"}), TODAY)
    assert problems == sorted(set(problems))
    assert [one.line for one in problems if one.file == "docs/A.md"] == [0, 5, 6]


@pytest.mark.parametrize("part", ["[", "[a", "[a](", "![a] ", "] (", "（ ", "1 ", "三（2）班", "王", "<img", "`"])
def test_no_line_takes_long(part: str, tmp_path: Path) -> None:
    """The longest line that is read, made of what patterns stumble over, costs no more than seconds."""
    body = "|\n" + f"  {(part * LONGEST)[: LONGEST - 2]}\n" * 3
    started = time.process_time()
    run_checks(changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body.rstrip("\n"))}), TODAY)
    assert time.process_time() - started < 5
