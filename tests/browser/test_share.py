"""How a page goes on to others: its code, its address, what is copied; and the same on paper."""

import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

RECORD = "news/2024/2024-03-12-zhishu/"
DRAWN = "news/2024/2024-04-30-qingnian/"
MATERIAL = "study/sanhui-yike/"
ADDRESS = "https://example.com/"
WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/111.0.5563.116 "
    "Mobile Safari/537.36 MicroMessenger/8.0.40"
)

CLIPBOARD = """async () => {
    const [item] = await navigator.clipboard.read()
    const texts = await Promise.all(item.types.map(async type => [type, await (await item.getType(type)).text()]))
    return Object.fromEntries(texts)
}"""


def codes(page: Page, folder: Path) -> list[str]:
    """What a phone reads on the sheets that come out of the printer."""
    page.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-r", "200", "-gray", "page.pdf", "sheet"], cwd=folder, check=True, capture_output=True)
    sheets = sorted(folder.glob("sheet*.pgm"))
    ran = subprocess.run(["zbarimg", "-q", "--raw", *sheets], capture_output=True, text=True, check=False)
    return ran.stdout.split()


def opened(visit, url: str) -> Page:
    """A page with its panel open, and everything in it there."""
    visit.go(url)
    visit.page.locator(".share summary").click()
    expect(visit.page.get_by_role("button", name="复制标题和链接")).to_be_visible()
    return visit.page


@pytest.mark.parametrize("url", ["", RECORD, DRAWN, MATERIAL, "plan/", "plan/2023-2024-2/text/", "news/"])
def test_on_paper(open_page, url: str, tmp_path: Path) -> None:
    """The code leads to the page, and its address stands beside it; nothing that is only of use on a screen."""
    visit = open_page()
    visit.go(url)
    assert codes(visit.page, tmp_path) == [ADDRESS + url]
    text = subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    assert ADDRESS + url in "".join(text.split())
    assert "扫一扫" not in text and "分享这一页" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_screen_without_script(open_page, scheme: str, tmp_path: Path) -> None:
    """The code can be read, dark mode or not; no button is shown that would do nothing."""
    visit = open_page(390, scheme, java_script_enabled=False)
    visit.go(RECORD)
    code = visit.page.locator(".share svg")
    expect(code).to_be_hidden()
    visit.page.locator(".share summary").click()
    code.screenshot(path=tmp_path / "code.png")
    ran = subprocess.run(["zbarimg", "-q", "--raw", tmp_path / "code.png"], capture_output=True, text=True, check=False)
    assert ran.stdout.strip() == ADDRESS + RECORD
    expect(visit.page.locator(".share button")).to_have_count(0)


@pytest.mark.parametrize("agent", [None, WECHAT], ids=["a browser", "WeChat"])
def test_title_and_link(open_page, agent: str | None) -> None:
    """As two lines, and it says so; nothing else is loaded before the panel is opened."""
    visit = open_page(
        390, permissions=["clipboard-read", "clipboard-write"], **({"user_agent": agent} if agent else {})
    )
    asked: list[str] = []
    visit.page.on("request", lambda one: asked.append(one.url))
    visit.go(RECORD)
    assert not [one for one in asked if "/share." in one]
    page = opened(visit, RECORD)
    page.get_by_role("button", name="复制标题和链接").click()
    expect(page.locator(".share [role=status]")).to_contain_text("复制好了")
    assert page.evaluate(CLIPBOARD)["text/plain"] == f"植树节：在江风里种下一排小树\n{ADDRESS}{RECORD}"
    assert visit.complaints == []


def test_where_copying_is_refused(open_page) -> None:
    """The words stand there, chosen, to be copied by hand."""
    visit = open_page()
    visit.page.add_init_script("document.execCommand = () => false; delete Navigator.prototype.clipboard")
    page = opened(visit, RECORD)
    page.get_by_role("button", name="复制标题和链接").click()
    field = page.get_by_label("要复制的文字")
    expect(field).to_have_value(f"植树节：在江风里种下一排小树\n{ADDRESS}{RECORD}")
    assert page.evaluate("String(getSelection()) || document.activeElement.value.slice(...[0, 3])").startswith("植树节")


def test_article_for_wechat(open_page) -> None:
    """Every element has its style within, no link and no picture is left; the pictures are listed to be uploaded."""
    visit = open_page(permissions=["clipboard-read", "clipboard-write"])
    page = opened(visit, RECORD)
    page.get_by_role("button", name="复制到公众号").click()
    expect(page.locator(".share [role=status] li")).to_have_count(2)
    for link in page.locator(".share [role=status] li a").all():
        assert page.request.get(link.get_attribute("href") or "").headers["content-type"] == "image/jpeg"
    copied = page.evaluate(CLIPBOARD)
    html = copied["text/html"]
    for part in (
        "<p style=",
        "<h2 style=",
        "<li style=",
        "【图1：",
        "【图2：",
        "校园生态角",
        f"原文：{ADDRESS}{RECORD}",
    ):
        assert part in html, part
    assert not [one for one in ("<a", "<img", "<svg", "class=", "<p>", "<li>", "已覆盖", "扫一扫") if one in html]
    assert "<" not in copied["text/plain"] and "三个人，种一棵树" in copied["text/plain"]
    page = opened(visit, MATERIAL)
    page.get_by_role("button", name="复制到公众号").click()
    expect(page.locator(".share [role=status]")).to_contain_text("复制好了")
    html = page.evaluate(CLIPBOARD)["text/html"]
    assert "<td style=" in html and "共产党员网" in html
    assert visit.complaints == []


def test_only_articles_are_copied_whole(open_page) -> None:
    """A list is none."""
    page = opened(open_page(), "plan/")
    expect(page.get_by_role("button", name="复制到公众号")).to_have_count(0)
