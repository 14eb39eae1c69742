"""What was asked for, and what was measured."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import readme
from hugosite.same import sort_of
from measure import Run

KB = 1024
MB = KB * KB
SORTS = ("记录", "活动列表", "计划", "资料", "资料列表")


@dataclass(frozen=True)
class Goal:
    """A figure and its limit: met where value is at most limit. The other fields are for people."""

    name: str
    ours: str
    peer: str
    ratios: str
    wanted: str
    value: float
    limit: float

    @property
    def met(self) -> bool:
        """Whether it is reached."""
        return self.value <= self.limit

    @property
    def verdict(self) -> str:
        """In words, and by how much it is missed."""
        return "达到" if self.met else f"没达到，是要求的 {self.value / self.limit:.1f} 倍"


@dataclass
class Figures:
    """What was measured at one size. runs: by way, in the order of the rounds. The rest is None where not measured."""

    records: int
    materials: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    same_bytes: bool | None = None
    pages: Mapping[str, int] | None = None
    push: Sequence[Mapping[str, float]] = ()
    shown: Sequence[float] = ()

    def wall(self, *ways: str) -> float:
        """Median seconds on the clock of ways that follow one another."""
        return statistics.median(sum(ran.wall for ran in one) for one in self._rounds(ways))

    def cpu(self, *ways: str) -> float:
        """The same of processor."""
        return statistics.median(sum(ran.cpu for ran in one) for one in self._rounds(ways))

    def ratio(self, ours: str, *peers: str) -> tuple[float, float]:
        """The medians over the rounds of ours to theirs: on the clock, of processor."""
        pairs = list(zip(self.runs[ours], self._rounds(peers), strict=True))
        walls = [own.wall / sum(ran.wall for ran in one) for own, one in pairs]
        cpus = [own.cpu / sum(ran.cpu for ran in one) for own, one in pairs]
        return statistics.median(walls), statistics.median(cpus)

    def _rounds(self, ways: Sequence[str]) -> list[tuple[Run, ...]]:
        return list(zip(*(self.runs[way] for way in ways), strict=True))


def page_sizes(site: Path) -> dict[str, int]:
    """Bytes by address of every page."""
    return {path.parent.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("index.html")}


def goals(large: Figures, small: Figures | None) -> list[Goal]:
    """Every goal whose figures were measured."""
    found = []
    if "cold" in large.runs:
        found += [
            _against(large, "从头生成，不带搜索；对照 Hugo", "cold", ("hugo",), 1.0),
            _against(
                large,
                "从头生成，带搜索；对照 Hugo，再用 Pagefind（带中文分词）",
                "search",
                ("hugo", "pagefind-extended"),
                0.5,
            ),
        ]
    if "retitle" in large.runs:
        for way, name in (("retitle", "改一条的标题"), ("add", "新加一条")):
            found.append(_against(large, f"{name}，带搜索；对照 Hugo 重新生成", way, (f"hugo-{way}",), 0.2))
            found.append(_seconds(f"{name}，用时", large.wall(way), 2.0))
        different = 0.0 if large.same_bytes else 1.0
        found.append(
            Goal("改过以后和从头生成逐字节相同", "不同" if different else "相同", "", "", "相同", different, 0.5)
        )
        found.append(_seconds("什么也没改，用时", large.wall("nothing"), 0.8))
    if large.push:
        found += _push(large.push)
    if large.shown:
        found.append(_seconds("预览：保存到页面更新", statistics.median(large.shown), 1.0))
    if large.memory:
        most = max(large.memory[way] for way in ("cold", "search", "add"))
        peer = f"{large.memory['hugo'] / MB:.0f} MB"
        found.append(Goal("内存峰值，连同子进程", f"{most / MB:.0f} MB", peer, "", "≤ 600 MB", most, 600 * MB))
    if large.pages and small and small.pages:
        found += _growth(large, small)
    if "check" in large.runs:
        found.append(_seconds("检查，第一次", large.wall("check"), 3.0))
        found.append(_seconds("检查，再一次", large.wall("check-again"), 0.7))
    return found


def _against(figures: Figures, name: str, ours: str, peers: tuple[str, ...], limit: float) -> Goal:
    wall, cpu = figures.ratio(ours, *peers)
    own, their = _spent(figures, ours), _spent(figures, *peers)
    return Goal(name, own, their, f"{wall:.2f}（CPU {cpu:.2f}）", f"≤ {limit:g} 倍", wall, limit)


def _spent(figures: Figures, *ways: str) -> str:
    return f"{figures.wall(*ways):.2f} 秒（CPU {figures.cpu(*ways):.2f}）"


def _seconds(name: str, seconds: float, limit: float) -> Goal:
    return Goal(name, f"{seconds:.2f} 秒", "", "", f"≤ {limit:g} 秒", seconds, limit)


def _push(rounds: Sequence[Mapping[str, float]]) -> list[Goal]:
    step = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    parts = (("build", "生成"), ("link", "硬链接"), ("disk", "换上"))
    spent = "，".join(f"{word} {step[name]:.2f}" for name, word in parts)
    said = f"到能打开 {step['live']:.2f} 秒；其中{spent}"
    return [Goal("推送到上线", said, "", "", "≤ 3 秒", step["live"], 3.0)]


def _growth(large: Figures, small: Figures) -> list[Goal]:
    assert large.pages and small.pages
    by = math.log(large.records / small.records)
    exponents = {way: math.log(large.wall(way) / small.wall(way)) / by for way in ("cold", "hugo")}
    cpu = math.log(large.cpu("cold") / small.cpu("cold")) / by
    most = {name: _largest(large.pages, name) for name in SORTS}
    before = {name: _largest(small.pages, name) for name in SORTS}
    grown = {name: most[name] / before[name] for name in SORTS}
    sizes = "，".join(f"{name} {before[name] / KB:.0f}→{most[name] / KB:.0f} KB" for name in SORTS)
    span = f"{small.records} 到 {large.records} 条，用时随记录数的指数"
    return [
        Goal(
            span,
            f"{exponents['cold']:.2f}（CPU {cpu:.2f}）",
            f"{exponents['hugo']:.2f}",
            "",
            "≤ 1.05",
            exponents["cold"],
            1.05,
        ),
        Goal("最大的记录页", f"{most['记录'] / KB:.1f} KB", "", "", "≤ 25 KB", most["记录"], 25 * KB),
        Goal(
            f"网页不随记录数变大：{small.records} 条和 {large.records} 条时各类里最大的一页",
            sizes,
            "",
            f"{max(grown.values()):.2f}",
            "≤ 1.1 倍",
            max(grown.values()),
            1.1,
        ),
    ]


def _largest(pages: Mapping[str, int], sort: str) -> int:
    return max(size for url, size in pages.items() if sort_of(f"{url}/index.html") == sort)


def table(found: Sequence[Goal]) -> str:
    """For people."""
    rows = [(one.name, one.ours, one.peer or "—", one.ratios or "—", one.wanted, one.verdict) for one in found]
    return readme.table(("目标", "本站", "对照", "之比", "要求", "结论"), rows, left=6)
