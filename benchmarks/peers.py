"""Measure this site side by side with Hugo, Hugo with Pagefind, MkDocs with Material, and Zensical: issue 5's goals.

    python benchmarks/peers.py [--records 10000] [--materials 500] [--rounds 5] [--only build change …] [--write]

The same records as a Hugo site with lean templates (hugosite/), the same pages, as many bytes, the same words,
which is checked first. Every way of building takes its turn in every round; a round that only warms up comes
before. Whole processes, from their start to their end. Prints the tables; `--write` also puts them into README.md.
"""

import argparse
import datetime
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import goals
import measure
import plain
import programs
import publish
import readme
import serve
import snapshot
from goals import Figures
from hugosite.same import Likeness, compare
from scene import Scene

PARTS = ("build", "change", "memory", "growth", "serve", "push", "others")
SMALLER = 10
"""Growth is measured between the size that was asked for and so small a part of it."""

NAMES = {
    "cold": "本站，不带搜索",
    "search": "本站，带搜索",
    "hugo": "Hugo",
    "pagefind-extended": "　再用 Pagefind（带中文分词）",
    "pagefind": "　再用 Pagefind（不带分词）",
    "check": "本站检查，第一次",
    "check-again": "本站检查，再一次",
    "nothing": "本站，什么也没改",
    "retitle": "本站，改一条的标题",
    "hugo-retitle": "Hugo，改一条的标题",
    "add": "本站，新加一条",
    "hugo-add": "Hugo，新加一条",
}
PACKED = "sitemap.xml.gz"
"""Carries the time of its making."""


def main(arguments: list[str] | None = None) -> int:
    """Measure and print. Returns 1 where Hugo's site is not the same as ours."""
    options = _parser().parse_args(arguments)
    started = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="peers-", dir=options.temp) as folder:
        work = Path(folder)
        program = snapshot.snapshot(work / "program")
        scene = _scene(work / "large", program, options.records, options.materials)
        scene.hugo()
        likeness = compare(scene.out, scene.hugo_out)
        print(_likeness(likeness), file=sys.stderr, flush=True)
        small = _small(work, program, options) if "growth" in options.only else None
        figures = _figures(scene, options)

        def tell(others: str = "") -> str:
            """The report as far as it goes: what fails at the end takes nothing with it that was measured."""
            table = goals.table(goals.goals(figures, small))
            parts = (_about(figures, options, started), table, _ways(figures), _likeness(likeness), others)
            text = "\n\n".join(filter(None, parts))
            if options.write:
                readme.write("peers.py", text)
            return text

        text = tell()
        if "push" in options.only:
            measured = publish.measure(scene.records, options.rounds, scene.materials)
            figures.push = [one.seconds for one in measured]
            text = tell()
        if "others" in options.only:
            text = tell(_others(work, program, options))
    print(text)
    return 0 if likeness.same else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="和 Hugo 等同行并排测量生成网站的用时")
    parser.add_argument("--records", type=int, default=10_000, metavar="N", help="多少条活动记录（默认 10000）")
    parser.add_argument("--materials", type=int, default=500, metavar="M", help="另加多少篇学习资料（默认 500）")
    parser.add_argument("--rounds", type=int, default=5, metavar="K", help="热身以后量几轮（默认 5），取中位数")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="只量其中几部分")
    parser.add_argument("--temp", type=Path, default=None, help="临时文件放在哪里（10000 条时约 6 GB）")
    parser.add_argument("--write", action="store_true", help="把表写进 benchmarks/README.md")
    return parser


def _scene(work: Path, program: Path, records: int, materials: int) -> Scene:
    work.mkdir(parents=True)
    scene = Scene(work, program, records, materials)
    scene.prepare()
    return scene


def _small(work: Path, program: Path, options: argparse.Namespace) -> Figures:
    """The growth's other end."""
    scene = _scene(work / "small", program, options.records // SMALLER, options.materials // SMALLER)
    figures = Figures(scene.records, scene.materials)
    _rounds(figures, {"cold": lambda: scene.cold(search=False), "hugo": scene.hugo}, options.rounds)
    figures.pages = goals.page_sizes(scene.out)
    shutil.rmtree(scene.work)
    return figures


def _figures(scene: Scene, options: argparse.Namespace) -> Figures:
    """Everything that was asked for at the full size, but for the pushes."""
    figures = Figures(scene.records, scene.materials)
    figures.pages = goals.page_sizes(scene.out)
    ways: dict[str, Callable[[], measure.Run]] = {}
    if {"build", "growth"} & set(options.only):
        ways |= {"cold": lambda: scene.cold(search=False), "hugo": scene.hugo}
    if "build" in options.only:
        ways |= _building(scene)
    if "change" in options.only:
        scene.again()
        scene.hugo_again()
        ways |= _changing(scene)
    _rounds(figures, ways, options.rounds)
    if "change" in options.only:
        figures.same_bytes = _same(scene.fresh(), scene.work / "out-warm")
    if "memory" in options.only:
        figures.memory = _memory(scene)
    if "serve" in options.only:
        pair = scene.pair
        figures.shown = serve.showing(pair.world, pair.record, options.rounds, scene.environment("serve", search=True))
    return figures


def _building(scene: Scene) -> Mapping[str, Callable[[], measure.Run]]:
    return {
        "pagefind-extended": lambda: scene.pagefind(extended=True),
        "pagefind": lambda: scene.pagefind(extended=False),
        "search": lambda: scene.cold(search=True),
        "check": lambda: scene.check(cold=True),
        "check-again": lambda: scene.check(cold=False),
    }


def _changing(scene: Scene) -> Mapping[str, Callable[[], measure.Run]]:
    """Both are given the same change, and build in turn."""
    pair = scene.pair
    numbers = iter(range(1, 1000))

    def retitled() -> measure.Run:
        pair.retitle(next(numbers))
        return scene.again()

    def added() -> measure.Run:
        pair.add(next(numbers))
        return scene.again()

    def again() -> measure.Run:
        # What changed just now is not trusted yet: after the first of these the site is known to be as it is.
        time.sleep(measure.SETTLED)
        scene.again()
        return scene.again()

    return {
        "retitle": retitled,
        "hugo-retitle": scene.hugo_again,
        "add": added,
        "hugo-add": scene.hugo_again,
        "nothing": again,
    }


def _rounds(figures: Figures, ways: Mapping[str, Callable[[], measure.Run]], rounds: int) -> None:
    for number in range(rounds + 1):
        for name, way in ways.items():
            ran = way()
            print(
                f"{figures.records} {name} {number}: {ran.wall:.2f} s, CPU {ran.cpu:.2f} s", file=sys.stderr, flush=True
            )
            if number:
                figures.runs.setdefault(name, []).append(ran)


def _same(one: Path, other: Path) -> bool:
    """Whether two folders hold the same files, byte for byte."""
    names = [{path.relative_to(root) for path in root.rglob("*") if path.is_file()} for root in (one, other)]
    if names[0] != names[1]:
        print("多出或缺少：", sorted(map(str, names[0] ^ names[1]))[:10], file=sys.stderr)
        return False
    differing = [
        str(name)
        for name in names[0]
        if name.name != PACKED and not filecmp.cmp(one / name, other / name, shallow=False)
    ]
    if differing:
        print("不同：", sorted(differing)[:10], file=sys.stderr)
    return not differing


def _memory(scene: Scene) -> dict[str, int]:
    """The largest memory, by way, each in a run of its own that is not timed."""
    found = {}
    for name, search in (("cold", False), ("search", True)):
        shutil.rmtree(scene.out, ignore_errors=True)
        shutil.rmtree(scene.work / "cache-cold", ignore_errors=True)
        command = snapshot.ours(scene.world / "mkdocs.yml", scene.out)
        found[name] = measure.peak(command, scene.environment("cold", search))
    scene.pair.add(0)
    command = snapshot.ours(scene.warm / "mkdocs.yml", scene.work / "out-warm")
    found["add"] = measure.peak(command, scene.environment("warm", search=True))
    command = scene.hugo_command("hugo", scene.hugo_out, scene.work / "hugo-cache")
    found["hugo"] = measure.peak(command, scene.environment("cold", search=False))
    return found


def _others(work: Path, program: Path, options: argparse.Namespace) -> str:
    """MkDocs with Material and Zensical, and ours without the fast way: slow, so at a tenth of the size and once."""
    records, materials = options.records // SMALLER, options.materials // SMALLER
    scene = _scene(work / "others", program, records, materials)
    beside = work / "plain"
    plain.write_plain(scene.world, beside, program / "mkdocs.yml")
    environment = scene.environment("others", search=False)
    runs = {
        "本站，不带搜索": scene.cold(search=False),
        "本站，不带搜索，不走快路（BRANCHSITE_PLAIN=1）": scene.cold(search=False, plain=True),
        "Hugo": scene.hugo(),
        "MkDocs + Material，只有目录页进导航": measure.run(
            snapshot.mkdocs(beside / plain.HUBS, work / "plain-out"), environment
        ),
        "Zensical，同一个设置": measure.run(
            (sys.executable, "-m", "zensical", "build", "-f", beside / plain.HUBS), environment
        ),
    }
    rows = [
        (name, f"{ran.wall:.2f}", f"{ran.cpu:.2f}", f"{ran.memory / goals.MB:.0f} MB") for name, ran in runs.items()
    ]
    table = readme.table(("做法", "用时（秒）", "CPU（秒）", "内存峰值"), rows)
    return f"{records} 条记录、{materials} 篇资料，各量一次：\n\n{table}"


def _about(figures: Figures, options: argparse.Namespace, started: float) -> str:
    said = subprocess.run([programs.hugo(), "version"], capture_output=True, text=True, check=True).stdout.split()[1]
    loads = [ran.load for runs in figures.runs.values() for ran in runs] or [started]
    return (
        f"{datetime.date.today()} 量，{os.cpu_count()} 核，{figures.records} 条记录、{figures.materials} 篇资料，"
        f"Hugo {said.split('-')[0]}；"
        f"热身一轮后量 {options.rounds} 轮，取中位数，之比是各轮之比的中位数。"
        f"量的时候一分钟平均负载 {min(loads):.1f} 到 {max(loads):.1f}。"
    )


def _ways(figures: Figures) -> str:
    rows = []
    for name, runs in figures.runs.items():
        walls = [ran.wall for ran in runs]
        span = f"{min(walls):.2f}～{max(walls):.2f}"
        memory = figures.memory.get(name)
        held = f"{memory / goals.MB:.0f} MB" if memory else "—"
        rows.append((NAMES[name], f"{figures.wall(name):.2f}", span, f"{figures.cpu(name):.2f}", held))
    return readme.table(("做法", "用时（秒）", "各轮", "CPU（秒）", "内存峰值"), rows) if rows else ""


def _likeness(likeness: Likeness) -> str:
    rows = [
        (one.name, str(one.pages), f"{one.ratio:.3f}", str(one.read), str(len(one.differing))) for one in likeness.sorts
    ]
    said = readme.table(("网页", "两边都有", "Hugo 的大小 ÷ 本站", "读了几页", "文字不同"), rows)
    for name, those in (("只有本站有", likeness.missing), ("只有 Hugo 有", likeness.extra)):
        if those:
            said += f"\n\n{name}的 {len(those)} 个：{'、'.join(those[:8])}"
    differing = [name for one in likeness.sorts for name in one.differing]
    return said + (f"\n\n文字不同的：{'、'.join(differing[:8])}" if differing else "")


if __name__ == "__main__":
    sys.exit(main())
