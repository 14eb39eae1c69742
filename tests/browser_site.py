"""A server for a built site, and a page of it in the browser with all that goes wrong on it."""

import functools
import http.server
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Files, silently; for a missing one the site's own page, as a real server is set up to do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)


class _Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle of a file is no news."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on the loopback; gives the address."""
    with _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Visit:
    """A page in the browser, and all that went wrong on it."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda one: self._hear(one.type in ("error", "warning"), f"{one.type}: {one.text}"))
        self.page.on("pageerror", lambda error: self._hear(True, f"exception: {error}"))
        self.page.on("requestfailed", lambda one: self._hear(not left(one.failure), f"failed: {one.url} {one.failure}"))
        self.page.on("response", lambda one: self._hear(one.status >= 400, f"{one.status}: {one.url}"))
        self.page.on("request", lambda one: self._hear(self._away(one.url), f"another host: {one.url}"))

    def _hear(self, bad: bool, what: str) -> None:
        if bad:
            self.complaints.append(f"{self.page.url} {what}")

    def _away(self, url: str) -> bool:
        return urlsplit(url).scheme not in ("data", "blob") and not url.startswith(self.address)

    def go(self, url: str) -> int:
        """Open a page of the site; gives its status."""
        answer = self.page.goto(self.address + url)
        assert answer is not None
        return answer.status


def left(failure: str | None) -> bool:
    """Whether a request was given up because the reader went on to the next page."""
    return failure == "net::ERR_ABORTED"
