"""A title is the same wherever it stands: what the h1 says, letter by letter, whatever signs it holds."""

import gzip
import json
import re
import xml.etree.ElementTree as etree
from pathlib import Path
from urllib.parse import urljoin

import pytest
from icalendar import Calendar

from branchsite.build import read_library
from branchsite.library.library import Library
from edits import A, record
from sites import TINY, TODAY, Built, Node, copy_site, replace, run

TITLES = (
    "学习<条例>体会",
    "A&B 两组结对",
    "写作 &lt; 与 &amp; 的区别",
    "&#60;数字&#62; &copy;",
    "“引号”和'撇号'",
    '说"双引号"的事',
    "我们的心<3",
    "a<b>c",
    "比一比：1 < 2 > 0",
    "<script>alert(1)</script>课",
    "</title><h1>第二个",
    "<!-- 不是注释 -->",
    "<b>粗</b>和<br>换行",
    "{{ 7*7 }} ${x} {% raw %}",
    "百分之百 100%，*星号*、_下划线_ 和 `反引号`",
    "反斜杠 \\n 与 \\1",
    "生僻字𠮷和表情😀",
    "逗号,分号;冒号:都在",
    "〈书〉《名》「角」",
    "a<",
    ">a",
)
"""Each with signs that some format takes for its own."""

NAME = "示范<小学>&党支部"
STUDY, ARTICLE = "导读<要点>&问答", "写<记录>&查错"
BASE = "https://example.com/"


def quoted(text: str) -> str:
    """In YAML."""
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Tiny with a record for each title, and a material and an article with such ones."""
    root = copy_site(tmp_path_factory.mktemp("titles"), TINY)
    for number, title in enumerate(TITLES, 1):
        text = record(f"2024-04-{number:02}", 标题=quoted(title))
        (root / A / f"2024-04-{number:02}-title-{number}.yml").write_text(text, encoding="utf-8")
    replace(root / "data/site.yml", "名称: 示范小学党支部", f"名称: {NAME}")
    replace(root / "docs/study/weichengnianren.md", "标题: 未成年人学校保护", f"标题: {STUDY}")
    (root / "docs/handbook/more.md").write_text(
        f"---\n标题: {ARTICLE}\n摘要: 测试。\n---\n\n正文。\n", encoding="utf-8"
    )
    built = Built(root / "site", run("mkdocs", "build", root=root))
    assert built.ran.returncode == 0, built.ran.stdout
    return built


@pytest.fixture(scope="module")
def titles(site: Built) -> dict[str, str]:
    """What each page with a title of a person's own is called, by its address."""
    library: Library = read_library(site.site.parent, TODAY)[0]
    found = {one.url: one.title for one in (*library.records, *library.materials, *library.articles)}
    assert set(TITLES) | {STUDY, ARTICLE} <= set(found.values())
    return found


def head_title(page: Node) -> str:
    """The title in the head, with its blanks; drawings have titles as well."""
    return "".join(map(str, page.one("head").one("title").children))


@pytest.mark.slow
def test_the_page_itself(site: Built, titles: dict[str, str]) -> None:
    """The h1, the tab and the bookmark, what WeChat shows, what search engines are told, the way to it."""
    for url, title in titles.items():
        page = site.page(url)
        assert page.one("h1").text == re.sub(r"\s+", " ", title)
        assert head_title(page) == f"{title} - {NAME}"
        assert page.one("meta", property="og:title").attributes["content"] == title
        assert page.one("meta", property="og:site_name").attributes["content"] == NAME
        for script in page.all("script", type="application/ld+json"):
            facts = json.loads(str(script.children[0]))
            assert (facts.get("headline") or facts["name"]).endswith(title)
        if not url.startswith(("news/", "study/")):
            # A record's way ends with its month, a material's with its topic.
            assert title in page.one("nav", class_="crumbs").text


@pytest.mark.slow
def test_every_link_to_it(site: Built, titles: dict[str, str]) -> None:
    """Cards, lists, what came before and after, the front page: a link with words says all of the title."""
    linked = set()
    for path in (path for path in site.pages if path.name == "index.html"):
        url = path.parent.relative_to(site.site).as_posix()
        # Prose is people's own: they call a page what they like.
        main = site.page(url).one(id="main")
        prose = {id(link) for body in main.all(class_="body") for link in body.all("a")}
        for link in main.all("a"):
            target = urljoin(f"{BASE}{url}/", link.attributes["href"]).removeprefix(BASE)
            # A mark in the plan's table leads to a record by its month.
            named = link.text and id(link) not in prose and not link.has(class_="mark")
            if named and target.startswith(("news/", "study/")) and target in titles:
                assert re.sub(r"\s+", " ", titles[target]) in link.text, (url, target)
                linked.add(target)
    assert linked == {url for url in titles if url.startswith(("news/", "study/"))}


def test_what_programs_read(site: Built, titles: dict[str, str]) -> None:
    """Both feeds, the calendar and the index of the search."""
    own = {url: title for url, title in titles.items() if title in TITLES}
    atom = etree.parse(site.site / "news/feed.xml").getroot()
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = {
        one.find("a:link", space).get("href"): one.findtext("a:title", "", space)  # type: ignore[union-attr]
        for one in atom.findall("a:entry", space)
    }
    rss = json.loads((site.site / "news/feed.json").read_text("utf-8"))
    events = Calendar.from_ical((site.site / "news/calendar.ics").read_bytes()).walk("VEVENT")
    in_calendar = {str(one["url"]): str(one["summary"]) for one in events}
    fragments = [json.loads(_unpacked(path)) for path in site.site.rglob("*.pf_fragment")]
    in_search = {one["url"]: one["meta"]["title"] for one in fragments}
    assert len(own) == len(TITLES)
    for url, title in titles.items():
        assert in_search[url] == title
    fed = {one["url"]: one["title"] for one in rss["items"]}
    assert fed == entries and len(fed) == 20
    assert atom.findtext("a:title", "", space).endswith(NAME) and rss["title"].endswith(NAME)
    for url, title in own.items():
        assert in_calendar[BASE + url] == title
        assert fed.get(BASE + url, title) == title
    assert len(set(fed.values()) & set(TITLES)) > 10


def _unpacked(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd")
