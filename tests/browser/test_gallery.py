"""The photos of a record, large: by mouse, keyboard and finger, and without script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from browser.clicks import CLICKED, CLICKS
from browser_site import ROUTED, Visit

RECORD = "news/2024/2024-03-12-zhishu/"
"""Two photos with captions."""

Opener = Callable[..., Visit]


@pytest.fixture
def visit(open_page: Opener) -> Visit:
    """The record on a notebook, nothing moving by itself."""
    visit = open_page(reduced_motion="reduce")
    visit.go(RECORD)
    return visit


def photos(page: Page) -> Locator:
    """The links that the photos are."""
    return page.locator("a[data-photo]")


def shown(page: Page) -> str:
    """The alternative text of the photo in the middle of the window."""
    return str(
        page.evaluate(
            """() => [...document.elementsFromPoint(innerWidth / 2, innerHeight / 2)]
                .filter(one => one.matches("dialog img")).map(one => one.alt).join()"""
        )
    )


def alts(page: Page) -> list[str]:
    """Those of the page's photos, in order."""
    return [str(one.get_attribute("alt")) for one in photos(page).locator("img").all()]


def wait_for(page: Page, alt: str) -> None:
    """Until that photo is the one that is seen."""
    page.wait_for_function(
        """alt => [...document.elementsFromPoint(innerWidth / 2, innerHeight / 2)]
            .some(one => one.matches("dialog img") && one.alt === alt)""",
        arg=alt,
    )


def test_by_mouse(visit: Visit) -> None:
    """A click opens the photo that was clicked; the buttons go on and round; a click beside it shuts."""
    page = visit.page
    first, second = alts(page)
    photos(page).nth(1).click()
    dialog = page.get_by_role("dialog")
    wait_for(page, second)
    expect(dialog.get_by_role("status")).to_have_text("2 / 2")
    expect(dialog.locator("figcaption").nth(1)).to_have_text("破土的幼苗（示意图）")
    dialog.get_by_role("button", name="下一张").click()
    wait_for(page, first)
    dialog.get_by_role("button", name="上一张").click()
    wait_for(page, second)
    dialog.get_by_role("button", name="关闭").click()
    expect(dialog).to_be_hidden()
    photos(page).first.click()
    wait_for(page, first)
    page.mouse.click(15, 700)
    expect(dialog).to_be_hidden()
    assert visit.complaints == []


def test_by_keyboard(visit: Visit) -> None:
    """Enter opens, arrows, Home and End walk, Tab stays within, Escape shuts; then one is where one was."""
    page = visit.page
    first, second = alts(page)
    photos(page).nth(0).focus()
    page.keyboard.press("Enter")
    wait_for(page, first)
    for key, alt in (("ArrowRight", second), ("ArrowLeft", first), ("End", second), ("Home", first)):
        page.keyboard.press(key)
        wait_for(page, alt)
    seen = set()
    for _ in range(9):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)
        seen.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert {"关闭", "上一张", "下一张"} <= seen
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(photos(page).nth(0)).to_be_focused()
    assert visit.complaints == []


def test_by_finger(open_page: Opener) -> None:
    """A swipe moves on to the next, and the counter says so."""
    visit = open_page(390, has_touch=True, is_mobile=True)
    page = visit.page
    visit.go(RECORD)
    first, second = alts(page)
    photos(page).first.tap()
    wait_for(page, first)
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 340), *(("touchMove", x) for x in range(320, 60, -20)), ("touchEnd", None)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": 420}] if x else []})
    wait_for(page, second)
    expect(page.get_by_role("status").filter(has_text="/")).to_have_text("2 / 2")
    assert visit.complaints == []


def test_the_back_key_shuts_the_photo(visit: Visit) -> None:
    """Not the page; and after Escape it leads to where one came from."""
    page = visit.page
    visit.go("news/")
    visit.go(RECORD)
    photos(page).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url.endswith(RECORD)
    photos(page).first.click()
    page.keyboard.press("Escape")
    page.wait_for_function("() => !history.state?.photo")
    page.go_back()
    page.wait_for_url("**/news/")


def test_without_script(open_page: Opener) -> None:
    """Each photo leads to its large file."""
    visit = open_page(java_script_enabled=False)
    page = visit.page
    visit.go(RECORD)
    href = photos(page).nth(1).get_attribute("href")
    photos(page).nth(1).click()
    page.wait_for_url(f"**/{href}")


def test_in_a_new_tab(visit: Visit) -> None:
    """Whoever asks for one gets the file."""
    with visit.page.context.expect_page() as opened:
        photos(visit.page).first.click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_url("**/*.jpg")
    expect(visit.page.get_by_role("dialog")).to_have_count(0)


def test_what_is_asked_of_the_browser(visit: Visit) -> None:
    """Another tab, a window, a download; a step back with Alt and an arrow: none of it is taken over."""
    page = visit.page
    assert page.evaluate(CLICKS, "a[data-photo]") == CLICKED
    counter = page.get_by_role("dialog").get_by_role("status")
    keys = """() => [["altKey"], ["ctrlKey"], ["metaKey"], []].map(([held]) => {
        const press = new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true, cancelable: true, [held]: true })
        return !document.querySelector("dialog").dispatchEvent(press)
    })"""
    assert page.evaluate(keys) == [False, False, False, True]
    expect(counter).to_have_text("2 / 2")


def test_only_to_a_neighbour_it_glides(open_page: Opener) -> None:
    """Round the ends, to the first and to the last it jumps; where less motion is wished, always."""
    for motion, wanted in (
        ("no-preference", ["smooth", "instant", "instant", "instant", "smooth"]),
        ("reduce", ["instant"] * 5),
    ):
        visit = open_page(reduced_motion=motion)
        page = visit.page
        visit.go(RECORD)
        photos(page).first.click()
        moved = page.evaluate(
            """() => {
                const dialog = document.querySelector("dialog"), moved = []
                dialog.querySelector("[role=group]").scrollTo = ({ behavior }) => moved.push(behavior)
                for (const key of ["ArrowRight", "ArrowRight", "End", "Home", "ArrowRight"])
                    dialog.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }))
                return moved
            }"""
        )
        assert moved == wanted


def test_without_dialogs(open_page: Opener) -> None:
    """Safari before 15.4: each photo leads to its large file, as without script."""
    visit = open_page()
    visit.page.add_init_script("delete window.HTMLDialogElement")
    visit.go(RECORD)
    href = photos(visit.page).nth(1).get_attribute("href")
    photos(visit.page).nth(1).click()
    visit.page.wait_for_url(f"**/{href}")


SHIFTS = """() => new Promise(done => {
    let sum = 0
    new PerformanceObserver(list => { for (const one of list.getEntries()) sum += one.value })
        .observe({ type: "layout-shift", buffered: true })
    setTimeout(() => done(sum), 400)
})"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("url", [RECORD, "", "news/", "news/2024/04/"])
def test_nothing_jumps(open_page: Opener, url: str, width: int) -> None:
    """However late the photos come: their place is kept, in their colour."""
    visit = open_page(width, **ROUTED)
    page = visit.page
    waiting: list[Route] = []
    late = False
    page.route("**/photo-*", lambda route: route.continue_() if late else waiting.append(route))
    page.goto(f"{visit.address}{url}", wait_until="commit")
    page.wait_for_function(
        """() => document.querySelector("footer") && document.readyState !== "loading"
            && [...document.querySelectorAll("link[rel=stylesheet]")].every(one => one.sheet)"""
    )
    boxes = "[...document.images].map(one => JSON.stringify(one.getBoundingClientRect()))"
    page.wait_for_timeout(300)
    before = page.evaluate(boxes)
    colours = page.evaluate("[...document.querySelectorAll('.tint')].map(one => getComputedStyle(one).backgroundColor)")
    assert all(one.startswith("rgb(") for one in colours)
    late = True
    for route in waiting:
        route.continue_()
    page.wait_for_load_state()
    assert page.evaluate(boxes) == before
    assert page.evaluate(SHIFTS) == 0
    assert visit.complaints == []


@pytest.mark.parametrize(("width", "density", "most"), [(390, 2, 960), (390, 1, 480), (1280, 1, 480)])
def test_no_more_is_fetched_than_is_shown(open_page: Opener, width: int, density: int, most: int) -> None:
    """A telephone takes the narrow files, and what reads AVIF takes no JPEG."""
    visit = open_page(width, device_scale_factor=density)
    fetched: list[str] = []
    visit.page.on("request", lambda one: fetched.append(one.url) if "/photo-" in one.url else None)
    visit.go(RECORD)
    visit.page.wait_for_load_state("networkidle")
    assert fetched
    assert all(one.endswith(".avif") and int(one.split("/photo-")[1].split(".")[0]) <= most for one in fetched)
