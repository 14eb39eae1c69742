"""What a view gives."""

from dataclasses import replace
from typing import Any

import pytest
import yaml

from branchsite.build import build_pages
from branchsite.views.page import Asset, Page
from branchsite.views.render import Rendering, render
from page_types import LOST, TYPES
from sites import SHIPPED, TODAY

CONTENT = render("plan_none.html", "plan/")


@pytest.mark.parametrize("url", ["", "news/", "news/2024/a/"])
def test_source_is_an_index(url: str) -> None:
    """Any generator makes a directory's page of index.md."""
    assert Page(url, "", "", CONTENT, "", "").src_uri == f"{url}index.md"


@pytest.mark.parametrize("title", ["一行", '引号 "x"', "冒号: 和 # 号", "反斜线 \\ 和 '", "--- 横线", "{{ x }}", "是"])
def test_front_matter_is_yaml(title: str) -> None:
    """Whatever is in a title, another generator reads it back."""
    text = Page("a/", title, title, CONTENT, "", "").markdown
    front, _, body = text.removeprefix("---\n").partition("\n---\n")
    read = yaml.safe_load(front)
    assert (read["title"], read["description"], read["hide"]) == (title, title, ["navigation", "toc"])
    assert body.strip() == CONTENT.html.strip()


PAGE = Page("a/", "标题", "描述", CONTENT, "news/", "a.yml")


@pytest.mark.parametrize(
    "change",
    [
        {"title": "别的"},
        {"description": "别的"},
        {"hub": "study/"},
        {"image": "a.jpg"},
        {"facts": {"@type": "Article"}},
        {"scripts": ("a.js",)},
        {"alone": "a.css"},
        {"content": render("plan_none.html", "plan/x/")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_digest_follows_what_is_shown(change: dict[str, Any]) -> None:
    """Each part that stands in the HTML or in its head."""
    assert replace(PAGE, **change).digest != PAGE.digest
    assert replace(PAGE).digest == PAGE.digest


def test_the_digest_of_an_asset() -> None:
    """Its name where that is a fingerprint, else what its maker says, else nothing."""
    assert Asset("a.12345678.jpg", bytes).digest == "a.12345678.jpg"
    assert Asset("feed.xml", bytes, "abc").digest == "abc"
    assert Asset("robots.txt", bytes).digest == ""


def test_a_page_of_each_template_is_looked_at() -> None:
    """The tests in a browser go through TYPES of tests/page_types.py: a new page has to come into it."""
    pages = {page.url: page for page in build_pages(SHIPPED, TODAY)}
    looked_at = {template_of(pages[url]) for url in TYPES.values() if url != LOST}
    assert {template_of(page) for page in pages.values()} - looked_at == set()


def template_of(page: Page) -> str:
    return page.content.template if isinstance(page.content, Rendering) else page.url
