"""A branch that begins within a term is told of 记录起点."""

from pathlib import Path

import pytest

from branchsite.checks.record_start import check
from branchsite.errors import Severity
from branchsite.load.data import load
from edits import PLAN, A, changed, found, record
from sites import TINY, copy_site, replace


def only(day: str, folder: Path):
    """Tiny with one record, of that day."""
    root = copy_site(folder / "site", TINY)
    for file in (root / A).glob("*.yml"):
        file.unlink()
    (root / f"{A}{day}-a.yml").write_text(record(day), encoding="utf-8")
    return load(root)


@pytest.mark.parametrize(
    ("day", "start"),
    [("2024-02-27", ""), ("2024-03-20", ""), ("2024-03-21", "2024-03-01"), ("2024-05-20", "2024-05-01")],
)
def test_the_first_record(day: str, start: str, tmp_path: Path) -> None:
    """Within the first month nothing is said; later the cure takes the reminder away."""
    data = only(day, tmp_path)
    problems = found(check, data)
    assert [one.fix.partition("加一行 ")[2] for one in problems] == ([f"记录起点: {start}"] if start else [])
    assert all(one.severity is Severity.NOTICE for one in problems)
    if start:
        replace(data.root / PLAN, "结束: 2024-06-30", f"记录起点: {start}\n结束: 2024-06-30")
        assert found(check, load(data.root)) == []


@pytest.mark.parametrize(
    ("start", "wrong"), [("2024-04-01", False), ("2026-11-01", False), ("0204-04-01", True), ("2204-04-01", True)]
)
def test_a_year_that_nobody_means(start: str, wrong: bool, tmp_path: Path) -> None:
    """After the term is right for a plan that was over before the site began."""
    problems = found(check, changed(tmp_path, {PLAN: ("开始: 2024-02-19", f"记录起点: {start}\n开始: 2024-02-19")}))
    assert [one.fix for one in problems] == (["记录起点: 2024-02-19"] if wrong else [])
