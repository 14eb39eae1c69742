"""What Lighthouse says of the pages: mobile preset, Debian's Chromium, over the school's nginx configuration.

    python benchmarks/lighthouse.py [--runs 3] [--write]

Builds the shipped site as of a day in its term, serves it, and judges each page
so many times; figures are medians. Prints the table; `--write` puts it into
README.md.
"""

import argparse
import datetime
import os
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import readme

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "tests"))

from browser_site import serve, system_chromium  # noqa: E402
from judges import failed, lighthouse  # noqa: E402
from sites import copy_site, run  # noqa: E402

PAGES = {
    "首页": "",
    "活动动态": "news/",
    "一条有照片的活动": "news/2024/2024-03-12-zhishu/",
    "计划进展": "plan/",
    "计划的一个条目": "plan/2023-2024-2/1-1/",
    "学习资料": "study/",
    "一篇资料": "study/sanhui-yike/",
    "搜索": "search/",
}
CATEGORIES = {
    "performance": "性能",
    "accessibility": "无障碍",
    "best-practices": "最佳实践",
    "seo": "SEO",
    "agentic-browsing": "智能体浏览",
}
Report = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    text = measured(arguments.runs)
    print(text)
    if arguments.write:
        readme.write("lighthouse.py", text)


def measured(runs: int) -> str:
    """The table, and below it what keeps a page from 100."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        site = Path(folder) / "site"
        built = run("mkdocs", "build", "-q", "-d", site, root=copy_site(Path(folder) / "shipped"))
        assert built.returncode == 0, built.stdout
        pages = {name: url for name, url in PAGES.items() if (site / url / "index.html").is_file()}
        with serve(site) as address:
            reports = {name: [judged(address + url) for _ in range(runs)] for name, url in pages.items()}
    rows = [row(name, found) for name, found in reports.items()]
    header = ("页面", *CATEGORIES.values(), "LCP（秒）", "CLS", "网页", "样式和脚本", "图片")
    version = reports["首页"][0]["lighthouseVersion"]
    machine = f"{os.cpu_count()} 核，负载 {os.getloadavg()[0]:.1f}"
    when = f"{datetime.date.today()} 量，Lighthouse {version}，{machine}，各 {runs} 次取中位数；大小以 KB 计。"
    return "\n\n".join([when, readme.table(header, rows), *lacking(reports)])


def judged(url: str) -> Report:
    """The report of one run. Raises AssertionError where Chromium or Lighthouse is missing."""
    chromium = system_chromium()
    assert chromium, "没有找到 Chromium"
    return lighthouse(url, chromium)


def row(name: str, reports: list[Report]) -> tuple[str, ...]:
    """One page: scores, seconds, shift and the bytes that went over the wire, in KB."""
    scores = [f"{middle(100 * one['categories'][key]['score'] for one in reports):.0f}" for key in CATEGORIES]
    shown = middle(number(one, "largest-contentful-paint") for one in reports) / 1000
    shift = max(number(one, "cumulative-layout-shift") for one in reports)
    loads = (("Document",), ("Stylesheet", "Script"), ("Image",))
    sizes = [f"{size(reports[0], *kinds) / 1000:.1f}" for kinds in loads]
    return (name, *scores, f"{shown:.2f}", f"{shift:g}", *sizes)


def middle(values: Iterable[float]) -> float:
    return statistics.median(values)


def number(report: Report, audit: str) -> float:
    return float(report["audits"][audit]["numericValue"])


def size(report: Report, *kinds: str) -> int:
    """Bytes that came over the wire, headers included."""
    requests = report["audits"]["network-requests"]["details"]["items"]
    return sum(int(one["transferSize"]) for one in requests if one.get("resourceType") in kinds)


def lacking(reports: dict[str, list[Report]]) -> list[str]:
    """What counts and has not been passed in full in some run, named once a page."""
    found = {
        f"- {name}：{audit}"
        for name, runs in reports.items()
        for one in runs
        for category in CATEGORIES
        if one["categories"][category]["score"] < 1
        for audit in failed(one, category)
    }
    return ["没有满分的：\n\n" + "\n".join(sorted(found))] if found else []


if __name__ == "__main__":
    main()
