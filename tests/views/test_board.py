"""What the screen in the corridor and the poster show: the site's own figures, what is public, and not much of it."""

import datetime
import re

import pytest

from branchsite.build import pages_of
from branchsite.library.library import Library
from branchsite.search.entry import entries_of
from branchsite.views.board import board_of
from branchsite.views.disclosure import disclosure_page
from branchsite.views.page import Page
from branchsite.views.poster import poster_page
from branchsite.views.screen import screen_page
from branchsite.views.sitemap import sitemap
from edits import A, record
from sites import NO_PLAN, SHIPPED, TODAY, parse

NOTICE = f"{A}2024-05-06-gongshi.yml"
OPEN = record("2024-05-06", "公示", 标题="公示：示范方案", 截止="2024-05-12")


def both(library: Library) -> dict[str, Page]:
    """The two pages."""
    return {page.url: page for page in (screen_page(library), poster_page(library))}


def said(library: Library) -> dict[str, str]:
    """What they say."""
    return {url: parse(page.html).text for url, page in both(library).items()}


def test_the_figures_are_the_plans(tiny: Library) -> None:
    """Word for word as on the plan's own pages, and as the catalogue counts."""
    schedule = tiny.schedule
    assert schedule
    figures = re.search(r"向社会公开的 (\d+) 项，其中已公开 (\d+) 项", parse(disclosure_page(tiny).html).text)
    assert figures
    for text in said(tiny).values():
        assert schedule.headline in text and schedule.called in text
        for section in schedule.sections:
            assert section.section.short in text and section.tally.so_far in text
        assert f"向社会公开 {figures[1]} 项，已公开 {figures[2]} 项" in text


def test_the_newest_records(tiny: Library) -> None:
    """Five on the screen and four on paper, with day, sentence, picture, and a word where they are samples."""
    for (url, page), many in zip(both(tiny).items(), (5, 4), strict=True):
        items = parse(page.html).all("section", class_="news")
        items = items if url == "screen/" else items[0].all("li")
        assert [one.text.count("2024年") for one in items] == [1] * many
        for item, shown in zip(items, tiny.news, strict=False):
            assert shown.title in item.text and (shown.activity.summary or "") in item.text
            assert ("示例" in item.text) == shown.activity.sample
            assert len(item.all("picture")) == bool(shown.pictures)
            assert len(item.all("svg", class_="pic")) == (not shown.pictures)


def test_what_is_to_come(tiny: Library) -> None:
    """Announced activities and what is owed within six weeks, the nearest first, each with its last day."""
    rows = board_of(tiny, 5).ahead
    days = [one.day for one in rows]
    assert days == sorted(days) and days[0] >= TODAY and days[-1] <= TODAY + datetime.timedelta(weeks=6)
    assert {one.what for one in rows} > {"预告"}
    (slide,) = parse(screen_page(tiny).html).all("section", class_="ahead")
    assert [one.attributes["data-until"] for one in slide.all("li")] == [str(one) for one in days]


@pytest.mark.parametrize(("today", "runs"), [(datetime.date(2024, 5, 12), True), (datetime.date(2024, 5, 13), False)])
def test_a_notice(today: datetime.date, runs: bool, world) -> None:
    """While it runs, by its days; afterwards it is one of those that were opened. Never in both places."""
    library = world({NOTICE: OPEN}, today)
    board = board_of(library, 5)
    assert [one.title for one in board.notices] == ["公示：示范方案"] * runs
    assert [one.evidence.title for one in board.opened].count("公示：示范方案") == (not runs)
    for text in said(library).values():
        assert text.count("公示：示范方案") == 1 and ("正在公示" in text) == runs
        # How many days are left changes by the day: the script says so, or nobody.
        assert "还有" not in text


def test_what_was_opened_lately(tiny: Library) -> None:
    """The newest of all matters, once each; of a meeting only its day and kind."""
    opened = board_of(tiny, 5).opened
    days = [one.evidence.day for one in opened]
    assert days == ["2024年5月8日", "2024年3月14日", "2024年3月5日"]
    assert [one.title.endswith("（只公开日期）") for one in opened] == [False, True, False]
    assert all(one.matter in {matter.title for matter in tiny.matters if not matter.inner} for one in opened)


def test_nothing_private(world) -> None:
    """No word of what is only counted, within the Party, hidden, or still to come."""
    secret = "不能出现"
    inner = {"标题": secret, "地点": secret, "组织": secret, "时间": secret, "摘要": "", "正文": "", "审核": ""}
    files = {
        f"{A}2024-05-02-dahui.yml": record("2024-05-02", "支部党员大会", **inner),
        f"{A}2024-05-03-shili.yml": record("2024-05-03", 标题=secret, 摘要=secret, 示例="是"),
        f"{A}2024-05-04-jianglai.yml": record("2024-05-04", 标题=secret, 发布日期="2024-12-01"),
        f"{A}2024-05-05-dushu.yml": record("2024-05-05", 参加=secret, 审核=secret, 正文=secret),
    }
    library = world(files, swaps={"示例: 显示": "示例: 隐藏"})
    text = "".join(f"{page.html}{page.markdown}" for page in both(library).values())
    assert "2024年5月5日" in text and secret not in text
    assert not [one for one in ("党内的形式", "党内的岗位", "党内的出处", "只给党员看的事项", "机密") if one in text]


def test_a_site_with_nothing(world) -> None:
    """Brand, name and the code of the site; no heading stands over nothing."""
    nothing = {"data/gongkai.yml": None, **NO_PLAN}
    library = world(nothing)
    for page in both(library).values():
        shown = parse(page.html)
        assert library.site.name in shown.text and "https://example.com/" in shown.text
        assert not [
            one for one in ("活动动态", "计划", "接下来", "党务公开") if one in "".join(h.text for h in shown.all("h2"))
        ]
    assert len(parse(screen_page(library).html).all("section")) == 2
    assert len(parse(poster_page(library).html).all("svg", class_="code")) == 1


def test_the_words_of_a_branch(world) -> None:
    """任务 where the branch says so."""
    words = (SHIPPED / "data/vocabulary.yml").read_text("utf-8")
    library = world({"data/vocabulary.yml": f"{words}\n用词: {{承诺: 任务, 兑现: 完成}}\n"})
    assert "计划里快到期的任务" in said(library)["screen/"]


def test_old_records_leave_them_alone(world, tiny: Library) -> None:
    """Another word in one that is not among the newest changes no byte of them, and nothing is written."""
    name = f"{A}2024-02-27-dangfei.yml"
    text = (tiny.data.root / name).read_text("utf-8")
    changed = world({name: text.replace("标题:", "组织: 另一个部门\n标题:")})
    before, after = both(tiny), both(changed)
    assert changed.ledger != tiny.ledger
    assert {url: page.digest for url, page in before.items()} == {url: page.digest for url, page in after.items()}


def test_neither_is_found_by_search(tiny: Library) -> None:
    """They say what other pages say: no search, no site map."""
    pages = pages_of(tiny)
    alone = [page.url for page in pages if page.alone]
    assert alone == ["screen/", "poster/"] and not [one for one in entries_of(tiny) if one.url in alone]
    listed = sitemap(pages, "https://example.com/", TODAY)[0].read().decode()
    assert "example.com/notes/" in listed and not [url for url in alone if url in listed]
