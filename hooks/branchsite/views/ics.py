"""A calendar of whole days, in the form of RFC 5545.

Byte for byte as icalendar writes it, which takes longer to import than all events of a year to write.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LINE = 75
"""Bytes that a line stays under."""


@dataclass(frozen=True)
class Event:
    """first, end: its first day, and the day after its last. changed: when it was, in UTC. yearly: each year again."""

    uid: str
    summary: str
    description: str
    url: str
    first: datetime.date
    end: datetime.date
    changed: datetime.datetime
    category: str = ""
    place: str = ""
    yearly: bool = False


def calendar_file(owner: str, name: str, events: Iterable[Event]) -> bytes:
    """A calendar with these events in their order. owner: of the site. name: what a telephone calls it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(f'-//{owner}//branchsite//ZH')}"]
    lines += [f"X-WR-CALNAME:{_text(name)}", *(line for one in events for line in _lines(one)), "END:VCALENDAR"]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _lines(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    yield f"DTEND;VALUE=DATE:{_day(event.end)}"
    yield f"DTSTAMP:{_day(event.changed.date())}T{event.changed:%H%M%S}Z"
    yield f"UID:{_text(event.uid)}"
    if event.yearly:
        yield "RRULE:FREQ=YEARLY"
    if event.category:
        yield f"CATEGORIES:{_text(event.category)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    if event.place:
        yield f"LOCATION:{_text(event.place)}"
    yield "TRANSP:TRANSPARENT"
    yield f"URL:{event.url}"
    yield "END:VEVENT"


def _day(day: datetime.date) -> str:
    """Eight digits, also in the year 999."""
    return day.isoformat().replace("-", "")


def _text(words: str) -> str:
    """Words as a value: what has a meaning between values has a backslash before it."""
    for sign, written in (("\\N", "\n"), ("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        words = words.replace(sign, written)
    return words.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """A long line in several: no character is cut, nor a backslash from what it stands for."""
    pieces = []
    start = size = 0
    for place, one in enumerate(line):
        width = len(one.encode())
        if place > start and size + width >= _LINE:
            cut = place - 1 if place > start + 1 and line[place - 1] in "\\^" else place
            pieces.append(line[start:cut])
            start, size = cut, place - cut
        size += width
    return "\r\n ".join([*pieces, line[start:]])
