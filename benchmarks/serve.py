"""How long a changed record takes to show under mkdocs serve, beside a whole build. Shipped data.

    python benchmarks/serve.py [--rounds 7]

Prints, for each round, the seconds from saving the file to the page with the new
title, the seconds of a fresh `mkdocs build` of the same site, and their ratio.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
RECORD = "data/activities/2024/2024-03-12-zhishu.yml"
PAGE = "news/2024/2024-03-12-zhishu/"
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_TODAY": "2024-05-10"}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how many changes to measure")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        root = copy_site(Path(folder) / "site")
        address, process = serve(root)
        try:
            pairs = [(change(root, address, number), build(root, Path(folder) / "out")) for number in range(rounds)]
        finally:
            process.terminate()
            process.wait()
    for shown, built in pairs:
        print(f"{shown:.2f} s   {built:.2f} s   {shown / built:.2f}")
    medians = [statistics.median(column) for column in zip(*pairs, strict=True)]
    ratio = statistics.median(shown / built for shown, built in pairs)
    print(f"median: shown after {medians[0]:.2f} s, build {medians[1]:.2f} s, ratio {ratio:.2f}")


def copy_site(root: Path) -> Path:
    """The shipped site, to be changed."""
    for name in ("data", "docs", "hooks", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


def serve(root: Path) -> tuple[str, subprocess.Popen[bytes]]:
    """Start mkdocs serve and wait for its first answer. Returns its address and process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}/{PAGE}"
    wait_for(address, "</html>")
    time.sleep(1)
    return address, process


def change(root: Path, address: str, number: int) -> float:
    """Seconds from saving a new title until the page has it."""
    path = root / RECORD
    lines = path.read_text(encoding="utf-8").splitlines()
    title = f"第{number}次改的标题"
    path.write_text("\n".join([f"标题: {title}", *lines[1:]]) + "\n", encoding="utf-8")
    began = time.perf_counter()
    wait_for(address, title)
    return time.perf_counter() - began


def wait_for(address: str, text: str, limit: float = 60) -> None:
    """Ask until the page has the text. Raises TimeoutError after limit seconds."""
    began = time.perf_counter()
    while time.perf_counter() - began < limit:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if text in answer.read().decode():
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        time.sleep(0.02)
    raise TimeoutError(f"{text} did not show within {limit} s")


def build(root: Path, out: Path) -> float:
    """Seconds of a whole mkdocs build in a process of its own."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-d", out], cwd=root, env=ENVIRONMENT, check=True)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
