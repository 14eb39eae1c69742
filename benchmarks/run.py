"""Measure this site's build against plain MkDocs with Material, over the same invented content.

    python benchmarks/run.py [--records 100 500] [--rounds 3] [--write]

Every way of building takes its turn in every round, so that what else the
machine does falls on all of them alike; the first round only warms up. Prints
the tables; `--write` also puts them into README.md.
"""

import argparse
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import measure
import plain
import report
import snapshot

README = Path(__file__).resolve().parent / "README.md"
PHOTOS_AT, PHOTOS = 500, 4


@dataclass(frozen=True)
class Way:
    """A way of building. output: where it writes, weighed and removed; None where it writes nothing."""

    name: str
    command: tuple[str | Path, ...]
    output: Path | None


@dataclass
class Result:
    """The measured rounds of one way, without the warm-up."""

    name: str
    records: int
    runs: list[measure.Run] = field(default_factory=list)
    weight: measure.Weight | None = None


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    options = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=options.temp) as folder:
        work = Path(folder)
        program = snapshot.snapshot(work / "program")
        results = [result for records in options.records for result in _measure(work, program, records, options)]
    text = report.report(results, options.rounds)
    print(text)
    if options.write:
        README.write_text(report.inserted(README.read_text(encoding="utf-8"), text), encoding="utf-8", newline="\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="和不加程序的 MkDocs 对照，测量生成网站的用时和大小")
    parser.add_argument("--records", type=int, nargs="+", default=[100, 500], metavar="N", help="测哪几种规模")
    parser.add_argument("--rounds", type=int, default=3, metavar="K", help="热身以后量几轮（默认 3），取中位数")
    parser.add_argument("--seed", type=int, default=1, help="内容的种子（默认 1）")
    parser.add_argument("--temp", type=Path, default=None, help="临时文件放在哪里（2000 条时约 1.5 GB）")
    parser.add_argument("--write", action="store_true", help="把表写进 benchmarks/README.md")
    return parser


def _measure(work: Path, program: Path, records: int, options: argparse.Namespace) -> list[Result]:
    """All ways at one size."""
    world = _world(work, program, records, options.seed, 0)
    plain.write_plain(world, work / f"plain-{records}", program / "mkdocs.yml")
    ways = _ways(work, world, records)
    if records == PHOTOS_AT:
        illustrated = _world(work, program, records, options.seed, PHOTOS)
        ways.insert(1, Way("photos", snapshot.ours(illustrated / "mkdocs.yml", work / "out"), work / "out"))
    results = {way.name: Result(way.name, records) for way in ways}
    environment = snapshot.environment(program)
    for number in range(options.rounds + 1):
        for way in ways:
            run, weight = _once(way, environment, weighed=number == 0)
            print(f"{records} {way.name} {number}: {run.wall:.2f} s, CPU {run.cpu:.2f} s", file=sys.stderr, flush=True)
            if number:
                results[way.name].runs.append(run)
            else:
                results[way.name].weight = weight
    return list(results.values())


def _world(work: Path, program: Path, records: int, seed: int, photos: int) -> Path:
    return snapshot.world(work / f"world-{records}-{photos}", program, records, seed=seed, photos=photos)


def _ways(work: Path, world: Path, records: int) -> list[Way]:
    out, beside = work / "out", work / f"plain-{records}"
    program = (sys.executable, "-m", "branchsite", "--root", world)
    return [
        Way("ours", snapshot.ours(world / "mkdocs.yml", out), out),
        Way("hubs", snapshot.mkdocs(beside / plain.HUBS, out), out),
        Way("pages", (*program, "pages", "--out", out), out),
        Way("check", (*program, "check"), None),
        Way("pruned", snapshot.mkdocs(beside / plain.PRUNED, out), out),
        Way("full", snapshot.mkdocs(beside / plain.FULL, out), out),
    ]


def _once(way: Way, environment: Mapping[str, str], weighed: bool) -> tuple[measure.Run, measure.Weight | None]:
    run = measure.run(way.command, environment)
    weight = measure.weigh(way.output) if way.output and weighed else None
    if way.output:
        shutil.rmtree(way.output)
    return run, weight


if __name__ == "__main__":
    sys.exit(main())
