"""Requests to an ASGI application in this process: no port, no other library."""

import asyncio
import re
from collections.abc import Coroutine, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

HOST = "127.0.0.1:8123"


@dataclass(frozen=True)
class Reply:
    """status: -1 where the application gave none."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def header(self, name: str) -> str:
        return dict(self.headers).get(name, "")


@dataclass
class Browser:
    """One browser: keeps its cookies, and says where a form came from."""

    app: Any
    host: str = HOST
    base: str = ""
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Reply:
        return self.send("GET", path, b"", headers)

    def follow(self, reply: Reply) -> Reply:
        assert reply.status == 303, (reply.status, reply.text[:2000])
        return self.get(reply.header("location"))

    def post(self, path: str, values: Iterable[tuple[str, str]] | Mapping[str, str], **headers: str) -> Reply:
        pairs = list(values.items()) if isinstance(values, Mapping) else list(values)
        content = {"content-type": "application/x-www-form-urlencoded", "origin": f"http://{self.host}", **headers}
        return self.send("POST", path, urlencode(pairs).encode(), content)

    def upload(
        self, path: str, values: Iterable[tuple[str, str]], files: Iterable[tuple[str, str, bytes]], **headers: str
    ) -> Reply:
        """files: the name of a field, of a file, and its content."""
        mark = "----------mark"
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in values
        ]
        for name, file, content in files:
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
            parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        given = {"content-type": f"multipart/form-data; boundary={mark}", "origin": f"http://{self.host}", **headers}
        return self.send("POST", path, body, given)

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"host": self.host, "content-length": str(len(body)), **({"cookie": cookie} if cookie else {}), **named}
        reply = to_its_end(answer(self.app, method, path, [body], given))
        for name, value in reply.headers:
            if name == "set-cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        return reply


def to_its_end(work: Coroutine[Any, Any, Reply]) -> Reply:
    """What a coroutine gives. In a thread of its own: a browser's driver keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


async def answer(app: Any, method: str, path: str, body: Iterable[bytes | float], headers: Mapping[str, str]) -> Reply:
    """One request. body: its pieces, and where one is a number so many seconds of silence."""
    split = urlsplit(path)
    pieces = list(body)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": re.sub("%([0-9A-Fa-f]{2})", lambda one: chr(int(one[1], 16)), split.path),
        "raw_path": quote(split.path, safe="/%").encode(),
        "root_path": "",
        "query_string": split.query.encode(),
        "headers": [(name.lower().encode(), value.encode("latin-1", "replace")) for name, value in headers.items()],
        "client": ("127.0.0.1", 50000),
        "server": ("127.0.0.1", 8123),
        "state": {},
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        while pieces:
            piece = pieces.pop(0)
            if isinstance(piece, bytes):
                return {"type": "http.request", "body": piece, "more_body": bool(pieces)}
            await asyncio.sleep(piece)
        await asyncio.sleep(3600)
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start = next((one for one in sent if one["type"] == "http.response.start"), {"status": -1, "headers": []})
    found = tuple((name.decode().lower(), value.decode("latin-1")) for name, value in start["headers"])
    return Reply(start["status"], found, b"".join(one.get("body", b"") for one in sent))
