"""Who may come in: what stands between a browser and the form."""

import hmac
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response


@dataclass(frozen=True)
class Account:
    """Who is at the form. name: as the gate knows it. session: the secret of this sign-in; nobody else may see it."""

    name: str
    session: str


class Door(Protocol):
    """Lets people in. hosts: the values of the header Host under which the form answers at all."""

    @property
    def hosts(self) -> Collection[str]:
        """Every name with its port, as browsers send it."""

    def admit(self, request: Request) -> Account | Response | None:
        """Who asks; an answer instead of a page, such as one that sets a cookie; None for who may not come in."""


GUESSES = 10
"""So many wrong keys, and the key in the address is void: it has 128 bits, nobody gets near it by chance."""


class LocalDoor:
    """For the computer's own user: the address that is opened has a key that works once, then a cookie does.

    host: name and port, such as 127.0.0.1:8123. Another page in the same browser, or another user of the machine, has
    neither key nor cookie.
    """

    def __init__(self, host: str, name: str, base_path: str = "") -> None:
        self.hosts = (host, host.replace("127.0.0.1", "localhost"))
        self._base = base_path
        self._name = name
        # Cookies do not know ports: another program of this computer may have some of its own.
        self._cookie = f"branchsite-{host.rpartition(':')[2]}"
        self._key: str | None = secrets.token_urlsafe(16)
        self._session = secrets.token_urlsafe(32)
        self._guesses = 0

    @property
    def way_in(self) -> str:
        """The address to open, from the top of the host."""
        return f"{self._base}/?key={self._key}"

    def admit(self, request: Request) -> Account | Response | None:
        """By the cookie; else by the key, which is then used up."""
        if _same(request.cookies.get(self._cookie, ""), self._session):
            return Account(self._name, self._session)
        given = request.query_params.get("key")
        # A foreign page that guesses must not use up the key.
        if given is None or request.headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
            return None
        if self._key is None or not _same(given, self._key):
            self._guesses += 1
            if self._guesses >= GUESSES:
                self._key = None
            return None
        self._key = None
        answer = RedirectResponse(f"{self._base}/", 303)
        answer.set_cookie(self._cookie, self._session, path=f"{self._base}/", httponly=True, samesite="strict")
        return answer


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
