"""The browsers of readers, driven alike: two old Chromiums from npm (tools/node), today's, and Debian's Firefox ESR."""

import os
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from firefox import Firefox, firefox, system_firefox
from judges import MODULES, NODE
from sites import ROOT

OLD = {"chromium-92": "chrome-aws-lambda", "chromium-107": "@sparticuz/chromium"}
"""The packages that bring an old Chromium."""

NAMES = (*OLD, "chromium", "firefox-esr")
PATIENCE = 30
"""Seconds until what a reader waits for must be there, on a machine that is busy."""

MIDDLE = """selector => {
    const one = [...document.querySelectorAll(selector)].find(each => each.getClientRects().length)
    if (!one) return null
    one.scrollIntoView({ block: "center" })
    const box = one.getBoundingClientRect()
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
    const there = document.elementFromPoint(x, y)
    return there && (one.contains(there) || there.contains(one)) ? [x, y] : null
}"""
"""The middle of the first that is shown, once nothing else lies over it."""


def missing(what: str) -> None:
    """Stop where an engine is not there: a failure in the automatic checks, else a skip."""
    words = f"没有 {what}。请运行：make test（它会装好）"
    assert not os.environ.get("CI"), words
    pytest.skip(words)


class Engine(ABC):
    """A browser with one window on a site."""

    def __init__(self, address: str) -> None:
        self.address = address

    @abstractmethod
    def open(self, url: str, width: int = 1280, *, script: bool = True) -> None:
        """Go to a page of the site, in a window as wide as this."""

    @abstractmethod
    def evaluate(self, script: str, argument: object = None) -> Any:
        """What a function of JavaScript gives in the page."""

    @abstractmethod
    def press(self, selector: str) -> None:
        """Click where it is; an error where something else lies over it."""

    @abstractmethod
    def write(self, selector: str, text: str) -> None:
        """Put the text into a field."""

    @abstractmethod
    def url(self) -> str:
        """The address of the page."""

    @abstractmethod
    def complaints(self) -> list[str]:
        """What the browser said was wrong, since it was last asked."""

    def arrive(self, part: str) -> None:
        """Until the address holds this."""
        end = time.monotonic() + PATIENCE
        while part not in self.url():
            assert time.monotonic() < end, self.url()
            time.sleep(0.05)

    def wait(self, script: str, argument: object = None) -> Any:
        """Until a function gives something that is true, which is returned."""
        end = time.monotonic() + PATIENCE
        while not (found := self.evaluate(script, argument)):
            assert time.monotonic() < end, f"{self.url()}: {script}"
            time.sleep(0.05)
        return found


class Chromium(Engine):
    """Any Chromium, by Playwright: a window for each width, with script and without."""

    def __init__(self, address: str, browser: Browser) -> None:
        super().__init__(address)
        self._browser = browser
        self._pages: dict[tuple[int, bool], Page] = {}
        self._page: Page
        self._heard: list[str] = []

    def open(self, url: str, width: int = 1280, *, script: bool = True) -> None:
        if (width, script) not in self._pages:
            size = {"width": width, "height": 844 if width < 600 else 800}
            context = self._browser.new_context(viewport=size, java_script_enabled=script, reduced_motion="reduce")
            context.set_default_timeout(PATIENCE * 1000)
            page = self._pages[width, script] = context.new_page()
            page.on("pageerror", lambda error: self._heard.append(f"{page.url} {error}"))
            page.on("console", lambda one: self._hear(one.type, f"{page.url} {one.text}"))
        self._page = self._pages[width, script]
        self._page.goto(self.address + url)

    def _hear(self, kind: str, text: str) -> None:
        # Below 97 the word in the server's rules that lets the search run is unknown, and passed over.
        if kind == "error" and "invalid source: ''wasm-unsafe-eval''" not in text:
            self._heard.append(text)

    def evaluate(self, script: str, argument: object = None) -> Any:
        return self._page.evaluate(script, argument)

    def press(self, selector: str) -> None:
        # Playwright's own way asks more of a browser than Chromium 92 has.
        x, y = self.wait(MIDDLE, selector)
        self._page.mouse.click(x, y)

    def write(self, selector: str, text: str) -> None:
        self.press(selector)
        self._page.keyboard.insert_text(text)

    def url(self) -> str:
        self._page.wait_for_timeout(1)  # Only then does Playwright hear where it has come to.
        return self._page.url

    def complaints(self) -> list[str]:
        heard, self._heard = self._heard, []
        return heard


class Gecko(Engine):
    """Firefox, by Marionette."""

    def __init__(self, address: str, running: Firefox) -> None:
        super().__init__(address)
        self._firefox = running
        self._width = 0
        self._script = True

    def open(self, url: str, width: int = 1280, *, script: bool = True) -> None:
        if width != self._width:
            self._firefox.resize(width, 844 if width < 600 else 800)
            self._width = width
        if script != self._script:
            self._firefox.prefer("javascript.enabled", script)
            self._script = script
        self._firefox.go("about:blank")
        self._firefox.go(self.address + url)

    def evaluate(self, script: str, argument: object = None) -> Any:
        return self._firefox.evaluate(script, argument)

    def press(self, selector: str) -> None:
        self._firefox.press(selector)

    def write(self, selector: str, text: str) -> None:
        self._firefox.write(selector, text)

    def url(self) -> str:
        return str(self._firefox.ask("WebDriver:GetCurrentURL"))

    def complaints(self) -> list[str]:
        return []


def old_chromium(name: str) -> Path:
    """Where an old Chromium lies, unpacked."""
    if not (MODULES / OLD[name]).is_dir():
        missing(f"npm 的 {OLD[name]}")
    subprocess.run([NODE, ROOT / "tools/node/engines.mjs"], check=True)
    return MODULES / ".engines" / name / "chromium"


@contextmanager
def engine(name: str, address: str, playwright: Playwright, chromium: str, arguments: list[str]) -> Iterator[Engine]:
    """Start one of NAMES on a site; it is gone afterwards."""
    if name == "firefox-esr":
        program = system_firefox()
        if program is None:
            missing("firefox-esr")
        with firefox(str(program)) as running:
            yield Gecko(address, running)
        return
    path = chromium if name == "chromium" else str(old_chromium(name))
    browser = playwright.chromium.launch(executable_path=path, args=arguments)
    yield Chromium(address, browser)
    browser.close()
