"""The disk is full: the push is refused, the site is whole, and with room again the next push works."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sites import ROOT
from soak.scale import Record

pytestmark = pytest.mark.slow

CANNOT = "不能在这台机器上挂载一个小磁盘（unshare 不允许）：请用 root 运行，或者允许 user namespace"


def namespace() -> list[str]:
    """How to get mounts of one's own: as root, or as root of a user namespace."""
    for options in (["-m"], ["-Urm"]):
        command = ["unshare", *options]
        if subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True).returncode == 0:
            return command
    if os.environ.get("CI"):
        pytest.fail(CANNOT)
    pytest.skip(CANNOT)


def test_a_full_disk_stops_a_push_and_nothing_else(tmp_path: Path, record: Record) -> None:
    """Wherever the room ends: for git's objects, the export, the build or the log."""
    disk = tmp_path / "disk"
    disk.mkdir()
    ran = subprocess.run(
        [*namespace(), sys.executable, "-m", "soak.full_disk", str(disk)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests")])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    count = json.loads(ran.stdout.splitlines()[-1])
    record("磁盘满到不同程度", count["levels"])
    record("由本程序用中文告知的", count.get("ours", 0))
    record("由 git 自己告知的", count.get("git", 0))
    record("还够用、照常发布的", count.get("nobody", 0))
    assert count.get("ours", 0) > 0
