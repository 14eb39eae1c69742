"""Feeds, the calendar and robots.txt: read by the programs' own rules."""

import datetime
import json
import xml.etree.ElementTree as etree
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from icalendar import Calendar

from branchsite.build import pages_of, read_library
from branchsite.library.library import Library
from branchsite.models.base import Visibility
from branchsite.views.page import Page
from edits import A, record
from sites import LATER, SHIPPED, TINY, TODAY, copy_site, hide_samples, parse, sample_words

ADDRESS = "https://school.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
SUBSCRIBED = ("feed.xml", "feed.json", "calendar.ics")
OFFERED = ("feed.xml", "calendar.ics")


def written(root: Path, today: datetime.date = TODAY) -> dict[str, str]:
    """Every text that is no page, by its address."""
    library, _ = read_library(root, today, ADDRESS)
    assets = [asset for page in pages_of(library) for asset in page.assets]
    return {one.uri: one.read().decode() for one in assets if one.uri.endswith((*SUBSCRIBED, ".txt"))}


@pytest.fixture(scope="module")
def shipped() -> dict[str, str]:
    """Those of the shipped site."""
    return written(SHIPPED)


@pytest.fixture(scope="module")
def facts() -> Library:
    """The shipped site as of the same day."""
    return read_library(SHIPPED, TODAY, ADDRESS)[0]


def test_a_feed_for_all_and_one_for_each_kind(shipped: dict[str, str], facts: Library) -> None:
    """Of the kinds that may be known, also of those without records; each in both forms; one calendar; robots.txt."""
    shown = (slug for slug, kind in facts.data.kinds.items() if kind.visibility is not Visibility.INTERNAL)
    lists = {"news/"} | {f"news/kind/{slug}/" for slug in shown}
    feeds = {f"{url}feed.{form}" for url in lists for form in ("xml", "json")}
    assert set(shipped) == feeds | {"news/calendar.ics", "robots.txt"}


def test_atom(shipped: dict[str, str], facts: Library) -> None:
    """Ids, dates with a zone, absolute addresses that are pages; the newest change first; at most twenty."""
    urls = {f"{ADDRESS}{one.url}" for one in facts.records}
    held = {"news", *(one.kind_slug for one in facts.records)}
    for uri, text in shipped.items():
        if uri.endswith(".xml"):
            feed = etree.fromstring(text.encode())
            assert feed.findtext(f"{ATOM}id") == ADDRESS + uri.removesuffix("feed.xml")
            entries = feed.findall(f"{ATOM}entry")
            assert (0 < len(entries) <= 20) or uri.split("/")[-2] not in held
            ids = [entry.findtext(f"{ATOM}id", "") for entry in entries]
            assert len(set(ids)) == len(ids) and set(ids) <= urls
            updated = [datetime.datetime.fromisoformat(entry.findtext(f"{ATOM}updated", "")) for entry in entries]
            assert updated == sorted(updated, reverse=True) and all(one.tzinfo for one in updated)
            newest = entries[0].findtext(f"{ATOM}updated") if entries else f"{TODAY}T04:00:00+00:00"
            assert feed.findtext(f"{ATOM}updated") == newest


def test_what_a_feed_quotes_finds_its_way(tmp_path: Path) -> None:
    """A link in the text is relative to the entry's base, and leads to a page of the site."""
    root = copy_site(tmp_path / "site", TINY)
    (root / A / "2024-04-15-a.yml").write_text(record(正文="见[资料](study/sanhui-yike.md)。"), "utf-8")
    feed = etree.fromstring(written(root)["news/feed.xml"].encode())
    content = next(one for one in feed.iter(f"{ATOM}content") if "sanhui" in (one.text or ""))
    base = content.attrib["{http://www.w3.org/XML/1998/namespace}base"]
    link = parse(content.text or "").one("a").attributes["href"]
    assert urljoin(base, link) == f"{ADDRESS}study/sanhui-yike/"


def test_json(shipped: dict[str, str]) -> None:
    """What version 1.1 asks for, the same entries as Atom, photos by their full address."""
    for uri, text in shipped.items():
        if uri.endswith(".json"):
            feed = json.loads(text)
            assert feed["version"] == "https://jsonfeed.org/version/1.1" and feed["feed_url"] == ADDRESS + uri
            atom = etree.fromstring(shipped[uri.replace(".json", ".xml")].encode())
            assert [one["id"] for one in feed["items"]] == [one.text for one in atom.iterfind(f"{ATOM}entry/{ATOM}id")]
            assert all(one["content_text"] and one["title"] for one in feed["items"])
            assert all(one.get("image", ADDRESS).startswith(ADDRESS) for one in feed["items"])


def test_calendar(shipped: dict[str, str], facts: Library) -> None:
    """A whole day for every activity with a page, known by its address; lines folded at 75 bytes."""
    text = shipped["news/calendar.ics"]
    events = Calendar.from_ical(text).walk("VEVENT")
    assert {str(one["UID"]): one["DTSTART"].dt for one in events} == {
        f"{ADDRESS}{one.url}": one.date for one in facts.records
    }
    assert all(one["DTEND"].dt - one["DTSTART"].dt == datetime.timedelta(days=1) for one in events)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_counted_records_are_in_none(facts: Library, shipped: dict[str, str]) -> None:
    """Of what is only counted, not even the title leaves the site (docs/dev/domain.md)."""
    counted = [one.title for one in facts.ledger if not one.public]
    assert counted
    assert [(uri, title) for uri, text in shipped.items() for title in counted if title in text] == []


def test_samples_say_so_and_can_vanish(tmp_path: Path, shipped: dict[str, str]) -> None:
    """Every title of a sample carries the word; with the switch off nothing of one is left."""
    feed = etree.fromstring(shipped["news/feed.xml"].encode())
    titles = {
        "feed.json": [one["title"] for one in json.loads(shipped["news/feed.json"])["items"]],
        "feed.xml": [one.findtext(f"{ATOM}title", "") for one in feed.iterfind(f"{ATOM}entry")],
        "calendar.ics": [
            str(one["SUMMARY"]) for one in Calendar.from_ical(shipped["news/calendar.ics"]).walk("VEVENT")
        ],
    }
    for form, found in titles.items():
        assert found and all(title.startswith("【示例】") for title in found), form
    root = copy_site(tmp_path / "site")
    words = sample_words(root)
    assert words
    hide_samples(root)
    for text in written(root, LATER).values():
        assert [word for word in words if word in text] == []


HARD: dict[str, Callable[[str], str]] = {
    "feed.xml": lambda text: etree.fromstring(text.encode()).findtext(f"{ATOM}entry/{ATOM}title", ""),
    "feed.json": lambda text: str(json.loads(text)["items"][0]["title"]),
    "calendar.ics": lambda text: str(
        next(one for one in Calendar.from_ical(text).walk("VEVENT") if "hard" in one["UID"])["SUMMARY"]
    ),
}


@pytest.mark.parametrize("form", HARD)
def test_a_hard_title_comes_through(form: str, tmp_path: Path) -> None:
    """Signs that a format uses for itself arrive as they were typed."""
    title = 'a<b>&amp;"c";,\\n：]]>\'{{ 7*7 }}'
    root = copy_site(tmp_path / "site", TINY)
    text = record("2024-05-09").replace("标题: 读书", "标题: '" + title.replace("'", "''") + "'")
    (root / A / "2024-05-09-hard.yml").write_text(text, "utf-8")
    assert HARD[form](written(root)[f"news/{form}"]) == title


def test_robots(shipped: dict[str, str]) -> None:
    """Everything may be read, and the site map is named in full."""
    assert shipped["robots.txt"].splitlines()[-1] == f"Sitemap: {ADDRESS}sitemap.xml"


def test_lists_offer_their_feed(pages: dict[str, Page]) -> None:
    """Every sheet of a list that has one links to it; months and colours have none. JSON is for programs."""
    there = {asset.uri for page in pages.values() for asset in page.assets}
    offered = set()
    for page in pages.values():
        for link in parse(page.html).all("a"):
            target = urljoin(ADDRESS + page.url, link.attributes["href"]).removeprefix(ADDRESS)
            if target.endswith(OFFERED):
                assert target in there, (page.url, target)
                offered.add(target)
    listed = {uri for uri in there if uri.endswith(OFFERED) and f"{uri.rpartition('/')[0]}/" in pages}
    assert offered == listed
