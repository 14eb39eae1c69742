"""The door of the form on the school's server: a link signs a device in, then its cookie does."""

import ipaddress
import time
from collections import deque
from collections.abc import Callable, Collection
from typing import Protocol
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ..edit.door import Account
from ..edit.page import asset, page
from .server.devices import DEVICE_SECONDS
from .server.folder import Settings

COOKIE = "__Host-branchsite"
"""Browsers take a cookie of this name only over HTTPS, for one host, from that host itself."""

_STYLE = "edit.css"

WINDOW = 600
"""Seconds for which a wrong guess counts."""

GUESSES = 10
ALL_GUESSES = 200
"""Wrong guesses in that time: from one address, and from all. Then no link is looked at, right or wrong."""

WHO = "who"
"""The address below the form's at which nginx asks, before it takes a body in, whether somebody is signed in."""

_CLOSED = "“写一条”现在没有打开。要打开，请维护人员运行 host edit on"
_NOBODY = "“写一条”正在重新开始，过一会儿再试。还不行，请维护人员看看：systemctl status branchsite-keeper"
_ELSEWHERE = "“写一条”只在学校的网络里打得开。连上学校的网络再试；还不行，请维护人员看看 host.toml 里的 edit_networks"
_SPENT = "这个链接已经用过，或者过了 30 分钟。请维护人员再给一个（host account link）"
_OTHER_PAGE = "这次登录不是从这里的网页来的，没有收下"
_TOO_MANY = "试错的次数太多，过十分钟再试"


class Guesses:
    """Wrong guesses of the last minutes. The same one again, such as an old cookie, counts once. clock: seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._made: deque[tuple[float, str, int]] = deque()

    def add(self, address: str, what: str) -> None:
        """One more."""
        guess = hash(what)
        if any(made[1:] == (address, guess) for made in self._made):
            return
        self._made.append((self._clock(), address, guess))
        while len(self._made) > 2 * ALL_GUESSES:
            self._made.popleft()

    def too_many(self, address: str) -> bool:
        """Whether another from there is not even looked at."""
        while self._made and self._made[0][0] < self._clock() - WINDOW:
            self._made.popleft()
        return len(self._made) >= ALL_GUESSES or sum(made[1] == address for made in self._made) >= GUESSES


class Devices(Protocol):
    """Who knows which devices are signed in: the keeper. Raises OSError where nobody answers."""

    def is_open(self) -> bool:
        """Whether the form is on."""

    def is_link(self, token: str) -> bool:
        """Whether a link would sign a device in now."""

    def use_link(self, token: str, agent: str) -> str | None:
        """Use up a link; gives the token of the device that it signs in."""

    def signed_in(self, token: str) -> str | None:
        """The account of a device."""


class DeviceDoor:
    """Admits devices that are signed in, from the school's networks. base: the path that the form lies under."""

    def __init__(
        self, devices: Devices, settings: Settings, base: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._devices = devices
        self._base = base
        self._in = f"{base}/in/"
        self._networks = [ipaddress.ip_network(one) for one in settings.edit_networks]
        self._guesses = Guesses(clock)
        address = urlsplit(settings.site_url)
        self._origin = f"{address.scheme}://{address.netloc}".lower()
        self.hosts: Collection[str] = (address.netloc.lower(),)

    def admit(self, request: Request) -> Account | Response | None:
        """By its cookie. Under in/ a link asks for a press, and the press signs in: to look does not use it up."""
        try:
            found = self._admit(request)
        except OSError:
            found = self._refusal(503, _NOBODY)
        if request.url.path == f"{self._base}/{WHO}":
            return Response(status_code=204 if isinstance(found, Account) else 401)
        return found

    def _admit(self, request: Request) -> Account | Response | None:
        if not self._devices.is_open():
            return self._refusal(503, _CLOSED)
        address = self._address(request)
        if address is None:
            return self._refusal(403, _ELSEWHERE)
        if request.url.path.startswith(self._in):
            return self._sign_in(request, address)
        if request.url.path == f"{self._base}/assets/{_STYLE}":
            # What the page that signs in looks like: nothing of anybody is in it.
            return Response(asset(_STYLE), media_type="text/css")
        cookie = request.cookies.get(COOKIE, "")
        name = self._devices.signed_in(cookie)
        if name is not None:
            return Account(name, cookie)
        if cookie:
            self._guesses.add(address, cookie)
        return None

    def _address(self, request: Request) -> str | None:
        """Where a request comes from, a /64 of IPv6 as one; None where that is no network of the school's.

        nginx says it; a client could say so too, but it cannot reach the socket.
        """
        named = request.headers.getlist("x-real-ip")
        text = request.client.host if request.client else named[0] if len(named) == 1 else ""
        try:
            found = ipaddress.ip_address(text)
        except ValueError:
            return None
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped:
            found = found.ipv4_mapped
        if not any(found in network for network in self._networks):
            return None
        return text if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))

    def _sign_in(self, request: Request, address: str) -> Response:
        token = request.url.path.removeprefix(self._in)
        if self._guesses.too_many(address):
            return self._refusal(429, _TOO_MANY)
        if not self._devices.is_link(token):
            self._guesses.add(address, token)
            return self._refusal(403, _SPENT)
        if request.method != "POST":
            return page("sign_in.html", self._base, title="登录", account=token.partition(".")[0])
        if request.headers.get("origin", "").lower() != self._origin:
            return self._refusal(403, _OTHER_PAGE)
        device = self._devices.use_link(token, request.headers.get("user-agent", ""))
        if device is None:
            return self._refusal(403, _SPENT)
        answer = RedirectResponse(f"{self._base}/", 303)
        answer.set_cookie(
            COOKIE, device, max_age=DEVICE_SECONDS, path="/", secure=True, httponly=True, samesite="strict"
        )
        return answer

    def _refusal(self, status: int, text: str) -> Response:
        return page("refused.html", self._base, status=status, title="不能打开", text=text)
