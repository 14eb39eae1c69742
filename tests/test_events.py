"""The site as generators build it: MkDocs with our hooks, ProperDocs, and others from the exit door's pages."""

import base64
import gzip
import hashlib
import importlib.util
import json
import os
import re
import shutil
import time
from pathlib import Path

import pytest

from branchsite.build import build_pages
from branchsite.cache.fingerprint import fingerprint, is_fingerprinted, plain
from branchsite.views.page import Page
from sites import (
    ROOT,
    TINY,
    TODAY,
    Built,
    Node,
    copy_site,
    hide_samples,
    parse,
    replace,
    run,
    same,
    sample_words,
    tree,
)

NAV = ["首页", "活动动态", "计划进展", "学习资料", "江心红·生态绿", "党务公开", "支部概况"]
RECORD = "news/2024/2024-03-12-zhishu/"


ALONE = {"screen": ["screen"], "poster": ["poster", "colours"]}
"""The pages without the site's bar and foot, by their folders, each with the sheets that it has besides."""


def framed(built: Built) -> list[Path]:
    """The pages with the site's bar and foot."""
    found = [path for path in built.pages if path.parent.name not in ALONE]
    assert len(found) == len(built.pages) - len(ALONE)
    return found


def tabs(page: Node) -> list[Node]:
    return page.one("nav", class_="shell-nav").all("a")


def ours(page: Node) -> Node:
    """The part of a page that is our template's."""
    kinds = (("div", "page"), ("div", "board"), ("article", "a3"))
    return next(found for tag, name in kinds for found in page.all(tag, class_=name))


@pytest.mark.slow
def test_builds_without_a_warning(built: Built) -> None:
    """mkdocs build --strict on the shipped data."""
    assert built.ran.returncode == 0, built.ran.stdout
    assert "WARNING" not in built.ran.stdout
    assert "ERROR" not in built.ran.stdout
    # Pages that are made stay out of the navigation on purpose: MkDocs is told so, and does not list them.
    assert "not included in the" not in built.ran.stdout


@pytest.mark.slow
def test_html_is_handed_over_unchanged(built: Built, pages: dict[str, Page]) -> None:
    """What the template gave stands in the built page byte for byte."""
    for url, page in pages.items():
        assert page.html.strip() in (built.site / url / "index.html").read_text("utf-8"), url


@pytest.mark.slow
def test_assets_are_written(built: Built, pages: dict[str, Page]) -> None:
    """Photos, feeds and calendars, as the pages give them; the brand's colours go into the one style sheet."""
    assets = [asset for page in pages.values() for asset in page.assets if not asset.uri.endswith(".css")]
    assert len(assets) > 5
    for asset in assets:
        assert (built.site / asset.uri).read_bytes() == asset.read(), asset.uri


NAMED = ("canonical", "alternate", "expect")
"""Links of the head that nothing is fetched for."""


def loads(page: Node) -> list[str]:
    """The addresses of what a page loads by itself: styles, scripts, icons, pictures."""
    wanted = {"link": "href", "script": "src", "img": "src", "source": "src"}
    nodes = [node for node in page.all() if node.tag in wanted and node.attributes.get("rel") not in NAMED]
    return [node.attributes[wanted[node.tag]] for node in nodes if wanted[node.tag] in node.attributes]


@pytest.mark.slow
def test_what_a_page_loads_is_named_by_content(built: Built) -> None:
    """On every page, 404.html included: each is there, and none can be that of another release."""
    for path in built.pages:
        found = loads(parse(path.read_text("utf-8")))
        assert len(found) >= 3
        for link in found:
            assert is_fingerprinted(link), (path, link)
            where = built.site / link.lstrip("/") if link.startswith("/") else path.parent / link
            assert where.is_file(), (path, link)


def test_names_follow_from_content(built: Built) -> None:
    """The eight digits of each of our own files under assets/ are those of the bytes that are written."""
    ours = [path for path in (built.site / "assets").rglob("*") if path.is_file()]
    names = [path.relative_to(built.site).as_posix() for path in ours]
    assert {plain(name) for name in names} > {"assets/site.css", "assets/favicon.svg", "assets/js/shell.js"}
    for name, path in zip(names, ours, strict=True):
        assert fingerprint(plain(name), path.read_bytes()) == name


def test_one_stylesheet(built: Built, pages: dict[str, Page]) -> None:
    """The sheets that mkdocs.yml lists, in that order, the brand's colours first; and nothing of Material's."""
    (site,) = built.site.glob("assets/*.css")
    brand = next(asset for page in pages.values() for asset in page.assets if plain(asset.uri) == "assets/brand.css")
    listed = re.search(r"extra_css:\n((?:  - .+\n)+)", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert listed
    _, *names = re.findall(r"  - (\S+)", listed[1])
    sheets = [brand.read(), *((ROOT / "overrides" / name).read_bytes() for name in names)]
    assert site.read_bytes() == b"\n".join(sheets)
    for path in built.pages:
        # A plan's name and day stand in the margins of its paper, by a sheet that no screen waits for.
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]*)">', path.read_text("utf-8"))
        names = [Path(plain(sheet)).stem for sheet in sheets]
        assert names == ["site", *ALONE.get(path.parent.name, [])], path
    assert not [path for path in built.site.rglob("*.js") if "bundle" in path.name]


@pytest.mark.slow
def test_pages_hold_no_code(built: Built) -> None:
    """No style or event handler within a page, and one script that the server knows by its SHA-256."""
    allowed = re.findall(r"'sha256-([^']+)'", (ROOT / "deploy/nginx.conf").read_text("utf-8"))
    for path in built.pages:
        scripts = re.findall(r"<script data-base=[^>]*>(.*?)</script>", path.read_text("utf-8"), re.DOTALL)
        sums = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts]
        assert sums == allowed, f"{path}：deploy/nginx.conf 里要写 'sha256-{sums[0]}'"
        for node in parse(path.read_text("utf-8")).all():
            assert node.tag != "style", path
            data = node.attributes.get("type") in ("application/json", "application/ld+json")
            assert node.tag != "script" or data or "data-base" in node.attributes or not node.children, path
            assert not [key for key in node.attributes if key == "style" or key.startswith("on")], (path, node)
            assert not [value for value in node.attributes.values() if value.startswith("javascript:")], (path, node)


@pytest.mark.slow
def test_nothing_of_docs_but_pages_and_pictures(tmp_path: Path) -> None:
    """MkDocs by itself would publish what a person's computer leaves there."""
    root = copy_site(tmp_path / "site", TINY)
    (root / "docs" / "Thumbs.db").write_bytes(b"x")
    (root / "docs/dev/deep").mkdir(parents=True)
    (root / "docs/dev/threats.md").write_text("# 谁会动什么念头\n", encoding="utf-8")
    shutil.copy(root / "docs/about.md", root / "docs/dev/deep/about.md")
    (root / "docs/dev/a.png").write_bytes(b"x")
    for plainly in ("0", "1"):
        ran = run("mkdocs", "build", "--strict", root=root, BRANCHSITE_PLAIN=plainly)
        assert ran.returncode == 0, ran.stdout
        there = tree(root / "site")
        assert not [name for name in there if "Thumbs.db" in name or name.startswith("dev/") or "threats" in name]
        assert not [name for name, content in there.items() if "谁会动什么念头".encode() in content]


@pytest.mark.slow
def test_navigation_is_short(built: Built) -> None:
    """The seven entries of mkdocs.yml on every page that has them, and no record among them."""
    for path in framed(built):
        assert [link.text for link in tabs(parse(path.read_text("utf-8")))] == NAV, path


@pytest.mark.slow
def test_the_active_tab(built: Built, pages: dict[str, Page]) -> None:
    """ "page" on the hub itself, "true" on what hangs under it, and only there; the search has no tab."""
    hubs = [link.attributes["href"] for link in tabs(built.page(""))]
    for url, page in ((url, page) for url, page in pages.items() if not page.alone):
        said = {link.text: link.attributes.get("aria-current") for link in tabs(built.page(url))}
        wanted: dict[str, str | None] = dict.fromkeys(NAV)
        if (hub := page.hub or hubs[0]) in hubs:
            wanted[NAV[hubs.index(hub)]] = "page" if url == page.hub else "true"
        assert said == wanted, url


@pytest.mark.slow
def test_canonical_addresses(built: Built, pages: dict[str, Page]) -> None:
    """The page's own address on the site's host."""
    for url in pages:
        assert built.page(url).one("link", rel="canonical").attributes["href"] == f"https://example.com/{url}"


@pytest.mark.slow
def test_titles_and_descriptions(built: Built, pages: dict[str, Page]) -> None:
    """Those of the page, with the site's name, escaped once."""
    name = pages[""].title
    for url, page in pages.items():
        head = built.page(url).one("head")
        assert head.one("title").text == (f"{page.title} - {name}" if url else name)
        assert head.one("meta", name="description").attributes["content"] == page.description


def test_site_map(built: Built, pages: dict[str, Page]) -> None:
    """Every page but those alone, with the day of its last change where it has one; both files say the same."""
    text = (built.site / "sitemap.xml").read_text("utf-8")
    assert gzip.decompress((built.site / "sitemap.xml.gz").read_bytes()).decode() == text
    days = dict(re.findall(r"<loc>https://example.com/([^<]*)</loc>\s*<lastmod>([^<]*)</lastmod>", text))
    listed = {url: page for url, page in pages.items() if not page.alone}
    assert days.keys() == listed.keys() == pages.keys() - {f"{name}/" for name in ALONE}
    for url, page in listed.items():
        assert days[url] == (page.updated or TODAY).isoformat(), url


def test_search_index_has_every_record(built: Built, pages: dict[str, Page]) -> None:
    """A reader finds records, which are in no navigation."""
    shown = [gzip.decompress(path.read_bytes()) for path in built.site.glob("search/*/fragment/*")]
    found = {json.loads(raw.removeprefix(b"pagefind_dcd"))["url"] for raw in shown}
    assert {url for url in pages if re.search(r"/\d{4}-\d\d-\d\d-", url)} <= found


def test_reminders_are_shown_but_no_warnings(built: Built) -> None:
    """What the data lacks is said in Chinese, and stops nothing."""
    assert "提醒：还没有填ICP备案号" in built.ran.stdout


def test_filing_numbers(built: Built, built_tiny: Built) -> None:
    """In the footer of every page where they are configured, with the ministries' own pages; else nothing."""
    for path in framed(built_tiny):
        footer = parse(path.read_text("utf-8")).one("footer")
        said = {link.text: link.attributes["href"] for link in footer.all("a") if "备" in link.text}
        assert said == {
            "苏ICP备00000000号-1": "https://beian.miit.gov.cn/",
            "苏公网安备 00000000000000号": "https://beian.mps.gov.cn/",
        }, path
    assert "备" not in built.page("").one("footer").text


BAD = {
    "a full-width colon": ("data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别：主题党曰"),
    "a kind that is not there": ("data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰"),
    "a wrong colour": ("data/brand.yml", '纸: "#fbf8f3"', '纸: "red"'),
}


@pytest.mark.slow
@pytest.mark.parametrize(("file", "old", "new"), BAD.values(), ids=BAD)
def test_bad_data_leaves_the_last_site(tmp_path: Path, file: str, old: str, new: str) -> None:
    """Not a byte of what is published changes; the message is ours, in Chinese, without a traceback."""
    root = copy_site(tmp_path / "site", TINY)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the last site")
    replace(root / file, old, new)
    ran = run("mkdocs", "build", root=root)
    assert ran.returncode != 0
    assert "资料有错，网站没有生成" in ran.stdout
    assert file in ran.stdout and "已发布的内容不受影响" in ran.stdout
    assert "Traceback" not in ran.stdout
    assert tree(root / "site") == {"index.html": b"the last site"}


def test_a_wrong_day_is_refused(shipped_root: Path, tmp_path: Path) -> None:
    """SITE_TODAY that is no date does not build a site of another day."""
    ran = run("mkdocs", "build", "-d", tmp_path / "site", root=shipped_root, today="今天")
    assert ran.returncode != 0
    assert "SITE_TODAY=2024-05-10" in ran.stdout
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    """Every file, sitemap.xml.gz and the search index included, in another folder, later, in another time zone."""
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    time.sleep(1.1)
    root = copy_site(tmp_path / "copy")
    ran = run("mkdocs", "build", "--strict", root=root, TZ="America/Los_Angeles", PYTHONHASHSEED="7", LC_ALL="C")
    assert ran.returncode == 0, ran.stdout
    first, second = tree(built.site), tree(root / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


@pytest.mark.slow
def test_hidden_samples_empty_the_hub(tmp_path: Path) -> None:
    """The shipped site without samples: still strict, no word of theirs in any file, no tab for what is empty."""
    root = copy_site(tmp_path / "site")
    words = sample_words(root)
    hide_samples(root)
    ran = run("mkdocs", "build", "--strict", root=root)
    assert ran.returncode == 0, ran.stdout
    site = Built(root / "site", ran)
    assert [link.text for link in tabs(site.page(""))] == [name for name in NAV if name != "活动动态"]
    assert "还没有发布活动" in site.page("news/").text
    everything = b"\n".join(tree(site.site).values())
    spelled = [(word, spelling) for word in words for spelling in (word.encode(), ascii(word).strip("'").encode())]
    assert not [word for word, spelling in spelled if spelling in everything]
    assert not [name for name in tree(site.site) if name.startswith("news/2024/2024-")]
    assert not [path for path in site.pages if path.is_relative_to(site.site / "news/2024")]


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny's pages, of every kind, as Markdown in docs/, beside a configuration of three lines."""
    root = tmp_path_factory.mktemp("door")
    ran = run("branchsite", "--root", TINY, "pages", "--out", root / "docs", root=root)
    assert ran.returncode == 0, ran.stdout
    (root / "mkdocs.yml").write_text("site_name: 出口\nuse_directory_urls: true\ntheme: mkdocs\n")
    return root


@pytest.fixture(scope="module")
def tiny_pages() -> dict[str, Page]:
    """By address."""
    return {page.url: page for page in build_pages(TINY, TODAY)}


@pytest.mark.slow
def test_plain_mkdocs_builds_the_exit_door(door: Path, tiny_pages: dict[str, Page]) -> None:
    """No hooks, no theme of ours, no extensions: our HTML passes through Markdown unchanged, in every page."""
    ran = run("mkdocs", "build", "-q", root=door)
    assert ran.returncode == 0, ran.stdout
    for url, page in tiny_pages.items():
        built = parse((door / "site" / url / "index.html").read_text("utf-8"))
        assert same(ours(built)) == same(ours(parse(page.html))), url
        assert not url or page.title in built.one("head").one("title").text, url
    for page in tiny_pages.values():
        for asset in page.assets:
            assert (door / "site" / asset.uri).read_bytes() == asset.read(), asset.uri


@pytest.mark.slow
def test_zensical_builds_the_exit_door(door: Path, tiny_pages: dict[str, Page]) -> None:
    """Material's successor, which runs no hooks, shows the same words on the same addresses."""
    if importlib.util.find_spec("zensical") is None:
        assert not os.environ.get("CI"), "自动检查里必须装有 zensical（requirements-dev.txt）"
        pytest.skip("zensical is not installed")
    config = door / "zensical.yml"
    config.write_text("site_name: 出口\nsite_dir: zensical\ntheme:\n  name: material\n  language: zh\n  font: false\n")
    ran = run("zensical", "build", "--clean", "-f", config, root=door)
    assert ran.returncode == 0, ran.stdout
    for url, page in tiny_pages.items():
        built = parse((door / "zensical" / url / "index.html").read_text("utf-8"))
        # Its own search reads this attribute, and takes it away.
        wanted = same(ours(parse(page.html)), "data-search-exclude")
        assert same(ours(built), "data-search-exclude") == wanted, url


def test_exit_door_is_for_anybody(tiny_pages: dict[str, Page]) -> None:
    """The small world's pages: front matter and one block of HTML, no word of MkDocs in them."""
    for page in tiny_pages.values():
        assert page.markdown.startswith("---\ntitle: ")
        assert "mkdocs" not in page.markdown.lower() or page.url.startswith("handbook/")
