"""The reading paths in the engines that readers have: two old Chromiums, today's, and Debian's Firefox ESR.

Today's Chromium is asked here for its pages alone: all other tests of this folder are run in it.
"""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Playwright

from conftest import ARGUMENTS
from engines import NAMES, OLD, Engine, engine

RECORD = "news/2024/2024-03-12-zhishu/"
"""Two photos."""

PAGES = (
    *("", "news/", RECORD, "news/2024/2024-03-05-xue-leifeng/", "plan/", "plan/2023-2024-2/1-1/", "study/"),
    *("study/sanhui-yike/", "search/", "about/", "brand/", "handbook/secretary/", "study/no-such-material/"),
)
SMALL, LARGE = 390, 1280
PATIENCE = 10
"""Seconds until a page's drawings and photos must be there."""

LOOK = """() => {
    const wrong = []
    const name = one => `${one.tagName}.${one.getAttribute("class")} ${one.textContent.trim().slice(0, 20)}`
    // From Chromium 97 on to 130 what is within a shut <details> has a place, though nobody sees it.
    const isShut = one => one.matches("details:not([open]) > :not(summary) *")
    const isVisible = one => getComputedStyle(one).visibility === "visible" && !isShut(one)
    const shown = one => one.getClientRects().length > 0 && isVisible(one)
    const inWindow = (x, y) => x >= 0 && x < innerWidth && y >= 0 && y < innerHeight
    const leadsTo = (x, y) => {
        const link = document.elementFromPoint(x, y)?.closest("a")
        return link ? link.href : ""
    }
    if (document.readyState !== "complete") wrong.push(document.readyState)
    if (document.documentElement.scrollWidth > innerWidth) wrong.push(`wide: ${document.documentElement.scrollWidth}`)
    const title = document.querySelector("h1")
    if (!shown(title) || title.getBoundingClientRect().height < 20) wrong.push("no h1")

    let links = 0
    for (const link of document.querySelectorAll("a[href]")) {
        if (!(link instanceof HTMLAnchorElement) || !shown(link)) continue
        const box = [...link.getClientRects()].find(one => one.width > 1 && one.height > 1)
        if (!box) continue
        const x = box.left + box.width / 2, y = box.top + box.height / 2
        if (!inWindow(x, y)) continue
        links++
        if (leadsTo(x, y) !== link.href) wrong.push(`under something: ${name(link)}`)
        const card = link.matches(".cover") && link.closest(".card").getBoundingClientRect()
        if (!card || !inWindow(card.right - 16, card.bottom - 16)) continue
        if (leadsTo(card.right - 16, card.bottom - 16) !== link.href) wrong.push(`not the whole card: ${name(link)}`)
    }

    for (const drawing of document.querySelectorAll("main svg")) {
        if (!shown(drawing) || drawing.matches(".icon")) continue
        const box = drawing.getBoundingClientRect()
        const used = drawing.querySelector("use")
        const place = name(drawing.parentElement)
        if (box.width < 8 || box.height < 8) wrong.push(`drawing ${box.width} × ${box.height}: ${place}`)
        if (used && used.getBBox().width === 0) wrong.push(`nothing drawn: ${place}`)
    }
    for (const photo of document.images) {
        if (!shown(photo) || photo.getBoundingClientRect().top > innerHeight) continue
        if (!photo.complete || !photo.naturalWidth) wrong.push(`no photo: ${photo.alt}`)
        if (photo.getBoundingClientRect().right > innerWidth) wrong.push(`over the edge: ${photo.alt}`)
    }

    const empty = [...document.querySelectorAll("tr.bare > td:not(.how)")].filter(one => innerWidth < 760 && shown(one))
    if (empty.length) wrong.push(`empty cells: ${empty.length}`)
    const [facets, list] = [".facets", ".list"].map(one => document.querySelector(one)?.getBoundingClientRect())
    if (facets && innerWidth > 1000 && facets.right > list.left) wrong.push("facets above the list")
    return { wrong, links }
}"""
"""What a reader would find wrong on a page, and how many links of its first screen were looked at."""

VISIBLE = """selector => { const one = document.querySelector(selector)
    const box = one && one.getBoundingClientRect()
    return Boolean(one && box.width && getComputedStyle(one).visibility === "visible"
        && box.left >= 0 && box.right <= innerWidth + 1 && box.top >= 0) }"""
GONE = """selector => { const one = document.querySelector(selector)
    return !one || !one.getClientRects().length || getComputedStyle(one).visibility === "hidden" }"""
PLACE = "title => 1 + [...document.querySelectorAll('.facet h2')].findIndex(one => one.textContent === title)"
TEXT = """selector => [...document.querySelectorAll(selector)].filter(one => one.getClientRects().length)
    .map(one => one.textContent).join()"""


@pytest.fixture(scope="module", params=NAMES)
def here(request: pytest.FixtureRequest, address: str, playwright: Playwright, chromium: str) -> Iterator[Engine]:
    """Each engine on the shipped site, behind the school's server."""
    with engine(request.param, address, playwright, chromium, ARGUMENTS) as running:
        yield running


elsewhere = pytest.mark.parametrize("here", [one for one in NAMES if one != "chromium"], indirect=True, scope="module")


@pytest.fixture
def old(here: Engine, request: pytest.FixtureRequest) -> bool:
    """Whether the engine is older than what can search."""
    return request.node.callspec.params["here"] == next(iter(OLD))


def look(here: Engine) -> dict[str, Any]:
    """What is wrong on the page; what is only not there yet is waited for."""
    end = time.monotonic() + PATIENCE
    while (looked := here.evaluate(LOOK))["wrong"] and time.monotonic() < end:
        time.sleep(0.2)
    return dict(looked)


@pytest.mark.parametrize("width", [SMALL, LARGE])
def test_pages(here: Engine, width: int) -> None:
    """Each link of the first screen leads where it says, nothing is over the edge, what is drawn is there."""
    found: dict[str, Any] = {}
    for url in PAGES:
        here.open(url, width)
        looked = look(here)
        assert looked["links"] >= 2, url
        if looked["wrong"]:
            found[url] = looked["wrong"]
    assert found == {}
    lost = "Failed to load resource: the server responded with a status of 404"
    assert [one for one in here.complaints() if lost not in one] == []


@elsewhere
def test_without_script(here: Engine) -> None:
    """The same, on a phone, where no script runs: the menu and the lists lead on."""
    found = {}
    for url in ("", "news/", "plan/", RECORD):
        here.open(url, SMALL, script=False)
        if looked := look(here)["wrong"]:
            found[url] = looked
    assert found == {}
    here.press("label.shell-menu")
    assert here.wait(VISIBLE, ".shell-nav")
    here.press(".shell-nav a[href$='study/']")
    here.arrive("/study/")


@elsewhere
def test_the_menu(here: Engine) -> None:
    """It opens on the screen, shuts again by its own button, and each link of it leads where it says."""
    here.open("news/", SMALL)
    here.press("label.shell-menu")
    assert here.wait(VISIBLE, ".shell-nav")
    links = """() => [...document.querySelectorAll(".shell-nav a")].map(one => {
        const box = one.getBoundingClientRect()
        return document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2) === one })"""
    reached = here.evaluate(links)
    assert len(reached) >= 5 and all(reached)
    here.press("label.shell-menu")
    assert here.wait(GONE, ".shell-nav")
    here.press("label.shell-menu")
    here.press(".shell-nav a[href$='plan/']")
    here.arrive("/plan/")


@elsewhere
@pytest.mark.parametrize("width", [SMALL, LARGE])
def test_filters(here: Engine, width: int) -> None:
    """Two choices combine, the count and the cards agree, ✕ takes one back."""
    here.open("news/", width)
    for group, choice in (("品牌主线", "strand=green"), ("类别", "kind=youth")):
        if width == SMALL:
            here.press(f".facet:nth-child({here.evaluate(PLACE, group)}) h2 button")
        here.press(f".facet a[data-facet='{choice}']")
        here.arrive(choice)
    here.wait("() => document.querySelectorAll('.chosen a:not(.clear)').length === 2")
    count = here.wait("() => Number(document.querySelector('.found strong')?.textContent)")
    here.wait("count => document.querySelectorAll('.list article').length === Math.min(count, 24)", count)
    sign = "() => getComputedStyle(document.querySelector('.chosen a:not(.clear)'), '::after').content"
    assert "✕" in here.evaluate(sign)
    assert look(here)["wrong"] == []
    here.press(".chosen a:not(.clear)")
    here.wait("() => document.querySelectorAll('.chosen a:not(.clear)').length === 1")
    assert here.wait("() => Number(document.querySelector('.found strong').textContent)") > count
    assert here.complaints() == []


@elsewhere
@pytest.mark.parametrize("width", [SMALL, LARGE])
def test_the_gallery(here: Engine, width: int) -> None:
    """A photo opens over the whole window, whole; the next one comes; it shuts."""
    whole = """number => [...document.elementsFromPoint(innerWidth / 2, innerHeight / 2)].some(one => {
        const box = one.getBoundingClientRect()
        return one.matches("dialog figure:nth-child(" + number + ") img") && one.naturalWidth && box.left >= 0
            && box.right <= innerWidth + 1 && box.top >= 0 && box.bottom <= innerHeight + 1 && box.height > 100 })"""
    here.open(RECORD, width)
    here.press("a[data-photo]")
    assert here.wait(whole, 1)
    sides = (
        "() => { const box = document.querySelector('dialog').getBoundingClientRect(); return [box.width, box.height] }"
    )
    box = here.evaluate(sides)
    assert box == [width, 844 if width == SMALL else 800]
    here.press(".photo-next")
    assert here.wait(whole, 2)
    here.wait("() => document.querySelector('dialog [role=status]').textContent === '2 / 2'")
    here.press(".photo-shut")
    assert here.wait(GONE, "dialog")
    assert here.complaints() == []


@elsewhere
@pytest.mark.parametrize("width", [SMALL, LARGE])
def test_the_settings(here: Engine, width: int) -> None:
    """The panel is within the window; larger letters and the dark are seen at once and on the next page."""
    size = "() => parseFloat(getComputedStyle(document.body).fontSize)"
    here.open("about/", width)
    before = here.evaluate(size)
    here.press(".shell-reading summary")
    assert here.wait(VISIBLE, ".shell-reading__panel")
    try:
        here.press(".shell-reading input[value=largest]")
        here.press(".shell-reading input[value=dark]")
        here.open("study/", width)
        assert here.evaluate(size) > before * 1.2
        ground = here.evaluate("() => getComputedStyle(document.body).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", ground)[:3])) < 150
        assert look(here)["wrong"] == []
    finally:
        here.evaluate("() => localStorage.clear()")


@elsewhere
def test_search(here: Engine, old: bool) -> None:
    """植树 is found, from the page and from the panel; a browser that is too old says so, and shows the ways on."""
    here.open("search/", SMALL)
    if old:
        assert "太旧" in here.wait(TEXT, "#search .search-status, #search .note")
        links = here.evaluate(
            "() => [...document.querySelectorAll('#main .chips a, #search a')].filter(one => one.offsetHeight).length"
        )
        assert links >= 4
        return
    here.write("#search-field", "植树")
    assert "植树" in here.wait(TEXT, ".search-list a")
    here.open("about/", LARGE)
    here.press(".search-open")
    here.wait(VISIBLE, "dialog input[type=search]")
    here.write("dialog input[type=search]", "植树")
    assert "植树" in here.wait(TEXT, "dialog .search-list a")
    assert here.complaints() == []


@elsewhere
def test_a_month_is_kept(here: Engine) -> None:
    """To be read without a network; and taken away again."""
    here.open("study/month/2024-03/read/", SMALL)
    here.press(".keep summary")
    assert here.wait(VISIBLE, ".keep button")
    here.press(".keep button")
    said = "words => document.querySelector('.keep [role=status]').textContent.includes(words)"
    assert here.wait(said, "存好了")
    here.press(".keep button + button")
    assert here.wait(said, "删掉了")
    assert here.complaints() == []
