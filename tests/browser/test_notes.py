"""随身记 in a reader's hands: kept in the browser alone, printed, taken along, and never lost without a word."""

import json
import re
import subprocess
from pathlib import Path

import docx
from playwright.sync_api import Page, expect

from browser_site import Visit

MATERIAL = "study/sanhui-yike/"
RECORD = "news/2024/2024-03-12-zhishu/"
NOTES = "notes/"
WECHAT = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0.40"

SELECT = """nth => {
    const range = document.createRange()
    range.selectNodeContents(document.querySelectorAll(".body p")[nth])
    getSelection().removeAllRanges()
    getSelection().addRange(range)
}"""
REFUSED = "indexedDB.open = () => { throw new DOMException('', 'SecurityError') }"


def take(visit: Visit, url: str, thought: str, kept: bool = True) -> Page:
    """Keep the first paragraph of a page with a thought."""
    page = visit.page
    if not page.url.endswith(url):
        visit.go(url)
    page.evaluate(SELECT, 0)
    page.get_by_role("button", name="摘抄这一段").click()
    page.get_by_label("感悟").fill(thought)
    page.get_by_role("button", name="存到随身记").click()
    expect(page.get_by_text("记下了。")).to_have_count(int(kept))
    return page


def notes(visit: Visit, count: int) -> Page:
    """The page of all notes, with so many."""
    visit.go(NOTES)
    expect(visit.page.locator(".note-card")).to_have_count(count)
    return visit.page


def download(page: Page, button: str, to: Path) -> Path:
    """What a button gives."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button).click()
    found.value.save_as(to)
    return to


def thoughts(page: Page) -> list[str]:
    """What stands in the fields, sorted."""
    return sorted(page.evaluate("[...document.querySelectorAll('.note-card textarea')].map(one => one.value)"))


def test_kept_found_and_taken_along(open_page, tmp_path: Path) -> None:
    """From a material and a record, with source and day; by source and topic; printed in four columns; as files."""
    visit = open_page(390)
    asked: list[str] = []
    visit.page.on("request", lambda one: asked.append(f"{one.method} {one.url}"))
    visit.go(RECORD)
    assert not [one for one in asked if "/take." in one or "/notes." in one]
    take(visit, RECORD, "树要慢慢长 & <b>")
    take(visit, MATERIAL, "每个月都要有\n第二行")
    visit.page.get_by_role("link", name="打开随身记").click()
    page = notes(visit, 2)
    assert {one.split(" ")[0] for one in asked} == {"GET"} and not [one for one in asked if "树要" in one]
    page.get_by_label("怎样排列").select_option("来源")
    expect(page.locator("#notes h2").first).to_have_text(re.compile("三会一课|植树节"))
    page.get_by_label("在随身记里找").fill("江边 慢慢")
    expect(page.locator(".note-card")).to_have_count(1)
    page.get_by_label("在随身记里找").fill("")
    page.pdf(path=tmp_path / "notes.pdf", prefer_css_page_size=True)
    ran = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "notes.pdf", "-"], capture_output=True, text=True, check=True
    )
    assert re.search(r"日期\s+摘抄\s+感悟\s+来源", ran.stdout) and "导出" not in ran.stdout
    table = docx.Document(str(download(page, "导出 Word", tmp_path / "notes.docx"))).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["日期", "摘抄", "感悟", "来源"] and len(rows) == 3
    assert {row[2] for row in rows[1:]} == {"树要慢慢长 & <b>", "每个月都要有\n第二行"}
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row[0]) and visit.address in row[3] for row in rows[1:])
    text = download(page, "导出 Markdown", tmp_path / "notes.md").read_text("utf-8")
    assert "> 江边的三月" in text and "来源：《三会一课" in text
    assert visit.complaints == []


def test_a_backup_is_restored(open_page, tmp_path: Path) -> None:
    """In another browser, beside what is there; twice the same is there once; what is damaged changes nothing."""
    visit = open_page()
    take(visit, RECORD, "第一条")
    file = download(notes(visit, 1), "存一份备份", tmp_path / "backup.json")
    other = open_page(390)
    take(other, MATERIAL, "第二条")
    page = notes(other, 1)
    damaged = {
        "cut": file.read_text("utf-8")[:-40],
        "other": '{"kind": "else", "notes": []}',
        "empty": "",
        "without words": json.dumps({"kind": "branchsite-notes", "version": 1, "notes": [{"id": "a"}]}),
        "a script": file.read_text("utf-8").replace("http:", "javascript:"),
        "no text": "\x00\x01",
    }
    for name, content in damaged.items():
        (tmp_path / "bad.json").write_text(content, "utf-8")
        page.get_by_label("恢复备份").set_input_files(tmp_path / "bad.json")
        expect(page.locator(".notes__status"), name).to_contain_text("现有的没有动")
        page.evaluate("document.querySelector('.notes__status').textContent = ''")
    assert thoughts(page) == ["第二条"]
    for _ in range(2):
        page.get_by_label("恢复备份").set_input_files(file)
        expect(page.locator(".note-card")).to_have_count(2)
    page.get_by_label("备份的文字").fill(file.read_text("utf-8").replace("第一条", "第一条改过"))
    page.get_by_label("备份的文字").blur()
    expect(page.locator(".note-card")).to_have_count(3)
    assert thoughts(page) == ["第一条", "第一条改过", "第二条"]


def test_two_windows(open_page) -> None:
    """Both change a thought: both are there afterwards. What one deletes can be put back."""
    visit = open_page()
    take(visit, RECORD, "原来的")
    one, other = visit.page, visit.page.context.new_page()
    for page in (one, other):
        page.goto(visit.address + NOTES)
        expect(page.locator(".note-card")).to_have_count(1)
    for page, thought in ((one, "这边改的"), (other, "那边改的")):
        page.locator(".note-card textarea").fill(thought)
        page.locator(".note-card textarea").blur()
        expect(page.locator(".notes__status")).to_contain_text("存好了" if page is one else "两份都留下了")
    one.reload()
    expect(one.locator(".note-card")).to_have_count(2)
    assert thoughts(one) == ["这边改的", "那边改的"]
    one.get_by_role("button", name="删除").first.click()
    expect(one.locator(".note-card")).to_have_count(1)
    one.get_by_role("button", name="撤销").click()
    expect(one.locator(".note-card")).to_have_count(2)


def test_where_nothing_can_be_kept(open_page) -> None:
    """Full, or refused as in a private window: a plain word, and the words typed are still there."""
    visit = open_page()
    visit.go(RECORD)
    session = visit.page.context.new_cdp_session(visit.page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": visit.address.rstrip("/"), "quotaSize": 1})
    take(visit, RECORD, "长" * 200_000, kept=False)
    expect(visit.page.locator(".take [role=status]")).to_contain_text("没有存上")
    assert len(visit.page.get_by_label("感悟").input_value()) == 200_000
    private = open_page()
    private.page.add_init_script(REFUSED)
    take(private, RECORD, "还在", kept=False)
    expect(private.page.locator(".take [role=status]")).to_contain_text("没有存上")
    expect(private.page.get_by_label("感悟")).to_have_value("还在")
    private.go(NOTES)
    expect(private.page.locator(".notes__status")).to_contain_text("无痕窗口")


def test_in_wechat(open_page) -> None:
    """No button for a file, which WeChat cannot save: the whole text, the print view, and the way to a browser."""
    visit = open_page(390, user_agent=WECHAT, permissions=["clipboard-read", "clipboard-write"])
    take(visit, RECORD, "微信里记的")
    page = notes(visit, 1)
    assert [one for one in page.get_by_role("button").all_inner_texts() if "导出" in one or "存一份" in one] == []
    expect(page.locator("#notes")).to_contain_text("在浏览器打开")
    page.get_by_role("button", name="复制全文").click()
    expect(page.locator(".notes__status")).to_contain_text("复制好了")
    assert "微信里记的" in page.evaluate("navigator.clipboard.readText()")
    page.get_by_role("button", name="复制备份").click()
    expect(page.locator(".notes__status")).to_contain_text("文件传输助手")
    assert json.loads(page.evaluate("navigator.clipboard.readText()"))["notes"][0]["thought"] == "微信里记的"


def test_every_tenth_note_offers_to_export(open_page) -> None:
    """And no other; how many there are is said nowhere."""
    visit = open_page()
    visit.go(MATERIAL)
    offered = []
    for number in range(1, 12):
        page = take(visit, MATERIAL, f"想法{number}")
        offered.append("导出一份" in page.locator(".take").inner_text())
        page.get_by_role("button", name="好", exact=True).click()
    assert offered == [number == 10 for number in range(1, 12)]
    assert not re.search(r"11\s*条|共", notes(visit, 11).locator("#main").inner_text())


def test_outside_of_an_article_nothing_is_offered(open_page) -> None:
    """Neither in a menu nor in a list; Escape shuts the bar."""
    visit = open_page()
    visit.go("news/")
    visit.page.evaluate("getSelection().selectAllChildren(document.querySelector('h1'))")
    visit.page.wait_for_timeout(300)
    expect(visit.page.get_by_role("button", name="摘抄这一段")).to_have_count(0)
    visit.go(RECORD)
    visit.page.evaluate(SELECT, 0)
    expect(visit.page.get_by_role("button", name="摘抄这一段")).to_be_visible()
    visit.page.keyboard.press("Escape")
    expect(visit.page.get_by_role("button", name="摘抄这一段")).to_have_count(0)


def test_without_script(open_page) -> None:
    """The page says so, and what to do instead."""
    visit = open_page(390, java_script_enabled=False)
    visit.go(NOTES)
    expect(visit.page.locator("#notes")).to_contain_text("没有运行")
