"""Devices that are signed in to the form, and the links that sign them in.

Of a link or a device the server keeps a hash, no secret. One file each: it is there whole or not at all, and removing
it is what uses up a link or ends a sign-in, at once and for everybody.
"""

import contextlib
import datetime
import hashlib
import hmac
import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...system.clock import SHANGHAI
from .accounts import accounts
from .disk import make_private, write_whole
from .folder import Host, HostError
from .log import now

LINK_SECONDS = 30 * 60
DEVICE_SECONDS = 90 * 24 * 3600

_SEEN = 600
"""Seconds between two notes of when a device was seen."""

_TOKEN = re.compile(r"([a-z][a-z0-9-]{0,30})\.([0-9a-f]{8})\.([A-Za-z0-9_-]{20,50})")
"""Account, number and secret. The account is the name of a folder: nothing else may be one."""


@dataclass(frozen=True)
class Device:
    """since, seen: in Shanghai, for people. browser: in plain words."""

    account: str
    id: str
    browser: str
    since: str
    seen: str


def new_link(host: Host, account: str) -> str:
    """The token of a link that signs one device in to an account, for half an hour. Raises HostError for no account."""
    if all(one.name != account for one in accounts(host)):
        raise HostError(f"没有账号“{account}”；host account list 列出全部。")
    return _keep(host.links, account, secrets.token_urlsafe(16), {"until": time.time() + LINK_SECONDS})


def is_link(host: Host, token: str) -> bool:
    """Whether a link would sign a device in now."""
    return _match(host, host.links, token) is not None


def use_link(host: Host, token: str, agent: str) -> str | None:
    """Use up a link; gives the token of the device that it signs in, None where it is none any more.

    agent: the header User-Agent.
    """
    path = _match(host, host.links, token)
    if path is None:
        return None
    account = path.parent.name
    try:
        # Of two who come at once, one removes it.
        path.unlink()
    except FileNotFoundError:
        return None
    about = {"until": time.time() + DEVICE_SECONDS, "since": now(), "browser": plain_browser(agent)}
    device = _keep(host.devices, account, secrets.token_urlsafe(32), about)
    return device if signed_in(host, device) else None


def signed_in(host: Host, token: str) -> str | None:
    """The account of a device; None where it is not signed in, or there is no such account any more."""
    path = _match(host, host.devices, token)
    if path is None:
        return None
    with contextlib.suppress(OSError):
        if path.stat().st_mtime < time.time() - _SEEN:
            # The time of the file: to write it again could bring back one that was just revoked.
            os.utime(path)
    return path.parent.name


def devices(host: Host, account: str | None = None) -> list[Device]:
    """The devices that are signed in, of one account or of all, the newest last."""
    return sorted(_devices(host, account or "*"), key=lambda one: (one.account, one.since))


def _devices(host: Host, pattern: str) -> Iterator[Device]:
    for path in host.devices.glob(f"{pattern}/*.json"):
        about = _read(path)
        if about.get("until", 0) > time.time():
            with contextlib.suppress(FileNotFoundError):
                seen = datetime.datetime.fromtimestamp(path.stat().st_mtime, SHANGHAI).isoformat(timespec="seconds")
                yield Device(path.parent.name, path.stem, about["browser"], about["since"], seen)


def revoke(host: Host, id: str) -> Device | None:
    """Sign a device out, at once; gives which it was."""
    found = next((one for one in devices(host) if one.id == id), None)
    if found:
        (host.devices / found.account / f"{found.id}.json").unlink(missing_ok=True)
    return found


def clear_expired(host: Host) -> None:
    """Remove what is over: it opens nothing any more."""
    for folder in (host.links, host.devices):
        for path in folder.glob("*/*.json"):
            if _read(path).get("until", 0) < time.time():
                path.unlink(missing_ok=True)


def _keep(folder: Path, account: str, secret: str, about: dict[str, object]) -> str:
    for one in (folder.parent, folder, folder / account):
        make_private(one)
    id = secrets.token_hex(4)
    write_whole(
        folder / account / f"{id}.json", json.dumps({"hash": _hash(secret), **about}, ensure_ascii=False), 0o600
    )
    return f"{account}.{id}.{secret}"


def _match(host: Host, folder: Path, token: str) -> Path | None:
    """The file of a token that counts now."""
    parts = _TOKEN.fullmatch(token)
    if parts is None:
        return None
    account, id, secret = parts.groups()
    path = folder / account / f"{id}.json"
    about = _read(path)
    # Compared in any case, so that the time it takes gives nothing away.
    same = hmac.compare_digest(str(about.get("hash", "")), _hash(secret))
    alive = about.get("until", 0) > time.time() and any(one.name == account for one in accounts(host))
    return path if same and alive else None


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("QQ/", "QQ"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("HarmonyOS", "鸿蒙手机"),
    ("Android", "安卓手机"),
    ("Windows", "Windows 电脑"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux 电脑"),
)


def plain_browser(agent: str) -> str:
    """What a User-Agent says, as people call it: 微信，安卓手机. Nothing of it is passed on as it is."""
    browser = next((name for sign, name in _BROWSERS if sign in agent), "别的浏览器")
    machine = next((name for sign, name in _MACHINES if sign in agent), "不知道是什么设备")
    return f"{browser}，{machine}"
