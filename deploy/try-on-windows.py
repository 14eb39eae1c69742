#!/usr/bin/env python3
"""在一台空的 Windows 上照使用手册做一遍：装好程序，检查，新建，生成网站。

用法：python deploy/try-on-windows.py（在仓库的文件夹里；已经有 .venv 就不再装）
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

SETUP = (
    "python -m venv .venv",
    ".venv/Scripts/python -m pip install --require-hashes --no-deps -r requirements.txt",
)
"""As the handbook has them, but for py -3: the runner has one Python, and knows it by another name."""

CHECK = ".venv/Scripts/python hooks check"
NEW = ".venv/Scripts/python hooks new 2024-06-01 shishi 主题党日"
BUILD = ".venv/Scripts/python -m mkdocs build"
MADE = Path("data/activities/2024/2024-06-01-shishi.yml")


def run(line: str, *more: str) -> None:
    """Run a line of the handbook; ends with its status where it fails."""
    words = line.split()
    # Elsewhere than on Windows, where it is tried as well, the environment is laid out otherwise.
    folder = "Scripts" if os.name == "nt" else "bin"
    program = sys.executable if words[0] == "python" else words[0].replace("Scripts", folder)
    print(f"> {line}", flush=True)
    ended = subprocess.run([program, *words[1:], *more], check=False)
    if ended.returncode:
        sys.exit(ended.returncode)


def main() -> None:
    """Everything once, in the folder of the repository."""
    os.chdir(Path(__file__).resolve().parents[1])
    # The runner's log is UTF-8, its code page is not.
    os.environ["PYTHONIOENCODING"] = "utf-8"
    sys.stdout.reconfigure(encoding="utf-8")
    if not Path(".venv").exists():
        for line in SETUP:
            run(line)
    run(CHECK)
    run(NEW)
    # What is to be filled in is no record yet: it would be refused.
    MADE.unlink()
    with tempfile.TemporaryDirectory() as folder:
        run(BUILD, "--strict", "-d", folder)
        missing = [name for name in ("index.html", "404.html", "sitemap.xml") if not Path(folder, name).is_file()]
    if missing:
        sys.exit(f"生成的网站里没有 {'、'.join(missing)}")
    print("都做成了。")


if __name__ == "__main__":
    main()
