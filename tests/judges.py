"""The judges of a page that come from npm (tools/node): axe-core and Lighthouse."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from sites import ROOT

FOLDER = ROOT / "tools" / "node"
MODULES = FOLDER / "node_modules"
NODE = Path(sys.executable).parent / "node"
MISSING = "没有装好 axe-core 和 Lighthouse。请运行：make quick"
ATTEMPTS = 3
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"


def axe() -> str:
    """The program of axe-core, to run in a page."""
    path = MODULES / "axe-core" / "axe.min.js"
    assert path.is_file(), MISSING
    return path.read_text("utf-8")


def lighthouse(url: str, chromium: str, *options: str) -> dict[str, Any]:
    """What Lighthouse finds on a page with its mobile preset: its whole report.

    Where it lost the browser's trace, and so has no finding, it is asked again.
    """
    program = MODULES / "lighthouse" / "cli" / "index.js"
    assert program.is_file(), MISSING
    output = ("--quiet", "--output=json", "--output-path=stdout")
    command = [NODE, program, url, *output, f"--chrome-flags={FLAGS}", *options]
    for _ in range(ATTEMPTS):
        ran = subprocess.run(
            command,
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        if "(NO_NAVSTART)" not in ran.stderr:
            break
    assert ran.returncode == 0, ran.stderr
    report: dict[str, Any] = json.loads(ran.stdout)
    return report


def failed(report: dict[str, Any], category: str) -> list[str]:
    """The audits of a category that count for its score and are not passed in full."""
    audits = [audit for audit in report["categories"][category]["auditRefs"] if audit["weight"]]
    found = [report["audits"][audit["id"]] for audit in audits]
    return [f"{one['id']}: {one['title']}" for one in found if one["score"] not in (None, 1)]
