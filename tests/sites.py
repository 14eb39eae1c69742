"""What several tests need: where sites lie, copies of them, builds of them, and what a built page says."""

import datetime
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from branchsite.build import read_library
from forked import IMPORTED, run_forked

ROOT = Path(__file__).parents[1]
"""The program. Its data/ and docs/ are a school's own: only tests/site looks at them."""

WORLDS = ROOT / "tests" / "worlds"
TINY = WORLDS / "tiny"
SHIPPED = WORLDS / "shipped"
"""The data/ and docs/ that the program came with, as they were when they were frozen (`make freeze`)."""

TODAY = datetime.date(2024, 5, 10)
"""A day in the middle of the shipped term, and of tiny's."""

NO_PLAN = {"data/plans": None, "data/activities": None, "docs/study": None}
"""What must go with the plan, because it names the plan's items and commitments."""

SECOND = WORLDS / "second"
"""Another school's: other names, words and kinds, three strands, a term of 2031; the handbook is the program's."""

LATER = datetime.date(2024, 12, 31)
"""A day after the term: everything has been published."""

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def copy_site(to: Path, of: Path = SHIPPED) -> Path:
    """A site to change: data and docs copied, the program and what a reader sees shared."""
    to.mkdir(parents=True, exist_ok=True)
    for name in ("data", "docs"):
        shutil.copytree(of / name, to / name)
    if not (to / "docs" / "handbook").exists():
        shutil.copytree(SHIPPED / "docs" / "handbook", to / "docs" / "handbook")
    for name in ("hooks", "overrides"):
        (to / name).symlink_to(ROOT / name, target_is_directory=True)
    shutil.copy(ROOT / "mkdocs.yml", to)
    return to


@contextmanager
def put_back(root: Path) -> Iterator[Path]:
    """A site that many tests change: whatever one does to data/ and docs/ is undone.

    Files that it left alone keep their times, so what the program remembers of them holds for the next test.
    """
    folders = [root / "data", root / "docs"]
    before = {folder: tree(folder) for folder in folders}
    try:
        yield root
    finally:
        for folder in folders:
            now, first = tree(folder), before[folder]
            for name in now.keys() - first.keys():
                (folder / name).unlink()
            for name in (name for name, content in first.items() if now.get(name) != content):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(first[name])
            for path in sorted((one for one in folder.rglob("*") if one.is_dir()), reverse=True):
                if not any(path.iterdir()):
                    path.rmdir()


def copy_without_records(to: Path) -> Path:
    """Tiny without its plan and its records, with the folder of a year to put one into."""
    copy_site(to, TINY)
    for name in NO_PLAN:
        shutil.rmtree(to / name)
    (to / "data" / "activities" / "2024").mkdir(parents=True)
    return to


def replace(file: Path, old: str, new: str) -> None:
    """Change a text that must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def hide_samples(root: Path) -> None:
    """Turn the switch in site.yml."""
    replace(root / "data" / "site.yml", "示例: 显示", "示例: 隐藏")


def sample_words(root: Path) -> list[str]:
    """Titles, summaries and photos of every sample, but for what people's own prose quotes (the handbook does)."""
    prose = "".join(path.read_text(encoding="utf-8") for path in (root / "docs").rglob("*.md"))
    words = set()
    for record in read_library(root, LATER)[0].ledger:
        if record.activity.sample:
            words |= {record.title, record.activity.summary or record.title, *(one.uri for one in record.pictures)}
    return sorted(word for word in words if word not in prose)


def run(
    *arguments: str | Path, root: Path, today: str = TODAY.isoformat(), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `python -m …` in a site's folder as of a day. Output and errors come in stdout together.

    A fork of a process that has imported all is as good and quicker, but where Python is to start in another way.
    """
    outer = {
        key: value for key, value in os.environ.items() if key not in ("SITE_TODAY", "SOURCE_DATE_EPOCH", "SITE_URL")
    }
    env = {**outer, "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", "SITE_TODAY": today, **environment}
    words = [*map(str, arguments)]
    if words[0] in IMPORTED and not any(name.startswith(("PYTHON", "LC_", "TZ")) for name in environment):
        return run_forked(words, root, env)
    return subprocess.run(
        [sys.executable, "-m", *words],
        cwd=root,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


@dataclass
class Node:
    """An element, with its children and texts in order."""

    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    def all(self, tag: str = "", **wanted: str) -> list["Node"]:
        """The elements below, in order, of that tag and with those attributes (class_ is one of the classes)."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (not tag or child.tag == tag) and child.has(**wanted):
                    found.append(child)
                found += child.all(tag, **wanted)
        return found

    def one(self, tag: str = "", **wanted: str) -> "Node":
        """The only such element."""
        found = self.all(tag, **wanted)
        assert len(found) == 1, f"{len(found)} × <{tag}> {wanted}"
        return found[0]

    def has(self, **wanted: str) -> bool:
        """Whether its attributes are these."""
        return all(
            value in self.attributes.get("class", "").split() if key == "class_" else self.attributes.get(key) == value
            for key, value in wanted.items()
        )

    @property
    def text(self) -> str:
        """What a reader reads, blanks drawn together."""
        words = "".join(child if isinstance(child, str) else child._spaced for child in self.children)
        return "" if self.tag in ("script", "style") else re.sub(r"\s+", " ", words).strip()

    @property
    def _spaced(self) -> str:
        """Its text as it stands among others: a piece of a phrase belongs to the next, anything else stands apart."""
        return self.text if self.has(class_="phrase") else f" {self.text} "


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {key: value or "" for key, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in {node.tag for node in self.open}:
            while self.open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(html: str) -> Node:
    """A document or a piece of one as a tree."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]


def same(node: Node | str, *without: str) -> object:
    """A tree to compare: blanks drawn together; empty texts, the order of attributes and some of these left out."""
    if isinstance(node, str):
        return re.sub(r"\s+", " ", node).strip()
    inner = [kept for kept in (same(child, *without) for child in node.children) if kept]
    return node.tag, sorted(one for one in node.attributes.items() if one[0] not in without), inner


def pages_in(site: Path) -> list[Path]:
    """The HTML files of a built site, but for those that only lead on to another."""
    return sorted(path for path in site.rglob("*.html") if b'http-equiv="refresh"' not in path.read_bytes())


@dataclass(frozen=True)
class Built:
    """A site that MkDocs has built. ran: what it said."""

    site: Path
    ran: subprocess.CompletedProcess[str]

    def page(self, url: str) -> Node:
        """A page by its address."""
        return parse((self.site / url / "index.html").read_text(encoding="utf-8"))

    @property
    def pages(self) -> list[Path]:
        """Every HTML file, but for those that only lead on to another."""
        return pages_in(self.site)
