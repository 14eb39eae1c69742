"""Nothing jumps: cumulative layout shift is 0, also where pictures come late and letters are large."""

import pytest

from browser_site import ROUTED
from page_types import TYPES

OBSERVE = """
window.shifts = []
new PerformanceObserver(list => {
    for (const one of list.getEntries()) {
        const box = ({ x, y, width }) => [x, y, width].map(Math.round).join(" ")
        const told = one.sources.map(({ node, previousRect, currentRect }) =>
            `${node?.className || node?.nodeName}: ${box(previousRect)} → ${box(currentRect)}`)
        window.shifts.push(`${one.value} at ${Math.round(one.startTime)} ms: ${told.join("; ")}`)
    }
}).observe({ type: "layout-shift", buffered: true })
"""
LARGE = "localStorage.setItem('/.__letters', 'largest')"
SLOW = 12
"""How many times slower than this machine a slow phone is."""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
"""The page is on the screen. Only then do its pictures come."""


@pytest.mark.parametrize("letters", ["", LARGE], ids=["usual", "largest"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_shifts(open_page, width: int, letters: str) -> None:
    """Every page type in turn, read to its end."""
    visit = open_page(width, **ROUTED)
    page = visit.page
    page.add_init_script(letters + OBSERVE)
    held = []
    page.route(lambda url: url.endswith((".jpg", ".png", ".webp", ".avif")), lambda route: held.append(route))
    for url in TYPES.values():
        held.clear()
        page.goto(visit.address + url, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        for route in held:
            route.continue_()
        page.wait_for_load_state()
        if page.locator("#search").count():
            page.locator(".search-status").wait_for(state="attached")
        page.mouse.wheel(0, 2000)
        page.wait_for_timeout(100)
        for route in held[:]:
            held.remove(route)
        assert page.evaluate("window.shifts") == [], url


def test_nothing_shifts_on_a_slow_phone(open_page) -> None:
    """A browser that has only read half a page paints none of it: else the buttons move once the rest is there."""
    visit = open_page(390)
    page = visit.page
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.add_init_script(OBSERVE)
    for url in (TYPES["home"], TYPES["plan"], TYPES["record with photos"]) * 2:
        page.goto(visit.address + url)
        page.wait_for_timeout(100)
        assert page.evaluate("window.shifts") == [], url
