"""自测 in a reader's hands: answered in place, explained, forgotten; readable without script and on paper."""

import subprocess
from pathlib import Path

from playwright.sync_api import expect

URL = "study/sanhui-yike/"
MONTH = "study/month/2024-03/read/"


def test_answered_in_place(open_page) -> None:
    """Each way: nothing chosen, wrong, right; chosen anew, what was said goes. By keyboard, too."""
    visit = open_page(390)
    page = visit.page
    visit.go(URL)
    page.locator(".quiz").scroll_into_view_if_needed()
    question = page.locator(".quiz__question").first
    verdict = question.get_by_role("status")
    expect(page.locator(".quiz__answers")).to_be_hidden()
    question.get_by_role("button", name="看答案").click()
    expect(verdict).to_contain_text("先选一选")
    question.get_by_text("每月一次").click()
    question.get_by_role("button", name="看答案").click()
    expect(verdict).to_contain_text("没有全对")
    expect(question).to_contain_text("✗ 不对")
    expect(question).to_contain_text("应选")
    question.get_by_role("radio").nth(2).focus()
    page.keyboard.press("Space")
    expect(verdict).to_be_empty()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(verdict).to_contain_text("答对了。C。条例要求党委（党组）书记每年至少讲1次")
    assert visit.complaints == []


def test_nothing_is_kept(open_page) -> None:
    """Neither in the browser nor on the way: who comes back begins anew."""
    visit = open_page()
    page = visit.page
    visit.go(URL)
    page.locator(".quiz").scroll_into_view_if_needed()
    expect(page.locator(".quiz button")).to_have_count(3)
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    before = page.evaluate("[JSON.stringify(localStorage), document.cookie]")
    page.locator(".quiz label").first.click()
    page.locator(".quiz button").first.click()
    assert page.evaluate("[JSON.stringify(localStorage), document.cookie]") == before and asked == []
    page.reload()
    expect(page.locator(".quiz input:checked")).to_have_count(0)


def test_several_answers(open_page) -> None:
    """All of them and no other are right."""
    visit = open_page()
    visit.go(MONTH)
    visit.page.locator(".quiz").scroll_into_view_if_needed()
    question = visit.page.locator(".quiz__question", has_text="处理办法对程序有哪些要求").first
    boxes = question.get_by_role("checkbox")
    boxes.nth(0).check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("没有全对")
    boxes.nth(1).check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("答对了。A、B。")


def test_without_script(open_page) -> None:
    """Questions, letters and, at the end, the answers; no button that does nothing."""
    visit = open_page(390, java_script_enabled=False)
    visit.go(URL)
    quiz = visit.page.locator(".quiz")
    expect(quiz.locator("button, input")).to_have_count(0)
    expect(quiz.locator(".quiz__answers")).to_be_visible()
    expect(quiz.locator(".quiz__answers li")).to_have_count(3)


def test_on_paper(open_page, tmp_path: Path) -> None:
    """Whether answered before or not: the same plain text with the answers behind it; a month is one 讲义."""
    visit = open_page()
    texts = []
    for answered in (False, True):
        visit.go(URL)
        if answered:
            visit.page.locator(".quiz").scroll_into_view_if_needed()
            visit.page.locator(".quiz label").first.click()
            visit.page.locator(".quiz button").first.click()
        visit.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        texts.append(
            subprocess.run(["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
        )
    assert "".join(texts[0].split()) == "".join(texts[1].split())
    text = "".join(texts[0].split())
    assert text.index("自测") < text.index("A.每月一次") < text.index("答案") < text.index("没有就写没有，说明原因即可")
    assert "看答案" not in text and "没有全对" not in text
    visit.go(MONTH)
    visit.page.pdf(path=tmp_path / "month.pdf", prefer_css_page_size=True)
    ran = subprocess.run(["pdftotext", tmp_path / "month.pdf", "-"], capture_output=True, text=True, check=True)
    whole = "".join(ran.stdout.split())
    assert all(
        title in whole for title in ("组织生活会：会前会上会后做什么", "学习随身记：摘一句，想一层", "1/1", "答案")
    )
