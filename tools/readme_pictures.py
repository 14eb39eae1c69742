#!/usr/bin/env python3
"""The pictures of README.md: the shipped site as of a day in its term, in the browser. Run by `make pictures`."""

import io
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tests")]

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from browser_site import serve, system_chromium
from sites import copy_site, run

OUT = ROOT / ".github" / "images"
DESKTOP = {"home": ("", 860, ""), "plan": ("plan/", 860, "table.coverage"), "search": ("search/?q=植树", 760, "")}
"""Address, height, and what is scrolled to."""

PHONES = [
    ("light", "", ""),
    ("dark", "plan/", ""),
    ("light", "news/2024/2024-03-12-zhishu/", ""),
    ("light", "news/?strand=green&audience=pupils", "largest"),
]
"""Colours, address, size of letters."""


def main() -> None:
    """Build, look, write."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder, "site")
        ran = run("mkdocs", "build", "-q", "--strict", "-d", site, root=copy_site(Path(folder, "shipped")))
        assert ran.returncode == 0, ran.stdout
        browser = playwright.chromium.launch(executable_path=system_chromium(), args=["--no-sandbox"])
        with serve(site) as address:
            for name, (url, height, part) in DESKTOP.items():
                save(picture(browser, f"{address}{url}", 1280, height, part=part), name)
            phones = [picture(browser, f"{address}{url}", 390, 844, scheme, letters) for scheme, url, letters in PHONES]
        browser.close()
    sheet = Image.new("RGB", (sum(one.width for one in phones) + 24 * (len(phones) - 1), phones[0].height), "white")
    for number, one in enumerate(phones):
        sheet.paste(one, (number * (one.width + 24), 0))
    save(sheet, "phone")


def picture(
    browser: Browser, url: str, width: int, height: int, scheme: str = "light", letters: str = "", part: str = ""
) -> Image.Image:
    """What a reader sees first."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    if letters:
        page.add_init_script(f"localStorage.setItem('/.__letters', '{letters}')")
    page.goto(url)
    page.wait_for_load_state("networkidle")
    if part:
        page.locator(part).evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 80)")
    page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return shot


def save(image: Image.Image, name: str) -> None:
    image.save(OUT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
