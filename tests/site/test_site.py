"""Whatever a school has written, if it passes the checks: today and a year later there is a whole site of it."""

import html
import json
import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from icalendar import Calendar

from branchsite.load.data import Data, Entry
from branchsite.models.activity import Activity
from branchsite.models.base import Visibility
from branchsite.private.numbers import numbers_in
from branchsite.views.page import Page
from schools import SCHOOLS, school
from sites import Built

LINK = re.compile(r'\s(?:href|src|action|data-base)="([^"]*)"')
SOURCES = re.compile(r'\ssrcset="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
SAID = re.compile(r'\s(?:alt|title|content|aria-label|placeholder|href)="([^"]*)"')
ID = re.compile(r'\sid="([^"]*)"')


NAMES = [
    "here",
    *(pytest.param(name, marks=pytest.mark.slow) for name in SCHOOLS),
]


@pytest.mark.parametrize("name", NAMES)
def test_today(name: str, tmp_path: Path) -> None:
    """The site is built, and right in every way that follows from no particular data."""
    site = school(name, tmp_path)
    day = site.days[0]
    pages = site.pages(day)
    built = site.built(day, tmp_path / "site")
    assert_whole(built, pages)
    assert_links_lead_somewhere(built)
    assert_nothing_private(built, site.data)
    assert_samples_are_marked_or_gone(built, pages, site.data)
    assert_feeds_can_be_read(built, pages)


@pytest.mark.parametrize("name", NAMES)
def test_in_a_year(name: str, tmp_path: Path) -> None:
    """When all that is announced has been held, and every term there is may be over."""
    site = school(name, tmp_path)
    pages = site.pages(site.days[1])
    public = {entry.id for entry in site.data.activities.values() if is_public(entry, site.data)}
    assert {url.split("/")[-2] for url in pages if re.match(r"news/\d{4}/\d{4}-\d\d-\d\d-", url)} == public


def is_public(entry: Entry[Activity], data: Data) -> bool:
    """Whether a record has a page, once it is published."""
    kind = data.kinds_by_name[entry.model.kind]
    return kind.visibility is Visibility.PUBLIC and not (entry.model.sample and data.samples_hidden)


def assert_whole(built: Built, pages: dict[str, Page]) -> None:
    """Strictly, without a warning; every page and every file of one."""
    assert built.ran.returncode == 0, built.ran.stdout
    assert "WARNING" not in built.ran.stdout
    for url, page in pages.items():
        assert page.html.strip() in (built.site / url / "index.html").read_text("utf-8"), url
        for asset in page.assets:
            assert asset.uri.endswith(".css") or (built.site / asset.uri).is_file(), asset.uri


def assert_links_lead_somewhere(built: Built) -> None:
    """To a file of the site; one with a fragment to a place in that page."""
    texts = {f"/{path.relative_to(built.site).as_posix()}": path.read_text("utf-8") for path in built.pages}
    places = {url: {html.unescape(one) for one in ID.findall(text)} for url, text in texts.items()}
    assert {
        (url, link) for url, text in texts.items() for link in links(text) if not leads(url, link, built, places)
    } == set()


def leads(url: str, link: str, built: Built, places: dict[str, set[str]]) -> bool:
    """Whether there is something. Addresses of other hosts are not asked."""
    parts = urlsplit(urljoin(url, link))
    path = unquote(parts.path) + ("index.html" if parts.path.endswith("/") else "")
    if parts.scheme or parts.netloc:
        return True
    found = (built.site / path.lstrip("/")).is_file()
    return found and (not parts.fragment or path not in places or unquote(parts.fragment) in places[path])


def links(text: str) -> Iterator[str]:
    """What a page leads to, and what it loads."""
    for found in LINK.findall(text):
        yield html.unescape(found)
    for found in SOURCES.findall(text):
        yield from (one.split()[0] for one in html.unescape(found).split(",") if one.strip())


def assert_nothing_private(built: Built, data: Data) -> None:
    """In no page and no feed, but for the filing numbers that a site must show."""
    filing = data.site.model.filing
    for path, text in texts(built):
        for number in filter(None, (filing.icp, filing.police)):
            text = text.replace(number, "")
        # Apart: digits of two cells or of two entries of a list are no number.
        assert numbers_in("\n\n".join(pieces(path, text))) == [], path.relative_to(built.site)


def pieces(path: Path, text: str) -> list[str]:
    """The texts of a file, each by itself."""
    if path.suffix in (".html", ".xml"):
        return [html.unescape(piece) for piece in TAG.split(text) + SAID.findall(text)]
    return list(strings(json.loads(text))) if path.suffix == ".json" else text.splitlines()


def strings(value: object) -> Iterator[str]:
    """Those in what was read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def texts(built: Built) -> Iterator[tuple[Path, str]]:
    """The files that people and programs read."""
    for path in sorted(built.site.rglob("*")):
        if path.suffix in (".html", ".xml", ".json", ".ics", ".txt"):
            yield path, path.read_text("utf-8")


def assert_samples_are_marked_or_gone(built: Built, pages: dict[str, Page], data: Data) -> None:
    """Shown, their page has the word; hidden, they have no page, no photo and no title anywhere."""
    samples = [entry for entry in data.activities.values() if entry.model.sample]
    if not data.samples_hidden:
        urls = {f"news/{entry.model.date.year}/{entry.id}/" for entry in samples} & pages.keys()
        assert {url for url in urls if "示例" not in pages[url].html} == set()
        return
    names = [path.relative_to(built.site).as_posix() for path in built.site.rglob("*")]
    assert [name for name in names if any(entry.id in name for entry in samples)] == []
    others = {
        entry.model.title for entry in (*data.activities.values(), *data.studies.values()) if entry not in samples
    }
    titles = {entry.model.title for entry in samples} - others
    assert [(path.name, one) for path, text in texts(built) for one in titles if one in text] == []


READERS: dict[str, Callable[[str], object]] = {
    "feed.xml": etree.fromstring,
    "feed.json": json.loads,
    "calendar.ics": Calendar.from_ical,
}


def assert_feeds_can_be_read(built: Built, pages: dict[str, Page]) -> None:
    """By what reads XML, JSON and calendars. With no record at all there are feeds all the same."""
    uris = [asset.uri for page in pages.values() for asset in page.assets if Path(asset.uri).name in READERS]
    assert {f"news/{name}" for name in READERS} <= set(uris)
    for uri in uris:
        READERS[Path(uri).name]((built.site / uri).read_text("utf-8"))
