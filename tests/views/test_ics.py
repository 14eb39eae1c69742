"""Calendars are written as icalendar writes them."""

import datetime
import random

from icalendar import Calendar
from icalendar import Event as Its

from branchsite.views.ics import Event, calendar_file

SIGNS = [*"党员a1 ,;:^\"é𠮷，—'\\\n\r", "\\N", "\\n", "\r\n"]
DAY = datetime.date(2024, 3, 31)
DAYS = [DAY, datetime.date(999, 1, 2), datetime.date.max]


def its(owner: str, name: str, events: list[Event]) -> bytes:
    """The same by icalendar."""
    made = Calendar()
    made.add("prodid", f"-//{owner}//branchsite//ZH")
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    for one in events:
        event = Its()
        event.add("uid", one.uid)
        event.add("dtstamp", one.changed)
        event.add("dtstart", one.first)
        event.add("dtend", one.end)
        if one.yearly:
            event.add("rrule", {"freq": "yearly"})
        event.add("summary", one.summary)
        event.add("description", one.description)
        if one.category:
            event.add("categories", [one.category])
        event.add("url", one.url)
        event.add("transp", "TRANSPARENT")
        if one.place:
            event.add("location", one.place)
        made.add_component(event)
    return bytes(made.to_ical())


def words(chance: random.Random) -> str:
    """A text of any signs, short or long."""
    return "".join(chance.choices(SIGNS, k=chance.choice([0, 1, 5, 24, 60, 200])))


def test_as_icalendar_has_it() -> None:
    """Words of all signs, of all lengths; an event each year, without a place, without a category."""
    chance = random.Random(1)
    for number in range(60):
        events = [
            Event(
                f"https://school.example/{number}/{words(chance)}",
                words(chance),
                words(chance),
                f"https://school.example/{'a' * chance.randrange(90)}",
                chance.choice(DAYS),
                DAY + datetime.timedelta(days=chance.randint(1, 40)),
                datetime.datetime(2024, 1, 2, 4, tzinfo=datetime.UTC),
                words(chance),
                words(chance),
                chance.random() < 0.5,
            )
            for _ in range(3)
        ]
        # What icalendar does not know by its name it does not escape.
        owner, name = words(chance), "圩塘小学党支部" * chance.randint(1, 9)
        assert calendar_file(owner, name, events) == its(owner, name, events)


def test_no_events() -> None:
    """A calendar all the same."""
    assert calendar_file("甲", "乙", []) == its("甲", "乙", [])
