"""deploy/try-on-windows.py, as the workflow calls it: here with what Windows lacks taken away (tests/windows)."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from checkout import checkout
from sites import ROOT, SHIPPED, replace
from test_windows import as_windows

NAME = "try-on-windows.py"
HANDBOOK = (SHIPPED / "docs/handbook/secretary.md").read_text(encoding="utf-8")


def tried(root: Path) -> subprocess.CompletedProcess[str]:
    """Run it in a checkout whose environment is ready."""
    for name in ("hooks", "overrides"):
        assert (root / name).exists()
    return subprocess.run(
        [sys.executable, root / "deploy" / NAME],
        env=as_windows(root),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )


@pytest.mark.slow
def test_all_is_done(tmp_path: Path) -> None:
    """Checked, made anew, built; and nothing is left."""
    root = checkout(tmp_path / "网 站")
    ran = tried(root)
    assert ran.returncode == 0, ran.stdout
    assert "可以发布" in ran.stdout and "新建了" in ran.stdout and ran.stdout.endswith("都做成了。\n")
    assert not (root / "data/activities/2024/2024-06-01-shishi.yml").exists() and not (root / "site").exists()


@pytest.mark.slow
def test_what_fails_is_not_passed_over(tmp_path: Path) -> None:
    """The first step that fails ends it."""
    root = checkout(tmp_path / "site")
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰")
    ran = tried(root)
    assert ran.returncode == 1 and "都做成了" not in ran.stdout and "> .venv/Scripts/python hooks new" not in ran.stdout


def test_the_handbook_says_the_same() -> None:
    """Each line that is tried stands in the handbook, with Windows' own name for Python."""
    spec = importlib.util.spec_from_file_location("try_on_windows", ROOT / "deploy" / NAME)
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    lines = [line.replace("python -m venv", "py -3 -m venv") for line in script.SETUP]
    for line in (*lines, script.CHECK, script.NEW.rsplit(" ", 3)[0], ".venv/Scripts/python -m mkdocs serve"):
        assert f"\n{line}" in HANDBOOK, line
