"""Every page type, as a reader opens it: on a phone and a notebook, by day and by night."""

from branchsite.views.page import Page
from page_types import LOST, TYPES
from sites import TODAY

SAYS = """() => ({
    wider: Math.max(0, document.documentElement.scrollWidth - innerWidth),
    h1: [...document.querySelectorAll("h1")].filter(one => one.getBoundingClientRect().width > 0).length,
    lang: document.documentElement.lang,
    title: document.title.trim() !== "",
    description: document.querySelector("meta[name=description]").content.trim() !== "",
    broken: [...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.src),
})"""


WHOLE = {"wider": 0, "h1": 1, "lang": "zh-CN", "title": True, "description": True, "broken": []}


def test_page(opened, windows) -> None:
    """Opens without a complaint or a request elsewhere, fits the window, says what it is; by day and by night."""
    night = windows[opened.width, "dark"]
    night.complaints.clear()
    assert [opened.status, night.go(opened.url)] == [404 if opened.url == LOST else 200] * 2
    for visit in (opened.visit, night):
        assert visit.page.evaluate(SAYS) == WHOLE
    complaints = [*opened.visit.complaints, *night.complaints]
    assert [one for one in complaints if not (opened.url == LOST and "404" in one)] == []


def test_the_types_are_those_there_are(pages: dict[str, Page]) -> None:
    """The list above names addresses that exist, and a page of each view."""
    assert {url for url in TYPES.values() if url != LOST} <= pages.keys()
    assert pages[TYPES["announcement"]].html.count("预告：") and str(TODAY) < "2024-05-22"


def test_every_link_is_followed(open_page, address: str, pages: dict[str, Page]) -> None:
    """From the front page, link after link: each is there, none complains, all pages are reached; and the files."""
    visit = open_page()
    seen: set[str] = set()
    waiting = [""]
    # Where a list has no such page yet, its address leads on by itself.
    leading = {one.uri.removesuffix("index.html") for page in pages.values() for one in page.assets if one.leads_to}
    while waiting:
        url = waiting.pop()
        if url in seen or url in leading:
            continue
        seen.add(url)
        if not url.endswith("/") and url:
            assert visit.page.request.get(address + url).status == 200, url
            continue
        assert visit.go(url) == 200, url
        links = visit.page.evaluate("[...document.links].map(one => one.href.split('#')[0])")
        waiting += [link.removeprefix(address) for link in links if link.startswith(address)]
    files = {url for url in seen if url and not url.endswith("/")}
    assert seen - files == set(pages)
    assert files <= {asset.uri for page in pages.values() for asset in page.assets}
    assert visit.complaints == []


def test_a_missing_page_helps(open_page) -> None:
    """An address that was copied wrongly, at any depth: friendly, styled, with a way home."""
    visit = open_page()
    assert visit.go("news/2024/no-such-page/") == 404
    assert visit.page.evaluate("document.styleSheets[0].cssRules.length") > 100
    visit.page.get_by_role("main").or_(visit.page.locator("#main")).get_by_role("link", name="首页").first.click()
    assert visit.page.url == visit.address
    assert all("404" in one for one in visit.complaints)
