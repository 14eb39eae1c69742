"""The shipped configuration in Debian's nginx: what a reader gets, and what nobody gets."""

import gzip
import http.client
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from branchsite.cache.fingerprint import is_fingerprinted, is_program_asset
from nginx_site import TEMPLATE, nginx, prepare, running
from sites import TINY, Built, copy_site, replace, run, tree

RECORD = "news/2024/2024-03-05-yuanwen/"
EVER = "public, max-age=31536000, immutable"
MONTH = "public, max-age=2592000, immutable"
ASK = "no-cache"
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Server": "nginx",
}
OTHERS = {
    "a.mjs": "application/javascript; charset=utf-8",
    "a.wasm": "application/wasm",
    "a.webmanifest": "application/manifest+json; charset=utf-8",
    "a.avif": "image/avif",
    "a.webp": "image/webp",
    "a.woff2": "font/woff2",
    "a.ics": "text/calendar; charset=utf-8",
    "a.atom": "application/atom+xml; charset=utf-8",
    "a.json": "application/json; charset=utf-8",
    "a.xml": "text/xml; charset=utf-8",
    "a.txt": "text/plain; charset=utf-8",
    "a.unknown": "application/octet-stream",
}
"""Kinds of files that a site may come to have."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def __getitem__(self, name: str) -> str | None:
        values = self.headers.get_all(name, [])
        assert len(values) <= 1, (name, values)
        return values[0] if values else None


def ask(address: str, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
    """One request, its path sent as it stands; `If_None_Match=` is the header If-None-Match."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return Answer(answer.status, answer.headers, answer.read())
    finally:
        connection.close()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory, built_tiny: Built) -> Path:
    """A host's folder that shows tiny, with files beside it that no reader may get."""
    root = tmp_path_factory.mktemp("host")
    site = root / "releases" / "000001" / "site"
    shutil.copytree(built_tiny.site, site)
    (root / "current").symlink_to("releases/000001")
    (root / "secret.txt").write_text("secret")
    (site.parent / "release.json").write_text("secret")
    for name in (".git/config", ".env", "news/.htaccess", "news/2024/.a/index.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("secret")
    (site / "link.txt").symlink_to(root / "secret.txt")
    (site / "near.txt").symlink_to("index.html")
    (site / "folder").symlink_to(root / "releases")
    for name in OTHERS:
        (site / name).write_text("x" * 2000)
    return root


@pytest.fixture(scope="module")
def site(root: Path) -> Path:
    """What is served."""
    return root / "current" / "site"


@pytest.fixture(scope="module")
def address(root: Path) -> Iterator[str]:
    """Where it is served."""
    with nginx(root) as where:
        yield where


def one(site: Path, pattern: str) -> str:
    """The address of a file like this: there must be one."""
    found = min(site.glob(pattern))
    return "/" + found.relative_to(site).as_posix()


@pytest.mark.slow
def test_the_template(tmp_path: Path, root: Path) -> None:
    """Three places to fill in; nginx has nothing to say against the rest."""
    assert set(re.findall(r"@[A-Z_]+@", TEMPLATE.read_text("utf-8"))) == {"@ROOT@", "@SERVER_NAME@", "@USER@"}
    ran = subprocess.run([*prepare(root, tmp_path, 8080), "-t"], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "warn" not in ran.stderr


TABLE = {
    "the front page": ("GET", "", 200, "text/html; charset=utf-8", ASK),
    "a page": ("GET", RECORD, 200, "text/html; charset=utf-8", ASK),
    "a page with a question": ("GET", f"{RECORD}?from=wechat", 200, "text/html; charset=utf-8", ASK),
    "a page by its file": ("GET", f"{RECORD}index.html", 200, "text/html; charset=utf-8", ASK),
    "a style": ("GET", "assets/site.*.css", 200, "text/css; charset=utf-8", EVER),
    "a script": ("GET", "assets/js/shell.*.js", 200, "application/javascript; charset=utf-8", EVER),
    "the icon": ("GET", "assets/favicon.*.svg", 200, "image/svg+xml; charset=utf-8", EVER),
    "a photo": ("GET", f"{RECORD}photo-*.jpg", 200, "image/jpeg", MONTH),
    "what is in the search index": ("GET", "search/parts.json", 200, "application/json; charset=utf-8", ASK),
    "a list of the search index": ("GET", "search/*/help.json", 200, "application/json; charset=utf-8", MONTH),
    "Pagefind's WebAssembly": ("GET", "search/*/wasm.*.pagefind", 200, "application/octet-stream", MONTH),
    "Pagefind's script": ("GET", "search/*/pagefind.js", 200, "application/javascript; charset=utf-8", MONTH),
    "what filters choose by": ("GET", "news/facets.*.json", 200, "application/json; charset=utf-8", MONTH),
    "the service worker": ("GET", "sw.js", 200, "application/javascript; charset=utf-8", ASK),
    "the site map": ("GET", "sitemap.xml", 200, "text/xml; charset=utf-8", ASK),
    "only the head": ("HEAD", RECORD, 200, "text/html; charset=utf-8", ASK),
    "the head of a style": ("HEAD", "assets/site.*.css", 200, "text/css; charset=utf-8", EVER),
    "a folder without its slash": ("GET", "news", 301, "text/html", ASK),
    "a missing page": ("GET", "news/2024/no-such-page/", 404, "text/html; charset=utf-8", ASK),
    "a missing style": ("GET", "assets/site.00000000.css", 404, "text/html; charset=utf-8", ASK),
    "a missing photo": ("GET", f"{RECORD}photo-960.00000000.jpg", 404, "text/html; charset=utf-8", ASK),
    "the missing page itself": ("GET", "404.html", 404, "text/html; charset=utf-8", ASK),
    "a folder without a page": ("GET", "assets/", 404, "text/html; charset=utf-8", ASK),
    "a file as a folder": ("GET", "sitemap.xml/", 404, "text/html; charset=utf-8", ASK),
    "a dotfile": ("GET", ".env", 404, "text/html; charset=utf-8", ASK),
    "a dotfile further down": ("GET", "news/.htaccess", 404, "text/html; charset=utf-8", ASK),
    "a file in a dot folder": ("GET", ".git/config", 404, "text/html; charset=utf-8", ASK),
    "a page in a dot folder": ("GET", "news/2024/.a/", 404, "text/html; charset=utf-8", ASK),
    "a dotfile in disguise": ("GET", "%2eenv", 404, "text/html; charset=utf-8", ASK),
    "a link out of the site": ("GET", "link.txt", 404, "text/html; charset=utf-8", ASK),
    "a link within the site": ("GET", "near.txt", 404, "text/html; charset=utf-8", ASK),
    "a folder that is a link": ("GET", "folder/000001/release.json", 404, "text/html; charset=utf-8", ASK),
    "sending to a page": ("POST", RECORD, 405, "text/html; charset=utf-8", ASK),
    "sending to the front page": ("POST", "", 405, "text/html; charset=utf-8", ASK),
    "sending to a style": ("POST", "assets/site.*.css", 405, "text/html; charset=utf-8", ASK),
    "putting": ("PUT", RECORD, 405, "text/html; charset=utf-8", ASK),
    "deleting": ("DELETE", f"{RECORD}index.html", 405, "text/html; charset=utf-8", ASK),
    "deleting what is not there": ("DELETE", "no-such-page/", 405, "text/html; charset=utf-8", ASK),
    "asking for options": ("OPTIONS", "", 405, "text/html; charset=utf-8", ASK),
    "an unknown method": ("PROPFIND", "", 405, "text/html; charset=utf-8", ASK),
    "tracing": ("TRACE", "", 405, "text/html; charset=utf-8", ASK),
    **{name: ("GET", name, 200, kind, ASK) for name, kind in OTHERS.items()},
}


@pytest.mark.parametrize(("method", "uri", "status", "kind", "cache"), TABLE.values(), ids=TABLE)
def test_answers(address: str, site: Path, method: str, uri: str, status: int, kind: str, cache: str) -> None:
    """Status, type and how long it may be kept; the security headers on every one."""
    path = one(site, uri) if "*" in uri else f"/{uri}"
    answer = ask(address, path, method)
    assert (answer.status, answer["Content-Type"], answer["Cache-Control"]) == (status, kind, cache)
    assert {name: answer[name] for name in ALWAYS} == ALWAYS
    policy = dict(rule.strip().partition(" ")[::2] for rule in (answer["Content-Security-Policy"] or "").split(";"))
    # Firefox 115 asks default-src about the drawings, which <use> takes from a file; what no page has stays shut.
    assert policy["default-src"] == policy["style-src"] == "'self'"
    assert policy["worker-src"] == "'self'"
    assert policy["object-src"] == policy["frame-src"] == policy["media-src"] == "'none'"
    # One script within the page by its sum (tests/test_events.py); the search is WebAssembly; no other text is code.
    assert re.fullmatch(r"'self' 'sha256-[\w+/]{43}=' 'wasm-unsafe-eval'", policy.pop("script-src"))
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in str(policy) and "http" not in str(policy) and "*" not in str(policy)
    assert b"secret" not in answer.body and b"Index of" not in answer.body
    assert answer["Strict-Transport-Security"] is None, "HSTS 只在 https 上有意义"
    if method == "HEAD":
        assert answer.body == b""
    if status == 404:
        assert answer.body == (site / "404.html").read_bytes()


def test_what_is_kept_is_named_by_content(address: str, site: Path) -> None:
    """Of all the files of a site, those and only those whose name, or folder's name, would change with them."""
    kept = {name: MONTH for name in tree(site) if re.match("search/[0-9a-f]{16}/", name)}
    kept |= {name: EVER if is_program_asset(name) else MONTH for name in tree(site) if is_fingerprinted(name)}
    assert {"css", "js", "svg", "png"} <= {name.rpartition(".")[2] for name in kept}
    for name in tree(site):
        if "/." not in f"/{name}" and name != "404.html" and not (site / name).is_symlink():
            assert ask(address, f"/{name}", "HEAD")["Cache-Control"] == kept.get(name, ASK), name


ELSEWHERE = {
    "up": "/../secret.txt",
    "up from below": "/news/../../secret.txt",
    "dots in disguise": "/%2e%2e/secret.txt",
    "a slash in disguise": "/..%2fsecret.txt",
    "both": "/news/%2e%2e%2f%2e%2e%2fsecret.txt",
    "twice disguised": "/%252e%252e/secret.txt",
    "a backslash": "/..\\secret.txt",
    "two slashes": "//../secret.txt",
    "the release's own notes": "/../release.json",
    "the whole path": "/etc/passwd",
    "an empty character": "/index.html%00.txt",
    "a line end": "/news%0d%0aSet-Cookie:%20a=b",
    "another host": "http://example.com/../secret.txt",
}


@pytest.mark.parametrize("path", ELSEWHERE.values(), ids=ELSEWHERE)
def test_nothing_but_the_site(address: str, path: str) -> None:
    """No way of writing an address leads out of it."""
    answer = ask(address, path)
    assert answer.status in (400, 404)
    assert b"secret" not in answer.body and answer["Set-Cookie"] is None


@pytest.mark.parametrize(
    ("path", "place"),
    [("/news", "/news/"), ("//news", "/news/"), ("/news?a=b", "/news/?a=b"), ("/news/2024", "/news/2024/")],
)
def test_a_missing_slash(address: str, path: str, place: str) -> None:
    """Leads on within the site, whatever host, port or scheme the reader came by."""
    for host in ("school.example", "school.example:8443"):
        assert ask(address, path, Host=host)["Location"] == place


def test_two_slashes_are_one(address: str, site: Path) -> None:
    """An address that was pasted together carelessly is understood."""
    assert ask(address, f"//{RECORD}").body == (site / RECORD / "index.html").read_bytes()


@pytest.mark.parametrize("uri", ["", "assets/site.*.css", "assets/favicon.*.svg", "search/parts.json"])
def test_texts_are_packed(address: str, site: Path, uri: str) -> None:
    """For whoever can unpack them; caches are told that there are two forms."""
    path = one(site, uri) if "*" in uri else f"/{uri}"
    content = (site / (path[1:] or "index.html")).read_bytes()
    packed, plain = ask(address, path, Accept_Encoding="gzip"), ask(address, path)
    large = len(content) >= 512
    assert packed["Content-Encoding"] == ("gzip" if large else None)
    assert plain["Content-Encoding"] is None and plain.body == content
    assert (gzip.decompress(packed.body) if packed["Content-Encoding"] else packed.body) == content
    assert packed["Vary"] == plain["Vary"] == ("Accept-Encoding" if large else None)
    if large:
        assert len(packed.body) <= len(gzip.compress(content, 6)) + 32, "nginx itself would pack as little as it can"


def test_photos_are_not_packed_again(address: str, site: Path) -> None:
    """It would cost time and save nothing."""
    path = one(site, f"{RECORD}photo-*.jpg")
    answer = ask(address, path, Accept_Encoding="gzip")
    assert answer["Content-Encoding"] is None and answer.body == (site / path[1:]).read_bytes()


@pytest.mark.parametrize("accept", ["gzip", "identity"])
@pytest.mark.parametrize("uri", [RECORD, "assets/site.*.css", "search/parts.json"])
def test_what_has_not_changed_is_not_sent_again(address: str, site: Path, uri: str, accept: str) -> None:
    """By its ETag: 304, no content, the same headers."""
    path = one(site, uri) if "*" in uri else f"/{uri}"
    first = ask(address, path, Accept_Encoding=accept)
    again = ask(address, path, Accept_Encoding=accept, If_None_Match=first["ETag"] or "")
    assert (again.status, again.body) == (304, b"")
    assert again["Cache-Control"] == first["Cache-Control"]
    assert {name: again[name] for name in ALWAYS} == ALWAYS
    assert ask(address, path, If_None_Match='"another"').status == 200


def test_a_part_of_a_photo(address: str, site: Path) -> None:
    """A download that broke off goes on where it was."""
    path = one(site, f"{RECORD}photo-*.jpg")
    answer = ask(address, path, Range="bytes=2-9")
    assert (answer.status, answer.body) == (206, (site / path[1:]).read_bytes()[2:10])


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"body": b"x" * 2000, "method": "POST"}, 413), ({"Cookie": "x" * 40_000}, 400), ({"Referer": "/"}, 200)],
    ids=["much content", "large headers", "an ordinary visit"],
)
def test_requests_are_small(address: str, sent: dict, status: int) -> None:
    """Nobody has anything to send here."""
    assert ask(address, "/", **sent).status == status


def test_the_log_knows_nobody(root: Path, tmp_path: Path) -> None:
    """No whole address, no words that were searched for, no browser, nor where a reader came from."""
    with running(root, tmp_path) as address:
        ask(address, "/study/?h=private-words", User_Agent="private-browser", Referer="https://private.example/")
        ask(address, "/no-such-page/?q=private-words", X_Forwarded_For="192.0.2.77")
    seen = (tmp_path / "branchsite.log").read_text().splitlines()
    assert [re.sub(r"\[.*\] ", "", line) for line in seen] == [
        f"127.0.0.0 GET /study/ 200 {(root / 'current/site/study/index.html').stat().st_size}",
        f"127.0.0.0 GET /no-such-page/ 404 {(root / 'current/site/404.html').stat().st_size}",
    ]
    assert (tmp_path / "branchsite-error.log").read_text() == ""


def test_former_addresses(root: Path, tmp_path: Path) -> None:
    """Where root has installed them, nginx leads on by itself, with the headers of every answer."""
    (tmp_path / "branchsite-moved.conf").write_text("location = /old/ { return 301 /about/; }\n", "utf-8")
    with running(root, tmp_path) as address:
        answer = ask(address, "/old/")
        assert (answer.status, answer["Location"]) == (301, "/about/")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert ask(address, "/older/").status == 404


def test_nothing_is_left(root: Path) -> None:
    """The helper that other tests rely on: whatever happens within, nginx is gone afterwards."""
    with pytest.raises(ZeroDivisionError), nginx(root) as address:
        assert ask(address, "/").status == 200
        raise ZeroDivisionError
    with pytest.raises(ConnectionRefusedError):
        ask(address, "/")


SWITCHES = 200


@pytest.mark.slow
def test_no_page_gets_the_assets_of_another_release(tmp_path: Path, built_tiny: Built) -> None:
    """Two releases change places under readers: every answer is whole, and a page's assets are its own."""
    other = copy_site(tmp_path / "other", TINY)
    replace(other / "data/brand.yml", '纸: "#fbf8f3"', '纸: "#ffffff"')
    ran = run("mkdocs", "build", root=other)
    assert ran.returncode == 0, ran.stdout
    root = tmp_path / "host"
    releases = [root / "releases" / name / "site" for name in ("000001", "000002")]
    for release, built in zip(releases, (built_tiny.site, other / "site"), strict=True):
        shutil.copytree(built, release)
    own = [tree(release) for release in releases]
    assert own[0]["index.html"] != own[1]["index.html"]
    # As the host does when it publishes: readers of an older page find its styles and scripts.
    for release, theirs in zip(releases, reversed(own), strict=True):
        for name, content in theirs.items():
            if is_program_asset(name):
                (release / name).write_bytes(content)

    def show(number: int) -> None:
        (root / "new").symlink_to(releases[number].parent)
        (root / "new").rename(root / "current")

    show(0)
    seen: list[int] = []
    stop = threading.Event()
    read = threading.Semaphore(0)
    failures: list[str] = []

    def visit() -> None:
        while not stop.is_set():
            for url in ("", "brand/", RECORD):
                page = ask(address, f"/{url}", Accept_Encoding="identity")
                number = next((n for n in (0, 1) if page.body == own[n][f"{url}index.html"]), -1)
                seen.append(number)
                if page.status != 200 or number < 0:
                    failures.append(f"{url}: {page.status}, {len(page.body)} bytes of no release")
                    continue
                for link in re.findall(r'(?:href|src)="([^"]+\.(?:css|js|svg|jpg))"', page.body.decode()):
                    name = Path(f"/{url}{link}").resolve().as_posix()
                    answer = ask(address, name)
                    if answer.status != 200 or answer.body != own[number][name[1:]]:
                        failures.append(f"{url} of {number}: {name} {answer.status}")
                read.release()

    with nginx(root) as address:
        readers = [threading.Thread(target=visit) for _ in range(2)]
        for reader in readers:
            reader.start()
        for turn in range(1, SWITCHES + 1):
            show(turn % 2)
            # Now one release, now the other, until somebody has read it.
            if turn % 3 == 0:
                while read.acquire(blocking=False):
                    pass
                if not read.acquire(timeout=60):
                    failures.append("the readers have stopped")
                    break
        stop.set()
        for reader in readers:
            reader.join(60)
    assert failures == []
    assert {0, 1} == set(seen)
