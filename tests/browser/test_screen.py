"""大屏: it turns by itself and can be stopped; it counts the days, takes releases whole, and outlives a bad week."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.corridor import PORTAL, Server, Spoil, first_release, other_program, second_release, served, sound
from browser.test_axe import RUN
from judges import axe
from sites import Built

URL = "screen/"
SECONDS = 12
CHECK = 5 * 60
QUIET = 250
"""Milliseconds without a request after which all has come."""
TODAY = "2024-05-10"
SIZES = {
    "1366": (1366, 768),
    "1080p": (1920, 1080),
    "4K": (3840, 2160),
    "upright": (1080, 1920),
    "telephone": (390, 844),
}
NOW = ".slide.now"

CUT = """() => {
    const slide = document.querySelector(".slide.now"), foot = document.querySelector(".foot").getBoundingClientRect()
    const cut = [slide.scrollHeight - slide.clientHeight, slide.scrollWidth - slide.clientWidth].filter(one => one > 1)
    const codes = [...slide.querySelectorAll(".code")].map(one => one.getBoundingClientRect())
    const shown = box => box.top >= 0 && box.left >= 0 && box.right <= innerWidth && box.bottom <= foot.top
    return [cut, codes.every(shown), document.documentElement.scrollWidth > innerWidth, foot.bottom > innerHeight + 1]
}"""
"""How much of a slide does not fit, whether its codes are whole, and whether the page or its foot leave the window."""


def noon(day: str) -> datetime.datetime:
    """Of a day in Shanghai."""
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+08:00")


def turn(page: Page, seconds: float = SECONDS) -> None:
    """Let time go by."""
    page.clock.run_for(seconds * 1000)


def label(page: Page) -> str:
    """Which slide stands there."""
    return page.locator(NOW).get_attribute("aria-label") or ""


@pytest.fixture(scope="module")
def shipped_at(built: Built) -> Iterator[str]:
    """The address of the shipped site, on the day it is of."""
    server = Server(built.site)
    server.date(TODAY)
    with served(server) as at:
        yield at


@pytest.fixture
def shipped(open_page, shipped_at: str) -> Iterator[Page]:
    """Its screen."""
    visit = open_page(1920, at=shipped_at)
    visit.page.clock.install(time=noon(TODAY))
    visit.go(URL)
    yield visit.page
    assert visit.complaints == []


def words(page: Page) -> str:
    """Of the slide that stands there, also while it still comes."""
    return page.locator(NOW).text_content() or ""


def test_it_turns_by_itself(shipped: Page) -> None:
    """Each slide in its turn, one at a time, and round again; nobody has touched anything."""
    count = shipped.locator(".slide:not([hidden])").count()
    seen = []
    for _ in range(count + 1):
        expect(shipped.locator(NOW)).to_have_count(1)
        seen.append(words(shipped))
        turn(shipped)
    assert len(set(seen[:-1])) == count >= 5 and seen[-1] == seen[0]
    expect(shipped.locator(".slide:visible").first).to_be_visible()


def test_it_can_be_stopped(shipped: Page) -> None:
    """By a button that is seen once somebody moves, and by the space bar; it goes on where it was (WCAG 2.2.2)."""
    button = shipped.get_by_role("button")
    expect(button).to_have_css("opacity", "0")
    shipped.mouse.move(300, 300)
    expect(button).to_have_css("opacity", "1")
    turn(shipped, 5)
    expect(button).to_have_css("opacity", "0")
    shipped.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(button).to_have_css("opacity", "1")
    shipped.keyboard.press("Enter")
    expect(button).to_have_text("继续翻页")
    before = words(shipped)
    turn(shipped, 10 * SECONDS)
    assert words(shipped) == before
    shipped.keyboard.press("ArrowRight")
    after = words(shipped)
    shipped.keyboard.press("ArrowLeft")
    assert words(shipped) == before != after
    turn(shipped, 10 * SECONDS)
    assert words(shipped) == before
    button.blur()
    shipped.keyboard.press("Space")
    expect(button).to_have_text("停止翻页")
    turn(shipped)
    assert words(shipped) == after


def test_a_key_turns_at_once(shipped: Page) -> None:
    """And the slide then stands as long as any other. Keys of the browser are left to it."""
    turn(shipped, SECONDS - 1)
    shipped.keyboard.press("PageDown")
    second = words(shipped)
    turn(shipped, SECONDS - 1)
    assert words(shipped) == second
    shipped.keyboard.press("PageUp")
    assert label(shipped) == "品牌"
    shipped.keyboard.press("Alt+ArrowRight")
    shipped.keyboard.press("a")
    assert label(shipped) == "品牌"


@pytest.mark.parametrize(("motion", "wanted"), [("reduce", "0s"), ("no-preference", "0.8s")])
def test_reduced_motion(open_page, motion: str, wanted: str) -> None:
    """Nothing fades where that is not wanted; it turns all the same: a machine in a corridor often has that setting."""
    visit = open_page(1920, reduced_motion=motion)
    visit.page.clock.install(time=noon(TODAY))
    visit.go(URL)
    assert visit.page.locator(NOW).evaluate("one => getComputedStyle(one).transitionDuration").startswith(wanted)
    turn(visit.page)
    assert label(visit.page) != "品牌"


def test_without_script(open_page) -> None:
    """All slides, one below the other, and nothing that would do nothing."""
    visit = open_page(java_script_enabled=False)
    visit.go(URL)
    slides = visit.page.locator(".slide")
    tops = [one.bounding_box()["y"] for one in slides.all()]
    assert tops == sorted(set(tops)) and len(tops) >= 5
    for one in slides.all():
        expect(one).to_be_visible()
    expect(visit.page.get_by_role("button")).to_have_count(0)
    expect(visit.page.locator(".foot")).to_contain_text("内容更新于 2024年5月10日")


@pytest.mark.parametrize("size", SIZES)
def test_every_slide_is_whole(browser: Browser, shipped_at: str, size: str) -> None:
    """On every shape of screen, with the shipped records."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.clock.install(time=noon(TODAY))
    page.goto(shipped_at + URL)
    found = {}
    for _ in range(page.locator(".slide:not([hidden])").count()):
        found[words(page)[:20]] = page.evaluate(CUT)
        turn(page)
    context.close()
    assert {name: one for name, one in found.items() if one != [[], True, False, False]} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_slide(open_page, shipped_at: str, scheme: str) -> None:
    """At the beginning of the page it sees the first alone."""
    visit = open_page(1920, scheme, at=shipped_at, reduced_motion="reduce")
    visit.page.clock.install(time=noon(TODAY))
    visit.go(URL)
    visit.page.evaluate(axe())
    found = {}
    for _ in range(visit.page.locator(".slide:not([hidden])").count()):
        visit.page.keyboard.press("ArrowRight")
        found[words(visit.page)] = visit.page.evaluate(RUN, [])
    assert len(found) >= 5 and [one for those in found.values() for one in those] == []


# ---- Two releases, and what a week may bring ----


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A small site, and the same with another title and photo."""
    folder = tmp_path_factory.mktemp("corridor")
    first = first_release(folder / "first")
    return first, second_release(first, folder / "second")


@pytest.fixture
def server(releases: tuple[Path, Path]) -> Iterator[Server]:
    """Of the first release."""
    yield Server(releases[0])


@pytest.fixture
def corridor(browser: Browser, server: Server) -> Iterator[Page]:
    """The screen, standing there; its first look for a new release is over."""
    with served(server) as at:
        yield from _standing(browser, server, at)


def _standing(browser: Browser, server: Server, at: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    page = context.new_page()
    page.clock.install(time=noon(TODAY))
    page.goto(at + URL)
    page.evaluate("window.mark = 1")
    settled(page, server)
    yield page
    assert page.evaluate("window.mark") == 1, "it was loaded anew, which may end in a browser's own page"
    context.close()


def settled(page: Page, server: Server) -> None:
    """Wait until it asks for nothing more."""
    asked = -1
    while asked != server.asked:
        asked = server.asked
        page.wait_for_timeout(QUIET)


def checked(page: Page, server: Server) -> None:
    """Let it look for a new release, and wait for what comes of it. Time stands still meanwhile: nothing is late."""
    before = server.asked
    page.clock.fast_forward((CHECK + 1) * 1000)
    for _ in range(50):
        if server.asked > before:
            break
        page.wait_for_timeout(QUIET)
    settled(page, server)


def expect_title(page: Page, title: str) -> None:
    """The newest record's; in few words where it is another."""
    expect(page.locator(".news h2").first).to_have_text(title)


def test_a_new_release_takes_its_place(corridor: Page, server: Server, releases: tuple[Path, Path]) -> None:
    """Without being loaded anew; its pictures are there when it is; and back again."""
    expect_title(corridor, "再读一章")
    for site, wanted in ((releases[1], "改过的标题"), (releases[0], "再读一章")):
        server.site = site
        checked(corridor, server)
        expect_title(corridor, wanted)
        assert corridor.evaluate(
            "[...document.querySelectorAll('#screen img')].every(one => one.complete && one.naturalWidth)"
        )
        expect(corridor.locator("#screen")).to_have_count(1)
        turn(corridor)
        expect(corridor.locator(NOW)).to_have_count(1)


def _status(number: int, body: bytes) -> Spoil:
    return lambda path, content: (number, body, len(body))


def _half(*endings: str) -> Spoil:
    def spoil(path: str, content: bytes) -> tuple[int, bytes, int]:
        return 200, content[: len(content) // 2] if path.endswith(endings) else content, len(content)

    return spoil


def _instead(body: bytes, status: int, *endings: str) -> Spoil:
    return lambda path, content: (status, body, len(body)) if path.endswith(endings) else sound(path, content)


PICTURES = (".jpg", ".avif")
TROUBLES: dict[str, Spoil] = {
    "502": _status(502, b"<html><body>502 Bad Gateway</body></html>"),
    "a sign-in": _status(200, PORTAL),
    "nothing": _status(200, b""),
    "half a page": _half("/"),
    "half a page that is said to be whole": lambda path, content: sound(path, content[: len(content) // 2]),
    "half a picture": _half(*PICTURES),
    "no picture": _instead(b"no", 404, *PICTURES),
    "a sign-in for a picture": _instead(PORTAL, 200, *PICTURES),
}


@pytest.mark.parametrize("name", TROUBLES)
def test_what_has_not_come_whole(name: str, corridor: Page, server: Server, releases: tuple[Path, Path]) -> None:
    """Is not shown, however often it comes; once all is there it is."""
    server.site, server.spoil = releases[1], TROUBLES[name]
    for _ in range(3):
        checked(corridor, server)
        expect_title(corridor, "再读一章")
        turn(corridor)
        expect(corridor.locator(NOW)).to_have_count(1)
    server.spoil = sound
    # What the browser has kept, because its name is for good, is mended by the first, and used by the second.
    checked(corridor, server)
    checked(corridor, server)
    expect_title(corridor, "改过的标题")


def test_no_network_for_a_week(corridor: Page, server: Server, releases: tuple[Path, Path]) -> None:
    """It goes on turning, says after a week how old it is, and comes back by itself."""
    corridor.context.set_offline(True)
    server.site = releases[1]
    for day in range(8):
        corridor.clock.fast_forward(24 * 3600 * 1000)
        turn(corridor)
        expect(corridor.locator(NOW)).to_have_count(1)
        assert corridor.locator("[data-old]").is_visible() == (day == 7)
    expect(corridor.locator(".made")).to_contain_text("内容更新于 2024年5月10日，照这台电脑的日期，已经 8 天没有更新")
    corridor.context.set_offline(False)
    checked(corridor, server)
    expect_title(corridor, "改过的标题")


KEPT = """async () => {
    const names = (await caches.keys()).filter(one => one.endsWith(" kept"))
    const texts = await Promise.all(names.map(async name => (await caches.open(name)).match("/screen/")))
    return Promise.all(texts.map(one => one ? one.text() : ""))
}"""


def test_started_anew_without_a_network(corridor: Page, server: Server, releases: tuple[Path, Path]) -> None:
    """The machine was switched off and the network is gone: the newest page it had comes up, pictures and all."""
    server.site = releases[1]
    for _ in range(4):
        checked(corridor, server)
    (kept,) = corridor.evaluate(KEPT)
    assert "改过的标题" in kept
    server.spoil = TROUBLES["502"]
    page = corridor.context.new_page()
    page.clock.install(time=noon("2024-05-13"))
    page.goto(corridor.url)
    expect_title(page, "改过的标题")
    expect(page.locator(".notices")).to_have_attribute("hidden", "")
    whole = "[...document.querySelectorAll('#screen img')].every(one => one.complete && one.naturalWidth)"
    page.wait_for_function(whole)
    turn(page)
    expect(page.locator(NOW)).to_have_count(1)
    assert label(page) == "活动动态"


DAYS = {
    "the same day": (TODAY, None, "还有 2 天", ""),
    "the last day": ("2024-05-12", None, "今天截止", ""),
    "a day later": ("2024-05-13", None, "", ""),
    "a week later": ("2024-05-17", None, "", ""),
    "more than a week": ("2024-05-18", None, "", "照这台电脑的日期，已经 8 天没有更新"),
    "a clock of 2015": ("2015-01-01", None, "还有 2 天", ""),
    "a clock of 2015, and the server's": ("2015-01-01", "2024-05-12", "今天截止", ""),
    "a clock of 2031, and the server's": ("2031-01-01", "2024-05-12", "今天截止", ""),
    "the server's, much later": ("2024-05-10", "2024-07-10", "", "，已经 61 天没有更新"),
}


@pytest.mark.parametrize("name", DAYS)
def test_days_go_by(name: str, browser: Browser, server: Server) -> None:
    """By the machine's clock, or the server's where it speaks: what is over goes, what is left is counted."""
    day, said, left, old = DAYS[name]
    if said:
        server.date(said)
    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    with served(server) as at:
        page = context.new_page()
        page.clock.install(time=noon(day))
        page.goto(at + URL)
        settled(page, server)
        checked(page, server)
        notice = page.locator(".notices li")
        assert notice.evaluate("one => !one.hidden && one.querySelector('[data-left]').textContent") == (left or False)
        assert page.locator(".notices").evaluate("one => one.hidden") == (not left)
        # What was opened stays: the slide is there.
        assert not page.locator(".slide.open").evaluate("one => one.hidden")
        assert page.locator(".slide.ahead").evaluate("one => one.hidden") == (name == "the server's, much later")
        note = page.locator("[data-old]")
        assert note.evaluate("one => one.hidden ? '' : one.textContent").endswith(old)
        assert note.is_visible() == bool(old)
    context.close()


def test_another_program(corridor: Page, server: Server, releases: tuple[Path, Path], tmp_path: Path) -> None:
    """A release with another script and style sheet: both take over, once each, and it goes on turning."""
    server.site = other_program(releases[1], tmp_path / "site")
    checked(corridor, server)
    expect_title(corridor, "改过的标题")
    expect(corridor.locator("script[src*='screen.00000000.js']")).to_have_count(1)
    expect(corridor.locator("script[type=module]")).to_have_count(1)
    expect(corridor.locator("link[href*='screen.']")).to_have_count(1)
    assert corridor.locator(".board").evaluate("one => getComputedStyle(one).getPropertyValue('--other').trim()") == "1"
    expect(corridor.get_by_role("button")).to_have_count(1)
    seen = []
    for _ in range(3):
        seen.append(words(corridor))
        turn(corridor)
    assert len(set(seen)) == 3
    server.site = releases[0]
    checked(corridor, server)
    expect_title(corridor, "再读一章")


def test_another_program_that_does_not_come(
    corridor: Page, server: Server, releases: tuple[Path, Path], tmp_path: Path
) -> None:
    """A style sheet that is missing keeps all as it is; a missing script leaves this one at work."""
    server.site = other_program(releases[1], tmp_path / "site")
    server.spoil = _instead(b"no", 404, ".css")
    checked(corridor, server)
    expect_title(corridor, "再读一章")
    expect(corridor.locator("link[rel=stylesheet]")).to_have_count(2)
    server.spoil = _instead(b"no", 404, ".js")
    checked(corridor, server)
    expect_title(corridor, "改过的标题")
    before = words(corridor)
    turn(corridor)
    assert words(corridor) != before


def test_below_a_path(browser: Browser, releases: tuple[Path, Path]) -> None:
    """A site that is not at the top of its server."""
    server = Server(releases[0], "/a/b/")
    with served(server) as at:
        standing = _standing(browser, server, at)
        page = next(standing)
        server.site = releases[1]
        checked(page, server)
        expect_title(page, "改过的标题")
        assert next(standing, None) is None


MEASURED = ("Nodes", "Documents", "JSEventListeners")


def weight(page: Page) -> dict[str, float]:
    """What the page holds, when what nobody needs is gone."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("HeapProfiler.enable")
    for _ in range(3):
        session.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    session.detach()
    return {name: metrics[name] for name in (*MEASURED, "JSHeapUsedSize")}


@pytest.mark.slow
def test_memory_does_not_grow(corridor: Page, server: Server, releases: tuple[Path, Path]) -> None:
    """Over many turns, releases and failures: after them it holds what it held before."""

    def some(rounds: int) -> None:
        for number in range(rounds):
            server.site = releases[number % 2]
            server.spoil = TROUBLES["502"] if number % 5 == 4 else sound
            checked(corridor, server)
        server.site, server.spoil = releases[0], sound
        checked(corridor, server)

    some(10)
    before = weight(corridor)
    some(60)
    after = weight(corridor)
    for name in MEASURED:
        assert after[name] <= before[name] * 1.1 + 20, (name, before, after)
    assert after["JSHeapUsedSize"] <= before["JSHeapUsedSize"] * 1.15 + 200_000, (before, after)
