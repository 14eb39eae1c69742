"""Without a network: what is stored, of one release only, within its bounds, and gone when it is to be gone."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser_site import Visit
from nginx_site import nginx
from once import made_once
from pictures import image
from sites import TINY, copy_site, replace, run

MATERIAL = "study/weichengnianren/"
OTHER = "study/sanhui-yike/"
MONTH = "study/month/2024-05/read/"
RECORD = "news/2024/2024-03-05-yuanwen/"
LOST = "没有网，这一页没有存过"
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0.40"

NO_STORING = """Object.defineProperty(window, 'localStorage', {
    get() { throw new DOMException("", "SecurityError") },
})"""
NO_WORKER = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })"

STORED = """async () => {
    const found = {}
    for (const name of await caches.keys()) {
        found[name] = (await (await caches.open(name)).keys()).map(one => one.url.slice(location.origin.length + 1))
    }
    return found
}"""

RELEASES = "async () => [...new Set((await caches.keys()).map(name => name.split(' ')[2]))]"

SIZES = """async () => {
    let sum = 0
    for (const name of await caches.keys()) {
        const cache = await caches.open(name)
        for (const key of await cache.keys()) sum += (await (await cache.match(key)).blob()).size
    }
    return sum
}"""

REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"

ASK = """async ([task, given]) => {
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    return new Promise(resolve => {
        port1.onmessage = ({ data }) => data.progress || resolve(data)
        active.postMessage({ task, given }, [port2])
    })
}"""

BROKEN = "[...document.images].filter(one => one.complete && !one.naturalWidth).map(one => one.currentSrc)"


@dataclass
class School:
    """A server with two releases. root: a host's folder. address: of the site."""

    root: Path
    address: str

    def show(self, number: int) -> None:
        """Put a release in the place of the one that is shown, at one stroke."""
        (self.root / "new").symlink_to(str(number))
        os.replace(self.root / "new", self.root / "current")

    def file(self, pattern: str) -> Path:
        """A file of the release that is shown; there must be one."""
        return next((self.root / "current" / "site").glob(pattern))


def make_releases(folder: Path) -> None:
    """Tiny with a picture in a material; then with another picture and other words."""
    root = copy_site(folder / "root", TINY)
    for name, width in (("river", 400), ("hill", 300)):
        (root / f"docs/study/{name}.png").write_bytes(image("PNG", (width, 200)))
    text = root / f"docs/{MATERIAL[:-1]}.md"
    text.write_text(text.read_text("utf-8") + "\n![江边](river.png)\n", "utf-8")
    build(root, folder / "1")
    replace(text, "照片先征得监护人同意", "照片先问监护人")
    replace(text, "![江边](river.png)", "![小山](hill.png)")
    (root / "docs/study/river.png").unlink()
    build(root, folder / "2")


def build(root: Path, folder: Path) -> None:
    """A release."""
    ran = run("branchsite", "build", "--site-dir", folder / "site", root=root)
    assert ran.returncode == 0, ran.stdout


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both, built."""
    return made_once(tmp_path_factory, "offline-releases", make_releases)


@pytest.fixture
def school(releases: Path, tmp_path: Path) -> Iterator[School]:
    """A copy of both to change, the first shown."""
    for number in ("1", "2"):
        shutil.copytree(releases / number, tmp_path / number, copy_function=os.link)
    (tmp_path / "current").symlink_to("1")
    with nginx(tmp_path) as address:
        yield School(tmp_path, address)


def until(page: Page, holds: Callable[[], object]) -> None:
    """Wait for something that the browser does by and by."""
    for _ in range(200):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError(page.evaluate(STORED))


def keep(page: Page) -> None:
    """Store what the page offers, by its button."""
    page.locator(".keep summary").click()
    page.get_by_role("button", name="存下").or_(page.get_by_role("button", name="再存一次")).click()
    expect(page.locator(".keep [role=status]")).to_contain_text("存好了")


def begun(open_page: Callable[..., Visit], school: School) -> Page:
    """A reader who has gone on to a second page: the worker is there."""
    visit = open_page(390, at=school.address)
    visit.go("")
    visit.page.get_by_role("contentinfo").get_by_role("link", name="学习资料").click()
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => 0)")
    return visit.page


def stored(page: Page, kind: str) -> list[str]:
    """Addresses of what is kept, or seen."""
    return [url for name, urls in page.evaluate(STORED).items() if name.endswith(f" {kind}") for url in urls]


def opened(page: Page, url: str) -> str:
    """The words of a page."""
    page.goto(url)
    return page.locator("#main").inner_text()


def test_a_first_visit_stores_nothing(open_page, school: School) -> None:
    """Nor asks for anything more than the page; from the second page on the worker is there, once all is loaded."""
    visit = open_page(390, at=school.address)
    asked: list[str] = []
    visit.page.context.on("request", lambda one: asked.append(one.url))
    visit.page.goto(school.address, wait_until="networkidle")
    assert visit.page.evaluate(REGISTERED) == 0 and visit.page.evaluate("caches.keys()") == []
    assert not [one for one in asked if "sw.js" in one or "/keep." in one or "/offline" in one]
    visit.page.get_by_role("contentinfo").get_by_role("link", name="学习资料").click()
    until(visit.page, lambda: visit.page.evaluate(REGISTERED))
    assert visit.complaints == []


def test_where_a_choice_cannot_be_kept(open_page, school: School) -> None:
    """Nothing is stored unasked: nobody could turn it off. What is asked for is."""
    visit = open_page(390, at=school.address)
    visit.page.add_init_script(NO_STORING)
    visit.go("")
    visit.page.get_by_role("contentinfo").get_by_role("link", name="学习资料").click()
    visit.page.wait_for_load_state("networkidle")
    assert visit.page.evaluate(REGISTERED) == 0
    visit.go(MONTH)
    keep(visit.page)
    assert visit.complaints == []


def test_a_month_is_kept(open_page, school: School) -> None:
    """With pictures, styles and what is loaded later; then read without a network, and taken away again."""
    visit = open_page(390, at=school.address)
    page = visit.page
    visit.go("")
    assert page.evaluate(REGISTERED) == 0
    page.locator(".keep summary").click()
    expect(page.locator(".keep .take__buttons")).to_have_text("存下")
    page.locator(".keep summary").click()
    keep(page)
    expect(page.locator(".keep .take__buttons")).to_have_text("再存一次删掉")
    assert visit.complaints == []
    page.context.set_offline(True)
    for url in (MONTH, MATERIAL):
        assert "照片先征得监护人同意" in opened(page, school.address + url)
        assert page.evaluate(BROKEN) == [] and page.evaluate("document.images.length") == 1
        assert page.evaluate("document.styleSheets[0].cssRules.length") > 100
    page.locator(".share summary").click()
    expect(page.get_by_role("button", name="复制标题和链接")).to_be_visible()
    # What is not kept: the address stays, the links lead on, what is kept is listed.
    answer = page.goto(f"{school.address}{RECORD}?from=wechat")
    assert answer is not None and answer.status == 503
    expect(page.locator("h1")).to_have_text(LOST, use_inner_text=True)
    assert page.url == f"{school.address}{RECORD}?from=wechat"
    assert page.evaluate("getComputedStyle(document.querySelector('.shell-head')).position") == "sticky"
    page.get_by_role("link", name="本月学习").click()
    expect(page.locator("h1")).to_contain_text("连起来读")
    page.context.set_offline(False)
    page.goto(f"{school.address}{RECORD}")
    expect(page.locator("h1")).not_to_have_text(LOST, use_inner_text=True)
    visit.go("")
    page.locator(".keep summary").click()
    page.get_by_role("button", name="删掉").click()
    expect(page.locator(".keep [role=status]")).to_have_text("删掉了。")
    assert MATERIAL not in stored(page, "kept")


def test_search_without_a_network(open_page, school: School) -> None:
    """Says so; on a page that is kept as on one that is not."""
    page = begun(open_page, school)
    page.goto(school.address)
    keep(page)
    page.goto(school.address + MATERIAL)
    page.context.set_offline(True)
    page.locator(".search-open").click()
    page.keyboard.type("监护人")
    expect(page.locator("dialog")).to_contain_text("网断了")
    assert LOST in opened(page, school.address + "search/")


def test_pages_that_were_opened(open_page, school: School) -> None:
    """Are there again, whatever stands behind the question mark; their photos are not: a consent may be withdrawn."""
    page = begun(open_page, school)
    page.goto(f"{school.address}{RECORD}?from=wechat")
    until(page, lambda: RECORD in stored(page, "seen"))
    until(page, lambda: [one for one in stored(page, "seen") if "/gallery." in one])
    assert not [one for one in stored(page, "seen") if "photo-" in one or "?" in one]
    page.context.set_offline(True)
    assert LOST not in opened(page, f"{school.address}{RECORD}?from=elsewhere")


def test_photos_of_what_is_kept(open_page, school: School) -> None:
    """One file of each photo is enough for every width."""
    page = begun(open_page, school)
    given = {"id": "a", "title": "a", "pages": [school.address + RECORD]}
    assert page.evaluate(ASK, ["keep", given])["result"]["bytes"] > 1000
    assert len([one for one in stored(page, "kept") if "photo-" in one]) == 1
    page.context.set_offline(True)
    page.goto(school.address + RECORD)
    page.locator("img").first.scroll_into_view_if_needed()
    until(page, lambda: page.evaluate("document.images[0].complete"))
    assert page.evaluate(BROKEN) == []
    assert page.evaluate("document.images[0].currentSrc.endsWith('.avif')")


def test_a_release_replaces_all(open_page, school: School) -> None:
    """What is kept is the new release's, pictures included; of what was only seen nothing old is left."""
    page = begun(open_page, school)
    page.goto(school.address)
    keep(page)
    page.goto(school.address + RECORD)
    until(page, lambda: RECORD in stored(page, "seen"))
    before = page.evaluate(RELEASES)
    second = page.context.new_page()
    second.goto(school.address + OTHER)
    school.show(2)
    page.goto(school.address + "about/")
    until(page, lambda: page.evaluate(RELEASES) not in (before, []) and len(page.evaluate(RELEASES)) == 1)
    assert not [one for one in stored(page, "kept") if "river" in one]
    # The window from before goes on as it was.
    second.locator(".share summary").click()
    expect(second.get_by_role("button", name="复制标题和链接")).to_be_visible()
    page.context.set_offline(True)
    assert "照片先问监护人" in opened(page, school.address + MATERIAL)
    assert LOST in opened(page, school.address + RECORD)


def test_a_page_of_before_keeps_the_new_release(open_page, school: School) -> None:
    """Opened before the site was published anew: what it stores then is all of the new release."""
    page = begun(open_page, school)
    page.goto(school.address + MATERIAL)
    until(page, lambda: MATERIAL in stored(page, "seen"))
    page.goto(school.address)
    before = page.evaluate(RELEASES)
    school.show(2)
    keep(page)
    until(page, lambda: page.evaluate(RELEASES) != before and len(page.evaluate(RELEASES)) == 1)
    page.context.set_offline(True)
    assert "照片先问监护人" in opened(page, school.address + MATERIAL)
    assert "照片先问监护人" in opened(page, school.address + MONTH)


def test_a_release_that_does_not_come_whole(open_page, school: School) -> None:
    """The one before stays, with all of its pages and none of the other's; when all is there, it goes."""
    page = begun(open_page, school)
    page.goto(school.address)
    keep(page)
    page.goto(school.address + OTHER)
    until(page, lambda: OTHER in stored(page, "seen"))
    before = page.evaluate(RELEASES)
    school.show(2)
    missing = school.file("study/hill.*")
    missing.rename(missing.with_suffix(".gone"))
    files = set(stored(page, "kept"))
    for url in (RECORD, MATERIAL, OTHER):
        page.goto(school.address + url)
        page.wait_for_load_state("networkidle")
    page.evaluate("async () => { await (await navigator.serviceWorker.ready).update() }")
    until(page, lambda: page.evaluate("navigator.serviceWorker.ready.then(one => !one.installing && !one.waiting)"))
    assert page.evaluate(RELEASES) == before
    page.context.set_offline(True)
    assert LOST in opened(page, school.address + RECORD)
    assert "照片先征得监护人同意" in opened(page, school.address + MATERIAL)
    assert set(stored(page, "kept")) == files
    page.context.set_offline(False)
    missing.with_suffix(".gone").rename(missing)
    page.goto(school.address)
    until(page, lambda: page.evaluate(RELEASES) != before and len(page.evaluate(RELEASES)) == 1)


@pytest.mark.parametrize("kind", ["kept", "seen"])
def test_what_is_withdrawn(open_page, school: School, kind: str) -> None:
    """A page that the network does not have is not stored a moment longer."""
    page = begun(open_page, school)
    if kind == "kept":
        page.goto(school.address)
        keep(page)
    page.goto(school.address + MATERIAL)
    until(page, lambda: MATERIAL in stored(page, kind))
    school.file(f"{MATERIAL}index.html").unlink()
    page.goto(school.address + MATERIAL)
    until(page, lambda: MATERIAL not in stored(page, kind))
    page.context.set_offline(True)
    assert LOST in opened(page, school.address + MATERIAL)


UNTOUCHED: dict[str, tuple[str, dict[str, object]]] = {
    "the form": ("bian/", {}),
    "sending": ("study/", {"method": "POST"}),
    "sending to a file": ("ASSET", {"method": "POST"}),
    "only the head": ("study/", {"method": "HEAD"}),
    "a feed": ("news/feed.xml", {}),
    "the interface": ("api/v1/index.json", {}),
    "the site map": ("sitemap.xml", {}),
    "the calendar": ("study/month/2024-05/study.ics", {}),
    "the index": ("search/parts.json", {}),
    "a part of a file": ("ASSET", {"headers": {"Range": "bytes=0-9"}}),
    "the worker itself": ("sw.js", {}),
}


def test_what_goes_by_untouched(open_page, school: School) -> None:
    """As if there were no worker; a file with a fingerprint is its to answer."""
    page = begun(open_page, school)
    page.goto(school.address)
    asset = page.evaluate("document.styleSheets[0].href").removeprefix(school.address)
    answers: list[tuple[str, bool]] = []
    page.on("response", lambda one: answers.append((one.url.removeprefix(school.address), one.from_service_worker)))
    for url, options in UNTOUCHED.values():
        page.evaluate(
            "([url, options]) => fetch(url, options).then(one => one.text())",
            [f"/{url.replace('ASSET', asset)}", options],
        )
    page.wait_for_timeout(50)
    asked = {url.replace("ASSET", asset) for url, _ in UNTOUCHED.values()}
    assert [url for url, touched in answers if touched and url in asked] == []
    assert {("study/", False), ("bian/", False), (asset, False)} <= set(answers)
    page.evaluate("url => fetch(url).then(one => one.text())", f"/{asset}")
    until(page, lambda: (asset, True) in answers)
    assert page.evaluate("fetch('/study').then(one => one.url)").endswith("/study/")
    assert page.goto(f"{school.address}study").url == f"{school.address}study/"  # type: ignore[union-attr]


def test_never_more_than_twenty_megabytes(open_page, school: School) -> None:
    """Counted as they lie there; the oldest goes first."""
    page = begun(open_page, school)
    text = school.file("about/index.html").read_text("utf-8")
    for number in range(6):
        place = school.root / "1" / "site" / f"large-{number}"
        place.mkdir()
        (place / "index.html").write_text(text + f"<!-- {'x' * 4_500_000} -->", "utf-8")
        page.goto(f"{school.address}large-{number}/")
        until(page, lambda: f"large-{number}/" in stored(page, "seen"))  # noqa: B023
    until(page, lambda: page.evaluate(SIZES) <= 20_000_000)
    large = [one for one in stored(page, "seen") if one.startswith("large-")]
    assert large == [f"large-{number}/" for number in range(2, 6)]


def test_where_there_is_no_room(open_page, school: School) -> None:
    """A plain word, and nothing of it is left; what opens by itself opens."""
    page = begun(open_page, school)
    page.goto(school.address)
    page.locator(".keep summary").click()
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": school.address.rstrip("/"), "quotaSize": 1})
    page.get_by_role("button", name="存下").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("空间满了")
    assert MATERIAL not in stored(page, "kept")
    assert "要点" in opened(page, school.address + MATERIAL)
    session.send("Storage.overrideQuotaForOrigin", {"origin": school.address.rstrip("/")})
    page.goto(school.address)
    keep(page)


def test_where_the_network_goes(open_page, school: School) -> None:
    """While it stores: it says so, and nothing half is left; again, and it is done."""
    page = begun(open_page, school)
    page.goto(school.address)
    page.locator(".keep summary").click()
    expect(page.get_by_role("button", name="存下")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="存下").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("没有存完：网断了")
    page.context.set_offline(False)
    page.get_by_role("button", name="存下").click()
    expect(page.locator(".keep [role=status]")).to_contain_text("存好了")


def test_the_switch(open_page, school: School) -> None:
    """Takes everything away, in every window, and nothing begins again by itself; until it is turned on."""
    page = begun(open_page, school)
    page.goto(school.address)
    keep(page)
    other = page.context.new_page()
    other.goto(school.address + RECORD)
    page.locator(".shell-reading summary").click()
    page.get_by_role("link", name="离线阅读").click()
    expect(page.locator("#offline .plain")).to_contain_text("本月学习")
    page.get_by_role("button", name="全部删掉").click()
    expect(page.locator("#offline [role=status]")).to_contain_text("全部删掉了")
    assert page.evaluate("caches.keys()") == [] and page.evaluate(REGISTERED) == 0
    for window in (page, other):
        window.get_by_role("contentinfo").get_by_role("link", name="学习资料").click()
        window.get_by_role("contentinfo").get_by_role("link", name="计划进展").click()
        window.wait_for_load_state("networkidle")
        assert window.evaluate("caches.keys()") == [] and window.evaluate(REGISTERED) == 0
    page.goto(school.address + "offline/")
    page.get_by_role("button", name="打开离线阅读").click()
    expect(page.locator("#offline [role=status]")).to_contain_text("打开了")
    assert page.evaluate(REGISTERED) == 1


def test_a_site_without_worker(open_page, school: School) -> None:
    """Once the file is gone from the server, the worker goes with all that it stored."""
    page = begun(open_page, school)
    page.goto(school.address)
    keep(page)
    school.file("sw.js").unlink()
    page.goto(school.address + OTHER)
    until(page, lambda: page.evaluate(REGISTERED) == 0 and page.evaluate("caches.keys()") == [])
    assert "三会一课" in opened(page, school.address + OTHER)


def test_a_worker_that_is_broken(open_page, school: School) -> None:
    """The one before stays; pages come from the network as ever."""
    page = begun(open_page, school)
    school.show(2)
    worker = school.file("sw.js")
    worker.unlink()
    worker.write_text("throw new Error()", "utf-8")
    assert "照片先问监护人" in opened(page, school.address + MATERIAL)
    assert page.evaluate(REGISTERED) == 1


@pytest.mark.parametrize("agent", [None, WECHAT], ids=["an old browser", "WeChat"])
def test_where_nothing_can_be_kept(open_page, school: School, agent: str | None) -> None:
    """No button that would do nothing: the way to a browser that can."""
    visit = open_page(390, at=school.address, **({"user_agent": agent} if agent else {}))
    visit.page.add_init_script(NO_WORKER)
    visit.go(MONTH)
    visit.page.locator(".keep summary").click()
    expect(visit.page.locator(".keep div")).to_contain_text("在浏览器打开" if agent else "换手机自带的浏览器")
    expect(visit.page.locator(".keep button")).to_have_count(0)
    visit.page.get_by_role("contentinfo").get_by_role("link", name="学习资料").click()
    visit.go("offline/")
    expect(visit.page.locator("#offline")).to_contain_text("存不下来")
    expect(visit.page.locator("#offline button")).to_have_count(0)
    assert visit.complaints == []


def test_without_script(open_page, school: School) -> None:
    """Nothing is offered that needs one; the page says so."""
    visit = open_page(390, at=school.address, java_script_enabled=False)
    visit.go(MONTH)
    expect(visit.page.locator(".keep")).to_be_hidden()
    visit.go("offline/")
    expect(visit.page.locator("#offline")).to_contain_text("没有运行")
    expect(visit.page.locator("h1")).to_have_text("离线阅读", use_inner_text=True)


def test_two_sites_of_one_address(open_page, school: School) -> None:
    """Below a path each has its own; what one takes away the other keeps."""
    for name in ("a", "a/b"):
        shutil.copytree(school.root / "2" / "site", school.root / "1" / "site" / name)
    visit = open_page(390, at=school.address)
    page = visit.page
    for name in ("", "a/", "a/b/"):
        visit.go(name)
        keep(page)
    page.goto(school.address + "a/offline/")
    page.get_by_role("button", name="全部删掉").click()
    expect(page.locator("#offline [role=status]")).to_contain_text("全部删掉了")
    page.context.set_offline(True)
    assert "照片先征得" in opened(page, school.address + MATERIAL)
    assert "照片先问" in opened(page, f"{school.address}a/b/{MATERIAL}")
    page.goto(f"{school.address}a/b/{RECORD}")
    expect(page.locator("h1")).to_have_text(LOST, use_inner_text=True)
    page.get_by_role("link", name="首页").first.click()
    assert page.url == f"{school.address}a/b/"
