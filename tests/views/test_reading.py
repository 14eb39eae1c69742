"""Reading lists: a page for each month, topic and audience, its calendar, and what leads there."""

import icalendar

from branchsite.blocks.quiz import read_quiz
from branchsite.library.library import Library
from branchsite.views.page import Asset, Page
from branchsite.views.study import study_pages
from sites import SHIPPED, TINY, parse


def made(library: Library) -> dict[str, Page]:
    """By their addresses."""
    return {page.url: page for page in study_pages(library) if page.url.endswith("/read/")}


def assets(library: Library) -> dict[str, Asset]:
    """What stands beside the pages of study."""
    return {one.uri: one for page in study_pages(library) for one in page.assets}


def test_one_for_each_list(tiny: Library) -> None:
    """That has materials, and a link on the list to it; where there are none, the address leads on."""
    pages = made(tiny)
    lists = {page.url for page in study_pages(tiny)}
    wanted = {url for url in lists if url.split("/")[1] in ("topic", "audience", "month") and url.count("/") == 3}
    assert wanted and {f"{url}read/" for url in wanted} == set(pages)
    for url in wanted:
        html = next(page.html for page in study_pages(tiny) if page.url == url)
        assert any(link.attributes["href"] == "read/" for link in parse(html).all("a"))
    leading = {
        uri for uri, one in assets(tiny).items() if uri.endswith("/read/index.html") and one.leads_to == "study/"
    }
    assert "study/month/2024-07/read/index.html" in leading and not leading & {f"{url}index.html" for url in pages}


def test_whole_texts_once(world) -> None:
    """Headings a level lower, no anchor twice, links right from where they stand; questions behind all texts."""
    added = "\n## 自测\n\n### a 几个？\n\n- [x] 一个\n- [ ] 两个\n\n解释：只有一个。\n"
    files = {
        path.relative_to(TINY).as_posix(): path.read_text("utf-8") + added
        for path in (TINY / "docs/study").glob("*.md")
    }
    library = world(files)
    for page in made(library).values():
        shown = parse(page.html)
        ids = [one.attributes["id"] for one in shown.all() if "id" in one.attributes]
        assert len(ids) == len(set(ids)) and "quiz" in ids
        titles = [one.text for one in shown.all("h2")]
        assert titles[-1] == "自测" and len(titles) == len(shown.all("li", class_="quiz__question")) + 1
        assert "是什么" in [one.text for one in shown.all("h3")] or shown.all("h3")
        assert shown.one("div", class_="quiz__answers").text.count("只有一个。") == len(titles) - 1


def test_calendar_of_a_month(tiny: Library) -> None:
    """A month's materials through the month, every year where they are of every year."""
    files = {uri: one for uri, one in assets(tiny).items() if uri.endswith("study.ics")}
    assert files
    for one in files.values():
        calendar = icalendar.Calendar.from_ical(one.read())
        events = [event for event in calendar.walk("VEVENT")]
        assert events and all(event["dtstart"].dt.day == 1 == event["dtend"].dt.day for event in events)
        assert all(str(event["summary"]).startswith("学习：") for event in events)


def test_three_questions_under_each_shipped_material() -> None:
    """At least, each with a wrong and a right answer; not always at the same place."""
    places = []
    for path in sorted((SHIPPED / "docs/study").glob("*.md")):
        quiz = read_quiz(path.read_text("utf-8").partition("\n---\n")[2])
        assert quiz.slips == () and len(quiz.questions) >= 3, path.name
        places += [one.answer for one in quiz.questions]
    assert len(places) >= 81 and {"A", "B", "C"} <= set(places)
    assert max(places.count(one) for one in set(places)) < len(places) * 0.6
