"""make test, which the workflows and the host's gate run: whose fault it says it is."""

import subprocess
from pathlib import Path

import pytest

from checkout import bare, checkout
from sites import replace

RECORD = "data/activities/2024/2024-04-10-dangri.yml"
COMMAND = ("make", "--old-file=.venv/.base", "--old-file=.venv/.dev", "test")
"""The environment is taken as it is."""


@pytest.mark.slow
def test_wrong_data_is_not_put_down_to_the_program(tmp_path: Path) -> None:
    """It is said at once, before anything is tested, with its cure; and that it is data."""
    root = checkout(tmp_path / "site")
    replace(root / RECORD, "类别: 主题党日", "类别: 主题党曰")
    ran = subprocess.run(
        COMMAND, cwd=root, env=bare(root), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert ran.returncode != 0
    assert "改法：类别: 主题党日" in ran.stdout
    assert "data/、docs/ 里的资料有错，不是程序的错" in ran.stdout
    assert "ruff" not in ran.stdout and "pytest" not in ran.stdout
