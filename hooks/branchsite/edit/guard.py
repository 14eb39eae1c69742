"""What every request passes before a page sees it: the name it came by, its size, who asks, and from where.

Pure ASGI: a body that nobody may send is not read.
"""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .door import Account, Door
from .page import page

BODY = 120 * 1024 * 1024
"""Bytes of one request: six photos of the largest size that is taken."""

SILENCE = 30.0
"""Seconds without a byte of a body."""

LONGEST = 900.0
"""Seconds for a whole body: 120 MB from a phone with one bar."""

TOKEN = "token"
"""The field, and in small letters with x- before it the header, that shows that our own page sent a form."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "frame-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
"""Of a page that is previewed: what somebody wrote, so nothing of it runs here."""

_HEADERS: Mapping[str, str] = {
    "cache-control": "no-store",
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class TooMuchError(Exception):
    """A body that is too large, or too slow."""


def token_of(account: Account) -> str:
    """What a form of ours carries: it follows from the sign-in, and does not give it away."""
    return hashlib.sha256(f"form {account.session}".encode()).hexdigest()


def is_ours(account: Account, token: object) -> bool:
    """Whether a token is the one of this sign-in."""
    return isinstance(token, str) and hmac.compare_digest(token.encode("utf-8", "replace"), token_of(account).encode())


class Guard:
    """Lets through what a door admits, with `account` in the request's state; all else is answered here."""

    def __init__(self, app: ASGIApp, door: Door, base_path: str) -> None:
        self._app = app
        self._door = door
        self._base = base_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        send = _with_headers(send)
        request = Request(scope)
        try:
            answer = self._objection(request)
        except ValueError:
            answer = _refusal(self._base, 400, "看不懂这个请求")
        if answer is None:
            try:
                await self._app(scope, _Limited(receive), send)
            except TooMuchError:
                answer = _refusal(self._base, 413, "一次传得太多，或者太慢。照片一次少传几张，再试一次；写的字都在")
        if answer is not None:
            await answer(scope, receive, send)

    def _objection(self, request: Request) -> Response | None:
        """The answer to whoever may not come in."""
        if request.headers.get("host", "").lower() not in self._door.hosts:
            return _refusal(self._base, 421, "不是这个网址")
        if request.method not in ("GET", "HEAD", "POST"):
            return _refusal(self._base, 405, "不能这样打开")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > BODY:
            return _refusal(self._base, 413, "一次传得太多。照片一次少传几张，再试一次")
        found = self._door.admit(request)
        if isinstance(found, Response):
            return found
        if found is None:
            return _refusal(self._base, 403, "没有登录，或者登录已经过期。请用打开时给的网址再进来；写的草稿都在")
        if request.method == "POST" and not _from_here(request):
            return _refusal(self._base, 403, "这次提交不是从这里的网页来的，没有收下")
        request.state.account = found
        return None


def _from_here(request: Request) -> bool:
    """Whether a browser says that our own page sent it; one that says nothing is held by the token alone."""
    if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == request.headers["host"].lower()


def _refusal(base: str, status: int, text: str) -> Response:
    return page("refused.html", base, status=status, title="不能打开", text=text)


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


class _Limited:
    """A body that is neither too large nor too slow. Raises TooMuchError."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0
        self._until: float | None = None
        self._whole = False

    async def __call__(self) -> Message:
        """The next piece; behind the last one it waits as long as the client stays."""
        if self._whole:
            return await self._receive()
        now = asyncio.get_running_loop().time()
        self._until = self._until or now + LONGEST
        try:
            message = await asyncio.wait_for(self._receive(), min(SILENCE, max(0.0, self._until - now)))
        except TimeoutError:
            raise TooMuchError from None
        self._size += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._size > BODY:
            raise TooMuchError
        return message
