"""The front page."""

import datetime

import pytest

from branchsite.library.library import Library
from branchsite.views.home import home_page
from sites import NO_PLAN, Node, parse


def page(library: Library) -> Node:
    return parse(home_page(library).html)


def headings(node: Node) -> list[str]:
    return [one.text for one in node.all("h2")]


def cards(node: Node, tag: str = "article", class_: str = "story") -> list[str]:
    return [card.one("h3").text for card in node.all(tag, class_=class_)]


def test_latest_are_held_and_newest_first(tiny: Library, library: Library) -> None:
    """At most five; what is only announced is no news."""
    assert cards(page(tiny)) == ["再读一章", "造一枚水火箭", "到江边去", "公开承诺：不搞有偿补课", "一起读原文"]
    assert cards(page(library)) == [record.title for record in library.held[:5]]


def test_what_is_coming(tiny: Library) -> None:
    """The announced first, then what the plan owes, the nearest first, each leading to where it is explained."""
    ahead = page(tiny).all("article", class_="ahead")
    assert ahead[0].text.startswith("20 5月 预告 主题党日 示例 预告：到社区去")
    days = [one.one("p", class_="day").text for one in ahead[1:]]
    assert days == ["15 6月", "30 6月", "30 6月", "30 6月"]
    assert all("#" in one.one("h3").one("a").attributes["href"] for one in ahead[1:])


def test_progress_is_that_of_the_plan(library: Library) -> None:
    """The ring's figures are the schedule's, and the words beside it say what they count."""
    tally = library.schedule.tally
    ring = page(library).one("a", class_="ring")
    assert ring.one("span", class_="count").text == f"{tally.kept} / {tally.due}"
    assert ring.text == f"{tally.kept} / {tally.due} 项到期承诺已兑现 全学期可计量 {tally.measured} 项"
    pieces = [one.attributes["class"] for one in ring.all("circle")][1:]
    assert pieces == [one.state.slug for one in tally.bar]


@pytest.mark.parametrize(
    ("day", "title", "month"),
    [
        ("2024-02-20", "接下来的学习资料", "2024年3月"),
        ("2024-03-31", "本月学习", "2024年3月"),
        ("2024-04-02", "最近的学习资料", "2024年3月"),
        ("2024-05-01", "本月学习", "2024年5月"),
        ("2026-11-01", "最近的学习资料", "2024年5月"),
    ],
)
def test_study_of_the_month(world, day: str, title: str, month: str) -> None:
    """This month's materials; in a month without, those of the last that had some; before all, the first's."""
    node = page(world(today=datetime.date.fromisoformat(day)))
    section = node.all("section")[-1]
    assert section.one("h2").text == title
    assert section.one("div", class_="head").one("span").text == month
    assert len(section.all("article", class_="sheet")) == 1


def test_study_of_a_month_of_every_year(world) -> None:
    """In the second year it is there again, and the month is this year's."""
    node = page(world(today=datetime.date(2026, 5, 9), swaps={"月份: 2024-05": "月份: 5月"}))
    section = node.all("section")[-1]
    assert (section.one("h2").text, section.one("div", class_="head").one("span").text) == ("本月学习", "2026年5月")
    assert "每年5月" in section.one("article", class_="sheet").text


@pytest.mark.parametrize(
    ("day", "title"),
    [
        ("2024-02-18", "下学期计划（还没有开始）"),
        ("2024-02-19", "本学期计划"),
        ("2024-06-30", "本学期计划"),
        ("2024-07-01", "上学期计划（已结束）"),
        ("2026-11-01", "上学期计划（已结束）"),
    ],
)
def test_whose_plan_it_is(world, day: str, title: str) -> None:
    """A plan is this term's only while its term runs."""
    assert headings(page(world(today=datetime.date.fromisoformat(day))))[0] == title


def test_no_plan(world) -> None:
    """Without a plan its section is not shown empty: it is not shown."""
    node = page(world(NO_PLAN))
    assert headings(node) == ["活动动态", "接下来", "本月学习"]
    assert [one.text for one in node.all("div", class_="empty")] == [
        "还没有发布活动。第一条活动发布以后，会出现在这里。",
        "眼下没有预告的活动，也没有快到期的承诺。",
        "还没有学习资料。",
    ]


def test_hidden_samples(world) -> None:
    """Only what is real is left."""
    node = page(world(swaps={"示例: 显示": "示例: 隐藏"}))
    assert cards(node) == ["再读一章", "公开承诺：不搞有偿补课", "一起读原文"]
    assert not node.all("span", class_="sample")


def test_an_ended_term(world) -> None:
    """It says that it has ended, and what comes after."""
    node = page(world(today=datetime.date(2024, 8, 1)))
    assert "学期已于2024年6月30日结束" in node.text
    assert "这个学期已经结束" in node.one("div", class_="empty").text


def test_has_one_heading_and_a_description(library: Library) -> None:
    """The brand is the h1, readable without seeing it."""
    made = home_page(library)
    mark = parse(made.html).one("h1").one("svg")
    assert (mark.attributes["role"], mark.attributes["aria-label"]) == ("img", "江心红·生态绿")
    assert (made.title, made.description) == (library.site.name, library.site.about)
