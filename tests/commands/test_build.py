"""The command that builds: what it ends with, what it says, and the address that the site has."""

import re
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.commands.environment import SEARCH
from branchsite.commands.full_build import begin
from branchsite.library.address import EXAMPLE
from sites import TINY, TODAY, copy_site, replace, run

TITLE = "data/activities/2024/2024-05-08-xuexi.yml"


@pytest.mark.slow
def test_what_a_build_says(tmp_path: Path) -> None:
    """With and without MkDocs it ends with 0; then how many files were written: none where nothing has changed."""
    root, out = copy_site(tmp_path / "site", TINY), tmp_path / "out"
    pages = len(build_pages(root, TODAY))
    for wanted in ("", f"网站做好了：{pages} 页，新写了 0 个文件。", f"网站做好了：{pages} 页，新写了 0 个文件。"):
        ran = run("branchsite", "build", "--strict", "--site-dir", out, root=root)
        assert ran.returncode == 0 and wanted in ran.stdout, ran.stdout
    replace(root / TITLE, "标题: ", "标题: 改过的")
    ran = run("branchsite", "build", "--strict", "--site-dir", out, root=root)
    assert ran.returncode == 0 and "新写了 0 个文件" not in ran.stdout and f"{pages} 页" in ran.stdout, ran.stdout


@pytest.mark.slow
def test_a_build_that_cannot_be(tmp_path: Path) -> None:
    """It ends with 1 and leaves no folder."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / TITLE, "标题: ", "题: ")
    ran = run("branchsite", "build", "--site-dir", tmp_path / "out", root=root)
    assert ran.returncode == 1 and not (tmp_path / "out").exists(), ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("file", [TITLE, "data/site.yml", "data/brand.yml"])
def test_what_is_said_of_wrong_data(file: str, tmp_path: Path) -> None:
    """Only that, in Chinese, whichever file it is: MkDocs is not asked."""
    root = copy_site(tmp_path / "site", TINY)
    with (root / file).open("a", encoding="utf-8") as typed:
        typed.write("没有这一项: 一\n")
    ran = run("branchsite", "build", "--site-dir", tmp_path / "out", root=root)
    assert ran.returncode == 1 and "不认识“没有这一项”" in ran.stdout
    assert not re.search("BuildError|ERROR|Aborted|Traceback|MkDocs", ran.stdout), ran.stdout


@pytest.mark.parametrize(("given", "address"), [("", EXAMPLE), ("https://school.example/", "https://school.example/")])
def test_the_address(given: str, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """That of the site; an example's where it has none yet."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    monkeypatch.setenv(SEARCH, "0")
    assert begin(TINY, given).library.address == address
