"""Who gets in to the form on the server: a table of attempts, asked of the whole application in this process."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from asgi import Browser, Reply
from branchsite.edit.app import create_app
from branchsite.edit.workspace import local_workspace
from branchsite.host.device_door import ALL_GUESSES, COOKIE, GUESSES, WINDOW, DeviceDoor
from branchsite.host.keeper import Keeper
from branchsite.host.server.accounts import Role, add_account, remove_account
from branchsite.host.server.devices import devices, new_link, revoke
from branchsite.host.server.folder import Host
from sites import TINY, copy_site

NAME = "school.example"
ORIGIN = f"https://{NAME}"


@dataclass
class Server:
    """A host with the form on, and its clock."""

    host: Host
    root: Path
    seconds: float = 0

    def browser(self, address: str = "10.1.2.3") -> "Visitor":
        """Somebody at an address, as nginx tells it."""
        return Visitor(self._app(), host=NAME, base="/bian", address=address)

    def _app(self) -> object:
        if not hasattr(self, "_made"):
            workspace = local_workspace(self.root, "")
            door = DeviceDoor(Keeper(self.host), self.host.settings, "/bian", lambda: self.seconds)
            app = create_app(lambda account: workspace, door, base_path="/bian")

            async def unix(scope: Scope, receive: Receive, send: Send) -> None:
                await app({**scope, "client": None}, receive, send)

            self._made = unix
        return self._made

    def link(self, name: str = "shuji") -> str:
        """The path of a fresh link."""
        return f"/bian/in/{new_link(self.host, name)}"


@dataclass
class Visitor(Browser):
    """A browser behind nginx, which comes over the Unix socket."""

    address: str = ""

    def send(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Reply:  # type: ignore[override]
        return super().send(method, path, body, {"x-real-ip": self.address, **headers})

    def sign_in(self, link: str, **headers: str) -> Reply:
        """Press the button."""
        return self.post(link, {}, **{"origin": ORIGIN, **headers})


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(tmp_path_factory.mktemp("door") / "site", TINY)


@pytest.fixture
def server(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    host = Host(tmp_path)
    (tmp_path / "host.toml").write_text(f'site_url = "{ORIGIN}/"\npython = "python3"\n')
    host.edit.mkdir()
    host.edit_switch.touch()
    add_account(host, "shuji", Role.CONTENT, [])
    return Server(host, root)


def test_a_link_signs_in(server: Server) -> None:
    """WeChat's preview does not use it up; a press does, and leaves the secret out of the next address."""
    browser, link = server.browser(), server.link()
    for _ in range(3):
        seen = server.browser("192.168.1.9").get(link)
        assert seen.status == 200 and "在这台设备上登录" in seen.text and not seen.header("set-cookie")
        assert link.rpartition(".")[2] not in seen.text and "账号：shuji" in seen.text
    reply = browser.sign_in(link)
    assert (reply.status, reply.header("location")) == (303, "/bian/")
    cookie = reply.header("set-cookie")
    assert cookie.startswith(f"{COOKIE}=shuji.")
    assert {"HttpOnly", "Secure", "SameSite=strict", "Path=/", "Max-Age=7776000"} <= set(cookie.split("; "))
    assert browser.get("/bian/").status == 200
    assert server.browser().get("/bian/assets/edit.css").status == 200
    assert server.browser().get("/bian/assets/edit.js").status == 403
    again = server.browser().sign_in(link)
    assert again.status == 403 and "已经用过" in again.text


ORIGINS = ["https://evil.example", "http://school.example", "https://school.example.evil.example", "null", ""]


@pytest.mark.parametrize("origin", ORIGINS)
def test_another_page_cannot_press(origin: str, server: Server) -> None:
    """Nor is the link used up by that."""
    link = server.link()
    assert server.browser().sign_in(link, origin=origin).status == 403
    assert server.browser().sign_in(link).status == 303


ADDRESSES = {
    "10.255.0.1": 200,
    "192.168.1.7": 200,
    "172.16.0.9": 200,
    "127.0.0.1": 200,
    "fd00::7": 200,
    "::ffff:10.1.1.1": 200,
    "8.8.8.8": 403,
    "172.32.0.1": 403,
    "2001:db8::1": 403,
    "::ffff:8.8.8.8": 403,
    "": 403,
    "10.1.1.1, 8.8.8.8": 403,
    "10.1.1.1:80": 403,
    "0x0a010101": 403,
    "010.1.1.1": 403,
    "localhost": 403,
    "10.1.1": 403,
}


def test_networks(server: Server) -> None:
    """Only from the school's, whatever else a header says; what somebody else claims to be counts for nothing."""
    link = server.link()
    for address, status in ADDRESSES.items():
        reply = server.browser(address).get(link, x_forwarded_for="10.1.1.1", forwarded="for=10.1.1.1")
        assert reply.status == status, (address, reply.text)
        assert status == 200 or "学校的网络" in reply.text


def test_who_comes_by_no_socket(server: Server) -> None:
    """Is where they are, and not where they say."""
    door = DeviceDoor(Keeper(server.host), server.host.settings, "/bian")
    for client, status in (("127.0.0.1", 200), ("8.8.8.8", 403)):
        scope = {"type": "http", "method": "GET", "path": server.link(), "query_string": b"", "client": (client, 9)}
        headers = [(b"host", b"school.example"), (b"x-real-ip", b"10.1.1.1")]
        answer = door.admit(Request({**scope, "headers": headers, "scheme": "http", "server": None}))
        assert isinstance(answer, Response) and answer.status_code == status


def test_networks_of_ones_own(server: Server) -> None:
    """As host.toml lists them."""
    with (server.host.root / "host.toml").open("a") as file:
        file.write('edit_networks = ["203.0.113.0/24"]\n')
    assert server.browser("203.0.113.9").get(server.link()).status == 200
    assert server.browser("10.1.2.3").get(server.link()).status == 403


def test_guesses(server: Server) -> None:
    """After so many from one address, or from all, no link is looked at for ten minutes; who is in stays in."""
    inside, link = server.browser("10.0.0.9"), server.link()
    assert inside.sign_in(server.link()).status == 303
    guesser = server.browser("10.0.0.9")
    for number in range(GUESSES):
        assert guesser.get(f"/bian/in/shuji.0000000{number}.AAAAAAAAAAAAAAAAAAAAAA").status == 403
    assert guesser.get(link).status == guesser.sign_in(link).status == 429
    assert inside.get("/bian/").status == 200
    assert server.browser("10.0.0.8").get(link).status == 200
    for number in range(ALL_GUESSES):
        server.browser(f"10.0.{number}.7").get("/bian/in/x")
    assert server.browser("10.9.9.9").get(link).status == 429
    server.seconds += WINDOW + 1
    assert guesser.sign_in(link).status == 303


def test_guessed_cookies_count(server: Server) -> None:
    """A /64 of IPv6 is one address."""
    for number in range(GUESSES):
        browser = server.browser(f"fd00::{number}")
        browser.cookies = {COOKIE: f"shuji.0000000{number}.{'A' * 43}"}
        assert browser.get("/bian/").status == 403
    assert server.browser("fd00::99").get(server.link()).status == 429


def test_an_old_cookie(server: Server) -> None:
    """Sent again and again it is one guess: whoever has it can still sign in anew."""
    browser = server.browser()
    browser.cookies = {COOKIE: f"shuji.00000000.{'A' * 43}"}
    assert {browser.get("/bian/").status for _ in range(3 * GUESSES)} == {403}
    assert browser.sign_in(server.link()).status == 303 and browser.get("/bian/").status == 200


def test_how_a_sign_in_ends(server: Server) -> None:
    """Revoked, the account removed, the form turned off: at once."""
    first, second = server.browser(), server.browser()
    for browser in (first, second):
        assert browser.sign_in(server.link()).status == 303
    assert revoke(server.host, devices(server.host)[0].id)
    assert sorted(browser.get("/bian/").status for browser in (first, second)) == [200, 403]
    server.host.edit_switch.unlink()
    reply = second.get("/bian/")
    assert reply.status == 503 and "没有打开" in reply.text
    server.host.edit_switch.touch()
    remove_account(server.host, "shuji")
    assert {browser.get("/bian/").status for browser in (first, second)} == {403}
    add_account(server.host, "shuji", Role.CONTENT, [])
    assert {browser.get("/bian/").status for browser in (first, second)} == {403}


NAMES = ["evil.example", "school.example.", "school.example:80", "127.0.0.1", "", "school.example@evil.example"]


@pytest.mark.parametrize("name", NAMES)
def test_another_name(name: str, server: Server) -> None:
    """Under another name nothing is answered: not the form, not the link."""
    browser, link = server.browser(), server.link()
    assert browser.get(link, host=name).status == 421
    assert browser.sign_in(link, host=name).status == 421
    assert browser.sign_in(link).status == 303
    assert browser.get("/bian/", host=name).status == 421


PATHS = [
    "/bian/in/",
    "/bian/in/../",
    "/bian/in/%2e%2e/%2e%2e/devices",
    "/bian/in/shuji.%2e%2e%2f.x",
    "/bian/in//etc/passwd",
    "/bian/%2e%2e/",
    "/bian/assets/../../host.toml",
    "/bian/assets/%2e%2e%2fapp.py",
    "/bian//",
    "/bian/in/%00",
    "/bian/in/%0d%0aSet-Cookie:a=b",
    "/bian/in/\u4e66\u8bb0",
    "/bian/IN/x",
    "/",
    "/bian",
]


def test_paths(server: Server) -> None:
    """Nothing is opened by how an address is written, and no answer has a header of the visitor's."""
    for number, path in enumerate(PATHS):
        reply = server.browser(f"10.2.{number}.1").get(path)
        assert reply.status in (403, 404), (path, reply.status)
        assert not reply.header("set-cookie")


def test_every_answer_is_closed(server: Server) -> None:
    """To frames, to caches, to other pages' scripts; no address is passed on."""
    browser = server.browser()
    replies = [
        browser.get(server.link()),
        browser.get("/bian/"),
        browser.get("/bian/in/x"),
        browser.get("/x", host="y"),
    ]
    for reply in [*replies, browser.sign_in(server.link())]:
        assert reply.header("x-frame-options") == "DENY" and reply.header("referrer-policy") == "same-origin"
        assert reply.header("cache-control") == "no-store"
        assert "frame-ancestors 'none'" in reply.header("content-security-policy")
