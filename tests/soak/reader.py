"""Readers who open pages with all that belongs to them, over and over, while releases change."""

import functools
import gzip
import hashlib
import http.client
import os
import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from branchsite.cache.fingerprint import is_program_asset
from branchsite.host.release.release import live
from branchsite.host.server.folder import Host
from sites import parse, tree
from soak.scale import FULL

Digests = dict[str, str]

PAUSE = 0.05 if FULL else 0.25
"""Seconds between two pages of one reader: nginx allows an address 300 requests a second."""
SLOW = 4
"""Seconds between a page and its parts over a bad line, at most."""

_CSS_URL = re.compile(r"url\(\s*['\"]?(?!data:|#|['\"])([^)'\"]+)")
_PLAIN_FILES = ("search/parts.json", "sitemap.xml")


@dataclass(frozen=True)
class Visit:
    """A page with what belongs to it, by digest. first, last: the releases shown before and after the page came."""

    uri: str
    first: int
    last: int
    digest: str
    parts: tuple[tuple[str, str], ...]


@dataclass
class Audience:
    """Several readers of one server. pages: what they choose from; failures: every answer that was not right."""

    host: Host
    address: str
    pages: list[str] = field(default_factory=list)
    visits: set[Visit] = field(default_factory=set)
    count: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    trees: dict[int, Digests] = field(default_factory=dict)
    slowest: float = 0

    def remember(self) -> None:
        """Keep in mind what the shown release consists of: its own files, not those of older pages."""
        release = live(self.host)
        assert release is not None
        files = tree(self.host.releases / release.name / "site")
        own = {uri: digest(body) for uri, body in files.items() if not is_program_asset(uri) or uri in release.assets}
        self.trees[release.number] = own
        self.pages = [uri for uri in own if uri.endswith("index.html") or uri in _PLAIN_FILES]

    def read(self, chance: random.Random, stop: threading.Event, keep_alive: bool, slow: bool) -> None:
        """Read until told to stop.

        keep_alive: over one connection, as against a new one for every file. slow: with a bad
        line, so that a push often goes live between a page and what belongs to it.
        """
        fetch = _Fetch(self, keep_alive)
        while not stop.is_set():
            uri = chance.choice(self.pages)
            first = shown_number(self.host)
            body = fetch(uri)
            last = shown_number(self.host)
            if body is None:
                continue
            if slow:
                time.sleep(chance.uniform(0, SLOW))
            parts = {one: fetch(one) for one in _parts(uri, body)}
            known = tuple(sorted((one, digest(part)) for one, part in parts.items() if part is not None))
            self.visits.add(Visit(uri, first, last, digest(body), known))
            self.count["pages"] += 1
            stop.wait(PAUSE)
        fetch.close()

    def mixed(self) -> list[Visit]:
        """Pages that came with anything of another release, or that were not of a release shown at the time."""
        return [visit for visit in self.visits if not any(map(self._of(visit), range(visit.first, visit.last + 1)))]

    def _of(self, visit: Visit) -> Callable[[int], bool]:
        def of(number: int) -> bool:
            own = self.trees[number]
            return own.get(visit.uri) == visit.digest and all(own.get(uri) == found for uri, found in visit.parts)

        return of


class _Fetch:
    """Fetch a file of the site: its bytes, or None with the failure noted."""

    def __init__(self, audience: Audience, keep_alive: bool) -> None:
        self.audience, self.keep_alive = audience, keep_alive
        self.server = urlsplit(audience.address).netloc
        self.connection = http.client.HTTPConnection(self.server, timeout=30)
        self.headers = {"Accept-Encoding": "gzip"} if keep_alive else {"Connection": "close"}

    def __call__(self, uri: str) -> bytes | None:
        start = time.monotonic()
        try:
            self.connection.request("GET", "/" + uri.removesuffix("index.html"), headers=self.headers)
            answer = self.connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            self.audience.failures.append(f"{uri}: {error!r}")
            self.close()
            return None
        self.audience.count["requests"] += 1
        self.audience.slowest = max(self.audience.slowest, time.monotonic() - start)
        if answer.status != 200:
            self.audience.failures.append(f"{uri}: {answer.status}")
            return None
        if not self.keep_alive:
            self.close()
        return gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body

    def close(self) -> None:
        with suppress(OSError):
            self.connection.close()


def digest(content: bytes) -> str:
    """A name for a content."""
    return hashlib.sha256(content).hexdigest()[:16]


def shown_number(host: Host) -> int:
    """The release that the link leads to right now."""
    return int(os.readlink(host.current).removeprefix("releases/")[:6])


@functools.lru_cache(maxsize=2000)
def _parts(uri: str, body: bytes) -> list[str]:
    """What a browser would load with a page: style sheets, scripts, icons, pictures."""
    if not uri.endswith(".html"):
        return []
    page = parse(body.decode("utf-8"))
    found = [node.attributes["href"] for node in page.all("link") if node.has(rel="stylesheet") or node.has(rel="icon")]
    found += [node.attributes["src"] for tag in ("script", "img") for node in page.all(tag) if "src" in node.attributes]
    for node in (*page.all("img"), *page.all("source")):
        found += [one.split()[0] for one in node.attributes.get("srcset", "").split(",") if one.strip()]
    found += [node.attributes["href"] for node in page.all("use") if not node.attributes["href"].startswith("#")]
    found += _CSS_URL.findall(" ".join(node.attributes.get("style", "") for node in page.all()))
    return sorted({urljoin(uri, one.partition("#")[0]) for one in found if not one.startswith("data:")})
