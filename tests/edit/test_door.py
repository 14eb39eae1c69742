"""Nobody in but by the key in the address, once, and then by the cookie; nothing from any other page."""

from pathlib import Path

import pytest

from asgi import HOST, Browser
from branchsite.edit.app import create_app
from branchsite.edit.door import GUESSES, LocalDoor
from branchsite.edit.workspace import local_workspace
from sites import TINY, copy_site


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("door") / "site", TINY)


@pytest.fixture
def door() -> LocalDoor:
    return LocalDoor(HOST, "shuji")


@pytest.fixture
def browser(root: Path, door: LocalDoor) -> Browser:
    workspace = local_workspace(root, "")
    return Browser(create_app(lambda account: workspace, door))


def test_the_key_works_once(browser: Browser, door: LocalDoor) -> None:
    """It gives a cookie that no script reads and no other site sends, and leaves the address at once."""
    way_in = door.way_in
    reply = browser.get(way_in)
    assert (reply.status, reply.header("location")) == (303, "/")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(reply.header("set-cookie").split("; "))
    assert browser.get("/").status == 200
    assert Browser(browser.app).get(way_in).status == 403


def test_nobody_without_cookie(browser: Browser) -> None:
    """Neither with none nor with a wrong one; a page in Chinese says so, and nothing of the form is in it."""
    for cookies in ({}, {"branchsite-8123": "wrong"}, {"branchsite-8123": ""}):
        browser.cookies = cookies
        reply = browser.get("/")
        assert reply.status == 403 and "没有登录" in reply.text and "token" not in reply.text


def test_guesses_void_the_key(browser: Browser, door: LocalDoor) -> None:
    """After so many wrong keys the right one opens nothing; guesses of a foreign page do not count."""
    right = door.way_in
    for _ in range(GUESSES):
        assert browser.get("/?key=wrong", sec_fetch_site="cross-site").status == 403
    for _ in range(GUESSES):
        assert browser.get("/?key=wrong").status == 403
    assert browser.get(right).status == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8123", "127.0.0.1", "127.0.0.1:80", "[::1]:8123", ""])
def test_another_name_of_this_computer(browser: Browser, door: LocalDoor, host: str) -> None:
    """A name that an attacker's DNS leads here is not answered, even with the key."""
    assert browser.get(door.way_in, host=host).status == 421


def test_what_every_answer_says(browser: Browser, door: LocalDoor) -> None:
    """Nothing is kept, nothing is framed, no script but our own files runs, no address is passed on."""
    for path in (door.way_in, "/", "/assets/edit.js", "/nowhere"):
        headers = dict(browser.get(path).headers)
        assert headers["cache-control"] == ("no-store" if "assets" not in path else "private, max-age=60")
        # No stricter: without a referrer a browser does not say either where a form came from.
        assert headers["x-frame-options"] == "DENY" and headers["referrer-policy"] == "same-origin"
        assert "script-src 'self';" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
