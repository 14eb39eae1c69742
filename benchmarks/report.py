"""The measured figures as Markdown, for people."""

import datetime
import os
import platform
import statistics
from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Protocol

from measure import Run, Weight

START, END = "<!-- 以下由 run.py --write 写入，不要手改 -->", "<!-- 以上由 run.py --write 写入 -->"

WAYS = {
    "ours": "本站",
    "photos": "本站，带照片",
    "hubs": "对照甲：只有目录页进导航",
    "pruned": "对照乙：全部进导航，`navigation.prune`",
    "full": "对照丙：全部进导航",
    "pages": "`branchsite pages`",
    "check": "`branchsite check`",
}


class Measured(Protocol):
    """What is told of one way of building."""

    name: str
    records: int
    runs: list[Run]
    weight: Weight | None


def report(results: Sequence[Measured], rounds: int) -> str:
    """The whole measured part of README.md."""
    return "\n\n".join([_circumstances(results, rounds), _findings(results), _table(results)])


def inserted(readme: str, text: str) -> str:
    """The text with what stands between the two marks replaced. Raises ValueError where a mark is missing."""
    before, rest = readme.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n\n{text}\n\n{END}{after}"


def _circumstances(results: Sequence[Measured], rounds: int) -> str:
    loads = [run.load for result in results for run in result.runs]
    parts = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material"))
    return (
        f"{datetime.date.today()} 量，{os.cpu_count()} 核，Python {platform.python_version()}，{parts}；"
        f"热身一轮后量 {rounds} 轮，取中位数。"
        f"量的时候机器的一分钟平均负载在 {min(loads):.1f} 到 {max(loads):.1f} 之间，"
        f"中位数 {statistics.median(loads):.1f}。"
    )


def _findings(results: Sequence[Measured]) -> str:
    """The ratios worth quoting, one line a size."""
    lines = []
    for records in _sizes(results):
        those = {one.name: one for one in results if one.records == records}
        ours = those["ours"]
        said = "，".join(
            f"{label} {_ratio(those[name], ours, _cpu):.2f} 倍（按页平均 {_ratio(those[name], ours, _per_page):.2f}）"
            for name, label in (("hubs", "甲"), ("pruned", "乙"), ("full", "丙"))
        )
        lines.append(f"- {records} 条记录，处理器时间是本站的：{said}。")
    return "\n".join(lines)


def _sizes(results: Sequence[Measured]) -> list[int]:
    return sorted({one.records for one in results})


Figure = Callable[[Measured, Run], float]


def _wall(result: Measured, run: Run) -> float:
    return run.wall


def _cpu(result: Measured, run: Run) -> float:
    return run.cpu


def _memory(result: Measured, run: Run) -> float:
    return run.memory


def _per_page(result: Measured, run: Run) -> float:
    return run.cpu / result.weight.pages if result.weight else float("nan")


def _ratios(other: Measured, ours: Measured, figure: Figure) -> list[float]:
    """Each round's ratio: within a round the two were measured close together."""
    rounds = zip(other.runs, ours.runs, strict=True)
    return [figure(other, one) / figure(ours, own) for one, own in rounds]


def _ratio(other: Measured, ours: Measured, figure: Figure) -> float:
    return statistics.median(_ratios(other, ours, figure))


def _middle(result: Measured, figure: Figure) -> float:
    return statistics.median(figure(result, run) for run in result.runs)


def _table(results: Sequence[Measured]) -> str:
    header = (
        *("记录", "做法", "CPU 之比", "各轮", "用时之比", "用时（秒）", "CPU（秒）", "页数", "每 CPU 秒页数"),
        *("内存峰值", "一页记录", "gzip 后", "搜索索引", "整站"),
    )
    rows = []
    for records in _sizes(results):
        those = {one.name: one for one in results if one.records == records}
        rows += [_row(those[name], those["ours"]) for name in WAYS if name in those]
    return _markdown(header, rows, left=(1,))


def _row(result: Measured, ours: Measured) -> list[str]:
    weight = result.weight
    cells = [str(result.records), WAYS[result.name]]
    spread = sorted(_ratios(result, ours, _cpu))
    cells += [f"**{_ratio(result, ours, _cpu):.2f}**", f"{spread[0]:.2f}～{spread[-1]:.2f}"]
    cells.append(f"{_ratio(result, ours, _wall):.2f}")
    cells += [f"{_middle(result, figure):.2f}" for figure in (_wall, _cpu)]
    cells += [str(weight.pages), f"{weight.pages / _middle(result, _cpu):.0f}"] if weight else ["—", "—"]
    cells.append(_bytes(_middle(result, _memory)))
    if weight is None:
        return [*cells, "—", "—", "—", "—"]
    page, packed, total = (_bytes(size) if size else "—" for size in (weight.page, weight.page_gzip, weight.total))
    return [*cells, page, packed, _search(weight), total]


def _search(weight: Weight) -> str:
    """The size of the search index, and how many files it is where a reader does not load it as one."""
    files = f"（{weight.search_files} 个文件）" if weight.search_files > 1 else ""
    return _bytes(weight.search) + files if weight.search else "—"


def _bytes(size: float) -> str:
    for unit in ("B", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if size >= 100 or unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.2f} GB"


def _markdown(header: Sequence[str], rows: Sequence[Sequence[str]], left: Sequence[int]) -> str:
    rule = ["---" if index in left else "---:" for index in range(len(header))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, rule, *rows))
