"""A server for a built site, and a page of it in the browser with all that goes wrong on it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page

from nginx_site import nginx

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SHELL = "chromium-headless-shell"
"""The same engine without windows, menus and extensions round it: a page costs it a third."""

ROUTED = {"service_workers": "block"}
"""For a test that answers requests in the server's place: a service worker would ask the server past it."""

_BLOCKED = "Service Worker registration blocked by Playwright"


def system_chromium() -> str | None:
    """Where the system's browser is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def system_shell() -> str | None:
    """Where its headless shell is, or else the browser."""
    return shutil.which(SHELL) or system_chromium()


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """Serve a built site as the school's server does, headers and all; gives the address."""
    with tempfile.TemporaryDirectory(prefix="host-") as folder:
        (Path(folder) / "current").mkdir()
        (Path(folder) / "current" / "site").symlink_to(site)
        with nginx(Path(folder)) as address:
            yield address


@dataclass
class Visit:
    """A page in the browser, and all that went wrong on it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda one: self._hear(_is_bad(one.type, one.text), f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda error: self._hear(True, f"exception: {error}"))
        self.page.on("requestfailed", lambda one: self._hear(not left(one.failure), f"failed: {one.url} {one.failure}"))
        self.page.on("response", lambda one: self._hear(one.status >= 400, f"{one.status}: {one.url}"))
        self.page.on("request", lambda one: self._hear(self._away(one.url), f"another host: {one.url}"))

    def _hear(self, bad: bool, what: str) -> None:
        if bad:
            self.complaints.append(f"{self.page.url} {what}")

    def _away(self, url: str) -> bool:
        return urlsplit(url).scheme not in ("data", "blob") and not url.startswith(self.address)

    def go(self, url: str) -> int:
        """Open a page of the site; gives its status."""
        answer = self.page.goto(self.address + url)
        assert answer is not None
        return answer.status


def _is_bad(kind: str, text: str) -> bool:
    return kind in ("error", "warning") and text != _BLOCKED


def left(failure: str | None) -> bool:
    """Whether a request was given up because the reader went on to the next page."""
    return failure == "net::ERR_ABORTED"
