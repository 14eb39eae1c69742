"""Where the time of our build goes at the full size: from nothing, without a change, after one title was changed.

    python benchmarks/stages.py [--records 10000] [--materials 500] [--rounds 3] [--write]

The build is the usual one, with clocks on (clocks.py). Figures are medians, in seconds on the clock.
"""

import argparse
import datetime
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import readme
import snapshot

BUILDS = ("从头", "没有改", "改一条的标题")

STEPS = {
    "import": "启动：导入程序（和 MkDocs）",
    "read_library": "读、查、连",
    "pages_of": "列出全部页面",
    "shells": "外壳：认出来，或由 MkDocs 做",
    "digests": "算每一页的摘要",
    "_files_in": "看网站文件夹里有什么",
    "_write": "做网页、写文件（两个进程）",
    "waiting": "等索引，记住写了什么",
    "rest": "其余，到进程结束",
    "total": "合计",
}
BESIDE = {
    "entries_of": "收集条目",
    "index_part": "做变了的部分",
    "beside": "其余",
    "make_index": "合计",
}

Spans = Mapping[str, float]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="量一次生成的时间花在哪里")
    parser.add_argument("--records", type=int, default=10_000, metavar="N", help="多少条活动记录（默认 10000）")
    parser.add_argument("--materials", type=int, default=500, metavar="M", help="另加多少篇学习资料（默认 500）")
    parser.add_argument("--rounds", type=int, default=3, metavar="K", help="量几轮（默认 3），取中位数")
    parser.add_argument("--temp", type=Path, default=None, help="临时文件放在哪里")
    parser.add_argument("--write", action="store_true", help="把表写进 benchmarks/README.md")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="stages-", dir=options.temp) as folder:
        work = Path(folder)
        program = snapshot.snapshot(work / "program")
        world = snapshot.world(work / "world", program, options.records, materials=options.materials)
        measured = [_round(work, program, world, number) for number in range(options.rounds)]
    text = "\n\n".join(
        [
            f"{datetime.date.today()} 量，{os.cpu_count()} 核，{options.records} 条记录、{options.materials} 篇资料，"
            f"带搜索，量 {options.rounds} 轮取中位数，单位是秒；开始时一分钟平均负载 {load:.1f}。",
            _table("主进程", STEPS, measured),
            _table("同时，在另一个进程里：搜索的索引", BESIDE, measured),
        ]
    )
    print(text)
    if options.write:
        readme.write("stages.py", text)


def _round(work: Path, program: Path, world: Path, number: int) -> list[Spans]:
    """The three builds, one after another."""
    environment = {**snapshot.environment(program), "BRANCHSITE_CACHE": str(work / f"cache-{number}")}
    spans = []
    for build in BUILDS:
        if build == BUILDS[-1]:
            newest = max((world / "data/activities").glob("*/*.yml"), key=lambda path: path.stem)
            text = newest.read_text(encoding="utf-8")
            newest.write_text(re.sub("标题: .*", f"标题: 第{number}次改的标题", text, count=1), encoding="utf-8")
        log = work / f"log-{number}-{build}"
        start = time.monotonic()
        given = (world, work / f"out-{number}", log, str(start))
        subprocess.run([sys.executable, program / "benchmarks/clocks.py", *given], check=True, env=environment)
        spans.append(_read(log, time.monotonic() - start))
        print(f"{number} {build}: {spans[-1]['total']:.2f} s", file=sys.stderr, flush=True)
    return spans


def _read(log: Path, total: float) -> Spans:
    """What the clocks wrote, summed up by step, and what lies between."""
    # A step that was not needed took no time.
    found: defaultdict[str, float] = defaultdict(float)
    for line in log.read_text(encoding="utf-8").splitlines():
        name, seconds = json.loads(line)
        found[name] += seconds
    found["total"] = total
    # The pages are looked through before they are written, and the index is waited for while they are.
    found["shells"] -= found["beside"]
    found["digests"] = found["beside"] + found["write"] - found["write_site"]
    found["waiting"] = found["write_site"] - found["_files_in"] - found["_write"]
    known = ("import", "read_library", "pages_of", "shells", "beside", "write")
    found["rest"] = total - sum(found[name] for name in known)
    found["beside"] = found["make_index"] - found["entries_of"] - found["index_part"]
    return found


def _table(title: str, steps: Mapping[str, str], measured: list[list[Spans]]) -> str:
    rows = [
        (
            label,
            *(
                f"{statistics.median(one[index].get(name, 0) for one in measured):.2f}"
                for index, _ in enumerate(BUILDS)
            ),
        )
        for name, label in steps.items()
    ]
    return readme.table((title, *BUILDS), rows)


if __name__ == "__main__":
    main()
