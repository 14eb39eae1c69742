"""What a search costs: bytes of the first query in Chromium over nginx, and seconds of indexing.

    python benchmarks/search.py [--records 100 1000 10000] [--write]

For each size a site is invented and built whole. Each query is asked in a browser that has nothing stored, on the
search page; counted is everything that the search itself loads, as transferred: its scripts and style, Pagefind's
script and WebAssembly, lists, words, and the first ten results; bodies, and with headers. Indexing is measured
by itself: all from nothing, again without a change, and after one record of the running term was changed.
"""

import argparse
import datetime
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import readme
from playwright.sync_api import Browser, Request, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))

from branchsite.build import read_library  # noqa: E402
from branchsite.search.index import make_index  # noqa: E402
from branchsite.views.page import Asset  # noqa: E402
from browser_site import serve  # noqa: E402
from sites import copy_site  # noqa: E402

SIZES = (100, 1000, 10_000)
QUERIES = ("党", "党员", "师德师风", "主题党日", "江心红 生态绿", "ztdr")
"""A character, a word, two usual ones of four characters, two words, pinyin initials."""

GOALS = {1000: 150, 10_000: 250}
"""Kilobytes at the most (issue 4)."""

_OURS = re.compile(r"/search/.|/assets/(js|css)/search")
_FOUND = re.compile("找到|没有")


@dataclass(frozen=True)
class Cost:
    """Of one query: requests, and bytes without and with headers."""

    requests: int
    bodies: int
    whole: int


@dataclass(frozen=True)
class Size:
    """What was measured at one size. seconds: from nothing, again, after one change."""

    records: int
    entries: int
    queries: dict[str, Cost]
    seconds: tuple[float, float, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="测量搜索：第一次查询的字节，做索引的秒数")
    parser.add_argument("--records", type=int, nargs="+", default=SIZES, metavar="N", help="编出来的记录数")
    parser.add_argument("--write", action="store_true", help="把表写进 README.md")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    text = report([measure(records) for records in options.records], load)
    print(text)
    if options.write:
        readme.write("search.py", text)


def measure(records: int) -> Size:
    """Invent a site of that size, index it, build it and ask."""
    with tempfile.TemporaryDirectory(prefix="search-") as place:
        folder = Path(place)
        command = [sys.executable, str(HERE / "generate.py"), str(folder / "world"), "--records", str(records)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        day = re.search(r"SITE_TODAY=(\S+)", said)
        assert day, said
        root = copy_site(folder / "site", folder / "world")
        seconds, entries = indexing(root, datetime.date.fromisoformat(day[1]), folder / "caches")
        build(root, folder / "out", day[1])
        with serve(folder / "out") as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
            queries = {query: ask(browser, address, query) for query in QUERIES}
            browser.close()
    print(records, seconds, queries, file=sys.stderr, flush=True)
    return Size(records, entries, queries, seconds)


def indexing(root: Path, day: datetime.date, caches: Path) -> tuple[tuple[float, float, float], int]:
    """Seconds from nothing, without a change, and after one; and how many entries there are."""
    library, _ = read_library(root, day)
    cold, files = timed(lambda: make_index(library, caches).assets)
    warm, _ = timed(lambda: make_index(library, caches).assets)
    newest = root / library.records[0].file
    newest.write_text(newest.read_text("utf-8").replace("标题: ", "标题: 改过的", 1), "utf-8")
    changed, _ = read_library(root, day)
    one, _ = timed(lambda: make_index(changed, caches).assets)
    return (cold, warm, one), sum("/fragment/" in one.uri for one in files)


def timed(work: Callable[[], list[Asset]]) -> tuple[float, list[Asset]]:
    """Seconds of a piece of work, and what it gave."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def build(root: Path, out: Path, day: str) -> None:
    """The whole site."""
    environment = {**os.environ, "SITE_TODAY": day, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(out)]
    subprocess.run(command, cwd=root, env=environment, check=True)


def ask(browser: Browser, address: str, query: str) -> Cost:
    """The first query of a reader who has never been here."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    asked: list[Request] = []
    page.on("requestfinished", lambda one: _OURS.search(one.url) and asked.append(one))
    page.goto(f"{address}search/")
    page.locator("#search-field").fill(query)
    page.locator("#search-field").press("Enter")
    page.locator(".search-status", has_text=_FOUND).wait_for(timeout=120_000)
    page.locator(".search-list[aria-busy=false]").wait_for(state="attached", timeout=120_000)
    sizes = [one.sizes() for one in asked if not one.url.endswith("/search/")]
    context.close()
    bodies = sum(one["responseBodySize"] for one in sizes)
    return Cost(len(sizes), bodies, bodies + sum(one["responseHeadersSize"] for one in sizes))


def report(sizes: list[Size], load: float) -> str:
    """The tables and the circumstances."""
    rows = [
        (
            f"{one.records}",
            query,
            f"{cost.requests}",
            f"{cost.bodies / 1000:.0f}",
            f"{cost.whole / 1000:.0f}",
            goal(one),
        )
        for one in sizes
        for query, cost in one.queries.items()
    ]
    fetched = readme.table(("记录", "查询", "请求", "正文 KB", "连同头 KB", "目标 KB"), rows, left=2)
    times = [(f"{one.records}", f"{one.entries}", *(f"{second:.2f}" for second in one.seconds)) for one in sizes]
    indexed = readme.table(("记录", "条目", "从头 秒", "没有改 秒", "改一条 秒"), times)
    about = f"{datetime.date.today()} 量，{os.cpu_count()} 核，开始时一分钟平均负载 {load:.1f}。1 KB 是 1000 字节。"
    return f"{about}\n\n{fetched}\n\n{indexed}"


def goal(size: Size) -> str:
    """What a first query may cost."""
    return f"≤ {GOALS[size.records]}" if size.records in GOALS else ""


if __name__ == "__main__":
    main()
