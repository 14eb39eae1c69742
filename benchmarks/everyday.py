"""The day's size: the shipped site from nothing with its photos, after a title was changed, and checked once more.

    python benchmarks/everyday.py [--rounds 5] [--write]

Whole processes, from their start to their end. Prints the table; `--write` also puts it into README.md.
"""

import argparse
import datetime
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import measure
import readme
import serve
import snapshot

GOALS = {
    "cold": ("从头生成，带照片和搜索", 2.0),
    "change": ("改一条的标题，带搜索", 0.6),
    "check": ("再检查一次，什么也没改", 0.25),
    "shown": ("预览：保存到页面更新", 1.0),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="量随站的资料：从头、改一条、再检查、预览")
    parser.add_argument("--rounds", type=int, default=5, metavar="K", help="热身以后量几轮（默认 5），取中位数")
    parser.add_argument("--write", action="store_true", help="把表写进 benchmarks/README.md")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="everyday-") as folder:
        seconds = measured(Path(folder), options.rounds)
    rows = [
        (label, f"{statistics.median(seconds[name]):.2f} 秒", f"≤ {limit:g} 秒", _span(seconds[name]))
        for name, (label, limit) in GOALS.items()
    ]
    table = readme.table(("随站的资料", "本站", "要求", "各轮"), rows)
    about = f"{datetime.date.today()} 量，{os.cpu_count()} 核，热身一轮后量 {options.rounds} 轮，取中位数；"
    text = f"{about}开始时一分钟平均负载 {load:.1f}。推送到上线见“推送到上线”。\n\n{table}"
    print(text)
    if options.write:
        readme.write("everyday.py", text)


def measured(work: Path, rounds: int) -> dict[str, list[float]]:
    """Seconds of every round by what was done, without the round that only warms up."""
    root = serve.copy_site(work / "site")
    environment = {**snapshot.environment(root), **serve.DAY, "BRANCHSITE_CACHE": str(work / "cache")}
    build = snapshot.ours(root / "mkdocs.yml", work / "out")
    check = (sys.executable, "-m", "branchsite", "--root", root, "check")
    seconds: dict[str, list[float]] = {"cold": [], "change": [], "check": []}
    for number in range(rounds + 1):
        shutil.rmtree(work / "cache", ignore_errors=True)
        shutil.rmtree(work / "out", ignore_errors=True)
        seconds["cold"].append(_wall(build, environment))
        serve.retitle(root, serve.RECORD, number)
        seconds["change"].append(_wall(build, environment))
        time.sleep(measure.SETTLED)
        _wall(check, environment)
        seconds["check"].append(_wall(check, environment))
        print({name: round(those[-1], 2) for name, those in seconds.items()}, file=sys.stderr, flush=True)
    shown = serve.showing(root, serve.RECORD, rounds, environment)
    return {**{name: those[1:] for name, those in seconds.items()}, "shown": shown}


def _wall(command: tuple[str | Path, ...], environment: Mapping[str, str]) -> float:
    return measure.run(command, environment).wall


def _span(seconds: list[float]) -> str:
    return f"{min(seconds):.2f}～{max(seconds):.2f}"


if __name__ == "__main__":
    main()
