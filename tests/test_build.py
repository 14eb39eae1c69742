"""build_pages: from a folder and a day to pages, and nothing else."""

import datetime
import gzip
import os
import re
import shutil
import zoneinfo
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from branchsite.build import build_pages, empty_hubs, read_library, start_build
from branchsite.cache.caches import VARIABLE, Caches
from branchsite.cache.folder import CacheFolder
from branchsite.commands.environment import today_in_shanghai
from branchsite.errors import DataError, errors
from branchsite.library.address import EXAMPLE
from branchsite.views.page import Page
from sites import (
    LATER,
    ROOT,
    SHIPPED,
    TINY,
    TODAY,
    Built,
    Node,
    copy_site,
    hide_samples,
    parse,
    replace,
    run,
    sample_words,
    tree,
)

pytestmark = pytest.mark.slow

SITES = {"tiny": TINY, "shipped": SHIPPED}


def whole(pages: list[Page]) -> list[tuple[object, ...]]:
    """Pages as they are written, with the bytes of their assets."""
    return [
        (page.url, page.hub, page.source, page.updated, page.markdown, [(one.uri, one.read()) for one in page.assets])
        for page in pages
    ]


@pytest.mark.parametrize("site", SITES)
def test_the_same_twice(site: str) -> None:
    """One folder and one day give the same pages, in the same order (decision 7)."""
    assert whole(build_pages(SITES[site], TODAY)) == whole(build_pages(SITES[site], TODAY))


def test_the_same_from_elsewhere(tmp_path: Path) -> None:
    """Where the folder lies does not show in any page."""
    shutil.copytree(TINY, tmp_path / "elsewhere")
    made = build_pages(tmp_path / "elsewhere", TODAY)
    assert whole(made) == whole(build_pages(TINY, TODAY))
    assert not any(str(tmp_path) in page.markdown for page in made)


def test_writes_nothing(tmp_path: Path) -> None:
    """The folder is the same afterwards, photos read or not."""
    root = copy_site(tmp_path / "site", TINY)
    before = tree(tmp_path)
    whole(build_pages(root, TODAY))
    assert tree(tmp_path) == before


def test_addresses(pages: dict[str, Page]) -> None:
    """Unique, ASCII, with a closing slash; every page under a hub that is there, with a title and a description."""
    assert len(pages) == len(build_pages(SHIPPED, TODAY))
    for url, page in pages.items():
        assert url == "" or (url.isascii() and url.endswith("/") and not url.startswith("/")), url
        assert page.hub in pages, url
        assert page.title and page.description, url


TWO = {
    "an article called like a made page": (
        *("docs/handbook/reference.md", "---\n标题: 参考\n摘要: 参考。\n---\n\n参考。\n"),
        ["docs/handbook/reference.md", "填写参考", "/handbook/reference/"],
    ),
    "an article called like a hub": (
        *("docs/brand.md", "---\n标题: 品牌\n摘要: 品牌。\n---\n\n品牌。\n"),
        ["docs/brand.md", "data/brand.yml", "/brand/"],
    ),
    "an article and a folder's index": (
        *("docs/about/index.md", "---\n标题: 概况\n摘要: 概况。\n---\n\n概况。\n"),
        ["docs/about.md", "docs/about/index.md", "/about/"],
    ),
}


@pytest.mark.parametrize(("file", "text", "named"), TWO.values(), ids=TWO)
def test_two_sources_for_one_address(tmp_path: Path, file: str, text: str, named: list[str]) -> None:
    """Refused, naming both: MkDocs would only warn, and keep one."""
    root = copy_site(tmp_path / "site", TINY)
    (root / file).parent.mkdir(exist_ok=True)
    (root / file).write_text(text, "utf-8")
    with pytest.raises(DataError) as refused:
        build_pages(root, TODAY)
    assert all(name in str(refused.value) for name in named), refused.value


@pytest.mark.parametrize("site", SITES)
def test_hidden_samples_leave_no_trace(tmp_path: Path, site: str) -> None:
    """No sample's title, summary or picture in any page or asset, no link to one; the site stands."""
    root = copy_site(tmp_path / "site", SITES[site])
    samples = [record for record in read_library(root, LATER)[0].ledger if record.activity.sample]
    words = sample_words(root)
    assert len(words) > 4
    hide_samples(root)
    for day in (TODAY, LATER):
        pages = build_pages(root, day)
        text = "\n".join([page.markdown for page in pages] + [asset.uri for page in pages for asset in page.assets])
        assert not [word for word in words if word in text]
        links = {link.attributes.get("href", "") for page in pages for link in parse(page.html).all("a")}
        assert not [one.id for one in samples if any(one.id in link for link in links)]
    assert empty_hubs(read_library(root, TODAY)[0]) == (["news/"] if site == "shipped" else [])


def plant(root: Path) -> list[str]:
    """Put words that may not be public wherever the files have room for them. Returns them."""
    replace(
        root / "data/activities/2024/2024-02-27-dangfei.yml",
        "兑现: 党费收缴",
        "时间: 机密丙四\n地点: 机密丙二\n组织: 机密丙三\n学习资料: sanhui-yike\n兑现: 党费收缴",
    )
    internal = "标题: 谈心谈话，按规定执行\n            可见: 内\n"
    replace(
        root / "data/plans/2023-2024-2.yml",
        internal,
        f"{internal}            说明: 机密丁一\n            不适用: 机密丁二\n",
    )
    steps = "方式: 分节点\n              节点:\n                - 名称: 机密丁三\n                  截止: 2024-06-01"
    replace(root / "data/plans/2023-2024-2.yml", "方式: 按规定", steps)
    return [
        *("机密甲一", "机密甲二", "机密甲三", "机密甲四"),
        *("机密丙一", "机密丙二", "机密丙三", "机密丙四"),
        *("机密丁一", "机密丁二", "机密丁三", "机密"),
        *("还没有到发布的日子", "dahui", "dangfei", "zicha"),
    ]


def unpacked(raw: bytes) -> bytes:
    """What a reader's browser sees in a file: that of the search index, and of the site map, is packed."""
    return gzip.decompress(raw) if raw.startswith(b"\x1f\x8b") else raw


def test_private_words_reach_no_output(tmp_path: Path) -> None:
    """A counted record's words, an internal commitment's measure and note, what is not yet published: in no file.

    Not in the pages that MkDocs builds, its search index and site map included, nor in those of the exit door.
    """
    root = copy_site(tmp_path / "site", TINY)
    words = plant(root)
    assert run("mkdocs", "build", "-q", root=root).returncode == 0
    assert run("branchsite", "pages", "--out", "out", root=root).returncode == 0
    for folder in ("site", "out"):
        files = {name: unpacked(raw) for name, raw in tree(root / folder).items()}
        assert len(files) > 40
        # A search index may write its text as \uXXXX.
        spelled = [(word, spelling) for word in words for spelling in (word.encode(), ascii(word).strip("'").encode())]
        found = {(name, word) for name, raw in files.items() for word, spelling in spelled if spelling in raw}
        assert not found
        assert not [name for name in files if "dahui" in name or "dangfei" in name]


def test_the_day_in_shanghai() -> None:
    """Eight hours before Greenwich, whatever the machine's own zone is."""
    before = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
    day = today_in_shanghai(None)
    after = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
    assert before <= day <= after
    assert today_in_shanghai("") in (day, day + datetime.timedelta(days=1))


def test_a_day_that_is_set() -> None:
    """SITE_TODAY; what is no date is refused with an example."""
    assert today_in_shanghai("2024-05-10") == TODAY
    with pytest.raises(DataError, match="SITE_TODAY=2024-05-10"):
        today_in_shanghai("10.5.2024")


def test_the_day_decides(tmp_path: Path) -> None:
    """A record published on a day is there on that day, and not on the day before."""
    url = "news/2024/2024-05-09-zicha/"
    on = {day: url in {page.url for page in build_pages(TINY, datetime.date(2024, 5, day))} for day in (14, 15)}
    assert on == {14: False, 15: True}


def test_all_problems_together(tmp_path: Path) -> None:
    """Nothing is made of bad data, and everything that is wrong is said at once."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "兑现: 主题党日", "兑现: 主题党曰")
    replace(root / "docs/about.md", "handbook/index.md", "handbook/no.md")
    with pytest.raises(DataError) as refused:
        build_pages(root, TODAY)
    assert {problem.file for problem in errors(refused.value.problems)} == {
        "data/activities/2024/2024-04-10-dangri.yml",
        "docs/about.md",
    }


LOADED = {
    *(("img", "src"), ("script", "src"), ("iframe", "src"), ("source", "src"), ("video", "src"), ("audio", "src")),
    *(("embed", "src"), ("object", "data"), ("form", "action"), ("use", "href"), ("image", "href")),
}
"""Attributes that make a browser ask for something, besides those of <link>."""

ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
NOT_LOADED = {"canonical", "alternate"}


def loads(document: Node) -> list[str]:
    """Every address that a page loads by itself."""
    found = [node.attributes[key] for tag, key in LOADED for node in document.all(tag) if key in node.attributes]
    found += [
        node.attributes.get("href", "")
        for node in document.all("link")
        if not set(node.attributes.get("rel", "").split()) & NOT_LOADED
    ]
    for node in document.all():
        found += [one.split()[0] for one in node.attributes.get("srcset", "").split(",") if one.strip()]
        found += css_loads(node.attributes.get("style", ""))
        if node.tag == "style":
            found += css_loads("".join(map(str, node.children)))
    return found


def css_loads(css: str) -> list[str]:
    """Every address that a style sheet loads."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    urls = re.findall(r"""url\(\s*["']?([^"')]*)""", css) + re.findall(r"""@import\s+["']([^"']*)""", css)
    return [url for url in urls if not url.startswith("data:")]


@pytest.fixture(scope="session")
def documents(built: Built) -> dict[str, Node]:
    """Every page of the built shipped site by its address; 404.html is called so."""
    return {
        path.relative_to(built.site).as_posix().removesuffix("index.html"): parse(path.read_text("utf-8"))
        for path in built.pages
    }


def test_every_page_is_built(documents: dict[str, Node], pages: dict[str, Page]) -> None:
    """MkDocs makes each of our pages, and 404.html besides."""
    assert documents.keys() == pages.keys() | {"404.html"}


def test_every_link_leads_to_a_file(built: Built, documents: dict[str, Node]) -> None:
    """On the whole shipped site: each relative address, of a page, a picture or a script, and each #fragment."""
    ids = {url: {node.attributes.get("id") for node in page.all()} for url, page in documents.items()}
    for svg in built.site.rglob("*.svg"):
        ids[svg.relative_to(built.site).as_posix()] = {
            node.attributes.get("id") for node in parse(svg.read_text()).all()
        }
    broken = []
    for url, page in documents.items():
        links = [node.attributes["href"] for node in page.all("a") if "href" in node.attributes]
        for link in [*links, *loads(page)]:
            scheme, host, path, _, fragment = urlsplit(link)
            if scheme or host:
                continue
            base = "/" if url == "404.html" else f"/{url}"
            target = urljoin(base, path)[1:] if path else url
            found = built.site / (f"{target}index.html" if target.endswith("/") or not target else target)
            if not found.is_file() or (fragment and unquote(fragment) not in ids.get(target, ())):
                broken.append((url, link))
    assert not broken


def test_nothing_is_asked_of_another_host(built: Built, documents: dict[str, Node]) -> None:
    """No script, style, font, picture or form (decision 9); a link that a reader clicks may lead away."""
    away = {(url, link) for url, page in documents.items() for link in loads(page) if ELSEWHERE.match(link)}
    for path in built.site.rglob("*.css"):
        away |= {(path.name, link) for link in css_loads(path.read_text("utf-8")) if ELSEWHERE.match(link)}
    assert not away


def test_style_sheets_find_their_files(built: Built) -> None:
    """What a style sheet names is there."""
    for path in built.site.rglob("*.css"):
        for link in css_loads(path.read_text("utf-8")):
            assert (path.parent / urlsplit(link).path).exists() or link.startswith("#"), (path.name, link)


def test_links_away_give_nothing_away(documents: dict[str, Node]) -> None:
    """A page elsewhere is not told where the reader came from, nor handed the window."""
    for url, page in documents.items():
        for link in page.all("a"):
            if ELSEWHERE.match(link.attributes.get("href", "")):
                assert {"noopener", "noreferrer"} <= set(link.attributes.get("rel", "").split()), (url, link.attributes)


def test_head_of_every_page(documents: dict[str, Node]) -> None:
    """lang, one h1, and a title and description of its own."""
    seen: dict[str, str] = {}
    for url, page in documents.items():
        assert page.one("html").attributes["lang"] == "zh-CN", url
        assert len(page.all("h1")) == 1, url
        title = page.one("head").one("title").text
        assert title not in seen, (url, seen.get(title))
        seen[title] = url
        assert page.one("meta", name="description").attributes["content"], url


def test_ids_are_unique(documents: dict[str, Node]) -> None:
    """A fragment can mean one place only; headings of prose do not take the shell's names."""
    for url, page in documents.items():
        ids = [node.attributes["id"] for node in page.all() if "id" in node.attributes]
        assert len(ids) == len(set(ids)), (url, sorted(one for one in set(ids) if ids.count(one) > 1))


def test_pictures_have_words(documents: dict[str, Node]) -> None:
    """alt on every picture, and its size, so that nothing jumps."""
    for url, page in documents.items():
        for image in page.all("img"):
            assert {"alt", "width", "height"} <= image.attributes.keys(), (url, image.attributes)


def test_addresses_are_ascii(built: Built) -> None:
    """Some programs on phones cut an address at the first Chinese character (docs/dev/domain.md)."""
    assert not [path for path in built.site.rglob("*") if not path.name.isascii()]


class NoWriter:
    """Writes nothing."""

    def write(self, *_: object) -> int:
        """Gives how much."""
        return 0


BROKEN = ROOT / "tests" / "worlds" / "broken"


def test_checks_beside_linking(monkeypatch: pytest.MonkeyPatch, no_threads: None) -> None:
    """Many files are checked in a process of their own: what is made and what is said is the same."""
    monkeypatch.setenv("BRANCHSITE_WORKERS", "2")
    beside, here = (start_build(TINY, lambda: TODAY, EXAMPLE, False, most) for most in (0, 10_000))
    assert whole(beside.pages) == whole(here.pages)
    assert beside.notices == here.notices != []


def test_wrong_data_are_said_whatever_linking_makes_of_them(monkeypatch: pytest.MonkeyPatch, no_threads: None) -> None:
    """All of it, though linking had begun, and stumbles over some: the complete list of tests/worlds/broken."""
    monkeypatch.setenv("BRANCHSITE_WORKERS", "2")
    with pytest.raises(DataError) as told:
        start_build(BROKEN, lambda: TODAY, EXAMPLE, False, checked_beside=0)
    with pytest.raises(DataError) as expected:
        read_library(BROKEN, TODAY)
    assert sorted(told.value.problems) == sorted(expected.value.problems)


def test_what_linking_stumbles_over_by_itself_is_no_fault_of_the_data(
    monkeypatch: pytest.MonkeyPatch, no_threads: None
) -> None:
    """Where the checks find nothing wrong, the program's own error is told."""
    monkeypatch.setenv("BRANCHSITE_WORKERS", "2")

    def stumble(*given: object) -> None:
        raise LookupError("linking")

    monkeypatch.setattr("branchsite.build.build_library", stumble)
    with pytest.raises(LookupError, match="linking"):
        start_build(TINY, lambda: TODAY, EXAMPLE, False, checked_beside=0)


@pytest.mark.parametrize("name", Caches(Path()).names)
def test_old_cache_entries_go(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What no build has read or written for a month, once a site has been written."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    old = tmp_path / "cache" / name / "old"
    CacheFolder(old.parent).write(old.name, b"x")
    os.utime(old, (0, 0))
    build = start_build(copy_site(tmp_path / "site", TINY), lambda: TODAY, EXAMPLE, searchable=False)
    assert old.exists()
    build.write(NoWriter(), None, tmp_path / "out")  # type: ignore[arg-type]
    assert not old.exists()
