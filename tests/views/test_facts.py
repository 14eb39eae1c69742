"""What search engines are told, and the picture that stands for a page where it is shared."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image

from branchsite.build import pages_of, read_library
from branchsite.library.library import Library
from branchsite.views.page import Page
from edits import A, record
from pictures import image
from sites import SHIPPED, TINY, TODAY, Built, copy_site, parse

ADDRESS = "https://school.example/"


@pytest.fixture(scope="module")
def described() -> dict[str, Page]:
    """The pages of the shipped site at an address of its own."""
    return {page.url: page for page in pages_of(read_library(SHIPPED, TODAY, ADDRESS)[0])}


@pytest.mark.slow
def test_what_kind_of_thing_a_page_is(described: dict[str, Page]) -> None:
    """The branch, articles, events to come; lists, plans and prose say nothing. Addresses are full ones."""
    library, _ = read_library(SHIPPED, TODAY, ADDRESS)
    wanted = {"": "Organization", **{one.url: "Article" for one in library.materials}}
    wanted |= {one.url: "Event" if one.announced else "Article" for one in library.records}
    assert {url: page.facts["@type"] for url, page in described.items() if page.facts} == wanted
    assert all(page.facts["url"] == ADDRESS + url for url, page in described.items() if page.facts)


def test_how_the_branch_is_reached(described: dict[str, Page], tiny: Library) -> None:
    """As far as it is known."""
    known = {"telephone", "address", "email"}
    assert described[""].facts and not known & set(described[""].facts)
    facts = {page.url: page.facts for page in pages_of(tiny)}[""]
    assert facts and known <= set(facts)


def test_a_sample_says_so(described: dict[str, Page]) -> None:
    """Search engines show the headline alone."""
    facts = [page.facts for url, page in described.items() if url.startswith("news/20") and page.facts]
    assert facts and all(str(one.get("headline", one.get("name"))).startswith("【示例】") for one in facts)


def test_nobody_is_named(described: dict[str, Page]) -> None:
    """Authors and organisers are the branch; no Person occurs."""
    assert all('"Person"' not in json.dumps(page.facts) for page in described.values() if page.facts)


SIZES = [((300, 300), True), ((299, 900), False), ((1600, 1200), True)]


@pytest.mark.parametrize(("size", "shown"), SIZES)
def test_small_photos_are_not_shared(size: tuple[int, int], shown: bool, tmp_path: Path) -> None:
    """WeChat passes over those under 300 pixels (docs/dev/domain.md): then a card of the record's own does."""
    root = copy_site(tmp_path / "site", TINY)
    (root / A / "2024-04-15-tu").mkdir()
    (root / A / "2024-04-15-tu/01.jpg").write_bytes(image(size=size))
    (root / A / "2024-04-15-tu.yml").write_text(record(照片="\n  - 文件: 01.jpg\n    替代文字: 树"), "utf-8")
    pages = {page.url: page for page in pages_of(read_library(root, TODAY, ADDRESS)[0])}
    page = pages["news/2024/2024-04-15-tu/"]
    assert page.image == page.assets[-1].uri
    assert page.image.endswith(".jpg" if shown else ".png")


@pytest.mark.slow
def test_every_page_can_be_shared(built: Built) -> None:
    """Title, words and a picture by its full address, which is there and at least 300 pixels each way."""
    address = parse((built.site / "index.html").read_text("utf-8")).one("link", rel="canonical").attributes["href"]
    for path in built.pages:
        head = parse(path.read_text("utf-8")).one("head")
        told = {one.attributes.get("property", ""): one.attributes.get("content", "") for one in head.all("meta")}
        assert told["og:title"] and told["og:description"], path
        assert told["og:image"].startswith(address), path
        with Image.open(io.BytesIO((built.site / told["og:image"].removeprefix(address)).read_bytes())) as picture:
            assert min(picture.size) >= 300, path


@pytest.mark.slow
def test_the_facts_arrive(built: Built) -> None:
    """As JSON that a page may hold, whatever stands in a title."""
    for path in built.pages:
        for script in parse(path.read_text("utf-8")).all("script", type="application/ld+json"):
            facts = json.loads(str(script.children[0]))
            assert facts["@context"] == "https://schema.org"
            assert facts["url"].endswith("/")


def test_dates_are_those_of_the_record(tmp_path: Path) -> None:
    """First published, last changed."""
    root = copy_site(tmp_path / "site", TINY)
    (root / A / "2024-04-15-gai.yml").write_text(record(更新日期="2024-05-02"), "utf-8")
    pages = {page.url: page for page in pages_of(read_library(root, TODAY, ADDRESS)[0])}
    facts = pages["news/2024/2024-04-15-gai/"].facts
    assert facts and (facts["datePublished"], facts["dateModified"]) == ("2024-04-15", "2024-05-02")
