"""Lists of activities."""

import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest

from branchsite.build import empty_hubs
from branchsite.library.library import Library
from branchsite.models.vocabulary import USUAL
from branchsite.views.listing import PAGE_SIZE
from branchsite.views.news import HUB, news_pages, studied_url
from branchsite.views.page import Page
from sites import Node, parse


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in news_pages(library)}


def titles(page: Page) -> list[str]:
    return [card.one("h3").text for card in parse(page.html).all("article", class_="story")]


def all_titles(pages: dict[str, Page], url: str) -> list[str]:
    """The cards of a list on all its pages."""
    found = titles(pages[url])
    numbers = (int(match[1]) for one in pages if (match := re.fullmatch(rf"{re.escape(url)}page-(\d+)/", one)))
    for number in sorted(numbers, reverse=True):
        found += titles(pages[f"{url}page-{number}/"])
    return found


def test_newest_first(tiny: Library) -> None:
    """The hub has every public record, and no other."""
    assert titles(by_url(tiny)[HUB]) == [
        *("预告：到社区去", "再读一章", "造一枚水火箭", "到江边去"),
        *("公开承诺：不搞有偿补课", "一起读原文"),
    ]


def test_every_facet_counts_what_its_list_shows(library: Library) -> None:
    """On the shipped data: the number beside a link is the number of cards behind it, over all its pages."""
    pages = by_url(library)
    facets = parse(pages[HUB].html).one("nav", class_="facets").all("a")
    assert len(facets) > 10
    for facet in facets:
        url = HUB + facet.attributes["href"].removeprefix("./")
        assert int(facet.one("i").text) == len(all_titles(pages, url)), url


def test_groups_divide_the_records(library: Library) -> None:
    """Months of a year, strands, and kinds each add up to all records; audiences overlap."""
    total = len(library.records)
    for group in parse(by_url(library)[HUB].html).all("div", class_="facet")[:3]:
        counts = {link.attributes["href"]: int(link.one("i").text) for link in group.all("a")}
        if "./" in counts:
            assert counts.pop("./") == total
            counts = {href: count for href, count in counts.items() if href.count("/") == 2}
        assert sum(counts.values()) == total, group.text


def wanted_lists(library: Library) -> dict[str, list[str]]:
    """Every list and the titles that belong in it, computed plainly."""
    found: dict[str, list[str]] = {}
    for record in library.records:
        day = record.date
        urls = [HUB, f"news/{day.year}/", f"news/{day.year}/{day.month:02}/", f"news/kind/{record.kind_slug}/"]
        urls.append(f"news/strand/{record.strand.slug}/")
        urls += [f"news/audience/{USUAL.audience_names[one]}/" for one in record.activity.audience]
        for url in urls:
            found.setdefault(url, []).append(record.title)
    return found


def test_every_record_stands_in_exactly_its_lists(library: Library, tiny: Library) -> None:
    """Hub, year, month, kind, strand, each audience: in order, nothing lost, doubled or astray, no list besides."""
    for facts in (library, tiny):
        pages = by_url(facts)
        wanted = wanted_lists(facts)
        assert {url: all_titles(pages, url) for url in wanted} == wanted
        assert {url if url in wanted else re.sub(r"page-\d+/$", "", url) for url in pages} == wanted.keys()


def test_cards_lead_to_their_records(library: Library) -> None:
    """Made for all pages that lie equally deep, and right on each."""
    urls = {record.title: record.url for record in library.records}
    for url, page in by_url(library).items():
        for link in parse(page.html).all("a", class_="cover"):
            assert urljoin(f"/{url}", link.attributes["href"]) == f"/{urls[link.text]}", url


def test_months_beside_a_year(world) -> None:
    """The months of the year that is shown; elsewhere those of the newest."""
    text = (
        "标题: 去年的学习\n类别: 集中学习\n活动日期: 2023-12-01\n发布日期: 2023-12-02\n对象: 党员\n"
        "摘要: 去年也学。\n正文: |\n  去年也学。\n审核: 支部书记\n"
    )
    pages = by_url(world({"data/activities/2023/2023-12-01-a.yml": text}))
    for url, months in {"news/2023/": 1, "news/2023/12/": 1, "news/2024/": 3, HUB: 3, "news/kind/study/": 3}.items():
        shown = [one.attributes["data-facet"] for one in parse(pages[url].html).one("nav", class_="facets").all("a")]
        year = "2023" if "2023" in url else "2024"
        assert sum(one.startswith(f"month={year}-") for one in shown) == months, url
        assert sum(one.startswith("month=") for one in shown) == months, url


def test_exactly_the_list_that_is_shown_is_marked(tiny: Library) -> None:
    """aria-current says where one is, once on every list."""
    for page in by_url(tiny).values():
        current = parse(page.html).one("nav", class_="facets").all("a", **{"aria-current": "page"})
        assert [one.attributes["href"] for one in current] == ["./"], page.url


def test_long_lists_have_several_pages(library: Library) -> None:
    """The shipped hub: both pages together show every record, and lead to each other."""
    pages = by_url(library)
    assert 2 * PAGE_SIZE <= len(library.records) < 3 * PAGE_SIZE
    first, second = parse(pages[HUB].html), parse(pages["news/page-1/"].html)
    assert [one.attributes["href"] for one in first.one("nav", class_="pager").all("a")] == ["page-1/"]
    assert [one.attributes["href"] for one in second.one("nav", class_="pager").all("a")] == ["../page-2/", "../"]
    assert not second.all("nav", class_="facets")
    assert all_titles(pages, HUB) == [record.title for record in library.records]
    assert pages[HUB].title != pages["news/page-1/"].title


@pytest.mark.parametrize(("count", "has_list"), [(PAGE_SIZE, False), (PAGE_SIZE + 1, True)])
def test_a_material_that_was_studied_often(count: int, has_list: bool, library: Library) -> None:
    """Its own page shows as many activities as a page of a list; with one more there is a list of them."""
    material = replace(library.materials[0], studied_in=(library.records * count)[:count])
    assert studied_url(material) == (f"{HUB}studied/{material.id}/" if has_list else None)


def test_the_first_picture_of_a_page_is_not_lazy(library: Library) -> None:
    """It is what a reader waits for; every other one loads when it is scrolled to, those of later cards, too."""
    shown = 0
    for page in news_pages(library):
        cards = parse(page.html).all("article", class_="story")
        eager = [(number, one) for number, card in enumerate(cards) for one in card.all("img") if is_eager(one)]
        first = cards[0].all("img") if cards else []
        assert [(number, one.attributes["src"]) for number, one in eager] == [
            (0, one.attributes["src"]) for one in first
        ], page.url
        shown += len(first)
    assert shown


def is_eager(image: Node) -> bool:
    assert ("fetchpriority" in image.attributes) is ("loading" not in image.attributes)
    return "fetchpriority" in image.attributes


def test_months_of_a_page(tiny: Library) -> None:
    """Headings by month, each leading to the month's own list, with the number on this page."""
    months = parse(by_url(tiny)[HUB].html).all("section", class_="month")
    assert [(one.one("h2").text, one.one("div", class_="head").one("span").text) for one in months] == [
        ("2024年5月", "2 次"),
        ("2024年4月", "2 次"),
        ("2024年3月", "2 次"),
    ]
    assert months[0].one("h2").one("a").attributes["href"] == "2024/05/"


def test_lists_only_of_what_there_is(tiny: Library) -> None:
    """No page for a kind without records, for a counted kind, or for a month without."""
    urls = by_url(tiny).keys()
    assert "news/kind/study/" in urls
    assert not {"news/kind/dues/", "news/kind/general-meeting/", "news/kind/heart-talk/", "news/2024/02/"} & urls


def test_two_years(world) -> None:
    """Each year has its list; the months of the newest stand beside it, those of the others in their lists."""
    text = (
        "标题: 去年的学习\n类别: 集中学习\n活动日期: 2023-12-01\n发布日期: 2023-12-02\n对象: 党员\n"
        "摘要: 去年也学。\n正文: |\n  去年也学。\n审核: 支部书记\n"
    )
    pages = by_url(world({"data/activities/2023/2023-12-01-a.yml": text}))
    group = parse(pages[HUB].html).all("div", class_="facet")[0]
    assert [link.text for link in group.all("a")] == [
        *("全部 7", "2024年 6", "2023年 1", "2024年5月 2", "2024年4月 2", "2024年3月 2"),
    ]
    assert titles(pages["news/2023/"]) == titles(pages["news/2023/12/"]) == ["去年的学习"]


def test_nothing_yet(world) -> None:
    """No activities at all: the hub stays, says so in a friendly way, and leaves the navigation."""
    library = world({"data/activities": None})
    (page,) = news_pages(library)
    assert "还没有发布活动" in parse(page.html).one("div", class_="empty").text
    assert empty_hubs(library) == [HUB]


def test_hidden_samples_leave_every_list(world) -> None:
    """Their kinds, months and strands vanish too, where nothing else is in them."""
    pages = by_url(world(swaps={"示例: 显示": "示例: 隐藏"}))
    assert titles(pages[HUB]) == ["再读一章", "公开承诺：不搞有偿补课", "一起读原文"]
    assert not {"news/2024/04/", "news/kind/youth/", "news/strand/green/"} & pages.keys()
