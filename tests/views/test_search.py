"""The search page."""

from collections.abc import Callable

from branchsite.library.library import Library
from branchsite.views.search import URL, search_page
from sites import NO_PLAN, parse


def test_ways_for_those_without_script(tiny: Library) -> None:
    """Hubs, and each kind and topic that has something, with its number."""
    page = parse(search_page(tiny).html)
    kinds = {link.text: link.attributes["href"] for link in page.one("nav", **{"aria-label": "活动类别"}).all("a")}
    assert kinds["主题党日 2"] == "../news/kind/party-day/"
    assert len(kinds) == len({one.kind_slug for one in tiny.records})
    topics = page.one("nav", **{"aria-label": "资料主题"})
    assert [link.text for link in topics.all("a")] == ["组织生活 1", "育人工作 1"]
    assert page.one("p", **{"class": "note no-search"})


def test_an_empty_site(world: Callable[..., Library]) -> None:
    """No kinds, no topics: no headings for them."""
    html = search_page(world({**NO_PLAN})).html
    assert URL == "search/" and "按活动类别找" not in html and "按资料主题找" not in html
