"""Whether Hugo's site is the same as ours: the same addresses, as many bytes, the same words."""

import html
import re
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

RECORD = re.compile(r"news/\d{4}/\d{4}-\d{2}-\d{2}-[^/]+/index\.html")
_OURS_ALONE = re.compile(r"sitemap\.xml\.gz|(search|pagefind|api/v1)/.*|study/.*/(read/.*|study\.ics)")
"""MkDocs packs the site map; search is compared by itself; what Hugo is not asked to make makes us the slower."""

_TABLE = re.compile(r"facets\.[0-9a-f]+\.json")
_PAGER = re.compile(r"/page/\d+/index\.html")
_ARCHIVE = re.compile(r"/page[/-]\d+/index\.html")
_UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1>", re.DOTALL)
_FACETS = re.compile(r'<nav class="facets.*?</nav>', re.DOTALL)
"""Links of equal count stand in either order."""

_TAG = re.compile(r"<[^>]+>")
_SAMPLE = 200
"""How many pages of each sort are read for their words, evenly chosen."""


@dataclass(frozen=True)
class Sort:
    """Pages of one sort. ratio: the median of Hugo's bytes to ours. differing: those read whose words differ."""

    name: str
    pages: int
    ratio: float
    read: int
    differing: tuple[str, ...]


@dataclass(frozen=True)
class Likeness:
    """missing, extra: addresses that only we have, or only Hugo has."""

    sorts: tuple[Sort, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def records(self) -> float:
        """Hugo's record pages to ours, in bytes."""
        return next(one.ratio for one in self.sorts if one.name == "记录")

    @property
    def same(self) -> bool:
        """Whether it is fair to compare them."""
        return not (self.missing or self.extra or any(one.differing for one in self.sorts)) and _alike(self.records)


def _alike(ratio: float) -> bool:
    return 0.9 <= ratio <= 1.1


def compare(ours: Path, hugo: Path) -> Likeness:
    """Compare two built sites, but for the pages of lists that are longer than one page.

    Hugo counts pages from the newest, we from the oldest: they hold other items, in about the same number.
    """
    own, other = _files(ours), _files(hugo)
    paged = {_PAGER.sub("/index.html", name) for name in other if _PAGER.search(name)}
    own, other = ({name: files[name] for name in files if not _ARCHIVE.search(name)} for files in (own, other))
    sorts: dict[str, list[str]] = {}
    for name in sorted(own.keys() & other.keys() - paged):
        if name.endswith((".html", "feed.xml", "feed.json", ".ics")):
            sorts.setdefault(sort_of(name), []).append(name)
    found = tuple(_compared(sort, names, own, other) for sort, names in sorts.items())
    return Likeness(found, tuple(sorted(own.keys() - other.keys())), tuple(sorted(other.keys() - own.keys())))


def _files(site: Path) -> dict[str, Path]:
    paths = (path for path in site.rglob("*") if path.is_file())
    named = ((_named(path.relative_to(site).as_posix()), path) for path in paths)
    return {name: path for name, path in named if not _OURS_ALONE.fullmatch(name)}


def _named(name: str) -> str:
    """A file's address, told the same way for both."""
    return _TABLE.sub("facets.json", name)


def sort_of(name: str) -> str:
    """What sort of page a file is: 记录, 活动列表, 计划, 资料, 资料列表, 订阅 or 其余."""
    if RECORD.fullmatch(name):
        return "记录"
    if not name.endswith(".html"):
        return "订阅"
    if name.startswith("news/"):
        return "活动列表"
    if name.startswith("plan/"):
        return "计划"
    if name.startswith("study/"):
        return "资料" if re.fullmatch(r"study/[^/]*[^/\d][^/]*/index\.html", name) else "资料列表"
    return "其余"


def _compared(sort: str, names: list[str], own: dict[str, Path], other: dict[str, Path]) -> Sort:
    ratio = statistics.median(other[name].stat().st_size / own[name].stat().st_size for name in names)
    read = [name for name in names[:: -(-len(names) // _SAMPLE)] if name.endswith(".html")]
    return Sort(sort, len(names), ratio, len(read), tuple(_differing(read, own, other)))


def _differing(names: list[str], own: dict[str, Path], other: dict[str, Path]) -> Iterator[str]:
    for name in names:
        if words(own[name]) != words(other[name]):
            yield name


def words(path: Path) -> str:
    """What a page shows, without blanks."""
    text = _FACETS.sub("", _UNSEEN.sub("", path.read_text(encoding="utf-8")))
    return re.sub(r"\s+", "", html.unescape(_TAG.sub("", text)))
