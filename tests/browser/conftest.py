"""Chromium, and the shipped site on a server of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from browser_site import Visit, serve
from page_types import TYPES
from sites import Built


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def address(built: Built) -> Iterator[str]:
    """Where the shipped site is served."""
    assert built.ran.returncode == 0, built.ran.stdout
    with serve(built.site) as where:
        yield where


Opener = Callable[..., Visit]


def _context(browser: Browser, width: int, scheme: str, **options: object) -> BrowserContext:
    size = {"width": width, "height": 844 if width < 600 else 800}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="zh-CN", **options)
    context.set_default_timeout(15_000)
    return context


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Opener]:
    """A fresh profile: width, scheme and so on; height that of a phone or a notebook."""
    contexts: list[BrowserContext] = []

    def make(width: int = 1280, scheme: str = "light", at: str = address, **options: object) -> Visit:
        contexts.append(_context(browser, width, scheme, **options))
        return Visit(contexts[-1].new_page(), at)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def windows(browser: Browser, address: str) -> Iterator[dict[tuple[int, str], Visit]]:
    """A window for each width and scheme, kept open: styles and scripts are loaded once, as by a reader who stays."""
    contexts = {
        (width, scheme): _context(browser, width, scheme) for width in (390, 1280) for scheme in ("light", "dark")
    }
    yield {key: Visit(context.new_page(), address) for key, context in contexts.items()}
    for context in contexts.values():
        context.close()


@dataclass(frozen=True)
class Opened:
    """A page type in a window, by day, as it stands once it is loaded. status: of its answer."""

    url: str
    width: int
    visit: Visit
    status: int


@pytest.fixture(
    scope="session",
    params=[(url, width) for width in (390, 1280) for url in TYPES.values()],
    ids=[f"{name} at {width}" for width in (390, 1280) for name in TYPES],
)
def opened(request: pytest.FixtureRequest, windows: dict[tuple[int, str], Visit]) -> Opened:
    """Each page type, on a phone and a notebook. Whoever changes what is shown takes it back: others look, too."""
    url, width = request.param
    visit = windows[width, "light"]
    visit.complaints.clear()
    return Opened(url, width, visit, visit.go(url))
