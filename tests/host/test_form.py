"""The form on a server: real nginx, real uvicorn over the Unix socket, real pushes through the gate."""

import grp
import http.client
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Playwright

from branchsite.edit.door import Account
from branchsite.edit.workspace import FileChange, RefusedError
from branchsite.host.device_door import COOKIE
from branchsite.host.edit import location, service
from branchsite.host.form import Workspaces
from branchsite.host.release.release import link
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, files, resolve
from branchsite.host.server.log import entries
from branchsite.system.clock import SHANGHAI
from nginx_site import running
from pushes import activity, ask, copy_host, settle

NAME = "school.example"
ORIGIN = f"https://{NAME}"
PATIENCE = 60


@dataclass(frozen=True)
class School:
    """A server with nginx in front. logs: what nginx and the form have written."""

    host: Host
    address: str
    here: Path
    output: Path

    @property
    def logs(self) -> str:
        return "".join(path.read_text("utf-8", "replace") for path in (*self.here.glob("*.log"), self.output))

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> "Answer":
        """One request, as a browser in the school sends it."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        try:
            given = {"Host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}}
            connection.request(method, path, body, given)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode("utf-8", "replace"))
        finally:
            connection.close()

    def raw(self, request: bytes) -> bytes:
        """What is answered to bytes that no library would send."""
        address = urlsplit(self.address)
        with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as at:
            at.sendall(request)
            found = b""
            while piece := at.recv(65_536):
                found += piece
            return found

    def link(self, name: str = "shuji") -> str:
        """What a maintainer gets for somebody: the path of the address."""
        answer = ask(self.host, "account", "link", name)
        assert answer.accepted and "█" in answer.said and "只能用一次，30 分钟以内" in answer.said
        (address,) = re.findall(rf"^{ORIGIN}(/bian/in/\S+)$", answer.said, re.MULTILINE)
        return str(address)

    def sign_in(self, name: str = "shuji") -> str:
        """A cookie, as the browser sends it."""
        answer = self.ask("POST", self.link(name), Origin=ORIGIN)
        assert (answer.status, answer.headers["Location"]) == (303, "/bian/")
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    text: str


@pytest.fixture(scope="module")
def host(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server of this file's own, with two accounts and the form turned on."""
    host = copy_host(published, tmp_path_factory.mktemp("form") / "host")
    with (host.root / "host.toml").open("a") as file:
        file.write(f'edit_group = "{grp.getgrgid(os.getegid()).gr_name}"\n')
    assert "没有打开" in ask(host, "account", "link", "shuji").said
    text = (host.root / "host.toml").read_text("utf-8")
    (host.root / "host.toml").write_text(text.replace("https://", "http://"), "utf-8")
    assert "只在 HTTPS 下打开" in ask(Host(host.root), "edit", "on").said
    (host.root / "host.toml").write_text(text, "utf-8")
    assert "没有打开" in ask(host, "edit", "serve").said
    answer = ask(host, "edit", "on")
    assert answer.accepted and f"网址是 {ORIGIN}/bian/" in answer.said
    for name in ("shuji", "jiaoshi"):
        add_account(host, name, Role.CONTENT, [])
    return Host(host.root)


@pytest.fixture(scope="module")
def school(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """It serves, behind nginx."""
    here = tmp_path_factory.mktemp("nginx")
    (here / "branchsite-edit.conf").write_text(location(host), "utf-8")
    output = here / "form.out"
    with serving(host, output), running(host.root, here) as address:
        yield School(host, address, here, output)


@contextmanager
def serving(host: Host, output: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """`host edit serve` from when it answers; output: what it writes."""
    with output.open("w") as file:
        command = [host.launcher, "host", "edit", "serve"]
        process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)
    try:
        until = time.monotonic() + PATIENCE
        while not host.edit_socket.exists():
            assert process.poll() is None and time.monotonic() < until, output.read_text()
            time.sleep(0.05)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def test_from_a_link_to_the_form(school: School) -> None:
    """A look, a press, and in; the device is listed in plain words; no secret in any log."""
    link = school.link()
    phone = "Mozilla/5.0 (Linux; Android 14) Chrome/126.0 MicroMessenger/8.0"
    assert school.ask("GET", link, User_Agent=phone).status == 200
    pressed = school.ask("POST", link, Origin=ORIGIN, User_Agent=phone)
    cookie = str(pressed.headers["Set-Cookie"])
    assert pressed.status == 303 and cookie.startswith(COOKIE) and "Secure" in cookie and "HttpOnly" in cookie
    assert link.rpartition(".")[2] not in str(pressed.headers)
    assert school.ask("GET", "/bian/", Cookie=cookie.partition(";")[0]).status == 200
    assert school.ask("POST", link, Origin=ORIGIN).status == 403
    said = ask(school.host, "account", "devices", "shuji").said
    assert "微信，安卓手机" in said and "登录，" in said
    assert "写一条：打开着，" in ask(school.host, "status").said
    secrets = {link.rpartition(".")[2], cookie.partition(";")[0].rpartition(".")[2]}
    assert "/bian/in/" in school.logs
    assert not [secret for secret in secrets if secret in school.logs or secret in school.host.log.read_text()]


def test_nobody_else(school: School) -> None:
    """Without a cookie, with one that was made up, signed out, or of an account that is gone: the same word."""
    assert school.ask("GET", "/bian/").status == 403
    cookie = school.sign_in("jiaoshi")
    assert school.ask("GET", "/bian/", Cookie=cookie[:-1] + "x").status == 403
    assert school.ask("GET", "/bian/", Cookie=cookie).status == 200
    (id,) = re.findall("^([0-9a-f]{8})  jiaoshi", ask(school.host, "account", "devices").said, re.MULTILINE)
    assert "已退出登录" in ask(school.host, "account", "devices", "--revoke", id).said
    assert school.ask("GET", "/bian/", Cookie=cookie).status == 403
    assert "没有这个编号" in ask(school.host, "account", "devices", "--revoke", id).said
    cookie = school.sign_in("jiaoshi")
    assert ask(school.host, "account", "remove", "jiaoshi").accepted
    answer = school.ask("GET", "/bian/", Cookie=cookie)
    assert answer.status == 403 and "没有登录" in answer.text
    add_account(school.host, "jiaoshi", Role.CONTENT, [])
    assert school.ask("GET", "/bian/", Cookie=cookie).status == 403


def test_what_each_answer_says(school: School) -> None:
    """Each header once, the form's own; none of the site's besides, and no name of a program."""
    for answer in (school.ask("GET", "/bian/"), school.ask("GET", "/bian/", Cookie=school.sign_in())):
        for name in ("Content-Security-Policy", "X-Frame-Options", "Referrer-Policy", "Cache-Control"):
            assert len(answer.headers.get_all(name, [])) == 1, name
        assert answer.headers["X-Frame-Options"] == "DENY" and answer.headers["Server"] == "nginx"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_pages_of_others(school: School) -> None:
    """A form sent from elsewhere, another name, an address that somebody claims to come from."""
    cookie = school.sign_in()
    assert school.ask("POST", "/bian/", Cookie=cookie, Origin="https://evil.example").status == 403
    assert school.ask("POST", "/bian/", Cookie=cookie, Sec_Fetch_Site="cross-site").status == 403
    assert school.ask("GET", "/bian/", Cookie=cookie, Host="evil.example").status == 421
    assert school.ask("GET", "/bian/", Cookie=cookie, X_Real_IP="8.8.8.8", X_Forwarded_For="8.8.8.8").status == 200


SPLIT = {
    "in the address": b"GET /bian/in/x%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "in a header": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nX-A: b\nSet-Cookie: a=b\r\n\r\n",
    "folded": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nX-A: b\r\n X-Real-IP: 10.1.1.1\r\n\r\n",
    "two lengths": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n",
    "length and chunks": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /bian/ HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "a second request in a body": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: 45\r\n\r\n"
    b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "NUL": b"GET /bian/\x00 HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "two names": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nHost: evil.example\r\n\r\n",
    "no name": b"GET /bian/ HTTP/1.1\r\n\r\n",
    "another name in the address": b"GET http://evil.example/bian/ HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "upwards": b"GET /bian/../../host.toml HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "upwards, encoded": b"GET /bian/%2e%2e/%2e%2e/host.toml HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "out of the assets": b"GET /bian/assets/..%2f..%2fdevices HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "an upgrade": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nUpgrade: h2c\r\n\r\n",
    "a tunnel": b"CONNECT school.example:22 HTTP/1.1\r\nHost: school.example\r\n\r\n",
}


@pytest.mark.parametrize("name", SPLIT)
def test_requests_that_no_browser_sends(name: str, school: School) -> None:
    """None is let in, none gets two answers or a header of its own, and the form goes on."""
    request = SPLIT[name].replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1)
    answer = school.raw(request)
    assert re.match(rb"HTTP/1.1 4\d\d ", answer) and answer.count(b"HTTP/1.1 ") == 1, answer
    assert b"set-cookie" not in answer.lower() and b"site_url" not in answer
    assert school.ask("GET", "/bian/").status == 403


def test_too_much(school: School) -> None:
    """500 MB are refused before they are sent; many who send slowly keep nobody else out."""
    length = 500 * 1024 * 1024
    head = f"POST /bian/ HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    assert school.raw(head.encode()).startswith(b"HTTP/1.1 413 ")
    cookie, address = school.sign_in(), urlsplit(school.address)
    slow = [socket.create_connection((address.hostname, address.port)) for _ in range(100)]
    try:
        for one in slow:
            one.sendall(f"POST /bian/ HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 1000000\r\n\r\nx".encode())
        assert school.ask("GET", "/bian/", Cookie=cookie).status == 200
    finally:
        for one in slow:
            one.close()


def test_only_nginx_reaches_the_socket(school: School) -> None:
    """Its owner and one group; a second server does not take its place."""
    about = school.host.edit_socket.stat()
    assert stat.S_ISSOCK(about.st_mode) and about.st_mode & 0o777 == 0o660 and about.st_gid == os.getegid()
    assert school.host.edit.stat().st_mode & 0o777 == 0o700
    second = subprocess.run(
        [school.host.launcher, "host", "edit", "serve"], capture_output=True, text=True, check=False
    )
    assert second.returncode == 1 and "已经在运行" in second.stderr
    assert school.ask("GET", "/bian/").status == 403


def test_the_site_is_the_same(school: School, published: Host) -> None:
    """Not a byte of it changes by the form, and nginx gives it as before."""

    def site(at: Host) -> dict[str, bytes]:
        folder = at.current.resolve() / "site"
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert site(school.host) == site(published)
    answer = school.ask("GET", "/")
    assert answer.status == 200 and "写一条" not in answer.text and answer.headers["X-Robots-Tag"] is None


def test_off(school: School) -> None:
    """At once, for who is in as well; the site goes on."""
    cookie = school.sign_in()
    assert ask(school.host, "edit", "off").accepted
    try:
        answer = school.ask("GET", "/bian/", Cookie=cookie)
        assert answer.status == 503 and "没有打开" in answer.text
        assert school.ask("GET", "/").status == 200
    finally:
        assert ask(school.host, "edit", "on").accepted
    assert school.ask("GET", "/bian/", Cookie=cookie).status == 200


@pytest.mark.browser
def test_a_browser_signs_in(school: School, playwright: Playwright, chromium: str, tmp_path: Path) -> None:
    """Over HTTPS: a real one sends the origin, takes the cookie, and has it on the next day."""
    subject = ["-subj", f"/CN={NAME}", "-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")]
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", *subject]
    subprocess.run(made, check=True, capture_output=True)
    shutil.copy(school.here / "branchsite-edit.conf", tmp_path)
    with running(school.host.root, tmp_path) as address:
        rules = f"--host-resolver-rules=MAP {NAME}:443 {urlsplit(address).netloc}"
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", rules])
        try:
            context = browser.new_context(ignore_https_errors=True)
            page = context.new_page()
            page.goto(ORIGIN + school.link())
            page.get_by_role("button", name="在这台设备上登录").click()
            page.wait_for_url(f"{ORIGIN}/bian/")
            assert page.get_by_role("heading", level=1).inner_text().startswith("今天")
            (cookie,) = context.cookies()
            assert cookie["name"] == COOKIE and cookie["secure"] and cookie["httpOnly"]
            assert page.context.new_page().goto(f"{ORIGIN}/bian/").status == 200  # type: ignore[union-attr]
        finally:
            browser.close()


def test_the_unit_is_sound(host: Host) -> None:
    """Not root, no network to be reached by, nothing to be written but the host's folder; every place is filled."""
    unit = service(host)
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "SocketBindDeny=any", f"ReadWritePaths={host.root}"):
        assert f"\n{line}\n" in unit
    assert "@" not in re.sub("@system-service", "", unit) and "@" not in location(host)


def change(slug: str) -> FileChange:
    """A record that is new."""
    ((file, text),) = activity(slug).items()
    return FileChange(file, text.encode(), None)


def test_it_writes_what_the_account_could_push(host: Host) -> None:
    """Judged as any push of that account: the program is closed to it, and whoever is no account writes nothing."""
    workspaces = Workspaces(host)
    workspace = workspaces(Account("shuji", "x"))
    assert workspaces(Account("shuji", "y")) is workspace and (workspace.root / "data/site.yml").exists()
    assert workspace.drafts.stat().st_mode & 0o077 == 0 and not workspace.drafts.is_relative_to(workspace.root)
    before = resolve(host.repository, MAIN)
    for file in ("hooks/x.py", "Makefile", "data/.gitattributes"):
        with pytest.raises(RefusedError) as caught:
            workspace.publish([FileChange(file, b"x", None)], "试一试", lambda line: None)
        assert re.search("账号“shuji”只能改|git 会把它当成|git 当成", str(caught.value)), caught.value
    assert resolve(host.repository, MAIN) == before
    subprocess.run(["rm", "-r", workspace.root], check=True)
    assert (workspaces(Account("shuji", "x")).root / "data/site.yml").exists()


def test_another_program(published: Host, tmp_path: Path) -> None:
    """Once it is installed the form ends by itself; the unit starts it anew, and it is that one."""
    host = copy_host(published, tmp_path / "host")
    with (host.root / "host.toml").open("a") as file:
        file.write(f'edit_group = "{grp.getgrgid(os.getegid()).gr_name}"\n')
    assert ask(host, "edit", "on").accepted and "\nRestart=always\n" in service(Host(host.root))
    (host.programs / "other").mkdir()
    with serving(host, tmp_path / "out") as process:
        link(host.program, Path("programs/other"))
        assert process.wait(PATIENCE) == 0


def test_another_place_that_is_behind(host: Host, tmp_path: Path) -> None:
    """今天 tells of it after a day; the day before it does not."""
    workspace = Workspaces(host)(Account("shuji", "x"))
    assert ask(host, "mirror", "add", str(tmp_path / "site.git")).accepted
    assert workspace.refresh() == ""
    path = host.mirrors / "mirrors.json"
    (listed,) = json.loads(path.read_text("utf-8"))
    for days, told in ((0.5, False), (2, True)):
        since = datetime.now(SHANGHAI) - timedelta(days=days)
        path.write_text(json.dumps([{**listed, "commit": "0" * 40, "since": since.isoformat(), "why": "没有网络"}]))
        assert ("落后" in workspace.refresh()) == told
    path.unlink()


@pytest.mark.slow
def test_many_at_once(host: Host) -> None:
    """Whoever waits is told so; each is published, and nothing of anybody is lost."""
    people = [f"ren-{number}" for number in range(int(os.environ.get("PEOPLE", "3")))]
    for name in people:
        add_account(host, name, Role.CONTENT, [])
    workspaces = Workspaces(host)
    told: dict[str, list[str]] = {name: [] for name in people}

    def publish(name: str) -> str:
        return workspaces(Account(name, "x")).publish([change(name)], f"{name} 写的", told[name].append)

    with ThreadPoolExecutor(len(people)) as pool:
        commits = list(pool.map(publish, people))
    settle(host)
    there = {one.path for one in files(host.repository, MAIN)}
    assert {change(name).file for name in people} <= there and len(set(commits)) == len(people)
    done = [one["account"] for one in entries(host) if one["did"] == "published"]
    assert [one for one in people if done.count(one) != 1] == []
    assert all(any("已发布：第" in line for line in lines) for lines in told.values())
    assert len([name for name in people if any("排队等一等" in line for line in told[name])]) == len(people) - 1
