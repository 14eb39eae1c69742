"""What search engines, WeChat and readers of feeds find in the head of every page, and beside the pages."""

import json
import re

import pytest
from PIL import Image

from branchsite.views.page import Page
from sites import Built, Node, parse

ADDRESS = "https://example.com/"
LOST = "404.html"


@pytest.fixture(scope="module")
def heads(built: Built) -> dict[str, Node]:
    """The head of every HTML file, by its address: 404.html and pages that no view makes included."""
    paths = {path.relative_to(built.site).as_posix().removesuffix("index.html"): path for path in built.pages}
    return {url: parse(path.read_text("utf-8")).one("head") for url, path in paths.items()}


def content(head: Node, **wanted: str) -> str:
    return head.one("meta", **wanted).attributes["content"]


@pytest.mark.slow
def test_every_page_says_what_it_is(heads: dict[str, Node], pages: dict[str, Page]) -> None:
    """Title and description, for browsers and for sharing alike; its own address, which 404.html cannot have."""
    assert set(heads) > set(pages)
    for url, head in heads.items():
        about = content(head, name="description")
        assert about and head.one("title").text, url
        assert content(head, property="og:description") == about, url
        assert content(head, property="og:title") in head.one("title").text, url
        assert content(head, property="og:type") in ("website", "article"), url
        assert content(head, property="og:locale") == "zh_CN", url
        own = [link.attributes["href"] for link in head.all("link", rel="canonical")]
        shared = [meta.attributes["content"] for meta in head.all("meta", property="og:url")]
        assert own == shared == ([] if url == LOST else [ADDRESS + url]), url


def test_no_two_pages_say_the_same(heads: dict[str, Node]) -> None:
    """A title leads to one page: only the plan of the term is also the hub."""
    said: dict[str, list[str]] = {}
    for url, head in heads.items():
        said.setdefault(head.one("title").text, []).append(url)
    assert {title: urls for title, urls in said.items() if len(urls) > 1 and "plan/" not in urls} == {}


def test_every_page_has_a_picture(built: Built, heads: dict[str, Node]) -> None:
    """With an absolute address, there, and at least 300 px each way: WeChat shows no other."""
    for url, head in heads.items():
        image = content(head, property="og:image")
        assert image.startswith(ADDRESS), url
        with Image.open(built.site / image.removeprefix(ADDRESS)) as picture:
            assert min(picture.size) >= 300, (url, picture.size)


def test_facts_can_be_read(heads: dict[str, Node], pages: dict[str, Page]) -> None:
    """JSON-LD on every page that has facts, the front page, records and materials among them."""
    types = {}
    for url, head in heads.items():
        for script in head.all("script", type="application/ld+json"):
            facts = json.loads(str(script.children[0]))
            assert facts["@context"] == "https://schema.org", url
            types[url] = facts["@type"]
    assert types.keys() == {url for url, page in pages.items() if page.facts}
    records = {url for url in pages if re.search(r"/\d{4}-\d\d-\d\d-", url)}
    assert {"", "study/sanhui-yike/"} | records <= types.keys()


@pytest.mark.parametrize("url", ["", "news/2024/2024-03-12-zhishu/", "study/", LOST])
def test_feeds_are_named(built: Built, heads: dict[str, Node], url: str) -> None:
    """Atom and JSON, where a reader's program looks for them; both are there."""
    links = heads[url].all("link", rel="alternate")
    assert [link.attributes["type"] for link in links] == ["application/atom+xml", "application/feed+json"]
    for link in links:
        place = link.attributes["href"]
        assert (built.site / place.lstrip("/") if url == LOST else built.site / url / place).is_file()


def test_robots(built: Built) -> None:
    """Everything may be read, and the site map is named with its absolute address."""
    lines = (built.site / "robots.txt").read_text("utf-8").splitlines()
    assert f"Sitemap: {ADDRESS}sitemap.xml" in lines
    assert not [line for line in lines if line.startswith("Disallow: /")]
