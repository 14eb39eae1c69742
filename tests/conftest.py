"""Sites built once and read by many tests: nobody writes into them."""

import compileall
import json
import os
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from branchsite.build import build_pages, read_library
from branchsite.cache.caches import VARIABLE
from branchsite.library.library import Library
from branchsite.views.page import Page
from browser_site import system_chromium, system_shell
from counting import prepare_counting
from forked import LINES
from once import made_once
from own_data import GUARD
from sites import ROOT, SHIPPED, TINY, TODAY, Built, copy_site, run

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
)
_PACKAGES = "chromium chromium-headless-shell fonts-noto-cjk"
MISSING = f"没有找到浏览器。请运行：sudo apt-get install -y --no-install-recommends {_PACKAGES}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Only tests/site, which holds for all data, may look at that of the repository."""
    GUARD.closed = not item.path.is_relative_to(ROOT / "tests" / "site")
    try:
        return (yield)
    finally:
        GUARD.closed = True


HOST = ("host", "deploy", "soak")
"""Folders of what belongs to the part host of the tests."""

COUNTED = 20
"""Of so many cases of a test, spread over all, the lines are counted that it runs, and of none that invents its cases.
Counting doubles the time of a case; what is counted is a lower bound of what is run."""


UNCOUNTED = (
    "browser",
    "fuzz",
    "hostile",
    "site",
    "soak",
    "years",
    "test_cures.py",
    "test_incremental.py",
    "test_plain.py",
)
"""What goes through the whole program once more, for long: the lines that it runs are those of the tests beside it."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once: some thousand processes are started here, and not every machine keeps bytecode."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "hooks", quiet=2)
        if sys.dont_write_bytecode:
            _compile_templates()
    if getattr(config.option, "cov_source", None):
        os.environ[LINES] = str(config.rootpath / ".coverage")
        prepare_counting(config)


def _compile_templates() -> None:
    """A process that writes no bytecode would compile them anew, as each of a push does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-m", "branchsite.views.render"]
    subprocess.run(command, env={**environment, "PYTHONPATH": str(ROOT / "hooks")}, check=False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what belongs to the server, what takes seconds for a site that MkDocs has built, and what is not counted."""
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
        top = item.path.relative_to(ROOT / "tests").parts[0]
        if top in HOST:
            item.add_marker(pytest.mark.host)
        if top in UNCOUNTED:
            item.add_marker(pytest.mark.no_cover)
        if {"built", "built_tiny"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
    for same in cases.values():
        invents = getattr(getattr(same[0], "obj", None), "is_hypothesis_test", False)
        step = max(1, -(-len(same) // COUNTED))
        for number, item in enumerate(same):
            if invents or number % step:
                item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session", autouse=True)
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache for this run of the tests alone: sites are built often here, and none is written into."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def no_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that were there before the test are none of the program's: a browser of other tests has one."""
    count, before = threading.active_count, threading.active_count() - 1
    monkeypatch.setattr(threading, "active_count", lambda: count() - before)


@pytest.fixture(scope="session")
def shipped_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site with the program, to build or to ask: nobody writes into it."""
    return made_once(tmp_path_factory, "shipped", copy_site)


@pytest.fixture(scope="session")
def built(shipped_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The shipped site as of TODAY."""
    return built_once(tmp_path_factory, "built", "--strict", root=shipped_root)


@pytest.fixture(scope="session")
def tiny_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny with the program, to build or to ask: nobody writes into it."""
    return made_once(tmp_path_factory, "tiny", lambda to: copy_site(to, TINY))


@pytest.fixture(scope="session")
def built_tiny(tiny_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The site of tests/worlds/tiny as of TODAY."""
    return built_once(tmp_path_factory, "built-tiny", root=tiny_root)


def built_once(factory: pytest.TempPathFactory, name: str, *arguments: str, root: Path) -> Built:
    """A site as MkDocs builds it, and what it said."""

    def make(folder: Path) -> None:
        ran = run("mkdocs", "build", *arguments, "-d", folder / "site", root=root)
        (folder / "ran.json").write_text(json.dumps([ran.returncode, ran.stdout]), "utf-8")

    folder = made_once(factory, name, make)
    status, said = json.loads((folder / "ran.json").read_text("utf-8"))
    return Built(folder / "site", subprocess.CompletedProcess([], status, said))


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    """The pages of the shipped site, by address."""
    return {page.url: page for page in build_pages(SHIPPED, TODAY)}


@pytest.fixture(scope="session")
def library() -> Library:
    """The facts of the shipped site."""
    return read_library(SHIPPED, TODAY)[0]


def _executable(playwright: Playwright) -> str | None:
    own = playwright.chromium.executable_path
    return system_chromium() or (own if os.path.exists(own) else None)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browser."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    """The system's Chromium, or else Playwright's. Without one nothing is proven: that is a failure, not a skip."""
    return _executable(playwright) or pytest.fail(MISSING)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """It, running without windows."""
    browser = playwright.chromium.launch(executable_path=system_shell() or chromium, args=ARGUMENTS)
    yield browser
    browser.close()
