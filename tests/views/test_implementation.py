"""The inspector's table: every commitment once, with what proves it, and nothing that is not public."""

from branchsite.library.library import Library
from branchsite.views.implementation import ImplementationTable, implementation_table, paper
from branchsite.views.plan import HUB, plan_pages
from sites import parse


def table(library: Library) -> ImplementationTable:
    """Of the plan in force."""
    assert library.schedule
    return implementation_table(library.schedule, library.site.name)


def test_every_commitment_stands_in_it_once(library: Library) -> None:
    """In the plan's order, under its section and its item."""
    assert library.schedule
    tasks = [row.task for group in table(library).groups for row in group.rows]
    assert tasks == [one.commitment.heading for one in library.schedule.all_progress]
    titles = [group.section for group in table(library).groups if group.section]
    assert titles == [one.title for one in library.schedule.sections if one.all_progress]


def test_days_prove_it(library: Library) -> None:
    """Days alone, those of samples marked; many are counted. What is internal has none."""
    rows = {row.task: row.dates for group in table(library).groups for row in group.rows}
    assert library.schedule and table(library).sampled
    for one in library.schedule.all_progress:
        dates = rows[one.commitment.heading]
        if one.internal:
            assert dates == ""
        elif 0 < len(one.records) <= 12:
            assert dates.split("、") == [record.short_day + "*" for record in one.records]
        elif one.records:
            assert dates.endswith(f"等 {len(one.records)} 次")


def test_the_plan_s_page_has_it(tiny: Library) -> None:
    """For paper only, with its margins as a style sheet of its own."""
    page = next(one for one in plan_pages(tiny) if one.url == HUB)
    section = parse(page.html).one("section", class_="implementation")
    assert section.one("h2").text == "党建工作计划落实情况表"
    link = section.one("link")
    assert link.attributes["media"] == "print"
    assert [HUB + link.attributes["href"]] == [one.uri for one in page.assets]


def test_the_margins_say_name_and_day(tiny: Library) -> None:
    """Whatever the name holds, it stays within its string."""
    text = paper(table(tiny), HUB).read().decode()
    assert f'@top-left{{content:"{tiny.site.name}"}}' in text and "2024年5月10日" in text
    odd = ImplementationTable('党建"}', 'a"}b\\c\n<', "t", "d", "h", (), False)
    text = paper(odd, HUB).read().decode()
    assert '@top-left{content:"a\\22 \\7d b\\5c c\\a \\3c "}' in text
    assert text.count('"') == 6 and text.count("{") == text.count("}") == 4
