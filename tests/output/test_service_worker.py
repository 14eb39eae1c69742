"""/sw.js: one for a site, another with any change of what a reader sees; none where browsers would run none."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.output.service_worker import URI
from sites import ROOT, TINY, copy_site, replace, run

pytestmark = pytest.mark.slow

WORDS = "照片先征得监护人同意"
"""In a material."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny with a theme of its own to change."""
    root = copy_site(tmp_path_factory.mktemp("worker") / "site", TINY)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return root


def worker(root: Path, **environment: str) -> bytes:
    """As it is built."""
    ran = run("branchsite", "build", root=root, BRANCHSITE_CACHE=str(root.parent / "cache"), **environment)
    assert ran.returncode == 0, ran.stdout
    place = root / "site" / URI
    return place.read_bytes() if place.exists() else b""


CHANGES: dict[str, Callable[[Path], None]] = {
    "a page": lambda root: replace(root / "docs/study/weichengnianren.md", WORDS, "照片先问监护人"),
    "the name of the site": lambda root: replace(root / "data/site.yml", "简称: ", "简称: 新"),
    "a colour": lambda root: replace(root / "data/brand.yml", '纸: "#fbf8f3"', '纸: "#ffffff"'),
    "the navigation": lambda root: replace(root / "mkdocs.yml", "- 首页: index.md", "- 主页: index.md"),
    "a style": lambda root: replace(root / "overrides/assets/css/page.css", "\n", "\n\n"),
    "its own code": lambda root: replace(root / "overrides/assets/js/offline/sw/store.js", "19e6", "18e6"),
}


def test_another_release(root: Path) -> None:
    """Built twice it is the same; each change gives another."""
    seen = [worker(root)]
    assert worker(root) == seen[0] and seen[0].startswith(b'const RELEASE = "')
    for name, change in CHANGES.items():
        change(root)
        seen.append(worker(root))
        assert seen[-1] not in seen[:-1], name
    lines = {content.partition(b"\n")[2] for content in seen}
    assert len(lines) == 2, "only the line of the release follows from the site"


@pytest.mark.parametrize("address", ["http://school.example/", "http://127.0.0.1:8000/", ""])
def test_where_there_is_none(root: Path, address: str) -> None:
    """Without https, and in a preview: no page speaks of it, and none asks for it."""
    assert worker(root, SITE_URL=address) == b""
    assert "data-keep" not in (root / "site/index.html").read_text("utf-8")
    if address:
        assert 'class="keep"' not in (root / "site/index.html").read_text("utf-8")
        assert not (root / "site/offline").exists()


def test_a_school_may_do_without(root: Path) -> None:
    """By a line of its settings: the file is gone, so whoever has the worker is rid of it (tests/browser)."""
    with (root / "data/site.yml").open("a", encoding="utf-8") as site:
        site.write("\n离线阅读: 否\n")
    assert worker(root) == b""
    home = (root / "site/index.html").read_text("utf-8")
    assert "data-keep" not in home and 'class="keep"' not in home and "离线阅读" not in home
