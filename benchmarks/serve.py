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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
RECORD = "2024-03-12-zhishu"
DAY = {"SITE_TODAY": "2024-05-10"}
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **DAY}
STARTING = 900.0
"""Seconds that the first build of a large site may take."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=7, help="how many changes to measure")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        root = copy_site(Path(folder) / "site")
        with served(root, RECORD, ENVIRONMENT) as address:
            pairs = [
                (change(root, RECORD, address, number), build(root, Path(folder) / "out")) for number in range(rounds)
            ]
    for shown, built in pairs:
        print(f"{shown:.2f} s   {built:.2f} s   {shown / built:.2f}")
    medians = [statistics.median(column) for column in zip(*pairs, strict=True)]
    ratio = statistics.median(shown / built for shown, built in pairs)
    print(f"median: shown after {medians[0]:.2f} s, build {medians[1]:.2f} s, ratio {ratio:.2f}")


def copy_site(root: Path) -> Path:
    """The shipped site, to be changed."""
    for name in ("hooks", "overrides", "tests/worlds/shipped/data", "tests/worlds/shipped/docs"):
        shutil.copytree(REPOSITORY / name, root / Path(name).name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    return root


def showing(root: Path, record: str, rounds: int, environment: Mapping[str, str]) -> list[float]:
    """Seconds from saving a record's new title until its page shows it; the change that only warms up is left out."""
    with served(root, record, environment) as address:
        return [change(root, record, address, number) for number in range(rounds + 1)][1:]


@contextmanager
def served(root: Path, record: str, environment: Mapping[str, str]) -> Iterator[str]:
    """mkdocs serve from its first answer on. Gives the address of the record's page."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"]
    process = subprocess.Popen(command, cwd=root, env=dict(environment), stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/news/{record[:4]}/{record}/"
        wait_for(address, "</html>", STARTING)
        time.sleep(1)
        yield address
    finally:
        process.terminate()
        process.wait()


def change(root: Path, record: str, address: str, number: int) -> float:
    """Seconds from saving a new title until the page has it."""
    title = retitle(root, record, number)
    began = time.perf_counter()
    wait_for(address, title)
    return time.perf_counter() - began


def retitle(root: Path, record: str, number: int) -> str:
    """Give a record a title that it never had, which it returns."""
    path = root / "data/activities" / record[:4] / f"{record}.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    title = f"第{number}次预览的标题"
    path.write_text("\n".join([f"标题: {title}", *lines[1:]]) + "\n", encoding="utf-8")
    return title


def wait_for(address: str, text: str, limit: float = 300) -> None:
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
