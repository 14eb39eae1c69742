"""The report of the long tests: every one has a title for people, and none that failed is told as passed."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT

BENCHMARKS = ROOT / "benchmarks"
REPORT = """<testsuites><testsuite><testcase name="test_nobody_waits_for_ever" time="3.2">
<properties><property name="推送" value="100"/></properties>{outcome}</testcase></testsuite></testsuites>
"""


def said(code: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=BENCHMARKS, capture_output=True, text=True, check=False
    )


def test_every_long_test_has_a_title() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in (ROOT / "tests/soak").glob("test_*.py")]
    names = {node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)}
    ran = said("import trials; print(*trials.TITLES)")
    titled = {name.partition("[")[0] for name in ran.stdout.split()}
    assert {name for name in names if name.startswith("test_")} <= titled, ran.stderr


def test_figures_become_a_line(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(outcome=""), encoding="utf-8")
    code = "import sys, pathlib, trials; print(trials.table(trials.results(pathlib.Path(sys.argv[1]))))"
    assert "| 排队有期限 | 推送 100 | 3 |" in said(code, report).stdout


@pytest.mark.parametrize("outcome", ["<failure/>", "<error/>", "<skipped/>"])
def test_what_did_not_pass_is_not_told(tmp_path: Path, outcome: str) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT.format(outcome=outcome), encoding="utf-8")
    ran = said("import sys, pathlib, trials; trials.results(pathlib.Path(sys.argv[1]))", report)
    assert ran.returncode == 1 and "没有通过" in ran.stderr


def test_only_what_a_program_wrote_is_replaced() -> None:
    code = "import readme; print(readme.replaced(open('README.md').read(), 'trials.py', '新的表'))"
    new, old = said(code).stdout, (BENCHMARKS / "README.md").read_text("utf-8")
    mark = "<!-- 以下由 trials.py 写入，不要手改 -->"
    assert new.partition(mark)[0] == old.partition(mark)[0]
    assert f"{mark}\n\n新的表\n\n<!-- 以上由 trials.py 写入" in new
