"""What MkDocs makes of the theme is kept, and taken for what it would make again only where it would."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from incremental.edits import setting, writing
from incremental.files import RECORD
from incremental.places import BRAND, RIVER, SITE
from sites import ROOT, TINY, TODAY, copy_site, replace, run, tree

pytestmark = pytest.mark.slow

WITHOUT = "网站做好了"
"""What is said where MkDocs was not asked."""


KNOWN: dict[str, Callable[[Path], None]] = {
    "nothing": lambda root: None,
    "a title": setting(RIVER, "标题", to="另一个标题"),
    "a record more": writing("data/activities/2024/2024-04-15-duzhang.yml", RECORD),
    "prose": lambda root: replace(root / "docs/about.md", "摘要: ", "摘要: 新"),
}
"""Edits after which the theme is the same."""

UNKNOWN: dict[str, Callable[[Path], None]] = {
    "a colour": setting(BRAND, "名称", to="另一个名称"),
    "the site's name": setting(SITE, "名称", to="另一所学校党支部"),
    "a template of the theme": lambda root: replace(root / "overrides/404.html", "页面漂走了", "页面不见了"),
    "a style": lambda root: replace(root / "overrides/assets/css/page.css", "\n", "\n/* */\n"),
    "the title of a page in the navigation": lambda root: replace(root / "docs/about.md", "标题: ", "标题: 新"),
    "a setting": lambda root: replace(root / "mkdocs.yml", "  generator: false", "  generator: false\n  scope: /x/"),
    "a comment of mkdocs.yml": lambda root: replace(root / "mkdocs.yml", "site_name:", "# x\nsite_name:"),
}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny with overrides of its own, built once."""
    root = copy_site(tmp_path_factory.mktemp("theme") / "site", TINY)
    (root / "overrides").unlink()
    shutil.copytree(ROOT / "overrides", root / "overrides")
    assert WITHOUT not in build(root)
    return root


@pytest.fixture
def root(first: Path) -> Path:
    """The same as it was before each test, with all that was kept of it."""
    kept = first.with_name("kept")
    if kept.exists():
        shutil.rmtree(first)
        shutil.copytree(kept, first, symlinks=True)
    else:
        shutil.copytree(first, kept, symlinks=True)
    return first


def build(root: Path, *options: str, **environment: str) -> str:
    """What it says."""
    ran = run("branchsite", "build", *options, root=root, **{"BRANCHSITE_CACHE": str(root / ".cache"), **environment})
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


def assert_known(root: Path) -> None:
    """Built anew without MkDocs, the site is the same."""
    wanted = tree(root / "site")
    shutil.rmtree(root / "site")
    assert WITHOUT in build(root)
    assert tree(root / "site") == wanted


def assert_same(root: Path) -> None:
    """MkDocs gives the same site from nothing."""
    ran = run("mkdocs", "build", "-q", "-d", root.parent / "cold", root=root, BRANCHSITE_CACHE=str(root.parent / "no"))
    assert ran.returncode == 0, ran.stdout
    assert tree(root / "site") == tree(root.parent / "cold")
    shutil.rmtree(root.parent / "no")
    shutil.rmtree(root.parent / "cold")


def test_without_mkdocs(root: Path) -> None:
    """Where only pages have changed, one edit on top of the other; the same site."""
    for name, edit in KNOWN.items():
        edit(root)
        assert WITHOUT in build(root), name
    assert_same(root)


def test_with_mkdocs(root: Path) -> None:
    """Where the theme may have changed; the next time it is known, and gives what MkDocs gave."""
    for name, edit in UNKNOWN.items():
        edit(root)
        assert WITHOUT not in build(root), name
        assert_known(root)
    assert_same(root)


def test_a_copy_of_the_site(root: Path, tmp_path: Path) -> None:
    """Knows the theme as the site does, and writes into its own folder."""
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, symlinks=True)
    shutil.rmtree(copy / "site")
    assert WITHOUT in build(copy)
    assert tree(copy / "site") == tree(root / "site")


def test_a_copy_with_a_folder_outside(root: Path, tmp_path: Path) -> None:
    """Where mkdocs.yml says so, beside the copy as it was beside the site."""
    replace(root / "mkdocs.yml", "site_name:", "site_dir: ../public\nsite_name:")
    assert WITHOUT not in build(root)
    copy = tmp_path / "copy"
    shutil.copytree(root, copy, symlinks=True)
    assert WITHOUT in build(copy)
    assert tree(tmp_path / "public") == tree(root.parent / "public")


def test_the_environment(root: Path) -> None:
    """What mkdocs.yml takes from it is asked again; another day is not."""
    assert WITHOUT in build(root, SITE_TODAY=str(TODAY.replace(day=11)))
    assert WITHOUT not in build(root, SITE_URL="https://x.example/a/")
    assert WITHOUT in build(root, SITE_URL="https://x.example/a/")
    assert WITHOUT in build(root)
    assert_same(root)


def test_plain(root: Path) -> None:
    """MkDocs is asked for every page."""
    assert WITHOUT not in build(root, BRANCHSITE_PLAIN="1")


def test_a_warning_is_given_again(root: Path) -> None:
    """What MkDocs warned of is not kept: --strict stops every time."""
    replace(root / "overrides/main.html", "{% extends", "{% set _ = 1 %}{% extends")
    replace(root / "mkdocs.yml", "nav:\n", "nav:\n  - 坏了: /news/\n")
    for _ in range(2):
        ran = run("branchsite", "build", "--strict", root=root, BRANCHSITE_CACHE=str(root / ".cache"))
        assert WITHOUT not in ran.stdout


def test_damage(root: Path) -> None:
    """What is not whole is as if it were not there."""
    wanted = tree(root / "site")
    for damage in (b"", b"[]\n", None):
        for path in (root / ".cache/theme").iterdir():
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2] if damage is None else damage)
        assert WITHOUT not in build(root), damage
        assert_known(root)
        assert tree(root / "site") == wanted


def test_no_template_shows_the_day_of_the_build() -> None:
    """What the theme renders is kept from one day to the next."""
    import material
    import mkdocs

    folders = [ROOT / "overrides", *(Path(one.__file__).parent / "templates" for one in (material, mkdocs))]
    used = [path for folder in folders for path in folder.rglob("*.html") if "build_date" in path.read_text("utf-8")]
    assert used == []


def test_another_folder(root: Path, tmp_path: Path) -> None:
    """In the place of the one in mkdocs.yml."""
    build(root, "--site-dir", str(tmp_path / "out"))
    assert tree(tmp_path / "out") == tree(root / "site")


def test_errors(root: Path) -> None:
    """In Chinese; the last site is left as it was."""
    before = tree(root / "site")
    replace(root / RIVER, "标题: ", "标题：")
    ran = run("branchsite", "build", root=root)
    assert ran.returncode == 1 and "改法" in ran.stdout
    (root / "mkdocs.yml").write_text("site_name: x\nnav： []\n", encoding="utf-8")
    ran = run("branchsite", "build", root=root)
    assert ran.returncode == 1 and "全角冒号" in ran.stdout
    assert tree(root / "site") == before
