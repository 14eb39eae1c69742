"""The plan's own text: a page of its own, and on the pages of its sections and items."""

import pytest

from branchsite.library.plan_text import squeezed
from branchsite.search.entry import entries_of
from branchsite.views.plan import plan_pages
from branchsite.views.plan_text import title_pieces
from sites import Node, parse

TERM = "plan/2023-2024-2/"
SWAPS = {
    "概要: 每一种考核方式都有一条承诺。": "概要: 每一种考核方式都有一条承诺。\n原文: 开头的话。\n结尾: 结尾的话。",
    "概要: 学习和组织生活。": "概要: 学习和组织生活。\n    原文: |\n      加强学习。\n      还要读书<b>。",
    "概要: 三会一课和学时。": "概要: 三会一课和学时。\n        原文: 开好三会一课。",
    "标题: 抓好党员的学习": "标题: 抓好党员的学习。",
    "标题: 每月至少学习一次": "标题: 每月至少学习一次\n        出处: 加强学习",
}


@pytest.fixture
def pages(world) -> dict[str, Node]:
    """The plan's pages by their address; tiny's plan has its text."""
    return {page.url: parse(page.html) for page in plan_pages(world(swaps=SWAPS))}


def test_the_whole_text(pages: dict[str, Node]) -> None:
    """Headings with their numbers and paragraphs in order, each heading a way to its page; nothing of ours in it."""
    article = pages[f"{TERM}text/"].one("article", class_="official")
    lines = [(one.tag, one.text) for one in article.children if isinstance(one, Node)]
    assert lines[:7] == [
        ("h1", "示范支部学期计划"),
        ("p", "开头的话。"),
        ("h2", "一、加强思想建设"),
        ("p", "加强学习。"),
        ("p", "还要读书<b>。"),
        ("h3", "1.抓好党员的学习。"),
        ("p", "开好三会一课。"),
    ]
    assert lines[-1] == ("p", "结尾的话。")
    assert [one.attributes["href"] for one in article.all("a")][:2] == ["../1/", "../1-1/"]


def test_each_part_shows_its_own(pages: dict[str, Node]) -> None:
    """In place of our summary, above its commitments; a part without text keeps the summary."""
    section = pages[f"{TERM}1/"]
    assert [one.text for one in section.one("blockquote").all("p")] == ["加强学习。", "还要读书<b>。"]
    assert "学习和组织生活" not in section.text
    assert section.one("p", class_="source").text == "出自 加强学习"
    assert not pages[f"{TERM}2/"].all("blockquote")
    assert "师生和作风。" in pages[f"{TERM}2/"].text


def test_a_heading_ends_without_a_stop(pages: dict[str, Node]) -> None:
    """As pages have it; the text keeps it."""
    assert pages[f"{TERM}1-1/"].one("h1").text == "1. 抓好党员的学习"


def test_the_overview_leads_to_it(pages: dict[str, Node]) -> None:
    """By the plan's name."""
    assert "示范支部学期计划（原文）" in [one.text for one in pages[TERM].one("header").all("a")]


def test_it_is_found(world) -> None:
    """A section's or item's text with its page, what begins and ends the plan with the page of the text."""
    found = {one.url: one for one in entries_of(world(swaps=SWAPS))}
    assert "开好三会一课" in found[f"{TERM}1-1/"].text
    assert squeezed(found[f"{TERM}text/"].text) == "开头的话。结尾的话。"


def test_a_plan_without_text_has_no_such_page(tiny) -> None:
    """Nor a link to one."""
    pages = {page.url: page for page in plan_pages(tiny)}
    assert f"{TERM}text/" not in pages
    assert not [one for one in parse(pages[TERM].html).all("a") if one.attributes["href"].endswith("text/")]


TITLES = [
    ("2023—2024学年度第二学期学校党建工作计划", ["2023—2024学年度第二学期", "学校党建工作计划"]),
    ("2024年度党建工作计划", ["2024年度", "党建工作计划"]),
    ("2024学年党支部工作计划", ["2024学年", "党支部工作计划"]),
    ("2024学年度党支部工作计划", ["2024学年度", "党支部工作计划"]),
    ("党支部工作计划", ["党支部工作计划"]),
    ("第一学期", ["第一学期"]),
]


@pytest.mark.parametrize(("title", "pieces"), TITLES)
def test_where_a_title_breaks(title: str, pieces: list[str]) -> None:
    """Behind the time it is for."""
    assert title_pieces(title) == pieces
