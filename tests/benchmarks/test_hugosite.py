"""What the benchmark gives Hugo is the same site as ours: a content file a page, our shell, our words."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from sites import ROOT, pages_in

pytestmark = pytest.mark.slow

BENCHMARKS = ROOT / "benchmarks"
RECORDS = 60


def run(*arguments: str | Path, **environment: str) -> str:
    ran = subprocess.run(
        [sys.executable, *arguments], cwd=BENCHMARKS, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """Our built site, and the source of Hugo's."""
    folder = tmp_path_factory.mktemp("hugosite")
    world, built, hugo = (folder / name for name in ("world", "built", "hugo"))
    setting = {"SITE_TODAY": "2024-06-30", "NO_MKDOCS_2_WARNING": "1"}
    run("generate.py", world, "--records", str(RECORDS), "--materials", "5", **setting)
    run("-m", "mkdocs", "build", "-q", "-f", world / "mkdocs.yml", "-d", built, **setting)
    run("-m", "hugosite", world, built, ROOT, hugo, **setting)
    yield built, hugo


def front(path: Path) -> dict[str, object]:
    read: dict[str, object] = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
    return read


def address(content: Path) -> str:
    """Where Hugo puts a content file: where it says, or where its folder and name lead."""
    url = front(content).get("url")
    name = content.stem
    if url is None and name == "_index":
        return f"/{content.parent.name}/"
    if url is None and content.parent.name == "news":
        return f"/news/{name[:4]}/{name}/"
    return str(url or f"/{content.parent.name}/{name}/")


def test_every_page_of_ours_has_content(sites: tuple[Path, Path]) -> None:
    built, hugo = sites
    pages = pages_in(built)
    ours = {f"/{path.parent.relative_to(built).as_posix()}/" for path in pages if path.name == "index.html"} - {"/./"}
    further = {url for url in ours if re.fullmatch(r"/(news|study)/(.*/)?page-\d+/|/study/.*/read/", url)}
    contents = set((hugo / "content").rglob("*.*")) - {hugo / "content/_index.html"}
    assert {address(one) for one in contents} == ours - further


def test_the_shell_is_ours(sites: tuple[Path, Path]) -> None:
    built, hugo = sites
    shell = "".join(path.read_text("utf-8") for path in (hugo / "layouts/_partials/shell").glob("*.html"))
    record = next(built.glob("news/20*/20*-*/index.html")).read_text("utf-8")
    for piece in re.findall(r"<(?:header|footer|form)\b[^>]*>", record):
        assert piece in shell
    assert "{{" not in shell and '"../' not in shell


def test_the_words_are_ours(sites: tuple[Path, Path]) -> None:
    built, hugo = sites
    for path in (hugo / "content/news").glob("20*.md"):
        said = front(path)
        page = (built / f"news/{path.stem[:4]}/{path.stem}/index.html").read_text("utf-8")
        assert str(said["description"]) in page and str(said["time"]) in page
        claims = said.get("claims") or []
        assert isinstance(claims, list)
        plan = json.loads((hugo / f"data/plans/{said['plan']}.json").read_text("utf-8")) if claims else {}
        assert all(plan["claims"][claim["short"]]["title"] in page for claim in claims)


def test_templates_name_nothing_that_is_not_there(sites: tuple[Path, Path]) -> None:
    _, hugo = sites
    partials = hugo / "layouts/_partials"
    for template in (hugo / "layouts").rglob("*.*"):
        for name in re.findall(r'partial(?:Cached)? "([^"]+)"', template.read_text("utf-8")):
            assert (partials / name).is_file(), f"{template.name}: {name}"
