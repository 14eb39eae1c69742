"""A calendar holds what it was given, whatever signs are in it."""

import datetime

import pytest
from icalendar import Calendar, vText

from branchsite.views.calendar_file import CalendarEvent, calendar_file

DAY = datetime.date(2024, 3, 31)
WORDS = ["党员大会", "a,b;c:d", "第一行\n第二行", "back\\slash \\n", '"引号" ^', "𠮷" * 60, "长" * 200, "BEGIN:VEVENT"]


def event(words: str) -> CalendarEvent:
    """One that says the same everywhere."""
    changed = datetime.datetime(2024, 1, 2, 4, tzinfo=datetime.UTC)
    return CalendarEvent(
        "https://school.example/1", words, words, "https://school.example/1", DAY, DAY, changed, words, words, True
    )


@pytest.mark.parametrize("words", WORDS)
def test_what_is_read_is_what_was_written(words: str) -> None:
    """Words with what has a meaning of its own there; no line is longer than a calendar's may be."""
    content = calendar_file(words, words, [event(words)])
    read = Calendar.from_ical(content)
    (found,) = read.walk("VEVENT")
    assert [str(found[name]) for name in ("summary", "description", "location")] == [words] * 3
    assert str(read["x-wr-calname"]) == vText(words).to_ical().decode()
    assert found["dtstart"].dt == DAY and found["rrule"] == {"FREQ": ["YEARLY"]}
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_no_events() -> None:
    """A calendar all the same."""
    assert Calendar.from_ical(calendar_file("甲", "乙", [])).walk("VEVENT") == []
