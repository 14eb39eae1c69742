"""The keyboard alone: on every page type it reaches everything, is seen where it stands, and works it."""

from playwright.sync_api import Page, expect

from page_types import ALONE

MARK = """() => {
    const shown = one => one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length
    const wanted = "a[href]:not([tabindex='-1']), button, summary, input, select, textarea, [tabindex='0']"
    // Of a group of radios the keyboard reaches the checked one; arrows do the rest.
    const first = one => one.type !== "radio" || one.checked
    window.waiting = new Set([...document.querySelectorAll(wanted)].filter(one => shown(one) && first(one)))
    window.passed = new Set()
    // A page may have put the keyboard somewhere already: the walk begins at the top.
    document.documentElement.tabIndex = -1
    document.documentElement.focus()
    document.documentElement.removeAttribute("tabindex")
    window.unseen = []
    window.done = false
    const stand = () => {
        const here = document.activeElement
        window.done ||= here === document.body || window.passed.has(here)
        if (window.done) return
        window.passed.add(here)
        window.waiting.delete(here)
        const ringed = (one, part) => {
            const style = one && getComputedStyle(one, part)
            return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        }
        const label = here.labels?.[0]
        const box = here.getBoundingClientRect()
        const inside = box.bottom > 0 && box.top < innerHeight
        // A card's link is drawn over the whole card.
        const seen = [here, label, here.nextElementSibling, here.parentElement].some(one => ringed(one))
        if (!inside || !seen && !ringed(here, "::after"))
            window.unseen.push(here.outerHTML.slice(0, 120))
    }
    addEventListener("keyup", one => one.key === "Tab" && stand())
    return window.waiting.size
}"""
"""Notes all that one can press, and after each Tab where the keyboard has come to, until it is back where it was or
out of the page. What only shows once something is opened is not there yet. A control that a label draws has its
ring there."""

STRIDE = 12
"""Steps after which the page is asked whether the walk is over."""


def walk(page: Page) -> None:
    """Tab by Tab from the top of the page until the keyboard leaves it, or comes where it has been."""
    while not page.evaluate("window.done || document.activeElement === document.body && window.passed.size > 0"):
        for _ in range(STRIDE):
            page.keyboard.press("Tab")


def test_everything_is_reached(opened) -> None:
    """Tab comes to each link and control once, shows where it is, within the window, and leaves at the end."""
    page = opened.visit.page
    assert page.evaluate(MARK) >= (1 if opened.url in ALONE else 8)
    walk(page)
    assert page.evaluate("[...window.waiting].map(one => one.outerHTML.slice(0, 120))") == []
    assert page.evaluate("window.unseen") == []
    page.evaluate("document.activeElement.blur(), scrollTo({ top: 0, behavior: 'instant' })")


def test_who_is_under_way_is_not_called_back(open_page) -> None:
    """The search begins by itself a moment after its page is there: the keyboard stays where it is by then."""
    visit = open_page()
    page = visit.page
    page.goto(f"{visit.address}search/", wait_until="commit")
    link = page.locator("#search-browse a").first
    link.focus()
    expect(page.locator(".search-tools")).to_be_attached()
    expect(page.locator(".search-list")).to_have_attribute("aria-busy", "false")
    assert link.evaluate("one => one === document.activeElement")


def test_the_drawer(open_page) -> None:
    """Space opens it, Tab goes on into its links, Escape shuts it and gives back the place."""
    visit = open_page(390)
    page = visit.page
    visit.go("study/")
    drawer = page.get_by_role("checkbox", name="菜单")
    while not drawer.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    links = page.locator("nav[aria-label=主导航] a")
    expect(links.first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert links.first.evaluate("one => one === document.activeElement")
    page.keyboard.press("Escape")
    expect(links.first).to_be_hidden()
    assert drawer.evaluate("one => one === document.activeElement")
    page.keyboard.press("Space")
    expect(links.first).to_be_visible()
    for _ in range(2 + links.count()):
        page.keyboard.press("Tab")
    expect(links.first).to_be_hidden()
    assert visit.complaints == []


def test_what_a_reader_may_set(open_page) -> None:
    """Enter opens the panel, arrows choose and it is seen at once, Escape shuts it and gives back the place."""
    visit = open_page()
    page = visit.page
    visit.go("study/")
    summary = page.locator(".shell-reading summary")
    while not summary.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    before = page.evaluate("getComputedStyle(document.body).fontSize")
    page.keyboard.press("Tab")
    expect(page.get_by_role("group", name="字号").get_by_role("radio", name="标准")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="大", exact=True)).to_be_checked()
    assert page.evaluate("getComputedStyle(document.body).fontSize") > before
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.documentElement.dataset.contrast") == "high"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.documentElement.dataset.palette") == "dark"
    page.keyboard.press("Escape")
    expect(page.locator(".shell-reading__panel")).to_be_hidden()
    assert summary.evaluate("one => one === document.activeElement")
    assert visit.complaints == []
