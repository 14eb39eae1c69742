"""Three years of one site: every address that was ever published answers, and nothing goes stale."""

import datetime
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar

from branchsite.build import pages_of, read_library, refuse_missing_pages
from branchsite.models.date import spoken
from branchsite.views.page import Page
from incremental.edits import Edit
from sites import copy_site, parse, run, tree
from years.story import AUTUMN, FIRST_SUMMER, LAST_AUTUMN, SECOND_SUMMER, TERMS, WINTER, withdraw_photo

FEEDS = ("feed.xml", "feed.json", "calendar.ics")
LABELS = ("本学期计划", "上学期计划（已结束）", "下学期计划（还没有开始）")


def nothing(root: Path) -> None:
    """Time goes by."""


STAGES: tuple[tuple[str, Edit], ...] = (
    ("2024-03-20", nothing),
    ("2024-05-10", nothing),
    ("2024-07-10", FIRST_SUMMER),
    ("2024-08-25", AUTUMN),
    ("2024-09-02", nothing),
    ("2025-01-10", nothing),
    ("2025-02-10", WINTER),
    ("2025-06-20", nothing),
    ("2025-08-20", SECOND_SUMMER),
    ("2025-09-01", LAST_AUTUMN),
    ("2026-02-12", nothing),
)


class Site:
    """One site as it is on the days it is looked at.

    ever: all addresses it has had. ids: of records, by title. parts: of plans, their first titles by address.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ever: set[str] = set()
        self.ids: dict[str, str] = {}
        self.parts: dict[str, str] = {}
        self.pages: dict[str, Page] = {}
        self.leading: dict[str, str] = {}

    def look(self, day: datetime.date) -> None:
        """What it publishes on a day. Wrong data fails here."""
        library, _ = read_library(self.root, day)
        pages = pages_of(library)
        refuse_missing_pages(self.root, pages)
        assets = {asset.uri: asset for page in pages for asset in page.assets}
        self.pages = {page.url: page for page in pages}
        self.leading = {uri: asset.read().decode() for uri, asset in assets.items() if uri.endswith("index.html")}
        feeds = {uri: asset.read().decode() for uri, asset in assets.items() if uri.endswith(FEEDS)}
        self.ever |= self.pages.keys() | feeds.keys()
        for url, page in self.pages.items():
            if re.fullmatch("plan/[^/]+/[^/]+/", url):
                self.parts.setdefault(url, without_number(page.title))
        self.feeds = feeds
        self.records = len(library.ledger)

    def gone(self) -> set[str]:
        """The addresses at which nothing answers now."""
        there = self.pages.keys() | self.feeds.keys()
        return {one for one in self.ever if self.landing(one) not in there}

    def landing(self, address: str) -> str:
        """Where who comes by an address ends, however often it leads on."""
        for _ in range(9):
            if address in self.pages or f"{address}index.html" not in self.leading:
                return address
            (link,) = parse(self.leading[f"{address}index.html"]).all("a")
            end = Path("/", address, link.attributes["href"]).resolve().as_posix().strip("/")
            address = f"{end}/" if end else ""
        return "round and round"

    def entries(self) -> Iterator[tuple[str, str]]:
        """Titles and ids of what feeds and calendars hold."""
        for uri, text in self.feeds.items():
            if uri.endswith(".json"):
                yield from ((one["title"], one["id"]) for one in json.loads(text)["items"])
            elif uri.endswith(".ics"):
                for event in Calendar.from_ical(text).walk("VEVENT"):
                    yield str(event["SUMMARY"]), str(event["UID"])


@pytest.mark.slow
def test_three_years(tmp_path: Path) -> None:
    """Day by day it passes the checks, no address is lost, no entry comes twice, the term is the right one."""
    site = Site(copy_site(tmp_path / "site"))
    for on, edit in STAGES:
        day = datetime.date.fromisoformat(on)
        edit(site.root)
        site.look(day)
        assert sorted(site.gone()) == [], on
        for title, id in site.entries():
            assert site.ids.setdefault(title, id) == id, on
        for url, title in site.parts.items():
            assert without_number(site.pages[site.landing(url)].title) == title, on
        assert_terms_are_right(site, day)
    assert len(list((site.root / "data/plans").iterdir())) == len(TERMS)
    assert site.records > 200
    assert len(site.ever) > 450
    assert {old: site.landing(old) for old in ENDS} == ENDS


ENDS = {
    "news/2024/2024-04-23-suishenji/": "news/2024/2024-04-22-suishenji/",
    "news/2024/2024-04-12-shuimian/": "news/2024/2024-04-19-shuimian/",
    "news/2024/2024-03-12-zhishu/": "news/2024/2024-03-12-zhishujie/",
    "news/2024/2024-04-02-qingming/": "about/",
    "news/kind/youth/": "news/kind/red-scarf/",
    "news/kind/pioneers/": "news/kind/red-scarf/",
    "news/kind/union/": "news/kind/nurture/",
    "news/strand/red/": "news/strand/river/",
    "news/strand/red/page-2/": "news/strand/river/page-2/",
    "plan/2023-2024-2/": "plan/2024-spring/",
    "plan/2023-2024-2/1/": "plan/2024-spring/1/",
    "plan/2023-2024-2/1-1/": "plan/2024-spring/dangyuan-xuexi/",
    "plan/2024-spring/xuexi/": "plan/2024-spring/dangyuan-xuexi/",
    "plan/2023-2024-2/xuexi/": "plan/2024-spring/dangyuan-xuexi/",
    "study/suishenji/": "study/xuexi-suishenji/",
    "study/topic/ethics/": "study/topic/shide/",
    "study/audience/public/": "study/audience/gongzhong/",
    "study/type/guide/": "study/type/zhinan/",
    "study/month/2024-03/": "study/",
    "handbook/teacher/": "handbook/jiaoshi/",
}


def assert_terms_are_right(site: Site, day: datetime.date) -> None:
    """The plan in force is that of the newest term that has begun; each plan says of itself whether it is over."""
    names = {start: name for name, start, _ in TERMS.values()}
    ends = {name: end for name, _, end in TERMS.values()}
    current = names[max(start for start in names if start <= day)]
    assert current in words(site, "plan/")
    home = words(site, "")
    label = LABELS[0] if day <= ends[current] else LABELS[1]
    assert [one for one in LABELS if one in home] == [label]
    for url in (url for url in site.pages if re.fullmatch("plan/(?!terms/)[^/]+/", url)):
        (end,) = (end for name, end in ends.items() if name in site.pages[url].title)
        assert (f"学期已于{spoken(end)}结束" in words(site, url)) == (day > end), url


def without_number(title: str) -> str:
    """A title of a part without its place in the plan."""
    return re.sub(r"^([一二三四]、|\d+\. )", "", title)


def words(site: Site, url: str) -> str:
    """The text of a page."""
    return parse(site.pages[url].html).text


@pytest.mark.slow
def test_a_withdrawn_photo_is_nowhere(tmp_path: Path) -> None:
    """Built over what was built before: neither its name nor its bytes are left, in any size or form."""
    root = copy_site(tmp_path / "site")
    record = "2024-03-27-jiangbian"
    assert run("mkdocs", "build", "--strict", root=root).returncode == 0
    before = tree(root / "site")
    withdraw_photo(record, "02.jpg")(root)
    assert run("mkdocs", "build", "--strict", root=root).returncode == 0
    after = tree(root / "site")
    photos = {uri: content for uri, content in before.items() if record in uri and uri.endswith((".jpg", ".avif"))}
    withdrawn = {uri: content for uri, content in photos.items() if uri not in after}
    assert withdrawn and len(withdrawn) < len(photos)
    assert not set(withdrawn.values()) & set(after.values())
    texts = b"".join(content for uri, content in after.items() if uri.endswith((".html", ".xml", ".json", ".ics")))
    assert not [uri for uri in withdrawn if Path(uri).name.encode() in texts]
