"""The form on a server: real nginx, real uvicorn over the Unix socket, real pushes through the gate."""

import grp
import json
import os
import re
import select
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from branchsite.edit.door import Account
from branchsite.edit.repository import GitError
from branchsite.edit.workspace import FileChange, RefusedError
from branchsite.host.asking import AskedKeeper
from branchsite.host.device_door import COOKIE
from branchsite.host.edit import UNITS
from branchsite.host.edit import files as installed
from branchsite.host.form import Workspaces
from branchsite.host.release.release import link
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.devices import new_link, revoke, use_link
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, files, git, resolve
from branchsite.host.server.log import entries
from branchsite.system.clock import SHANGHAI
from form_server import NAME, ORIGIN, PATIENCE, School, given, listening, nginx_lines, press, serving, visitor
from nginx_site import running
from pushes import activity, ask, clone, copy_host, settle


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
    for words in (["serve", "--dir", str(host.root)], ["keeper"]):
        assert "运行 host edit on，照它打印的做" in ask(host, "edit", *words).said
    answer = ask(host, "edit", "on")
    assert answer.accepted and f"网址是 {ORIGIN}/bian/" in answer.said
    for name in ("shuji", "jiaoshi"):
        add_account(host, name, Role.CONTENT, [])
    return Host(host.root)


@pytest.fixture(scope="module")
def school(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """It serves, behind nginx."""
    here = tmp_path_factory.mktemp("nginx")
    (here / "branchsite-edit.conf").write_text(nginx_lines(host, here), "utf-8")
    with serving(host, here) as form, running(host.root, here) as address:
        yield School(host, address, here, form)


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
    "a length that is none": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: +4\r\n\r\nabcd",
    "a length below nothing": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: -1\r\n\r\n",
    "a length of two": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nContent-Length: 4, 4\r\n\r\nabcd",
    "chunks twice": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\nTransfer-Encoding: chunked\r\n"
    b"Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    "chunks of another kind": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\n"
    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    "chunks, with a blank": b"POST /bian/ HTTP/1.1\r\nHost: school.example\r\n"
    b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    "a chunk of no size": b"POST /bian/in/x HTTP/1.1\r\nHost: school.example\r\n"
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a chunk of every size": b"POST /bian/in/x HTTP/1.1\r\nHost: school.example\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"ffffffffffffffff\r\nx",
    "a name with a blank": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nX-Real-IP : 10.1.1.1\r\nX Y: z\r\n\r\n",
    "a return alone": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nX-A: b\rSet-Cookie: a=b\r\n\r\n",
    "an overlong dot": b"GET /bian/assets/%c0%ae%c0%ae/app.py HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "encoded twice": b"GET /bian/assets/%252e%252e%252fapp.py HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "no UTF-8": b"GET /bian/assets/%ff%fe HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "NUL, encoded": b"GET /bian/assets/edit.css%00.js HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "the address of nginx's own question": b"GET /bian/who HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "a long address": b"GET /bian/" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: school.example\r\n\r\n",
    "a long header": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nX-A: " + b"x" * 40_000 + b"\r\n\r\n",
    "an upgrade": b"GET /bian/ HTTP/1.1\r\nHost: school.example\r\nUpgrade: h2c\r\n\r\n",
    "a tunnel": b"CONNECT school.example:22 HTTP/1.1\r\nHost: school.example\r\n\r\n",
}


@pytest.mark.parametrize("name", SPLIT)
def test_requests_that_no_browser_sends(name: str, school: School) -> None:
    """None is let in, none gets two answers or a header of its own, and the form goes on."""
    request = SPLIT[name].replace(b"HTTP/1.1\r\n", b"HTTP/1.1\r\nConnection: close\r\n", 1)
    answer = school.raw(request)
    assert re.match(rb"HTTP/1.1 (?:4\d\d|501) ", answer) and answer.count(b"HTTP/1.1 ") == 1, answer
    assert b"set-cookie" not in answer.lower() and b"site_url" not in answer
    assert school.ask("GET", "/bian/").status == 403


def test_as_much_as_six_photos(school: School) -> None:
    """Of who is signed in it all comes to the form, which says what is wrong with it."""
    cookie = school.sign_in()
    for size in (1, 2_000, 20_000, 118 << 20):
        answer = school.ask("POST", "/bian/new", b"x" * size, Cookie=cookie, Origin=ORIGIN)
        assert answer.status == 403 and "这个网页放得太久了" in answer.text, size


def test_requests_behind_each_other(school: School) -> None:
    """On one connection each is asked for its own cookie: who comes second is not who came first."""
    cookie = school.sign_in()
    first = f"GET /bian/ HTTP/1.1\r\nHost: {NAME}\r\nCookie: {cookie}\r\n\r\n"
    second = f"GET /bian/ HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\n\r\n"
    answers = school.raw((first + second).encode())
    assert re.findall(rb"HTTP/1.1 (\d{3}) ", answers) == [b"200", b"403"]


def test_headers_twice(school: School) -> None:
    """Two cookies, two origins, two addresses: what nobody sends is not let in by the better of the two."""
    cookie = school.sign_in()
    head = f"POST /bian/ HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nContent-Length: 0\r\nCookie: {cookie}\r\n"
    for lines in ("Origin: https://evil.example\r\nOrigin: {0}", "Origin: {0}\r\nOrigin: https://evil.example"):
        answer = school.raw(f"{head}{lines.format(ORIGIN)}\r\n\r\n".encode())
        assert re.match(rb"HTTP/1.1 4\d\d ", answer), answer
    twice = (
        f"GET /bian/ HTTP/1.1\r\nHost: {NAME}\r\nConnection: close\r\nCookie: {cookie}x\r\nCookie: {cookie}y\r\n\r\n"
    )
    assert school.raw(twice.encode()).startswith(b"HTTP/1.1 403 ")


def test_too_much(school: School) -> None:
    """500 MB are refused before they are sent; many who send slowly keep nobody else out."""
    length = 500 * 1024 * 1024
    cookie, address = school.sign_in(), urlsplit(school.address)
    for who in ("", f"Cookie: {cookie}\r\n"):
        head = f"POST /bian/ HTTP/1.1\r\nHost: {NAME}\r\n{who}Connection: close\r\nContent-Length: {length}\r\n\r\n"
        assert school.raw(head.encode()).startswith(b"HTTP/1.1 413 ")
    slow = [socket.create_connection((address.hostname, address.port)) for _ in range(100)]
    try:
        for number, one in enumerate(slow):
            who = f"Cookie: {cookie}\r\n" if number % 2 else ""
            one.sendall(f"POST /bian/ HTTP/1.1\r\nHost: {NAME}\r\n{who}Content-Length: 1000000\r\n\r\nx".encode())
        assert school.ask("GET", "/bian/", Cookie=cookie).status == 200
    finally:
        for one in slow:
            one.close()


def bodies(school: School) -> int:
    """How many MB nginx keeps of what it is sent: in files that have no name any more, but that it holds open."""
    master = (school.here / "nginx.pid").read_text().strip()
    size = 0
    for worker in Path(f"/proc/{master}/task/{master}/children").read_text().split():
        for held in Path(f"/proc/{worker}/fd").iterdir():
            # Closed in between.
            with suppress(FileNotFoundError):
                size += held.stat().st_size if "/body/" in str(held.readlink()) else 0
    return size >> 20


@pytest.mark.parametrize(("signed_in", "status", "least", "most"), [(False, b"403", 0, 0), (True, b"413", 60, 130)])
def test_a_body_of_unknown_length(school: School, signed_in: bool, status: bytes, least: int, most: int) -> None:
    """500 MB in pieces: of who is not signed in none is kept, of who is no more than a form may have.

    Then nothing is left of it, and the form has not grown. least, most: MB that are kept at any time.
    """
    who = f"Cookie: {school.sign_in()}\r\n" if signed_in else ""
    head = f"POST /bian/new HTTP/1.1\r\nHost: {NAME}\r\n{who}Origin: {ORIGIN}\r\nTransfer-Encoding: chunked\r\n\r\n"
    address, sent, before = urlsplit(school.address), 0, school.form.memory
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as at:
        at.sendall(head.encode())
        piece = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        kept = 0
        while sent < 500 and not select.select([at], [], [], 0 if sent > 4 else 0.2)[0]:
            at.sendall(piece)
            sent += 1
            kept = max(kept, bodies(school))
        assert at.recv(100).startswith(b"HTTP/1.1 " + status) and sent < 500
    assert least <= kept <= most
    end = time.monotonic() + PATIENCE
    while bodies(school):
        assert time.monotonic() < end
        time.sleep(0.1)
    assert school.form.memory < before + 20


def test_one_at_a_time(school: School, tmp_path: Path) -> None:
    """A second form of the same state does not begin; the first goes on."""
    with listening(tmp_path / "socket", 0o600) as at, given(school.form.words, at, tmp_path / "said") as second:
        assert second.wait(PATIENCE) == 1 and "已经在运行" in (tmp_path / "said").read_text("utf-8")
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


def test_the_units_are_sound(host: Host, tmp_path: Path) -> None:
    """Systemd takes them; the form is another user than the host's, and has no network and no folder but its own."""
    found = installed(host)
    for name in UNITS:
        (tmp_path / name).write_text(found[name], "utf-8")
        assert "@" not in re.sub("@(system-service|privileged)", "", found[name]), name
    form = found["branchsite-edit.service"]
    for line in (
        "User=bian",
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateNetwork=yes",
        "SocketBindDeny=any",
    ):
        assert f"\n{line}\n" in form
    assert "ReadWritePaths" not in form and f"\nUser={host.root.owner()}\n" in found["branchsite-keeper.service"]
    assert "\nSocketUser=bian\n" in found["branchsite-keeper.socket"] and "SocketMode=0600" in found[UNITS[2]]
    assert "\nSocketMode=0660\n" in found["branchsite-edit.socket"]
    if shutil.which("systemd-analyze"):
        units = [str(tmp_path / name) for name in UNITS]
        said = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False).stderr
        assert str(tmp_path) not in said, said


def change(slug: str) -> FileChange:
    """A record that is new."""
    ((file, text),) = activity(slug).items()
    return FileChange(file, text.encode(), None)


def signed_in(host: Host, name: str) -> Account:
    """Somebody with a device."""
    device = use_link(host, new_link(host, name), "")
    assert device
    return Account(name, device)


@pytest.fixture
def workspaces(school: School, tmp_path: Path) -> Workspaces:
    """Those of the form, in this process."""
    return Workspaces(tmp_path / "state", f"{ORIGIN}/", AskedKeeper(school.form.keeper_socket), school.host.purged)


def test_it_writes_what_the_account_could_push(host: Host, workspaces: Workspaces) -> None:
    """Judged as any push of that account: the program is closed to it, also to who may change it with a key."""
    add_account(host, "weihu", Role.MAINTAINER, [])
    before = resolve(host.repository, MAIN)
    for name in ("shuji", "weihu"):
        account = signed_in(host, name)
        workspace = workspaces(account)
        assert workspaces(account) is workspace and (workspace.root / "data/site.yml").exists()
        assert workspace.drafts.stat().st_mode & 0o077 == 0 and not workspace.drafts.is_relative_to(workspace.root)
        for file in ("hooks/x.py", "Makefile", "data/.gitattributes"):
            with pytest.raises(RefusedError) as caught:
                workspace.publish([FileChange(file, b"x", None)], "试一试", lambda line: None)
            assert re.search(f"账号“{name}”只能改|git 会把它当成|git 当成", str(caught.value)), caught.value
    assert resolve(host.repository, MAIN) == before
    for gone in (workspace.root, workspace.root / ".git"):
        subprocess.run(["rm", "-r", gone], check=True)
        assert workspaces(account).refresh() == "" and (workspace.root / "data/site.yml").exists()


def test_nobody_signed_in_has_no_git(host: Host, workspaces: Workspaces) -> None:
    """A name is not enough: the keeper asks for a device, and for one that is signed in still."""
    for session in ("", "shuji", "shuji.00000000.AAAAAAAAAAAAAAAAAAAAAA"):
        with pytest.raises(GitError):
            workspaces(Account("shuji", session))
    account = signed_in(host, "shuji")
    workspace = workspaces(account)
    revoke(host, account.session.split(".")[1])
    assert workspace.refresh() != ""
    with pytest.raises(GitError):
        workspace.publish([change("tuichu")], "退出以后", lambda line: None)


def test_signed_out_in_the_middle(host: Host, workspaces: Workspaces) -> None:
    """A publication that has begun is done: it is there whole, and the next one is not taken."""
    account = signed_in(host, "shuji")
    workspace = workspaces(account)
    told: list[str] = []

    def tell(line: str) -> None:
        told.append(line)
        if "检查" in line and "remote" in line:
            revoke(host, account.session.split(".")[1])

    commit = workspace.publish([change("zhongjian")], "中间退出", tell)
    settle(host)
    assert resolve(host.repository, MAIN) == commit
    assert any("已发布：第" in line for line in told)
    if not revoke(host, account.session.split(".")[1]):
        with pytest.raises(GitError):
            workspace.publish([change("yihou")], "退出以后", lambda line: None)


def test_a_link_in_the_repository(host: Host, workspaces: Workspaces, tmp_path: Path) -> None:
    """Were one let in, the gate notwithstanding, a copy has a file with a path in it: nothing is followed."""
    before = resolve(host.repository, MAIN)
    workspace = workspaces(signed_in(host, "shuji"))
    person = clone(host, tmp_path / "clone")
    place = "data/activities/2024/2024-04-01-lianjie.yml"
    (person.clone / place).symlink_to("/etc/passwd")
    linked = person.commit({})
    subprocess.run(["git", "-C", host.repository, "fetch", "-q", person.clone, "main"], check=True)
    git(host.repository, "update-ref", MAIN, linked)
    try:
        assert workspace.refresh() == "" and workspace.repository.resolve("HEAD") == linked
        path = workspace.root / place
        assert path.is_file() and not path.is_symlink() and path.read_bytes() == b"/etc/passwd"
    finally:
        git(host.repository, "update-ref", MAIN, before)


def test_copies_from_before_a_purge(host: Host, workspaces: Workspaces) -> None:
    """They go when something was taken out of history, before anything else is done in them; drafts stay."""
    account = signed_in(host, "shuji")
    first = workspaces(account)
    (first.root / ".git/old").touch()
    (first.drafts / "a.json").touch()
    assert workspaces(account) is first
    host.purged.write_text('{"blobs": ["0"], "begun": null}')
    try:
        second = workspaces(account)
        assert second is not first and not (second.root / ".git/old").exists() and (second.drafts / "a.json").exists()
        assert workspaces(account) is second
    finally:
        host.purged.unlink()


def test_another_program(published: Host, tmp_path: Path) -> None:
    """Once it is installed both end by themselves; who comes next is answered by that one."""
    host = copy_host(published, tmp_path / "host")
    with (host.root / "host.toml").open("a") as file:
        file.write(f'edit_group = "{grp.getgrgid(os.getegid()).gr_name}"\n')
    assert ask(host, "edit", "on").accepted
    (host.programs / "other").mkdir()
    (tmp_path / "here").mkdir()
    with serving(host, tmp_path / "here") as server:
        link(host.program, Path("programs/other"))
        assert server.form.wait(PATIENCE) == server.keeper.wait(PATIENCE) == 0


def test_another_place_that_is_behind(host: Host, workspaces: Workspaces, tmp_path: Path) -> None:
    """今天 tells of it after a day; the day before it does not."""
    workspace = workspaces(signed_in(host, "shuji"))
    assert ask(host, "mirror", "add", str(tmp_path / "site.git")).accepted
    assert workspace.refresh() == ""
    path = host.mirrors / "mirrors.json"
    (listed,) = json.loads(path.read_text("utf-8"))
    for days, told in ((0.5, False), (2, True)):
        since = datetime.now(SHANGHAI) - timedelta(days=days)
        path.write_text(json.dumps([{**listed, "commit": "0" * 40, "since": since.isoformat(), "why": "没有网络"}]))
        assert ("落后" in workspace.refresh()) == told
    path.unlink()


def test_ten_save_at_once(school: School) -> None:
    """Each is answered, and each finds what they wrote."""
    people = [f"xie-{number}" for number in range(10)]
    for name in people:
        add_account(school.host, name, Role.CONTENT, [])
    signed = {name: visitor(school, name) for name in people}

    def save(name: str) -> str:
        her = signed[name]
        token = dict(her.fields("/new"))["token"]
        begun = her.post("/new", {"token": token, "kind": "集中学习", "day": "2024-05-09", "proves": ""}, origin=ORIGIN)
        path = begun.header("location")
        assert press(her, path, "save", {"f/标题": f"{name} 写的"}).status == 303
        return dict(her.fields(path))["f/标题"]

    with ThreadPoolExecutor(len(people)) as pool:
        assert list(pool.map(save, people)) == [f"{name} 写的" for name in people]


@pytest.mark.slow
def test_many_at_once(host: Host, workspaces: Workspaces) -> None:
    """Whoever waits is told so; each is published, and nothing of anybody is lost."""
    people = [f"ren-{number}" for number in range(int(os.environ.get("PEOPLE", "3")))]
    for name in people:
        add_account(host, name, Role.CONTENT, [])
    told: dict[str, list[str]] = {name: [] for name in people}

    def publish(name: str) -> str:
        return workspaces(signed_in(host, name)).publish([change(name)], f"{name} 写的", told[name].append)

    with ThreadPoolExecutor(len(people)) as pool:
        commits = list(pool.map(publish, people))
    settle(host)
    there = {one.path for one in files(host.repository, MAIN)}
    assert {change(name).file for name in people} <= there and len(set(commits)) == len(people)
    done = [one["account"] for one in entries(host) if one["did"] == "published"]
    assert [one for one in people if done.count(one) != 1] == []
    assert all(any("已发布：第" in line for line in lines) for lines in told.values())
    assert len([name for name in people if any("排队等一等" in line for line in told[name])]) == len(people) - 1
