"""One page shown to this computer's own browser, to nobody else, until Ctrl+C."""

import http.server
import secrets
from http import HTTPStatus

_HOST = "127.0.0.1"
HEADERS = (
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Frame-Options", "DENY"),
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'"),
)


def server_for(page: str) -> tuple[http.server.HTTPServer, str]:
    """A server of one page on the loopback, and the address to open; whoever has no key gets nothing."""
    content, path = page.encode(), f"/{secrets.token_urlsafe(16)}/"

    class Handler(http.server.BaseHTTPRequestHandler):
        """Answers one secret address with one page."""

        def do_GET(self) -> None:
            """The page; nothing else, and nothing under another name of this computer."""
            known = self.headers.get("Host") == host and secrets.compare_digest(self.path.encode(), path.encode())
            self.send_response(HTTPStatus.OK if known else HTTPStatus.NOT_FOUND)
            for name, value in HEADERS:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content) if known else 0))
            self.end_headers()
            self.wfile.write(content if known else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: the address is a secret."""

    server = http.server.ThreadingHTTPServer((_HOST, 0), Handler)
    host = f"{_HOST}:{server.server_port}"
    return server, f"http://{host}{path}"


def serve_page(page: str) -> int:
    """Show a page until Ctrl+C."""
    server, url = server_for(page)
    print(f"用浏览器打开：{url}\n只有这台电脑打得开。停止请按 Ctrl+C。", flush=True)
    with server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print("停了。")
    return 0
