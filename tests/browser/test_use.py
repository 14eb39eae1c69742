"""What a reader does: without script, by keyboard, on a phone, at night, on paper."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_site import ROUTED, serve
from sites import SHIPPED, Built, copy_site, replace, run

PLANTING = "植树节：在江风里种下一排小树"
PAPER = re.findall(r'^  纸: "(#\w{6})"', (SHIPPED / "data/brand.yml").read_text("utf-8"), re.MULTILINE)
"""The page's colour by day and by night."""


def rgb(colour: str) -> str:
    """#RRGGBB as a browser says it."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return f"rgb({red}, {green}, {blue})"


def ground(page: Page) -> str:
    """The colour that is seen behind the text."""
    return str(
        page.evaluate(
            """() => { for (let one = document.querySelector("h1"); one; one = one.parentElement) {
                const colour = getComputedStyle(one).backgroundColor
                if (colour !== "rgba(0, 0, 0, 0)") return colour }
                return getComputedStyle(document.documentElement).backgroundColor }"""
        )
    )


def focused(page: Page) -> str:
    """Words of what the keyboard stands on."""
    return str(
        page.evaluate(
            """() => { const one = document.activeElement
                return one.getAttribute("aria-label") || one.textContent.trim().replace(/\\s+/g, " ") }"""
        )
    )


@pytest.mark.parametrize("fragment", ["照片", "h-照片"])
def test_links_to_headings(open_page, fragment: str) -> None:
    """Those that are made now, and those that others keep from before headings had a prefix."""
    visit = open_page()
    visit.go(f"handbook/secretary/#{fragment}")
    expect(visit.page.locator("#h-照片")).to_be_in_viewport()
    assert visit.page.evaluate("scrollY") > 0


def test_without_script(open_page) -> None:
    """Hub, list, record and plan are read and walked all the same."""
    visit = open_page(java_script_enabled=False)
    page = visit.page
    visit.go("")
    page.locator("nav[aria-label=主导航]:visible").get_by_role("link", name="活动动态").click()
    page.wait_for_url("**/news/")
    assert page.locator("article.story:visible").count() > 10
    page.get_by_role("navigation", name="分类").get_by_role("link", name="团队活动").click()
    page.locator("a", has_text=PLANTING).click()
    expect(page.locator("h1")).to_have_text(PLANTING)
    assert page.locator("article img:visible").count() == 2
    page.locator(".proofs a").first.click()
    page.wait_for_url("**/plan/**#*")
    page.get_by_role("navigation", name="位置").get_by_role("link", name="计划进展").click()
    expect(page.locator("table.coverage")).to_contain_text("逾期")
    assert page.locator("table.coverage a.mark:visible").count() > 20
    assert page.locator(".timeline svg:visible a").count() > 20


def test_the_menu_opens_without_script(open_page) -> None:
    """On a phone too: it is a checkbox."""
    visit = open_page(390, java_script_enabled=False)
    visit.go("news/")
    visit.page.locator("header label[for=drawer]:visible").click()
    link = visit.page.locator("a:visible", has_text="计划进展").first
    expect(link).to_be_in_viewport()
    link.click()
    visit.page.wait_for_url("**/plan/")


def test_by_keyboard(open_page) -> None:
    """Tab comes first to the way past the header, then to every tab, the search and the first card."""
    visit = open_page()
    page = visit.page
    visit.go("news/")
    passed = []
    for _ in range(60):
        page.keyboard.press("Tab")
        passed.append(focused(page))
        if page.evaluate("!!document.activeElement.closest('article.story')"):
            break
    assert passed[0] == "跳到正文"
    tabs = page.locator("nav[aria-label=主导航]:visible a").all_inner_texts()
    assert len(tabs) == 7 and set(tabs) <= set(passed)
    assert any("搜索" in one for one in passed)
    assert passed[-1] == page.locator("article.story h3").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/news/2024/*/")


def test_the_focus_is_seen(open_page) -> None:
    """Whoever walks by keyboard sees where they are: a ring at each of the first stops; the search opens instead."""
    visit = open_page()
    visit.go("plan/")
    for _ in range(12):
        visit.page.keyboard.press("Tab")
        visit.page.wait_for_function(
            """() => {
                const ringed = one => ["outlineStyle", "boxShadow"].some(name => getComputedStyle(one)[name] !== "none")
                const here = document.activeElement, search = here.closest("[role=search]")
                const open = { opacityProperty: true, visibilityProperty: true }
                const opened = search?.querySelector("[role=status]").checkVisibility(open)
                return ringed(here) || ringed(here.parentElement) || opened
            }""",
            timeout=3000,
        )


def test_skipping_the_header(open_page) -> None:
    """Enter on 跳到正文 goes to the content: the next Tab is in it."""
    visit = open_page()
    visit.go("plan/")
    visit.page.keyboard.press("Tab")
    visit.page.keyboard.press("Enter")
    visit.page.keyboard.press("Tab")
    assert visit.page.evaluate("!!document.activeElement.closest('#main')")


def test_the_menu_on_a_phone(open_page) -> None:
    """Opens by touch, shows every tab, marks where one is, and goes there; Escape shuts it."""
    visit = open_page(390, has_touch=True)
    page = visit.page
    visit.go("news/2024/2024-03-12-zhishu/")
    plan = page.locator("nav[aria-label=主导航]").get_by_role("link", name="计划进展")
    assert not any(one.is_visible() for one in plan.all())
    page.locator("header label[for=drawer]:visible").tap()
    shown = page.locator("nav[aria-label=主导航]:visible")
    expect(shown.get_by_role("link")).to_have_count(7)
    expect(shown.locator("[aria-current]")).to_have_text("活动动态")
    page.keyboard.press("Escape")
    expect(shown).to_have_count(0)
    page.locator("header label[for=drawer]:visible").tap()
    shown.get_by_role("link", name="计划进展").tap()
    page.wait_for_url("**/plan/")
    assert visit.complaints == []


@pytest.mark.parametrize("touch", [True, False])
def test_a_press_on_the_shade_shuts_the_menu(open_page, touch: bool) -> None:
    """With a finger and with a mouse; a press in the bar beside the menu's parts, too."""
    visit = open_page(390, has_touch=touch)
    page = visit.page
    visit.go("news/")
    shown = page.locator("nav[aria-label=主导航]:visible")
    for place in (page.locator(".shell-shade"), page.locator(".shell-head .search-open")):
        menu = page.locator(".shell-menu")
        menu.tap() if touch else menu.click()
        expect(shown).to_have_count(1)
        spot = place.bounding_box()
        assert spot
        x, y = spot["x"] + spot["width"] - 8, spot["y"] + spot["height"] - 8
        page.touchscreen.tap(x, y) if touch else page.mouse.click(x, y)
        expect(shown).to_have_count(0)
    assert visit.complaints == []


def test_what_is_open_is_shut_when_one_leaves(open_page) -> None:
    """So that whoever comes back finds the page, and not the menu or the settings over it."""
    visit = open_page(390)
    page = visit.page
    visit.go("news/")
    for opener, is_open in (
        (".shell-menu", "document.getElementById('drawer').checked"),
        (".shell-reading summary", "document.querySelector('.shell-reading').open"),
    ):
        page.locator(opener).first.click()
        assert page.evaluate(is_open)
        page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
        assert not page.evaluate(is_open)


def choose(page: Page, group: str, word: str) -> None:
    """Open the panel of what a reader may set, and take a choice."""
    if page.locator(".shell-reading:not([open])").count():
        page.locator(".shell-reading summary").click()
    page.get_by_role("group", name=group).get_by_role("radio", name=word, exact=True).check()


def test_the_palette_is_remembered(open_page) -> None:
    """Dark, light, the system's: each seen at once, and held on the next page and after a reload."""
    visit = open_page()
    page = visit.page
    visit.go("plan/")
    for word, colour in (("深色", PAPER[1]), ("浅色", PAPER[0]), ("深色", PAPER[1]), ("跟随系统", PAPER[0])):
        choose(page, "深浅", word)
        assert ground(page) == rgb(colour), word
        visit.go("study/")
        assert ground(page) == rgb(colour), word
        page.reload()
        assert ground(page) == rgb(colour), word
        page.locator(".shell-reading summary").click()
        expect(page.get_by_role("radio", name=word)).to_be_checked()
    page.emulate_media(color_scheme="dark")
    assert ground(page) == rgb(PAPER[1]), "the system's wish counts again, and at once"
    assert visit.complaints == []


def test_the_bar_of_the_browser_follows(open_page) -> None:
    """theme-color is that of the palette that is shown, whatever the system's."""
    bars = "[...document.querySelectorAll('meta[name=theme-color]')].map(one => one.content)"
    visit = open_page()
    visit.go("plan/")
    by_system = visit.page.evaluate(bars)
    for word, wanted in (("深色", [by_system[1]] * 2), ("浅色", [by_system[0]] * 2), ("跟随系统", by_system)):
        choose(visit.page, "深浅", word)
        assert visit.page.evaluate(bars) == wanted


LETTERS = {"标准": 17, "大": 19.7, "特大": 23.3}
"""Pixels of the text of a page, at the least."""


@pytest.mark.parametrize("width", [390, 1280])
def test_larger_letters(open_page, width: int) -> None:
    """Three sizes, remembered; at each the page keeps within the window."""
    visit = open_page(width)
    page = visit.page
    visit.go("news/2024/2024-03-12-zhishu/")
    for word, least in LETTERS.items():
        choose(page, "字号", word)
        page.reload()
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('.body p')).fontSize)") >= least - 0.3
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert visit.complaints == []


@pytest.mark.parametrize(("scheme", "wanted"), [("light", ("#ffffff", "#000000")), ("dark", ("#000000", "#ffffff"))])
def test_higher_contrast(open_page, scheme: str, wanted: tuple[str, str]) -> None:
    """Black and white by day and night, remembered; a system that asks for more contrast has it from the start."""
    colours = "['--paper', '--ink'].map(one => getComputedStyle(document.body).getPropertyValue(one).trim())"
    visit = open_page(scheme=scheme)
    visit.go("plan/")
    assert tuple(visit.page.evaluate(colours)) != wanted
    choose(visit.page, "对比度", "高")
    assert tuple(visit.page.evaluate(colours)) == wanted
    visit.go("study/")
    assert tuple(visit.page.evaluate(colours)) == wanted
    asked = open_page(scheme=scheme, contrast="more")
    asked.go("plan/")
    assert tuple(asked.page.evaluate(colours)) == wanted


def test_back_to_the_top(open_page) -> None:
    """There once one has read on for a window, and leads there; gone again then."""
    visit = open_page(390)
    page = visit.page
    visit.go("plan/")
    link = page.get_by_role("link", name="回到顶部")
    expect(link).to_be_hidden()
    page.mouse.wheel(0, 3000)
    expect(link).to_be_visible()
    link.click()
    page.wait_for_function("scrollY === 0")
    expect(link).to_be_hidden()


def test_what_is_set_without_script(open_page) -> None:
    """Nothing can be set: then nothing offers it."""
    visit = open_page(java_script_enabled=False)
    visit.go("")
    assert not visit.page.locator(".shell-reading").is_visible()


@pytest.mark.parametrize("url", ["", "news/", "plan/", "study/sanhui-yike/"])
@pytest.mark.parametrize(("scheme", "paper"), [*zip(("light", "dark"), PAPER, strict=True)])
def test_night_is_dark(open_page, scheme: str, paper: str, url: str) -> None:
    """The system's wish counts from the first paint, in the brand's own colours."""
    visit = open_page(scheme=scheme)
    visit.go(url)
    assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") in (rgb(paper), "rgba(0, 0, 0, 0)")
    if url:
        assert ground(visit.page) == rgb(paper)


FRAMES = """(() => {
    window.seen = new Set()
    const look = () => {
        if (document.body) {
            const style = getComputedStyle(document.body)
            window.seen.add(style.backgroundColor + " " + style.fontSize)
        }
        requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
})()"""
"""Notes before each frame is painted which ground and which letters it will have."""

BEFORE = '{"index": 2, "color": {"media": "(prefers-color-scheme: %s)", "scheme": "%s", "primary": "custom"}}'
"""What Material's script, which this site once used, remembered under the same name."""


@pytest.mark.parametrize(
    ("stored", "system", "wanted"),
    [
        ({}, "dark", (PAPER[1], 17)),
        ({}, "light", (PAPER[0], 17)),
        ({"palette": "system"}, "dark", (PAPER[1], 17)),
        ({"palette": "dark"}, "light", (PAPER[1], 17)),
        ({"palette": "light"}, "dark", (PAPER[0], 17)),
        ({"palette": BEFORE % ("dark", "slate")}, "light", (PAPER[1], 17)),
        ({"palette": BEFORE % ("light", "default")}, "dark", (PAPER[0], 17)),
        ({"letters": "largest", "contrast": "high"}, "light", ("#ffffff", 23.392)),
        ({"letters": "large", "contrast": "high", "palette": "dark"}, "light", ("#000000", 19.72)),
        ({"letters": "enormous", "contrast": "", "palette": "pink"}, "dark", (PAPER[1], 17)),
    ],
)
def test_no_flash(open_page, stored: dict[str, str], system: str, wanted: tuple[str, float]) -> None:
    """No frame has another ground or other letters, though every other script is slow to come."""
    visit = open_page(scheme=system, **ROUTED)
    page = visit.page
    visit.go("")
    page.evaluate("kept => { for (const name in kept) localStorage.setItem('/.__' + name, kept[name]) }", stored)
    page.add_init_script(FRAMES)
    waiting = []
    page.route(lambda url: ".js" in url and "/shell." not in url, lambda route: waiting.append(route))
    page.goto(f"{visit.address}plan/", wait_until="commit")
    page.wait_for_selector("h1")
    page.wait_for_function("window.seen.size > 0 && document.querySelector('footer')")
    colour, size = wanted
    assert page.evaluate("[...window.seen]") == [f"{rgb(colour)} {size}px"]
    for route in waiting:
        route.continue_()
    page.wait_for_load_state()
    assert page.evaluate("[...window.seen]") == [f"{rgb(colour)} {size}px"]
    assert visit.complaints == []


def test_code_within_a_page_does_not_run(open_page) -> None:
    """The server's rules hold in the browser: no smuggled script, handler or style, and nothing foreign."""
    visit = open_page()
    visit.go("about/")
    visit.page.evaluate(
        """() => {
            const script = document.createElement("script")
            script.textContent = "window.ran = 'script'"
            document.body.append(script)
            const place = document.createElement("div")
            place.innerHTML = `<img src="data:," onerror="window.ran = 'handler'"><p style="color: red">x</p>`
                + `<img src="https://example.com/a.png">`
            document.body.append(place)
        }"""
    )
    visit.page.wait_for_timeout(500)
    assert visit.page.evaluate("window.ran") is None
    assert visit.page.evaluate("getComputedStyle(document.querySelector('p[style]')).color") != "rgb(255, 0, 0)"
    refused = [one for one in visit.complaints if "Content Security Policy" in one]
    assert len(refused) == 4, visit.complaints


def test_search_finds_a_record(open_page) -> None:
    """植树 leads to the planting, though no navigation names it."""
    visit = open_page()
    page = visit.page
    visit.go("about/")
    page.get_by_role("link", name="搜索").first.click()
    expect(page.get_by_role("searchbox")).to_be_focused()
    # As an input method, a paste or a voice does it: the word comes at once, without keys.
    page.keyboard.insert_text("植树")
    hit = page.locator("a:visible", has_text=PLANTING).first
    expect(hit).to_be_visible(timeout=15_000)
    hit.click()
    expect(page.locator("h1")).to_have_text(PLANTING)
    assert visit.complaints == []


@pytest.mark.parametrize("url", ["", "plan/", "news/2024/2024-03-12-zhishu/", "study/sanhui-yike/"])
def test_on_paper(open_page, url: str) -> None:
    """Neither header nor footer, and dark ink on white even at night, under a title: the plan's table has its own."""
    visit = open_page(scheme="dark")
    visit.go(url)
    visit.page.emulate_media(media="print", color_scheme="dark")
    assert not [one for one in visit.page.locator("body > header, body > footer, .md-footer").all() if one.is_visible()]
    assert not visit.page.get_by_role("banner").filter(visible=True).count()
    assert not visit.page.get_by_role("contentinfo").filter(visible=True).count()
    assert visit.page.locator(".implementation h2" if url == "plan/" else "h1").is_visible()
    # Browsers leave grounds out when they print: light letters would vanish.
    pale = visit.page.evaluate(
        """() => [...document.querySelectorAll("h2, p, li, dd, td, th")].filter(one => {
            if (!one.textContent.trim() || !one.getClientRects().length) return false
            const [red, green, blue] = getComputedStyle(one).color.match(/[0-9.]+/g).map(Number)
            return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140
        }).map(one => one.textContent.trim().slice(0, 40))"""
    )
    assert pale == []


def box(locator: Locator) -> dict[str, float]:
    """Where it stands."""
    found = locator.bounding_box()
    assert found
    return found


def test_coverage_on_a_phone(open_page) -> None:
    """The table becomes blocks: cells stand under the commitment they belong to, side by side, within the window."""
    visit = open_page(390)
    visit.go("plan/")
    lines = visit.page.locator("table.coverage tr.line")
    assert lines.count() > 20
    for line in lines.all()[:12]:
        head = box(line.locator("th"))
        for cell in line.locator("td:not(.how)").all():
            if cell.is_visible():
                place = box(cell)
                assert place["y"] >= head["y"] + head["height"] - 1
                assert place["x"] >= 0 and place["x"] + place["width"] <= 390.5


def test_coverage_on_a_notebook(open_page) -> None:
    """There it is a table: the months stand in columns under their names."""
    visit = open_page(1280)
    visit.go("plan/")
    table = visit.page.locator("table.coverage")
    months = [box(one) for one in table.locator("thead th").all()][1:-1]
    for line in table.locator("tr.line").all()[:12]:
        cells = line.locator("td:not(.how)").all()
        if len(cells) == len(months):
            assert all(abs(box(cell)["x"] - month["x"]) < 2 for cell, month in zip(cells, months, strict=True))


def test_the_brand_is_one_file(open_page, tmp_path: Path) -> None:
    """A colour and a word changed in brand.yml are changed on every page."""
    root = copy_site(tmp_path / "site")
    brand = root / "data" / "brand.yml"
    replace(brand, f'纸: "{PAPER[0]}"', '纸: "#ffffff"')
    replace(brand, "  词: 江心红\n", "  词: 江上红\n")
    replace(brand, "名称: 江心红·生态绿", "名称: 江上红·生态绿")
    built = Built(root / "site", run("mkdocs", "build", "-q", root=root))
    assert built.ran.returncode == 0, built.ran.stdout
    with serve(built.site) as address:
        visit = open_page(at=address)
        for url in ("", "brand/"):
            visit.go(url)
            assert visit.page.locator("h1 .wordmark").inner_text().replace("\n", "") == "江上红·生态绿"
        for url in ("brand/", "news/", "plan/", "news/2024/2024-03-12-zhishu/", "study/sanhui-yike/", "about/"):
            visit.go(url)
            assert (
                visit.page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper').trim()") == "#ffffff"
            )
            assert visit.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        visit.go("news/")
        assert visit.page.get_by_role("navigation", name="分类").get_by_role("link", name="江上红").count()
        assert visit.complaints == []
