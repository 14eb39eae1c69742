"""The form in a real browser against a real server with its gate: what a secretary does, and how often she presses."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from branchsite.host.server.folder import Host
from browser_site import Visit
from judges import axe
from once import made_once
from pictures import image
from pushes import Person, clone, copy_host, first_clone, new_host, settle, shown
from sites import ROOT, TODAY
from six_photos import type_record

pytestmark = [pytest.mark.browser, pytest.mark.host, pytest.mark.slow]

LOOKS = {
    "light": (1280, "light", ""),
    "phone, dark": (390, "dark", ""),
    "largest letters": (390, "light", "html { font-size: 27px }"),
}
RULES = """async () => {
    const { violations } = await axe.run({ rules: { "target-size": { enabled: true } }, resultTypes: ["violations"] })
    return violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target} ${node.failureSummary}`))
}"""


@dataclass
class Played:
    """A secretary in front of the form. pressed: how often, besides typing."""

    page: Page
    visit: Visit
    host: Host
    clone: Path
    pressed: int = 0

    def press(self, name: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.pressed += 1

    def violations(self) -> list[str]:
        """What axe finds on the page as it stands, in every look."""
        page, program, found = self.page, axe(), []
        # What the bar of buttons covers is scrolled from under it: to axe it would be half a target.
        page.evaluate("document.querySelectorAll('.ending').forEach(one => { one.style.position = 'static' })")
        page.evaluate(program)
        for name, (width, scheme, style) in LOOKS.items():
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            page.evaluate("style => { document.documentElement.style.fontSize = style ? '27px' : '' }", style)
            found += [f"{page.url} {name}: {one}" for one in page.evaluate(RULES)]
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (page.url, name)
        page.evaluate("document.documentElement.style.fontSize = ''")
        page.set_viewport_size({"width": 1280, "height": 900})
        return found


@pytest.fixture(scope="module", autouse=True)
def _patience() -> Iterator[None]:
    """A publication takes a second, and on a busy machine many."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """A server that shows tiny, and a clone of it."""

    def make(folder: Path) -> None:
        host = new_host(folder / "host")
        answer = first_clone(host, folder / "clone").push()
        assert answer.accepted, answer.said
        settle(host)

    published = Host(made_once(tmp_path_factory, "published", make) / "host")
    folder = tmp_path_factory.mktemp("story")
    return clone(copy_host(published, folder / "host"), folder / "clone")


@pytest.fixture(scope="module")
def played(school: Person, browser: Browser) -> Iterator[Played]:
    """The command as she types it, and the address that it prints."""
    environment = {
        **os.environ,
        "SITE_TODAY": TODAY.isoformat(),
        "BRANCHSITE_ACCOUNT": school.account,
        "PYTHONPATH": str(ROOT / "hooks"),
        "PYTHONUNBUFFERED": "1",
    }
    words = [sys.executable, "-m", "branchsite", "--root", str(school.clone), "edit", "--no-open"]
    with subprocess.Popen(words, cwd=school.clone, env=environment, stdout=subprocess.PIPE, text=True) as serving:
        try:
            assert serving.stdout is not None
            address = serving.stdout.readline().split("：", 1)[-1].strip()
            context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
            page = context.new_page()
            page.set_default_timeout(60_000)
            visit = Visit(page, address.split("?")[0])
            page.goto(address)
            yield Played(page, visit, school.host, school.clone)
            context.close()
        finally:
            serving.terminate()


def test_a_record_with_six_photos(played: Played, tmp_path: Path) -> None:
    """Refused at a field, mended, published: at most twelve actions besides typing, and not one line of YAML.

    Then corrected and withdrawn: in one test, for two processes share the tests of a file between them.
    """
    page = played.page
    photos = [tmp_path / f"IMG_{number}.jpg" for number in range(6)]
    for number, path in enumerate(photos):
        path.write_bytes(image(size=(80 + number, 60)))
    played.press("写一条活动记录", "link")
    played.press("集中学习")
    page.locator("#photos").set_input_files(photos)
    played.pressed += 2
    expect(page.locator("#taking")).to_have_text("收好了 6 张。")
    drag_second_photo_first(page)
    type_record(page, "每人读一章，说一句想在课堂上做的事。", "每人读一章。\n\n## 说一句\n\n说一句想在课堂上做的事。")
    expect(page.locator("[id='found-f/地点']")).to_contain_text("这里有手机号")
    played.press("发布")
    expect(page.get_by_role("alert").first).to_contain_text("还没有发布")
    page.locator("[id='f/地点']").fill("图书室")
    expect(page.locator("[id='found-f/地点'] li")).to_have_count(0)
    played.press("发布")
    expect(page.get_by_role("heading", name="发布好了")).to_be_visible()
    expect(page.locator(".stages")).to_contain_text("已发布：第 2 版")
    address = page.locator("#address").input_value()
    assert address.startswith("https://school.example/news/2024/2024-05-10-shi-li-du-yi-zhang-shu")
    assert played.pressed <= 12
    assert played.violations() == []
    html = shown(played.host, address.removeprefix("https://school.example/"))
    assert html.count("一片绿色") >= 6 and "说一句想在课堂上做的事" in html
    assert played.visit.complaints == []
    correct_it(played)
    withdraw_it(played)


def drag_second_photo_first(page: Page) -> None:
    """As a hand does, in many small steps; the form has the new order."""
    photos = page.locator("#photo-list img")
    second = str(photos.nth(1).get_attribute("src"))
    photos.nth(1).scroll_into_view_if_needed()
    start, end = photos.nth(1).bounding_box(), photos.first.bounding_box()
    assert start and end
    page.mouse.move(start["x"] + 80, start["y"] + 60)
    page.mouse.down()
    page.mouse.move(end["x"] + 40, end["y"] + 4, steps=12)
    page.mouse.up()
    expect(photos.first).to_have_attribute("src", second)
    expect(page.locator("[name='f/照片/0/文件']")).to_have_value(second.rpartition("/")[2])


def correct_it(played: Played) -> None:
    """The page is looked at as it will be, without leaving the form's own address; then it is published."""
    page = played.page
    page.goto(f"{played.visit.address}list?q=读一章书")
    page.get_by_role("button", name="改：示例：读一章书").click()
    page.locator("[id='f/地点']").fill("阅览室")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("heading", name="改了已经发布的内容")).to_be_visible()
    page.locator("[id='f/更正']").fill("地点写错了，是阅览室。")
    page.get_by_role("button", name="预览", exact=True).click()
    page.wait_for_load_state("networkidle")
    frame = page.frame_locator("iframe.phone")
    expect(frame.locator("h1")).to_contain_text("读一章书")
    expect(frame.locator("body")).to_contain_text("阅览室")
    assert played.violations() == []
    page.get_by_role("link", name="回去改").click()
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("heading", name="发布好了")).to_be_visible()
    played.visit.complaints.clear()


def test_two_tabs_race(played: Played) -> None:
    """The second tab is sent to the choice by its first live check: neither text is lost."""
    page = played.page
    page.goto(f"{played.visit.address}list?q=网站设置")
    page.get_by_role("button", name="改：网站设置").click()
    other = page.context.new_page()
    other.goto(page.url)
    page.locator("[id='f/简称']").fill("窗口一")
    expect(page.locator("#state")).to_contain_text("存好了草稿")
    other.locator("[id='f/简称']").fill("窗口二")
    expect(other.get_by_role("heading", name="别人也改了")).to_be_visible()
    expect(other.locator("table")).to_contain_text("窗口一")
    assert Played(other, played.visit, played.host, played.clone).violations() == []
    other.get_by_role("button", name="用我的").click()
    expect(other.locator("[id='f/简称']")).to_have_value("窗口二")
    other.get_by_role("button", name="不改了").click()
    other.close()


def test_pasted_from_word(played: Played) -> None:
    """What is pasted is shown before it is taken; the bar puts in what she needs."""
    page = played.page
    page.goto(f"{played.visit.address}new")
    page.get_by_role("button", name="集中学习", exact=True).click()
    field = page.locator("[id='f/正文']")
    field.evaluate("""one => {
        const data = new DataTransfer()
        data.setData("text/html", "<p class=MsoNormal><b>粗</b>细</p><script>window.ran = 1</script>")
        data.setData("text/plain", "粗细")
        one.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
    }""")
    page.get_by_role("button", name="用这个").click()
    expect(field).to_have_value("**粗**细")
    page.get_by_role("button", name="小标题", exact=True).click()
    expect(field).to_have_value("**粗**细\n\n## 小标题")
    assert page.evaluate("window.ran") is None
    # A tab that is closed before anything was saved: the browser has kept it.
    url = page.url
    expect(page.locator("#state")).to_contain_text("存好了草稿")
    page.route("**/check", lambda route: route.abort())
    field.fill("没有存上的一句")
    expect(page.locator("#state")).to_contain_text("没有存上")
    page.unroute("**/check")
    page.goto(url)
    page.get_by_role("button", name="放回来").click()
    expect(field).to_have_value("没有存上的一句")
    played.visit.complaints.clear()


def test_axe_and_the_keyboard(played: Played) -> None:
    """Nothing to find on any page, by day and night, on a phone, in the largest letters; Tab comes to 发布."""
    page = played.page
    page.goto(f"{played.visit.address}new")
    page.get_by_role("button", name="主题党日", exact=True).click()
    page.locator("#photos").set_input_files([{"name": "a.jpg", "mimeType": "image/jpeg", "buffer": image()}])
    expect(page.locator("#taking")).to_have_text("收好了 1 张。")
    page.get_by_role("button", name="发布", exact=True).click()
    expect(page.get_by_role("alert").first).to_be_visible()
    draft = page.url
    record = "data/activities/2024/2024-04-10-dangri.yml"
    found = []
    for url in (draft, *(f"{played.visit.address}{one}" for one in ("", "new", "list", f"withdraw?file={record}"))):
        page.goto(url)
        found += played.violations()
    assert found == []
    page.goto(draft)
    reached = set()
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.value || document.activeElement.name || ''"))
        if "publish" in reached:
            break
    assert {"publish", "preview", "save", "f/标题", "f/正文", "photos", "remove:照片/0"} <= reached
    played.visit.complaints.clear()


def withdraw_it(played: Played) -> None:
    """Taken off the site, and back again by undoing."""
    page = played.page
    page.goto(f"{played.visit.address}list?q=读一章书")
    page.get_by_role("link", name="撤下：示例：读一章书").click()
    page.get_by_role("button", name="从网站上撤下").click()
    expect(page.get_by_role("heading", name="撤下好了")).to_be_visible()
    page.get_by_role("link", name="回到今天").click()
    page.get_by_role("button", name="撤回这次发布").click()
    expect(page.get_by_role("heading", name="撤回好了")).to_be_visible()
