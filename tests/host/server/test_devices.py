"""Links that work once, devices that are signed in, and how each ends: of secrets only hashes are kept."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from branchsite.host.server.accounts import Role, add_account, remove_account
from branchsite.host.server.devices import (
    clear_expired,
    devices,
    is_link,
    new_link,
    plain_browser,
    revoke,
    signed_in,
    use_link,
)
from branchsite.host.server.folder import Host, HostError

PHONE = "Mozilla/5.0 (Linux; Android 14; x) AppleWebKit/537.36 Chrome/126.0 Mobile MicroMessenger/8.0.50"


@pytest.fixture
def host(tmp_path: Path) -> Host:
    """A folder with two accounts."""
    host = Host(tmp_path)
    for name in ("shuji", "jiaoshi"):
        add_account(host, name, Role.CONTENT, [])
    return host


def sign_in(host: Host, name: str = "shuji") -> str:
    """A device's token."""
    device = use_link(host, new_link(host, name), PHONE)
    assert device
    return device


def test_a_link_works_once(host: Host) -> None:
    """To look at it does not use it up; then it signs one device in, and no other."""
    link = new_link(host, "shuji")
    assert is_link(host, link) and is_link(host, link)
    device = use_link(host, link, PHONE)
    assert device and signed_in(host, device) == "shuji"
    assert not is_link(host, link) and use_link(host, link, PHONE) is None
    (one,) = devices(host)
    assert (one.account, one.browser) == ("shuji", "微信，安卓手机")


def test_many_at_once_use_a_link(host: Host) -> None:
    """One of them gets in."""
    link = new_link(host, "shuji")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: use_link(host, link, PHONE), range(24)))
    assert len([one for one in found if one]) == len(devices(host)) == 1


def test_what_is_on_the_disk(host: Host) -> None:
    """No secret, nothing that others can read, nothing half written."""
    link, device = new_link(host, "shuji"), sign_in(host)
    files = [path for path in host.edit.rglob("*") if path.is_file()]
    assert len(files) == 2
    for path in files:
        text = path.read_text("utf-8")
        assert link.rpartition(".")[2] not in text and device.rpartition(".")[2] not in text
        assert path.stat().st_mode & 0o777 == 0o600
    for folder in (host.edit, host.devices, host.links, host.links / "shuji"):
        assert folder.stat().st_mode & 0o777 == 0o700
    files[0].write_text("{")
    assert not is_link(host, link) or signed_in(host, device) is None


WRONG = {
    "nothing": "",
    "another secret": "{account}.{id}.{wrong}",
    "another account": "jiaoshi.{id}.{secret}",
    "another number": "{account}.00000000.{secret}",
    "no secret": "{account}.{id}.",
    "its hash": "{account}.{id}.{hash}",
    "upwards": "../devices/shuji.{id}.{secret}",
    "upwards in the number": "{account}.../../x.{secret}",
    "a long one": "{account}.{id}.{long}",
    "with an end of line": "{account}.{id}.{secret}\n",
    "with NUL": "{account}.{id}.{secret}\0",
    "no Latin": "书记.{id}.{secret}",
    "full-width": "{account}.{id}.ａ{secret}",
    "a lone surrogate": "{account}.{id}.\udcff{secret}",
    "upper case": "{ACCOUNT}.{id}.{secret}",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_opens_nothing(name: str, host: Host) -> None:
    """Neither as a link nor as a device; nor does the one count as the other."""
    link, device = new_link(host, "shuji"), sign_in(host)
    for token, folder in ((link, host.links), (device, host.devices)):
        account, id, secret = token.split(".")
        hashed = json.loads((folder / account / f"{id}.json").read_text())["hash"]
        parts = {"account": account, "ACCOUNT": account.upper(), "id": id, "secret": secret, "hash": hashed}
        wrong = WRONG[name].format(**parts, wrong="A" * len(secret), long="A" * 100_000)
        assert not is_link(host, wrong) and use_link(host, wrong, PHONE) is None and signed_in(host, wrong) is None
    assert not is_link(host, device) and signed_in(host, link) is None
    assert is_link(host, link) and signed_in(host, device)


def expire(folder: Path) -> None:
    """Let what is in a folder be over."""
    for path in folder.rglob("*.json"):
        path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | {"until": 1.0}), "utf-8")


def test_what_is_over(host: Host) -> None:
    """A link after half an hour, a device after 90 days."""
    link, device = new_link(host, "shuji"), sign_in(host)
    expire(host.edit)
    assert use_link(host, link, PHONE) is None and signed_in(host, device) is None and devices(host) == []
    link = new_link(host, "shuji")
    clear_expired(host)
    assert [path.stem for path in host.edit.rglob("*.json")] == [link.split(".")[1]] and is_link(host, link)


def test_an_account_that_goes(host: Host) -> None:
    """All its sign-ins and links end at once, and come back with nobody of the same name; the others stay."""
    link, device, other = new_link(host, "shuji"), sign_in(host), sign_in(host, "jiaoshi")
    (host.accounts / "content/shuji.pub").unlink()
    assert signed_in(host, device) is None and use_link(host, link, PHONE) is None
    add_account(host, "shuji", Role.CONTENT, [])
    assert signed_in(host, device) is None and not is_link(host, link)
    device = sign_in(host)
    add_account(host, "shuji", Role.MAINTAINER, [])
    assert signed_in(host, device) == "shuji"
    remove_account(host, "shuji")
    add_account(host, "shuji", Role.CONTENT, [])
    assert signed_in(host, device) is None and signed_in(host, other) == "jiaoshi"
    with pytest.raises(HostError, match="没有账号"):
        new_link(host, "../x")


def test_revoke(host: Host) -> None:
    """One device ends, and to have been seen brings it not back."""
    first, second = sign_in(host), sign_in(host)
    path = host.devices / "shuji" / f"{first.split('.')[1]}.json"
    os.utime(path, (1, 1))
    assert signed_in(host, first) == "shuji" and path.stat().st_mtime > 1
    assert revoke(host, first.split(".")[1]) and signed_in(host, first) is None and not path.exists()
    assert signed_in(host, second) == "shuji" and revoke(host, "../../x") is None


BROWSERS = {
    PHONE: "微信，安卓手机",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit/605 Version/17.5 Safari/604": "Safari，苹果手机",
    "Mozilla/5.0 (Windows NT 10.0; Win64) AppleWebKit/537 Chrome/126 Safari/537 Edg/126": "Edge，Windows 电脑",
    "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0": "Firefox，Linux 电脑",
    "": "别的浏览器，不知道是什么设备",
    "\x1b[2J<script>": "别的浏览器，不知道是什么设备",
}


def test_browsers_in_plain_words() -> None:
    """Nothing that a browser has written is shown."""
    assert {agent: plain_browser(agent) for agent in BROWSERS} == BROWSERS
