"""What other programs read: feeds of the activities, a calendar, and where robots find the site map."""

import datetime
import json
from collections.abc import Sequence
from heapq import nlargest

from ..cache.digest import digest
from ..library.library import Library
from ..library.record import Record
from ..models.date import shifted
from .calendar_file import CalendarEvent, calendar_file
from .page import Asset
from .prose import RenderedProse
from .render import render_xml

_NEWEST = 20
"""Entries of a feed: more than anyone missed since they last looked."""

_EVENTS = 300
"""Entries of the calendar: a year's and more, and no file that grows for ever."""

_NOON = datetime.time(4, tzinfo=datetime.UTC)
"""Noon in Shanghai: records know the day, formats ask for a moment."""


def feeds(library: Library, url: str, title: str, records: Sequence[Record]) -> tuple[Asset, ...]:
    """An Atom and a JSON feed of a list of activities, beside its page. What is only announced is in them too."""
    newest = nlargest(_NEWEST, records, key=lambda one: (one.changed, one.date, one.id))
    context = _atom(library, url, title, newest)
    follows_from = digest(context)
    return (
        Asset(f"{url}feed.xml", lambda: render_xml("feed.xml.html", **context).encode(), follows_from),
        Asset(f"{url}feed.json", lambda: _json(library, url, title, newest).encode(), follows_from),
    )


def calendar(library: Library, url: str) -> Asset:
    """The activities to come and the newest past, as whole days: the hour is written in words."""
    events = library.records[:_EVENTS]
    return Asset(
        f"{url}calendar.ics",
        lambda: _calendar(library, events),
        digest(library.address, library.site.name, events),
    )


def robots(library: Library) -> Asset:
    """Everybody may read everything."""
    text = f"User-agent: *\nAllow: /\n\nSitemap: {library.address}sitemap.xml\n"
    return Asset("robots.txt", lambda: text.encode())


def moment(day: datetime.date) -> datetime.datetime:
    """A day as a moment."""
    return datetime.datetime.combine(day, _NOON)


def _atom(library: Library, url: str, title: str, records: Sequence[Record]) -> dict[str, object]:
    entries = [
        {
            "record": record,
            "updated": moment(record.changed).isoformat(),
            "published": moment(record.activity.published).isoformat(),
            "prose": RenderedProse(record.activity.body or "", "", record.url, library.published, record.file),
        }
        for record in records
    ]
    return {
        "address": library.address,
        "url": url,
        "title": title,
        "site": library.site,
        "updated": entries[0]["updated"] if entries else moment(library.today).isoformat(),
        "entries": entries,
    }


def _json(library: Library, url: str, title: str, records: Sequence[Record]) -> str:
    address = library.address
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{title} - {library.site.name}",
        "home_page_url": f"{address}{url}",
        "feed_url": f"{address}{url}feed.json",
        "language": "zh-CN",
        "items": [_item(address, record) for record in records],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(address: str, record: Record) -> dict[str, object]:
    item: dict[str, object] = {
        "id": f"{address}{record.first_url}",
        "url": f"{address}{record.url}",
        "title": record.marked_title,
        "content_text": record.activity.summary or record.title,
        "date_published": moment(record.activity.published).isoformat(),
        "date_modified": moment(record.changed).isoformat(),
        "tags": [record.kind.name],
    }
    if record.pictures:
        item["image"] = f"{address}{record.pictures[0].uri}"
    return item


def _calendar(library: Library, events: Sequence[Record]) -> bytes:
    name = library.site.name
    return calendar_file(name, name, (_event(library.address, one) for one in reversed(events)))


def _event(address: str, record: Record) -> CalendarEvent:
    first, last = (record.period.start, record.period.end) if record.period else (record.date, record.date)
    return CalendarEvent(
        uid=f"{address}{record.first_url}",
        summary=record.marked_title,
        description="\n".join(filter(None, (record.when, record.activity.summary))),
        url=f"{address}{record.url}",
        first=first,
        end=shifted(last, datetime.timedelta(days=1)),
        changed=moment(record.changed),
        category=record.kind.name,
        place=record.activity.place or "",
    )
