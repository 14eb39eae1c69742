#!/usr/bin/env python3
"""The pictures of docs/handbook/term.md: a plan read in, what is due, and the files for the office, as they really are.

They show a made-up school. The pages of the Word files are LibreOffice's; the fonts that they
name are not free, so that others stand in for them here. Run by `make pictures`.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests"), str(ROOT / "tools")]

from docx import Document
from handbook_pictures import OUT, WIDTH, made_up_school, save, window
from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from branchsite.build import read_without_unfinished
from branchsite.commands.due import due_list, page
from browser_site import system_chromium
from sites import TODAY

PLAN = ROOT / "tests/office/plans/three_levels.txt"
TYPED = ".venv/Scripts/python hooks"
FILES = ("report", "report --month 2024-04", "form 2024-03-13-dangke")
"""The commands whose first pages are shown beside each other."""


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=["--no-sandbox"])
        draw(browser, made_up_school(Path(name) / "site"))
        browser.close()


def draw(browser: Browser, root: Path) -> None:
    """A term: its plan, its days, its end."""
    due(browser, root)
    for words in FILES:
        run(root, words)
    pages(root / "校内")
    document = Document()
    for line in PLAN.read_text("utf-8").splitlines():
        document.add_paragraph(line.strip())
    document.save(str(root / "计划.docx"))
    typed = {"command": f"{TYPED} import-plan 计划.docx", "answer": run(root, "import-plan 计划.docx")}
    window(browser, "term-import", "终端", [typed])


def run(root: Path, words: str) -> str:
    """What a command answers, with itself named as on Windows."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "SITE_TODAY": TODAY.isoformat()}
    command = [sys.executable, "-m", "branchsite", *words.split()]
    answer = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True).stdout
    return answer.replace("make check", f"{TYPED} check").strip()


def due(browser: Browser, root: Path) -> None:
    """The top of the page that `due --serve` shows."""
    shown = browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2, locale="zh-CN")
    html = page(due_list(*read_without_unfinished(root, TODAY)))
    shown.set_content(html.replace(".venv/bin/python -m branchsite", TYPED))
    save("term-due", shown.screenshot())
    shown.close()


def pages(folder: Path) -> None:
    """The first pages of all Word files, as LibreOffice prints them, on one picture."""
    files = sorted(folder.glob("*.docx"))
    with tempfile.TemporaryDirectory() as made:
        profile = f"-env:UserInstallation={Path(made, 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", made]
        subprocess.run([*convert, *map(str, files)], check=True, capture_output=True, timeout=180)
        for file in files:
            pdf = Path(made, file.with_suffix(".pdf").name)
            picture = ["pdftoppm", "-r", "58", "-png", "-singlefile", str(pdf), str(pdf.with_suffix(""))]
            subprocess.run(picture, check=True, timeout=60)
        shown = [Image.open(Path(made, file.with_suffix(".png").name)).convert("RGB") for file in files]
    shown = [ImageOps.expand(one, 2, "#c9ccd1") for one in shown]
    gap = (WIDTH * 2 - sum(one.width for one in shown)) // (len(shown) + 1)
    sheet = Image.new("RGB", (WIDTH * 2, max(one.height for one in shown) + 2 * gap), "#f1f1f1")
    left = gap
    for one in shown:
        sheet.paste(one, (left, gap))
        left += one.width + gap
    sheet.quantize(16).save(OUT / "term-files.png", optimize=True)


if __name__ == "__main__":
    main()
