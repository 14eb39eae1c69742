"""The school's server as the screen in a corridor meets it in a bad week, and two releases of a small site."""

import datetime
import email.utils
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from edits import A, record
from sites import TINY, copy_site, replace, run

PORTAL = b"<!doctype html><html><body><h1>Sign in</h1><form><input name=user></form></body></html>\n"
KINDS = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".jpg": "image/jpeg"}
Spoil = Callable[[str, bytes], tuple[int, bytes, int]]
"""What becomes of an answer, by its path: status, what is sent, and how long that is said to be."""


def sound(path: str, content: bytes) -> tuple[int, bytes, int]:
    """As it is."""
    return 200, content, len(content)


class Server:
    """Serves site below a path. spoil: what happens on the way. said: the header Date, None for none."""

    def __init__(self, site: Path, below: str = "/") -> None:
        self.site, self.below = site, below
        self.spoil: Spoil = sound
        self.said: str | None = None
        self.asked = 0

    def answer(self, path: str) -> tuple[int, bytes, int]:
        """Of one request."""
        self.asked += 1
        name = path.removeprefix(self.below)
        file = self.site / (f"{name}index.html" if name.endswith("/") or not name else name)
        return self.spoil(name, file.read_bytes()) if file.is_file() else (404, b"no", 2)

    def date(self, day: str) -> None:
        """Noon in Shanghai of a day, as it says from now on."""
        year, month, number = map(int, day.split("-"))
        noon = datetime.datetime(year, month, number, 4, tzinfo=datetime.UTC)
        self.said = email.utils.format_datetime(noon, usegmt=True)


@contextmanager
def served(server: Server) -> Iterator[str]:
    """The address that it answers at."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = urlsplit(self.path).path
            status, content, length = server.answer(path)
            self.send_response_only(status)
            if server.said:
                self.send_header("Date", server.said)
            self.send_header("Content-Type", KINDS.get(Path(path).suffix or ".html", "application/octet-stream"))
            self.send_header("Content-Length", str(length))
            for_good = status == 200 and not path.endswith("/")
            self.send_header("Cache-Control", "max-age=31536000, immutable" if for_good else "no-cache")
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, *_: Any) -> None:
            """Nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}{server.below}"
    finally:
        http.shutdown()
        http.server_close()
        thread.join()


def first_release(root: Path) -> Path:
    """Tiny with a 公示 until 2024-05-12 and a photo in the newest record, built."""
    copy_site(root, TINY)
    notice = record("2024-05-06", "公示", 标题="公示：示范方案", 截止="2024-05-12")
    (root / f"{A}2024-05-06-gongshi.yml").write_text(notice, encoding="utf-8")
    shutil.copytree(root / f"{A}2024-03-05-yuanwen", root / f"{A}2024-05-08-xuexi", dirs_exist_ok=True)
    return _built(root)


def second_release(first: Path, root: Path) -> Path:
    """The same with another title and another photo."""
    shutil.copytree(first.parent, root, symlinks=True, ignore=shutil.ignore_patterns("site"))
    replace(root / f"{A}2024-05-08-xuexi.yml", "标题: 再读一章", "标题: 改过的标题")
    for photo in (root / f"{A}2024-05-08-xuexi").glob("*.*"):
        photo.write_bytes((TINY.parent / "shipped" / f"{A}2024-03-12-zhishu" / "01.jpg").read_bytes())
    return _built(root)


def other_program(release: Path, to: Path) -> Path:
    """A release whose script and style sheet have changed."""
    shutil.copytree(release, to)
    page = to / "screen/index.html"
    text = page.read_text("utf-8")
    for pattern, change in (("js/screen.*.js", "\n// another\n"), ("css/screen.*.css", "\n.board { --other: 1; }\n")):
        (file,) = (to / "assets").glob(pattern)
        new = file.with_name(f"{file.name.split('.')[0]}.00000000{file.suffix}")
        new.write_text(file.read_text("utf-8") + change, encoding="utf-8")
        text = text.replace(file.name, new.name)
        file.unlink()
    page.write_text(text, encoding="utf-8")
    return to


def _built(root: Path) -> Path:
    ran = run("branchsite", "build", "--site-dir", root / "site", root=root)
    assert ran.returncode == 0, ran.stdout
    return root / "site"
