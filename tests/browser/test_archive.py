"""The copy that `archive` writes, unpacked and opened from the disk: no server, no network, and nothing is missing."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Playwright

from archives import archive, unpack
from browser_site import Visit
from conftest import ARGUMENTS
from engines import NAMES, OLD, Engine, engine
from judges import axe
from once import made_once
from page_types import ALONE, LOST, TYPES
from sites import Node, parse

ENTRY = "打开网站.html"
FOLDER = "支部 存档 #1 100%"
RECORD = "news/2024/2024-03-12-zhishu/"
ADDRESSES = ("href", "src", "srcset", "action", "data-view", "data-worker", "data-style", "data-script", "data-table")
CARRIED = ("data-table", "data-worker")
"""What only scripts ask for: a script of its name lies in its place."""

SAID = """() => {
    const said = document.querySelector(".search-status, .search-help")
    return said && (said.parentNode.textContent.match(/找到 [0-9]+ 条|这个浏览器太旧/) || [""])[0]
}"""
EMPTY = """() => [...document.querySelectorAll("main use")].filter(one => (
    one.closest("svg").getClientRects().length && !one.getBoundingClientRect().width
)).map(one => one.outerHTML)"""
"""Drawings that are not there."""

OPENED = sorted(set(TYPES.values()) - {LOST})


@pytest.fixture(scope="session")
def copy(shipped_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an unpacked copy of the shipped site."""

    def make(folder: Path) -> None:
        archive(shipped_root, folder / "a.zip")
        unpack(folder / "a.zip", folder / FOLDER)

    return made_once(tmp_path_factory, "copy", make) / FOLDER


@pytest.fixture
def visit(browser: Browser, copy: Path) -> Iterator[Visit]:
    """A window on it; whatever is not below its folder is another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.set_default_timeout(15_000)
    yield Visit(context.new_page(), copy.as_uri())
    context.close()


def test_the_way_of_a_reader(visit: Visit) -> None:
    """Front page, list, two filters, a record, back; gallery; search and a result; the plan; a material with 自测."""
    page = visit.page
    visit.go(f"/{ENTRY}")
    page.wait_for_url("**/site/index.html")
    page.click(".shell-nav a >> text=活动动态")
    page.click(".facets a[data-facet='month=2024-04']")
    page.wait_for_selector(".chosen b >> text=2024年4月")
    page.click(".facets a[data-facet='kind=study']")
    page.wait_for_selector(".count strong >> text=/^1$/")
    assert page.url.endswith("/site/news/index.html?month=2024-04&kind=study")
    assert page.evaluate("document.querySelector('.list article use').getBoundingClientRect().width") > 100
    page.click(".list article a.cover")
    page.wait_for_url("**/2024-04-17-ershida/index.html")
    page.go_back()
    page.wait_for_selector(".count strong >> text=/^1$/")
    visit.go(f"/site/{RECORD}index.html")
    page.click("a[data-photo] >> nth=0")
    page.wait_for_selector(".photo-large[open] img")
    page.keyboard.press("Escape")
    page.wait_for_selector(".photo-large", state="hidden")
    page.keyboard.press("/")
    page.fill("#search-field", "党课")
    page.wait_for_selector(".search-status >> text=/找到 \\d+ 条/")
    page.click(".search-filters summary")
    page.check("#search-area-活动动态")
    page.wait_for_url("**q-area=*")
    page.click(".search-list a >> nth=0")
    page.wait_for_url("**/2024-03-13-dangke/index.html")
    page.click(".shell-nav a >> text=计划进展")
    page.wait_for_url("**/site/plan/index.html")
    page.click("main a[href$='2023-2024-2/1/index.html'] >> nth=0")
    page.wait_for_url("**/2023-2024-2/1/index.html")
    visit.go("/site/study/sanhui-yike/index.html")
    page.locator(".quiz").scroll_into_view_if_needed()
    page.wait_for_selector(".quiz--answerable")
    page.click(".quiz__question >> nth=0 >> input >> nth=1")
    page.click(".quiz__question >> nth=0 >> text=看答案")
    page.wait_for_selector(".quiz__verdict b")
    page.go_back()
    page.wait_for_url("**/2023-2024-2/1/index.html")
    assert visit.complaints == []


@pytest.mark.parametrize("url", OPENED, ids=[url or "home" for url in OPENED])
def test_every_type_of_page(visit: Visit, url: str) -> None:
    """Nothing is said in the console, nothing asked of a network; what it draws is there; it says what it is."""
    visit.go(f"/site/{url}index.html")
    page = visit.page
    page.wait_for_load_state("load")
    assert page.evaluate(EMPTY) == []
    if url not in ALONE:
        assert "存档副本：2024年5月10日的网站" in page.inner_text("footer")
    assert page.evaluate("getSelection().selectAllChildren(document.querySelector('main')) || 1") == 1
    page.wait_for_timeout(100)
    assert page.query_selector(".take form, .take button") is None
    assert visit.complaints == []


def test_what_needs_a_server_says_so(visit: Visit) -> None:
    """Nothing is to be stored for later: it is all here. 随身记 is on the site."""
    visit.go("/site/index.html")
    visit.page.click(".keep summary")
    visit.page.wait_for_selector(".keep >> text=本来就不用网")
    visit.go("/site/offline/index.html")
    assert "这是存档副本，本来就不用网" in visit.page.inner_text("#main")
    visit.go("/site/notes/index.html")
    assert "这是存档副本，不能记" in visit.page.inner_text("#main")
    assert visit.page.query_selector("#main textarea, #main button, #main input") is None
    assert visit.complaints == []


def test_the_screen_looks_for_no_release(visit: Visit) -> None:
    """There is no server to ask; it turns all the same."""
    visit.page.clock.install(time="2024-05-10T08:00:00+08:00")
    visit.go(f"/site/{TYPES['screen']}index.html")
    first = visit.page.inner_text(".slide.now")
    visit.page.clock.run_for(6 * 60 * 1000)
    visit.page.wait_for_function("first => document.querySelector('.slide.now').innerText !== first", arg=first)
    assert visit.complaints == []


@pytest.mark.parametrize("path", [ENTRY, "site/index.html", "site/notes/index.html", "site/offline/index.html"])
def test_axe(visit: Visit, path: str) -> None:
    """What the copy adds is as open to everybody as the site is."""
    visit.go(f"/{path}")
    visit.page.wait_for_url("**/index.html")
    visit.page.evaluate(axe())
    found = visit.page.evaluate("axe.run()")["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def addresses(page: Node) -> Iterator[tuple[str, str]]:
    """Every address that a page names, with the name of its attribute."""
    for one in page.all():
        if one.tag == "link" and one.attributes.get("rel") == "canonical":
            continue  # That of the public site, for whoever asks.
        for name in ADDRESSES:
            if value := one.attributes.get(name):
                yield from ((name, way.split()[0]) for way in (value.split(", ") if name == "srcset" else [value]))


def is_there(uri: str, name: str, ids: dict[str, set[str]]) -> bool:
    """Whether there is such a file, and such a place in it."""
    target, fragment = urldefrag(uri)
    path = Path(unquote(urlsplit(target).path))
    if name in CARRIED:
        return path.with_name(f"{path.name}.js").is_file()
    return path.is_file() and (not fragment or path.suffix != ".html" or unquote(fragment) in ids[path.as_uri()])


def test_every_link_of_every_page_leads_to_a_file(copy: Path) -> None:
    """A walk over all of them: no folder, no file that is not there, and places within a page are there."""
    pages = {path.as_uri(): parse(path.read_text("utf-8")) for path in copy.rglob("*.html")}
    assert len(pages) > 150
    ids = {uri: {one.attributes["id"] for one in page.all() if "id" in one.attributes} for uri, page in pages.items()}
    missing, count = [], 0
    for uri, page in pages.items():
        for name, address in addresses(page):
            there = urljoin(uri, address)
            if urlsplit(there).scheme == "file":
                count += 1
                missing += [] if is_there(there, name, ids) else [(uri, address)]
            else:
                assert urlsplit(there).scheme in ("https", "http", "tel", "mailto"), address
    assert missing == [] and count > 5000


def test_nothing_leads_out_by_itself(copy: Path) -> None:
    """Style sheets and scripts name no other host, but for the names of XML. Pages that one carries have links."""
    for path in [*copy.rglob("*.css"), *copy.rglob("*[!l].js")]:
        hosts = set(re.findall(r"https?://([\w.-]+)", path.read_text("utf-8")))
        # The last: what Pagefind reads an address against, to see whether it is whole.
        assert hosts <= {"www.w3.org", "schemas.openxmlformats.org", "example.com"}, path


@pytest.fixture(scope="module", params=NAMES)
def reader(request: pytest.FixtureRequest, copy: Path, playwright: Playwright, chromium: str) -> Iterator[Engine]:
    """Each of the browsers that readers have."""
    with engine(request.param, copy.as_uri() + "/", playwright, chromium, ARGUMENTS) as running:
        yield running


def test_in_the_browsers_of_readers(reader: Engine, request: pytest.FixtureRequest) -> None:
    """Also in old ones and in Firefox, where each file on a disk is a stranger to the next."""
    reader.open("site/news/index.html")
    reader.press(".facets a[data-facet='kind=study']")
    reader.wait("() => document.querySelector('.chosen b') && document.querySelector('.list article')")
    reader.open(f"site/{RECORD}index.html")
    reader.press("a[data-photo]")
    reader.wait("() => !window.HTMLDialogElement || document.querySelector('.photo-large[open]')")
    reader.open("site/search/index.html?q=%E5%85%9A%E8%AF%BE")
    words = reader.wait(SAID)
    is_old = request.node.callspec.params["reader"] == next(iter(OLD))
    assert words == "这个浏览器太旧" if is_old else words.startswith("找到 ")
    assert reader.complaints() == []


def test_without_script(reader: Engine) -> None:
    """It is read all the same: links lead on, and drawings are there."""
    reader.open("site/news/index.html", script=False)
    reader.press(".list article a.cover")
    reader.arrive("/index.html")
