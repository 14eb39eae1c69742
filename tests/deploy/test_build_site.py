"""deploy/build-site: a whole site or none."""

from pathlib import Path

import pytest

from checkout import checkout, script
from sites import replace

URL = "https://school.example/branch/"


@pytest.mark.slow
def test_the_site_is_whole(tmp_path: Path) -> None:
    """In the folder that the host publishes, with its real address in it; a second time the folder is in the way."""
    root = checkout(tmp_path / "site")
    ran = script(root, "build-site", "public", SITE_URL=URL)
    assert ran.returncode == 0, ran.stdout
    assert "生成好了：public" in ran.stdout
    assert f"<loc>{URL}news/</loc>" in (root / "public/sitemap.xml").read_text(encoding="utf-8")
    assert (root / "public/404.html").exists()
    assert not (root / "site").exists()
    ran = script(root, "build-site", "public", SITE_URL=URL)
    assert ran.returncode == 1
    assert "public 已经有了" in ran.stdout


@pytest.mark.slow
def test_bad_data_gives_no_site(tmp_path: Path) -> None:
    """The reasons are in the log, and there is no folder to publish."""
    root = checkout(tmp_path / "site")
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰")
    ran = script(root, "build-site", "public", SITE_URL=URL)
    assert ran.returncode != 0
    assert "没有叫“主题党曰”的类别" in ran.stdout
    assert not (root / "public").exists()


@pytest.mark.parametrize("environment", [{}, {"SITE_URL": ""}])
def test_an_address_is_needed(tmp_path: Path, environment: dict[str, str]) -> None:
    """A site with the sample's address in its map is not published."""
    root = checkout(tmp_path / "site")
    ran = script(root, "build-site", **environment)
    assert ran.returncode == 1
    assert "没有设 SITE_URL" in ran.stdout
    assert not (root / "site").exists()


@pytest.mark.slow
def test_half_a_site_is_not_published(tmp_path: Path) -> None:
    """A page that every site has is missing: said, and the run fails."""
    root = checkout(tmp_path / "site")
    make = root / "Makefile"
    text = make.read_text(encoding="utf-8")
    make.unlink()
    make.write_text(text.replace("build --strict", "build --strict && rm site/404.html"), encoding="utf-8")
    ran = script(root, "build-site", SITE_URL=URL)
    assert ran.returncode == 1
    assert "没有 404.html，不发布" in ran.stdout
