"""海报: one sheet of A3, whatever stands in it; its codes are read; it is a page like others on a telephone."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser_site import serve
from edits import A, record
from sites import NO_PLAN, TINY, copy_site, run

URL = "poster/"
ADDRESS = "https://example.com/"
A3 = (842, 1191)
LONG = "很长很长的标题，" * 14 + "完"
WORD = "W" * 118

OUTSIDE = """() => {
    const sheet = document.querySelector(".a3").getBoundingClientRect()
    const boxes = [...document.querySelectorAll(".a3 h2, .a3 .code, .a3 .made, .a3 .bar, .codes strong")]
    return boxes.filter(one => {
        const box = one.getBoundingClientRect()
        return box.bottom > sheet.bottom + 1 || box.right > sheet.right + 1 || box.top < sheet.top
    }).map(one => one.outerHTML.slice(0, 80))
}"""
APART = """() => {
    const boxes = [...document.querySelectorAll(".band, .a3 > .news, .columns, .codes, .a3 > .made")]
        .map(one => one.getBoundingClientRect())
    return boxes.every((box, index) => !index || box.top >= boxes[index - 1].bottom - 1)
}"""

LEAVING = """() => [...document.querySelectorAll(".slide.now .code, .slide.now h2, .slide.now h3")]
    .map(one => one.getBoundingClientRect())
    .filter(one => one.top < 0 || one.right > innerWidth + 1 || one.bottom > innerHeight || one.left < 0).length"""


def printed(page: Page, folder: Path, background: bool = True) -> tuple[list[tuple[int, int]], list[str], str]:
    """The sizes of the sheets, what a telephone reads on them, and their text."""
    content = page.pdf(path=folder / "a.pdf", prefer_css_page_size=True, print_background=background)
    boxes = re.findall(rb"/Type /Page\b[^s].*?/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content, re.S)
    subprocess.run(["pdftoppm", "-r", "150", "-gray", "a.pdf", "sheet"], cwd=folder, check=True, capture_output=True)
    sheets = sorted(folder.glob("sheet*.pgm"))
    codes = subprocess.run(["zbarimg", "-q", "--raw", *sheets], capture_output=True, text=True, check=False).stdout
    text = subprocess.run(["pdftotext", folder / "a.pdf", "-"], capture_output=True, text=True, check=True).stdout
    return [(round(float(width)), round(float(height))) for width, height in boxes], sorted(codes.split()), text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper(open_page, scheme: str, tmp_path: Path) -> None:
    """One sheet; each code leads where the words below it say; the day it was made. By night as by day."""
    visit = open_page(1280, scheme)
    visit.go(URL)
    sheets, codes, text = printed(visit.page, tmp_path)
    assert sheets == [A3]
    newest = "news/2024/2024-05-08-xuexi-pingtai/"
    wanted = sorted(ADDRESS + url for url in ("", "plan/2023-2024-2/", "disclosure/", newest))
    assert codes == wanted
    # At the end of a line a hyphen is the reader's of the PDF to leave out.
    together = "".join(text.split()).replace("-", "")
    assert [
        one for one in [*wanted, "2024年5月10日制作", "本学期计划", "党务公开"] if one.replace("-", "") not in together
    ] == []
    assert "Ctrl+P" not in text
    ground = visit.page.locator(".a3").evaluate("one => getComputedStyle(one).backgroundColor")
    assert min(map(int, re.findall(r"\d+", ground)[:3])) > 200
    assert visit.complaints == []


def test_without_background(open_page, tmp_path: Path) -> None:
    """Where who prints has left out colours of the ground, the codes are read all the same."""
    visit = open_page(1280)
    visit.go(URL)
    sheets, codes, _ = printed(visit.page, tmp_path, background=False)
    assert sheets == [A3] and len(codes) == 4


def test_pictures_are_as_large_as_there_are(open_page) -> None:
    """The largest file of a photo, whatever the window: paper has more dots than a screen."""
    visit = open_page(390)
    visit.go(URL)
    for one in visit.page.locator(".a3 img").all():
        expect(one).to_have_js_property("complete", True)
        chosen, width = one.evaluate("one => [one.currentSrc, one.getAttribute('width')]")
        assert f"-{width}." in chosen


@pytest.mark.parametrize("width", [900, 1280, 1920])
def test_as_on_paper_in_a_wide_window(open_page, width: int) -> None:
    """The whole sheet, in its own shape."""
    visit = open_page(width)
    visit.go(URL)
    box = visit.page.locator(".a3").bounding_box()
    assert box and abs(box["height"] / box["width"] - 419.5 / 297) < 0.01 and box["width"] <= width
    assert visit.page.evaluate(OUTSIDE) == [] and visit.page.evaluate(APART)


def _records(title: str, many: int) -> dict[str, str]:
    days = [f"2024-05-0{number}" for number in range(1, many + 1)]
    return {f"{A}{day}-xuexi{n}.yml": record(day, 标题=title, 摘要=title, 地点=title) for n, day in enumerate(days)}


NOTHING = {"data/gongkai.yml": None, **NO_PLAN}
WORLDS: dict[str, dict[str, str | None]] = {
    "nothing": NOTHING,
    **{f"{many} records": {**NOTHING, **_records("读书", many)} for many in (1, 2, 3)},
    "long titles": {
        **_records(LONG, 6),
        **{
            f"{A}2024-05-0{n}-gongshi.yml": record(f"2024-05-0{n}", "公示", 标题=LONG, 截止="2024-05-20")
            for n in (2, 3, 4, 5)
        },
    },
    "words without end": _records(WORD, 5),
}
"""Files of tiny, None for gone."""


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_one_sheet_whatever_there_is(open_page, name: str, tmp_path: Path) -> None:
    """No part lies upon another or leaves the sheet; the screen has every slide, too."""
    root = copy_site(tmp_path / "site", TINY)
    for file, text in WORLDS[name].items():
        path = root / file
        if text is None:
            subprocess.run(["rm", "-r", path], check=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    ran = run("branchsite", "build", "--site-dir", tmp_path / "out", root=root)
    assert ran.returncode == 0, ran.stdout
    with serve(tmp_path / "out") as at:
        visit = open_page(1280, at=at)
        visit.go(URL)
        assert visit.page.evaluate(OUTSIDE) == [] and visit.page.evaluate(APART)
        sheets, codes, _ = printed(visit.page, tmp_path)
        assert sheets == [A3] and len(codes) == visit.page.locator(".code").count() >= 1
        visit.go("screen/")
        for _ in range(visit.page.locator(".slide:not([hidden])").count()):
            box = visit.page.locator(".slide.now").bounding_box()
            cut = visit.page.evaluate(LEAVING)
            assert box and cut == 0, visit.page.locator(".slide.now").inner_text()
            visit.page.keyboard.press("ArrowRight")
        assert visit.complaints == []


def test_on_a_telephone(open_page) -> None:
    """An ordinary page, to be read; a way back."""
    visit = open_page(390)
    visit.go(URL)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390
    small = "[...document.querySelectorAll('.a3 p')].map(one => parseFloat(getComputedStyle(one).fontSize))"
    assert min(visit.page.evaluate(small)) >= 14
    visit.page.get_by_role("link", name="党务公开目录").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("党务公开目录")
