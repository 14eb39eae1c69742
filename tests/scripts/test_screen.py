"""Days and their words on the screen in the corridor, by hand and as the program itself counts them."""

import datetime

import pytest

from branchsite.library.notice_period import NoticePeriod
from scripts_in_node import in_node

PARTS = ("screen/day", "screen/ageing")
MADE = "2024-05-10"
SHOWN = """(now, said, made) => {
    Date.now = () => Date.parse(now)
    setClock(said)
    return today(made)
}"""
WORDS = """(until, day) => {
    const words = { hidden: true }, one = { querySelector: () => words }
    countDown(one, daysBetween(day, until))
    return one.hidden || words.hidden ? "" : words.textContent
}"""
OLD = """(days, isKnown) => {
    const note = {}
    clock.isKnown = isKnown
    sayHowOld(note, days)
    return note.hidden ? "" : note.textContent
}"""


@pytest.mark.parametrize(
    ("now", "said", "day"),
    [
        ("2024-05-10T15:59:59Z", None, "2024-05-10"),
        ("2024-05-10T16:00:00Z", None, "2024-05-11"),
        ("2015-01-01T00:00:00Z", None, "2024-05-10"),
        ("2024-05-12T00:00:00Z", "no date", "2024-05-12"),
        ("2015-01-01T00:00:00Z", "Mon, 13 May 2024 15:00:00 GMT", "2024-05-13"),
        ("2031-01-01T00:00:00Z", "Mon, 13 May 2024 17:00:00 GMT", "2024-05-14"),
    ],
)
def test_which_day_it_is(now: str, said: str | None, day: str) -> None:
    """In Shanghai; by the server where it has spoken; never before the day of the page."""
    assert in_node(PARTS, SHOWN, [[now, said, MADE]]) == [day]


def test_days_left_as_the_pages_count_them() -> None:
    """Every day of a 公示: the words of the front page; after its last it is gone."""
    start, end = datetime.date(2024, 2, 27), datetime.date(2024, 3, 3)
    days = [start + datetime.timedelta(number) for number in range(8)]
    wanted = [one.state if one.open else "" for one in (NoticePeriod(start, end, day) for day in days)]
    assert in_node(PARTS, WORDS, [[str(end), str(day)] for day in days]) == wanted
    assert wanted[0] == "还有 5 天" and wanted[-3:] == ["今天截止", "", ""]


def test_how_old_it_is() -> None:
    """Said after a week; whose day it is, where the server has not spoken."""
    assert in_node(PARTS, OLD, [[7, True], [8, True], [8, False]]) == [
        "",
        "，已经 8 天没有更新",
        "，照这台电脑的日期，已经 8 天没有更新",
    ]
