"""The plan's pages: grid, timeline, doors, and the days on which little is to be seen."""

import datetime
import itertools
import re

import pytest

from branchsite.library.library import Library
from branchsite.library.progress import PeriodMark
from branchsite.models.vocabulary import USUAL_WORDING
from branchsite.views import plan
from branchsite.views.news import news_pages
from branchsite.views.page import Page
from branchsite.views.plan import Cell, Row, grid, plan_pages, timeline
from sites import NO_PLAN, TINY, parse

TERM = "plan/2023-2024-2/"


def by_url(library: Library) -> dict[str, Page]:
    return {page.url: page for page in plan_pages(library)}


def rows(library: Library) -> dict[str, Row]:
    """The lines of the grid by the commitment's id."""
    return {row.progress.commitment.id: row for group in grid(library.schedule) for row in group.rows}


def proven(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.slug == PeriodMark.PROVEN.slug]


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
    assert [cell.slug for cell in rows(library)["general-meeting"].cells] == ["owed", "open", "future"]
    assert [cell.width for cell in rows(library)["dues"].cells] == [4, 1]


STUBS = {"开始: 2024-02-19": "开始: 2024-02-26", "结束: 2024-06-30": "结束: 2024-07-03"}
# 26 to 29 February: 4; 1 to 3 July: 3.
FEBRUARY = "2月只有4个教学日，不单独计算"
CALENDAR = "data/calendar.yml"


def test_a_stub_has_a_dash_and_says_why(world) -> None:
    """In the grid, in the words for those who cannot see it, and on the item's page; what was held is linked to."""
    library = world(swaps=STUBS)
    spirit = rows(library)["spirit"]
    assert [cell.sign for cell in spirit.cells] == ["–", "✓", "!", "✓", "", "–"]
    assert (spirit.cells[0].label, spirit.cells[0].href) == (FEBRUARY, None)
    pledge = parse(by_url(library)[f"{TERM}1/"].html).one("article", id="spirit")
    assert f"怎样计算：{FEBRUARY}；7月只有3个教学日，不单独计算。" in pledge.text
    assert [one.one("small").text for one in pledge.one("ul", class_="parts").all("li")][::5] == ["不计", "不计"]
    assert "短横表示不在这里计算：太短、归别的学期" in by_url(library)["plan/"].html
    assert parse(by_url(library)["plan/"].html).all("span", class_="uncounted")


def test_a_record_in_a_stub_is_led_to(world) -> None:
    """It proves nothing that is asked, and is not hidden."""
    name = "data/activities/2024/2024-02-28-a.yml"
    text = (TINY / "data/activities/2024/2024-03-05-yuanwen.yml").read_text(encoding="utf-8")
    text = re.sub("照片:.*?(?=正文:)", "", text.replace("2024-03-0", "2024-02-28 # "), flags=re.DOTALL)
    cell = rows(world({name: text}, swaps=STUBS))["spirit"].cells[0]
    assert (cell.label, cell.href) == (f"{FEBRUARY}，有记录 1 次", "news/2024/2024-02-28-a/")


def test_a_quarter_of_another_term(world) -> None:
    """Autumn to 16 February has 23 + 12 days of it, spring 30: the page of spring says where it is counted."""
    terms = "学期:\n  - 名称: 上一学期\n    开始: 2023-09-01\n    结束: 2024-02-16\n"
    library = world({CALENDAR: terms})
    note = "第一季度的教学日多在上一学期，归那个学期计算"
    meeting = rows(library)["general-meeting"]
    assert [(cell.sign, cell.width) for cell in meeting.cells] == [("–", 2), ("…", 3)]
    assert meeting.cells[0].label == f"{note}，有记录 1 次"
    assert meeting.progress.figure == "0/1"
    assert f"怎样计算：{note}。" in parse(by_url(library)[f"{TERM}1-1/"].html).text


def test_nothing_is_said_where_nothing_was_cut(world) -> None:
    """A term of whole months: no dash, and no word on how it was counted."""
    library = world(swaps={"开始: 2024-02-19": "开始: 2024-01-01"})
    assert not any("怎样计算" in page.html or "短横" in page.html for page in plan_pages(library))


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
            if cell.slug != PeriodMark.PROVEN.slug:
                assert cell.href is None
                assert bool(cell.label) == (cell.slug != PeriodMark.EMPTY.slug)
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
        assert all(later - one >= 1.9 for one, later in itertools.pairwise(places))


def test_a_dot_takes_the_lowest_row_that_is_free(library: Library) -> None:
    """On the shipped data: below each dot every row holds one that it would cover; a new row is begun only then."""
    dots = timeline(library, library.schedule).dots
    assert {dot.row for dot in dots} >= {0, 1}
    last: dict[int, float] = {}
    for dot in dots:
        assert all(dot.at - last[row] < 1.9 for row in range(dot.row)), dot.label
        last[dot.row] = dot.at


def test_dots_of_one_day_stand_above_each_other(world) -> None:
    """As many as there is room for; then from the line again."""
    text = (TINY / "data/activities/2024/2024-05-08-xuexi.yml").read_text(encoding="utf-8")
    library = world({f"data/activities/2024/2024-05-08-{name}.yml": text for name in "abcdef"})
    rows = [dot.row for dot in timeline(library, library.schedule).dots if dot.label.startswith("5月8日")]
    assert rows == [0, 1, 2, 3, 4, 0, 1]


def test_a_row_is_free_again_by_itself(world) -> None:
    """A dot takes the place of the last one in its own row; what the rows above it hold stays where it is."""
    days = {"a": "02-20", "b": "02-20", "c": "02-22", "d": "02-23", "e": "02-23"}
    library = world({f"data/activities/2024/2024-{day}-{name}.yml": held(f"2024-{day}") for name, day in days.items()})
    dots = [dot for dot in timeline(library, library.schedule).dots if dot.label.startswith("2月")]
    assert [(dot.label[:5], dot.row) for dot in dots] == [
        *(("2月20日", 0), ("2月20日", 1), ("2月22日", 2), ("2月23日", 0), ("2月23日", 1)),
    ]


def held(day: str) -> str:
    """The record of 8 May, held on another day."""
    text = (TINY / "data/activities/2024/2024-05-08-xuexi.yml").read_text(encoding="utf-8")
    return text.replace("活动日期: 2024-05-08", f"活动日期: {day}").replace("2024-05-09", "2024-04-30")


def test_held_and_announced_in_one_week_are_two_dots(world, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though of one strand: the one is drawn as done, the other as to come."""
    monkeypatch.setattr(plan, "MANY", 1)
    library = world({"data/activities/2024/2024-05-11-a.yml": held("2024-05-11")})
    dots = [dot for dot in timeline(library, library.schedule).dots if dot.label.startswith(("5月8日", "5月11日"))]
    assert [(dot.label[:3], dot.ahead) for dot in dots] == [("5月8", False), ("5月1", True)]


def test_only_what_is_to_come_is_ahead(tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dot by dot, and where weeks are told: what was held and what is announced in one week are two dots."""
    ahead = {dot.label: dot.ahead for dot in timeline(tiny, tiny.schedule).dots}
    assert {label for label, one in ahead.items() if one} == {"5月20日 预告：到社区去"}
    monkeypatch.setattr(plan, "MANY", 1)
    assert [dot.ahead for dot in timeline(tiny, tiny.schedule).dots].count(True) == 1


def test_exactly_many_are_still_told_apart(tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more, and a dot is a week."""
    count = len(tiny.records_in(tiny.schedule.term))
    monkeypatch.setattr(plan, "MANY", count)
    assert not timeline(tiny, tiny.schedule).weekly
    monkeypatch.setattr(plan, "MANY", count - 1)
    assert timeline(tiny, tiny.schedule).weekly


def test_exactly_so_many_proofs_are_listed(tiny: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more, and they are counted by month."""
    records = rows(tiny)["news"].progress.records
    monkeypatch.setattr(plan, "LISTED", len(records))
    assert plan.by_month(records) == []
    monkeypatch.setattr(plan, "LISTED", len(records) - 1)
    assert plan.by_month(records)


def test_what_is_measured_comes_first(library: Library) -> None:
    """In each group; those that are measured, and the others, stay in the plan's order."""
    order = [one.commitment.id for one in library.schedule.all_progress]
    mixed = 0
    for group in grid(library.schedule):
        measured = [row.progress.state.measured for row in group.rows]
        assert measured == sorted(measured, reverse=True), group.title
        mixed += len(set(measured)) > 1
        for kind in (True, False):
            places = [
                order.index(row.progress.commitment.id)
                for row in group.rows
                if row.progress.state.measured is kind and library.schedule.home(row.progress) is not None
            ]
            assert places == sorted(places)
    assert mixed


def test_many_records_are_told_by_week(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each week and strand a dot that leads to the month's list; together they count every record once."""
    monkeypatch.setattr(plan, "MANY", 10)
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
    monkeypatch.setattr(plan, "LISTED", 1)
    lists = {page.url for page in news_pages(library)}
    for one in many:
        months = plan.by_month(one.records)
        assert sum(month.count for month in months) == len(one.records)
        assert {month.url for month in months if month.url} <= lists
        assert any(month.url for month in months) == any(record.public for record in one.records)
    pages = "".join(page.html for page in plan_pages(library) if page.url.startswith(TERM))
    assert pages.count('class="chips months"') == sum(not one.internal for one in many)
    assert '次 <i class="tag plain">只公开日期</i>' in pages


def test_progress_counts_no_announcement(tiny: Library) -> None:
    """What is only announced stands on the timeline, but proves nothing."""
    party_day = rows(tiny)["party-day"]
    assert party_day.progress.label(USUAL_WORDING) == "进行中 1/2"
    ahead = parse(by_url(tiny)["plan/"].html).all("circle", class_="ahead")
    assert [one.one("title").text for one in ahead] == ["5月20日 预告：到社区去"]


def test_states_have_words_and_an_icon(tiny: Library) -> None:
    """Colour is never the only sign (docs/dev/domain.md)."""
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
    assert line.text == "2024年3月14日 支部党员大会 只公开日期"
    assert not line.all("a")


def test_a_term_that_has_ended(world) -> None:
    """Shown as it ended: the day is the last, nothing is coming, what was not done is late."""
    library = world(today=datetime.date(2024, 9, 1))
    page = parse(by_url(library)["plan/"].html)
    assert "学期已于2024年6月30日结束" in page.text
    assert "学期已经结束。" in page.text
    assert not page.all("th", class_="now") and not page.all("td", class_="now")
    assert not library.schedule.next
    states = {row.progress.label(USUAL_WORDING) for row in rows(library).values()}
    assert not {word for word in states if word.startswith(("进行中", "未到期"))}


def test_a_term_to_come(world) -> None:
    """Before its first day nothing is late and nothing is done."""
    library = world({"data/activities": None}, datetime.date(2024, 2, 1))
    tally = library.schedule.tally
    assert (tally.done, tally.late) == (0, 0)
    assert "没有待补的承诺。" in parse(by_url(library)["plan/"].html).text


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
    assert "学期对比" not in pages["plan/"].html


def test_two_plans_that_have_begun(world) -> None:
    """Only they are compared: there is a page of it."""
    text = PLAN.format(start="2023-09-01", end="2024-01-20")
    assert "学期对比" in by_url(world({"data/plans/2023-2024-1.yml": text}))["plan/"].html


def test_hidden_samples_prove_nothing(world) -> None:
    """The switch takes samples out of the figures as well."""
    found = rows(world(swaps={"示例: 显示": "示例: 隐藏"}))
    assert found["party-day"].progress.records == ()
    assert not proven(found["educations"])


def test_each_part_leads_to_its_neighbours(tiny: Library) -> None:
    """上一项 and 下一项 run through sections and items in the plan's order, to and fro."""
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
