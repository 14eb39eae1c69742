"""Study materials."""

import datetime
import re

from branchsite.library.library import Library
from branchsite.views.listing import PAGE_SIZE
from branchsite.views.news import news_pages
from branchsite.views.page import Page
from branchsite.views.plan import plan_pages
from branchsite.views.study import HUB, study_pages
from sites import NO_PLAN, TINY, parse


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in study_pages(library)}


def test_every_facet_counts_what_its_list_shows(library: Library) -> None:
    """On the shipped data: the number beside a link is the number of cards behind it, on all pages of the list."""
    pages = by_url(library)
    facets = parse(pages[HUB].html).one("nav", class_="facets").all("a")
    assert len(facets) > 10
    for facet in facets:
        url = HUB + facet.attributes["href"].removeprefix("./")
        sheets = [parse(page.html) for at, page in pages.items() if at == url or at.startswith(f"{url}page-")]
        assert int(facet.one("i").text) == sum(len(one.all("article", class_="sheet")) for one in sheets), facet.text


def test_every_material_stands_on_its_shelves(library: Library) -> None:
    """One topic, one type, one month, one year, as many audiences as it names."""
    pages = by_url(library)
    shown: dict[str, set[str]] = {}
    for url, page in pages.items():
        shelf = re.sub("page-[0-9]+/$", "", url)
        if shelf != HUB and shelf.count("/") == 3:
            titles = {card.one("h3").text for card in parse(page.html).all("article", class_="sheet")}
            shown.setdefault(shelf, set()).update(titles)
    for material in library.materials:
        standing = [url for url, titles in shown.items() if material.title in titles]
        assert len(standing) == 4 + len(material.study.audience), (material.id, standing)


def test_newest_month_first(library: Library) -> None:
    """What is read now stands on the first page, however many years there are; within a month by the file's name."""
    pages = by_url(library)
    for url, page in pages.items():
        if sheets := parse(page.html).all("div", class_="sheets"):
            shown = [card.one("h3").text for card in sheets[0].all("article")]
            months = {one.title: (-int(one.study.month.replace("-", "")), one.id) for one in library.materials}
            assert shown == sorted(shown, key=months.__getitem__), url


def test_long_shelves_have_several_pages(world) -> None:
    """No page grows with the number of materials; together they show each once."""
    text = (TINY / "docs/study/sanhui-yike.md").read_text()
    more = {
        f"docs/study/more-{number:02}.md": text.replace("三会一课：各是什么", f"第{number}篇")
        for number in range(2 * PAGE_SIZE)
    }
    library = world(more)
    pages = by_url(library)
    first, second = (parse(pages[url].html) for url in (HUB, f"{HUB}page-1/"))
    shown = [card.one("h3").text for page in (first, second) for card in page.all("article", class_="sheet")]
    assert len(second.all("article", class_="sheet")) == PAGE_SIZE
    assert sorted(shown) == sorted(one.title for one in library.materials)
    assert f"{HUB}topic/organisation/page-1/" in pages and f"{HUB}topic/teaching/page-1/" not in pages


def test_no_empty_shelf(tiny: Library) -> None:
    """A topic without materials has no page and no link."""
    lists = [url for url in by_url(tiny) if "/topic/" in url and not url.endswith("/read/")]
    assert lists == ["study/topic/organisation/", "study/topic/teaching/"]
    assert "党的理论" not in by_url(tiny)[HUB].html


def test_a_material(tiny: Library) -> None:
    """Contents, source box, the items it serves, and where it was studied."""
    page = parse(by_url(tiny)["study/sanhui-yike/"].html)
    assert [link.text for link in page.one("nav", class_="toc").all("a")] == ["是什么"]
    assert (
        "《中国共产党支部工作条例（试行）》 中共中央 · 2018年10月28日印发 共产党员网"
        in page.one("section", class_="sources").text
    )
    assert page.one("ul", class_="plain").one("a").attributes["href"] == "../../plan/2023-2024-2/1-1/"
    assert [link.text for link in page.one("ul", class_="evidence").all("a")] == ["再读一章", "一起读原文"]


def test_a_material_that_was_studied_often(world) -> None:
    """Its page shows the newest and leads to the list of all, which is paged and has no facets."""
    more = {
        f"data/activities/2024/2024-04-{day:02}-x.yml": (
            f"标题: 第{day}次\n类别: 集中学习\n活动日期: 2024-04-{day:02}\n发布日期: 2024-04-{day:02}\n对象: 党员\n"
            "摘要: 学。\n正文: |\n  学。\n审核: 支部书记\n学习资料: sanhui-yike\n"
        )
        for day in range(1, 2 * PAGE_SIZE + 1)
    }
    library = world(more)
    page = parse(by_url(library)["study/sanhui-yike/"].html)
    studied = next(one.studied_in for one in library.materials if one.id == "sanhui-yike")
    assert len(studied) == 2 * PAGE_SIZE + 2
    shown = page.one("ul", class_="evidence").all("a")
    assert [link.text for link in shown] == [one.title for one in studied[:PAGE_SIZE]]
    (link,) = [one for one in page.all("a") if one.text == f"全部 {len(studied)} 次活动"]
    assert link.attributes["href"] == "../../news/studied/sanhui-yike/"
    pages = {one.url: parse(one.html) for one in news_pages(library) if "/studied/" in one.url}
    assert list(pages) == ["news/studied/sanhui-yike/", "news/studied/sanhui-yike/page-1/"]
    cards = [card.one("h3").text for one in pages.values() for card in one.all("article", class_="story")]
    assert cards == [one.title for one in studied]
    assert not any(one.all("nav", class_="facets") for one in pages.values())


def test_a_section_can_be_served_as_well_as_an_item(tiny: Library) -> None:
    """条目: 二1、二."""
    page = parse(by_url(tiny)["study/weichengnianren/"].html)
    assert [link.attributes["href"] for link in page.one("ul", class_="plain").all("a")] == [
        "../../plan/2023-2024-2/2-1/",
        "../../plan/2023-2024-2/2/",
    ]


def test_neighbours_within_the_topic(library: Library) -> None:
    """On the shipped data: following 下一篇 from the first of a topic passes each of its materials once."""
    pages = by_url(library)
    shelf = [one for one in library.materials if one.study.topic == library.materials[0].study.topic]
    assert len(shelf) > 1
    for index, material in enumerate(shelf):
        near = parse(pages[material.url].html).one("nav", **{"aria-label": "同主题的资料"}).all("a")
        wanted = shelf[max(index - 1, 0) : index] + shelf[index + 1 : index + 2]
        assert [link.attributes["href"] for link in near] == [f"../{one.id}/" for one in wanted]


def test_hidden_samples_were_not_studied(world) -> None:
    """A sample's name does not stay behind on the material's page."""
    page = by_url(world(swaps={"示例: 显示": "示例: 隐藏", "正文: |\n  党员们又": "示例: 是\n正文: |\n  党员们又"}))
    assert "再读一章" not in page["study/sanhui-yike/"].html
    assert "一起读原文" in page["study/sanhui-yike/"].html


def test_none_yet(world) -> None:
    """No materials: one page, and a friendly word."""
    (page,) = study_pages(world(NO_PLAN))
    assert "还没有学习资料" in parse(page.html).one("div", class_="empty").text


def test_months_of_every_year(world) -> None:
    """Stand behind those of one year, in the year's order, with lists of their own and facets on every list."""
    text = (TINY / "docs/study/sanhui-yike.md").read_text()
    more = {f"docs/study/every-{month}.md": text.replace("2024-03", f"{month}月") for month in (11, 4)}
    pages = by_url(world(more))
    assert {"study/month/04/", "study/month/11/", "study/month/2024-03/", "study/year/2024/"} <= pages.keys()
    assert "study/year/04/" not in pages
    shown = [link.attributes["href"] for link in parse(pages[HUB].html).one("div", class_="list").all("a")]
    assert shown == ["weichengnianren/", "sanhui-yike/", "every-4/", "every-11/"]
    for url in (HUB, "study/month/04/", "study/month/2024-03/", "study/topic/organisation/"):
        facets = parse(pages[url].html).one("nav", class_="facets").text
        assert re.search("每年4月 ?1", facets) and re.search("每年11月 ?1", facets), url
    assert parse(pages["study/month/04/"].html).one("h1").text == "月份：每年4月"
    (link,) = [one for one in parse(pages["study/every-4/"].html).all("a") if one.text == "每年4月"]
    assert link.attributes["href"] == "../month/04/"


def test_only_months_of_every_year(world) -> None:
    """The facets are there, without a year."""
    library = world(swaps={"月份: 2024-03": "月份: 3月", "月份: 2024-05": "月份: 5月"})
    pages = by_url(library)
    assert not [url for url in pages if "/year/" in url]
    assert "每年3月" in parse(pages[HUB].html).one("nav", class_="facets").text


def test_a_material_of_another_plan(world) -> None:
    """Names the term of an item that is not the running plan's; that plan's item of the same number has none."""
    plan = (TINY / "data/plans/2023-2024-2.yml").read_text(encoding="utf-8")
    swaps = {"2024-02-19": "2024-09-02", "2024-06-30": "2025-01-17", "截止: 2024-": "截止: 2024-09-10 # "}
    for old, new in {**swaps, "学期: 2023—2024学年度第二学期": "学期: 下一学期"}.items():
        plan = plan.replace(old, new)
    library = world({"data/plans/next.yml": plan}, today=datetime.date(2024, 10, 1))
    items = parse(by_url(library)["study/sanhui-yike/"].html).one("ul", class_="plain")
    assert items.text == "1. 抓好党员的学习 2023—2024学年度第二学期"
    assert items.one("a").attributes["href"] == "../../plan/2023-2024-2/1-1/"
    plans = {page.url: page.html for page in plan_pages(library)}
    link = "study/sanhui-yike/"
    assert link in plans["plan/2023-2024-2/1-1/"] and link not in plans["plan/next/1-1/"]
