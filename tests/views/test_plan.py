"""The plan's pages: grid, timeline, doors, and the days on which little is to be seen."""

import datetime
import itertools
import re

import pytest

from branchsite.library.library import Library
from branchsite.library.progress import Mark
from branchsite.views import plan
from branchsite.views.news import news_pages
from branchsite.views.page import Page
from branchsite.views.plan import Cell, Row, grid, plan_pages, timeline
from sites import NO_PLAN, parse

TERM = "plan/2023-2024-2/"


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in plan_pages(library)}


def rows(library: Library) -> dict[str, Row]:
    """The lines of the grid by the commitment's id."""
    return {row.progress.commitment.id: row for group in grid(library.schedule) for row in group.rows}


def proven(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.slug == Mark.PROVEN.slug]


TERMS = {
    "five months": {},
    "six months": {"结束: 2024-06-30": "结束: 2024-07-10"},
    "seven months": {"开始: 2024-02-19": "开始: 2024-01-08", "结束: 2024-06-30": "结束: 2024-07-10"},
}


@pytest.mark.parametrize("swaps", TERMS.values(), ids=TERMS)
def test_every_line_fills_the_term(world, swaps: dict[str, str]) -> None:
    """The cells of each line, wide ones counted by their months, are as many as the term has months."""
    library = world(swaps=swaps)
    months = len(library.schedule.term.months)
    for id, row in rows(library).items():
        assert sum(cell.width for cell in row.cells) == months, id
    table = parse(by_url(library)[TERM].html).one("table", class_="coverage")
    assert len(table.one("thead").all("th")) == months + 2
    for line in table.all("tr", class_="line"):
        assert sum(int(cell.attributes.get("colspan", "1")) for cell in line.all("td")) == months + 1


def test_every_line_fills_the_shipped_term(library: Library) -> None:
    """The same for every commitment of the real plan, each of which has one line."""
    months = len(library.schedule.term.months)
    assert rows(library).keys() == {one.commitment.id for one in library.schedule.all_progress}
    assert {sum(cell.width for cell in row.cells) for row in rows(library).values()} == {months}


def test_a_term_over_new_year(world) -> None:
    """September to January: the months follow each other, and a quarter does not end with the year."""
    swaps = {"开始: 2024-02-19": "开始: 2023-09-01", "结束: 2024-06-30": "结束: 2024-01-28"}
    files = {"data/activities": None}
    library = world(files, datetime.date(2023, 11, 15), swaps | {"截止: 2024": "截止: 2023-12-01 # "})
    line = timeline(library, library.schedule)
    assert [month.label for month, _, _ in line.months] == ["9月", "10月", "11月", "12月", "1月"]
    assert line.now_month == 2
    assert [cell.width for cell in rows(library)["general-meeting"].cells] == [1, 3, 1]
    assert [cell.width for cell in rows(library)["dues"].cells] == [4, 1]


def test_doors(tiny: Library) -> None:
    """A proven cell opens the one public record behind it; several, or counted ones, the list at the commitment."""
    found = rows(tiny)
    assert [cell.href for cell in proven(found["spirit"])] == [
        "news/2024/2024-03-05-yuanwen/",
        "news/2024/2024-05-08-xuexi/",
    ]
    assert [cell.href for cell in proven(found["general-meeting"])] == [f"{TERM}1-1/#general-meeting"]
    assert {cell.href for cell in proven(found["dues"])} == {f"{TERM}2-2/#dues"}
    march = proven(found["news"])[0]
    assert (march.label, march.href) == ("3月：有记录 2 次", f"{TERM}2-2/#news")


def test_closed_cells_lead_nowhere_and_say_why(tiny: Library) -> None:
    """Missed, open and future cells have words and no link; an empty one has neither."""
    for row in rows(tiny).values():
        for cell in row.cells:
            if cell.slug != Mark.PROVEN.slug:
                assert cell.href is None
                assert bool(cell.label) == (cell.slug != Mark.EMPTY.slug)
    assert [cell.label for cell in rows(tiny)["spirit"].cells] == [
        *("2月：缺记录", "3月：有记录 1 次", "4月：缺记录", "5月：有记录 1 次", "6月：未到期"),
    ]


def test_a_commitment_that_belongs_to_two_items_has_one_line(tiny: Library) -> None:
    """Its line stands where it is at home; the guest's page shows it too."""
    titles = [row.progress.commitment.id for group in grid(tiny.schedule) for row in group.rows]
    assert titles.count("general-meeting") == 1
    assert parse(by_url(tiny)[f"{TERM}2-2/"].html).all("article", id="general-meeting")


@pytest.mark.parametrize("day", ["2024-02-01", "2024-02-19", "2024-05-10", "2024-06-30", "2025-01-01"])
def test_timeline_stays_within_the_term(world, day: str) -> None:
    """Every position is within 0 and 100, on any day; months fill the width; now is marked only within the term."""
    library = world(today=datetime.date.fromisoformat(day))
    line = timeline(library, library.schedule)
    places = [line.now, *(dot.at for dot in line.dots), *(due.at for due in line.dues)]
    assert all(0 <= place <= 100 for place in places)
    assert {dot.url for dot in line.dots} <= {record.url for record in library.records}
    ends = [at + width for _, at, width in line.months]
    assert line.months[0][1] == 0 and abs(ends[-1] - 100) < 0.1
    assert all(0 <= later - end < 1.5 for end, (_, later, _) in zip(ends, line.months[1:], strict=False))
    assert (line.now_month >= 0) == ("2024-02-19" <= day <= "2024-06-30")


def test_timeline_dots_do_not_cover_each_other(library: Library) -> None:
    """On the shipped data: in a row, dots are apart; a row more than there is room for is not made."""
    dots = timeline(library, library.schedule).dots
    assert len(dots) == len(library.records)
    for row in {dot.row for dot in dots}:
        places = [dot.at for dot in dots if dot.row == row]
        assert all(later - one > 1 for one, later in itertools.pairwise(places))


def test_many_records_are_told_by_week(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each week and strand a dot that leads to the month's list; together they count every record once."""
    monkeypatch.setattr(plan, "_MANY", 10)
    line = timeline(library, library.schedule)
    term = library.schedule.term
    shown = library.records_in(term)
    weeks = {((one.date - term.start).days // 7, one.strand, one.announced) for one in shown}
    assert line.weekly and len(line.dots) == len(weeks) < len(shown)
    assert sum(int(one[1]) if (one := re.search(r"活动 (\d+) 次", dot.label)) else 1 for dot in line.dots) == len(shown)
    lists = {page.url for page in news_pages(library)} | {one.url for one in shown}
    assert {dot.url for dot in line.dots} <= lists
    assert f"公开活动 {len(shown)} 次" in line.label
    together = next(dot for dot in line.dots if "次" in dot.label)
    assert re.fullmatch(r"\d+月\d+日(到\d+月\d+日)?，(江心红|生态绿)活动 \d+ 次", together.label)
    assert "一个点是一周" in by_url(library)["plan/"].html


def test_many_proofs_are_counted_by_month(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every record once; those with pages lead to the list of their month, those without to nothing."""
    schedule = library.schedule
    many = [one for one in schedule.all_progress if len(one.records) > 1]
    assert many and all(plan.by_month(one.records) == [] for one in many)
    monkeypatch.setattr(plan, "_LISTED", 1)
    lists = {page.url for page in news_pages(library)}
    for one in many:
        months = plan.by_month(one.records)
        assert sum(month.count for month in months) == len(one.records)
        assert {month.url for month in months if month.url} <= lists
        assert any(month.url for month in months) == any(record.public for record in one.records)
    pages = "".join(page.html for page in plan_pages(library) if page.url.startswith(TERM))
    assert pages.count('class="chips months"') == sum(not one.internal for one in many)
    assert "次，只公开日期</span>" in pages


def test_progress_counts_no_announcement(tiny: Library) -> None:
    """What is only announced stands on the timeline, but proves nothing."""
    party_day = rows(tiny)["party-day"]
    assert party_day.progress.state_label == "进行中 1/2"
    ahead = parse(by_url(tiny)["plan/"].html).all("circle", class_="ahead")
    assert [one.one("title").text for one in ahead] == ["5月20日 预告：到社区去"]


def test_states_have_words_and_an_icon(tiny: Library) -> None:
    """Colour is never the only sign (domain.md §3)."""
    for page in plan_pages(tiny):
        for state in parse(page.html).all("span", class_="state"):
            assert state.text and state.all("svg"), page.url


def test_internal_commitments_say_only_that_they_are(tiny: Library) -> None:
    """按规定执行，不对外公开: no audience, no measure, no figure, no records."""
    pledge = parse(by_url(tiny)[f"{TERM}2-2/"].html).one("article", id="heart-talk")
    assert "按规定执行，不对外公开" in pledge.text
    assert not pledge.all("dl") and not pledge.all("ul")


def test_counted_records_show_date_and_kind_only(tiny: Library) -> None:
    """No title, and no link: such a record has no page."""
    pledge = parse(by_url(tiny)[f"{TERM}1-1/"].html).one("article", id="general-meeting")
    (line,) = pledge.one("ul", class_="evidence").all("li")
    assert line.text == "2024年3月14日 支部党员大会，只公开日期"
    assert not line.all("a")


def test_a_term_that_has_ended(world) -> None:
    """Shown as it ended: the day is the last, nothing is coming, what was not done is late."""
    library = world(today=datetime.date(2024, 9, 1))
    page = parse(by_url(library)["plan/"].html)
    assert "学期已于2024年6月30日结束" in page.text
    assert "学期已经结束。" in page.text
    assert not page.all("th", class_="now") and not page.all("td", class_="now")
    assert not library.schedule.next
    states = {row.progress.state_label for row in rows(library).values()}
    assert not {word for word in states if word.startswith(("进行中", "未到期"))}


def test_a_term_to_come(world) -> None:
    """Before its first day nothing is late and nothing is done."""
    library = world({"data/activities": None}, datetime.date(2024, 2, 1))
    tally = library.schedule.tally
    assert (tally.done, tally.late) == (0, 0)
    assert "没有逾期的承诺。" in parse(by_url(library)["plan/"].html).text


def test_no_plan(world) -> None:
    """Without any plan the hub is one friendly page."""
    (page,) = plan_pages(world(NO_PLAN))
    assert page.url == "plan/"
    assert "还没有录入工作计划" in parse(page.html).one("div", class_="empty").text


def test_two_plans(world) -> None:
    """The hub shows the one in force and names the other; each has its own pages."""
    text = PLAN.format(start="2024-09-01", end="2025-01-20")
    library = world({"data/plans/2024-2025-1.yml": text})
    pages = by_url(library)
    assert {"plan/", TERM, f"{TERM}1/", "plan/2024-2025-1/", "plan/2024-2025-1/1-1/"} <= pages.keys()
    assert library.schedule.id == "2023-2024-2"
    others = [link.attributes["href"] for link in parse(pages["plan/"].html).all("a") if link.text == "下一学期"]
    assert others == ["2024-2025-1/"]


def test_hidden_samples_prove_nothing(world) -> None:
    """The switch takes samples out of the figures as well."""
    found = rows(world(swaps={"示例: 显示": "示例: 隐藏"}))
    assert found["party-day"].progress.records == ()
    assert not proven(found["educations"])


def test_each_part_leads_to_its_neighbours(tiny: Library) -> None:
    """前一项 and 后一项 run through sections and items in the plan's order, to and fro."""
    pages = by_url(tiny)
    order = [url for url in pages if url.count("/") == 3]
    assert order == [f"{TERM}{part}/" for part in ("1", "1-1", "1-2", "2", "2-1", "2-2")]
    for index, url in enumerate(order):
        near = parse(pages[url].html).one("nav", class_="near")
        wanted = order[max(index - 1, 0) : index] + order[index + 1 : index + 2]
        assert [link.attributes["href"] for link in near.all("a")] == ["../" + one.removeprefix(TERM) for one in wanted]


PLAN = """\
标题: 下一学期计划
学期: 下一学期
开始: {start}
结束: {end}
学期依据: 测试
概要: 只有一条。
部分:
  - 标题: 加强学习
    简称: 学习
    概要: 学习。
    条目:
      - 标题: 读书
        简称: 读书
        概要: 读书。
        承诺:
          - 标识: books
            简称: 读一本书
            标题: 读一本书
            可见: 公
            对象: [党员]
            证据: [集中学习]
            考核:
              方式: 按次数
              目标: 1
            依据:
              出处: 测试
              性质: 自定
"""
