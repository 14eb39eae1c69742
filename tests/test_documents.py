"""The papers for whoever changes the program: the files they name are there, and citations lead to one of them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from branchsite import __version__
from branchsite.load.tree import PROGRAM_DOCS
from sites import ROOT, TINY, run
from test_layers import LAYERS

DOCUMENTS = (
    *("README.md", "README.en.md", "CONTRIBUTING.md", "tests/worlds/shipped/docs/handbook/maintainer.md"),
    *(f"{PROGRAM_DOCS}/{name}.md" for name in ("architecture", "browsers", "decisions", "domain", "threats")),
)
MADE = (".venv", ".cache", "site", "build", "cache", "staging", "programs", "releases", "current")
"""Made when the program runs, here or on a server: no part of the repository."""

EXAMPLES = (
    *("data/activities/2024/2024-05-16-zhuti-dangri", "hooks/branchsite/checks/titles.py", "data/__init__.py"),
    *("hooks/branchsite/views/places.py", "overrides/pages/places.html", "tests/checks/test_titles.py"),
)
"""What a recipe of CONTRIBUTING.md makes, and what an attack would push."""

ENDINGS = ("py", "md", "yml", "json", "toml", "html", "css", "js", "conf", "txt", "in", "xml", "png", "sh")
PATH = re.compile(rf"(?:[\w.-]+/)+(?:[\w.-]+\.(?:{'|'.join(ENDINGS)}))?|[\w-]+\.(?:py|md|yml|toml|conf)")
CODE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
SEEN_FROM = (
    *("", PROGRAM_DOCS, "overrides", "tests", "tests/host", "tests/worlds", "tests/worlds/shipped/data"),
    *("hooks", "hooks/branchsite", "hooks/branchsite/system", "hooks/branchsite/host"),
    *("hooks/branchsite/host/push", "hooks/branchsite/host/release", "hooks/branchsite/host/server"),
)
"""Folders that a path may be written from: a page about the program leaves out what all its paths begin with."""


def named(text: str) -> Iterator[str]:
    """What looks like a path between backticks, outside of blocks of code."""
    for found in re.findall(r"`([^`\n]+)`", CODE.sub("", text)):
        if PATH.fullmatch(found):
            yield found


def mentioned(text: str) -> Iterator[str]:
    """What looks like a path in the handbook, which writers read too: it stands there without backticks."""
    yield from re.findall(r"(?<![\w:/.\-])(?:[a-z_.-]+/)+(?:[\w-]+\.(?:py|yml|html|md))?(?![\w/-])", CODE.sub("", text))


def linked(document: str, text: str) -> Iterator[Path]:
    """Where its links to files lead."""
    for target in re.findall(r"\]\(([^)\s]+)\)", CODE.sub("", text)):
        if not re.match(r"https?:|#|mailto:", target):
            yield (ROOT / document).parent / target.partition("#")[0]


def there(path: str) -> bool:
    """Whether the repository has it, or it is made, or an example."""
    if path.split("/")[0] in MADE or path.startswith(EXAMPLES):
        return True
    return any((ROOT / folder / path).exists() for folder in SEEN_FROM)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_is_there(document: str) -> None:
    """Also after files have moved."""
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = [*named(text), *(mentioned(text) if "handbook" in document else ())]
    assert paths
    assert [path for path in paths if not there(path)] == []
    assert [str(path) for path in linked(document, text) if not path.exists()] == []


@pytest.mark.parametrize("path", ["hooks/branchsite/render.py", "docs/dev/gone.md", "checks/no.py", "tests/nothing/"])
def test_a_path_that_is_gone(path: str) -> None:
    """It is seen for a path, and missed."""
    assert list(named(f"见 `{path}`。")) == [path]
    assert not there(path)


def test_the_map_has_every_room_in_order() -> None:
    """A line for each, from the bottom up, as LAYERS has them."""
    text = (ROOT / PROGRAM_DOCS / "architecture.md").read_text(encoding="utf-8").partition("| 屋子 |")[2]
    rows = re.findall(r"^\| `?([\w.]+)`? \| ", text, re.MULTILINE)
    assert rows == [room for layer in LAYERS for room in layer]


def test_citations_lead_to_a_file() -> None:
    """In code, tests, templates and shipped schemas: a paper that is cited is in the repository."""
    folders = ("hooks", "tests", "overrides", "benchmarks", ".ci", "deploy", "tools")
    missing = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*")):
        if path.suffix in (".py", ".html", ".js", ".css", "") and path.is_file() and "node_modules" not in path.parts:
            text = path.read_text(encoding="utf-8", errors="replace")
            for cited in re.findall(r"[\w/.-]*\b(?:domain|design|decisions|architecture|review)\.md", text):
                if path != Path(__file__) and not (ROOT / cited).exists():
                    missing.add((path.relative_to(ROOT).as_posix(), cited))
    assert missing == set()
    schemas = (ROOT / "tests/worlds/shipped/data/_schema").glob("*.json")
    assert not [path.name for path in schemas if re.search(r"\b(domain|design)\.md", path.read_text(encoding="utf-8"))]


def test_the_version_is_that_of_the_changelog() -> None:
    """One constant, which the command prints, and the newest dated entry has."""
    ran = run("branchsite", "--version", root=TINY)
    assert (ran.returncode, ran.stdout) == (0, f"branchsite {__version__}\n")
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE)[0] == "未发布"
    assert re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}$", text, re.MULTILINE)[0] == __version__
