"""deploy/upload-to-s3 against an S3 interface on the loopback, which tells what it was asked, in order."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from branchsite.cache.fingerprint import is_fingerprinted, is_program_asset
from checkout import bare, script
from sites import ROOT, tree

pytestmark = pytest.mark.slow

KEYS = {"AWS_ACCESS_KEY_ID": "an-id", "AWS_SECRET_ACCESS_KEY": "a-secret-that-nobody-sees"}

OLD_STYLE = "assets/css/page.00000000.css"
NEW_STYLE = "assets/css/page.11111111.css"

OLD = {
    "index.html": f"{OLD_STYLE} old",
    "404.html": "nothing here",
    "news/a/index.html": f"{OLD_STYLE} a",
    "news/gone/index.html": f"{OLD_STYLE} gone",
    "news/gone/01.abcdef01.jpg": "withdrawn",
    "news/gone/02.jpg": "withdrawn",
    OLD_STYLE: "p {}",
    "assets/photo.jpg": "a photo",
    "sitemap.xml": "<old/>",
    "search/parts.json": "{}",
    "sw.js": "old",
}
NEW = {
    "index.html": f"{NEW_STYLE} news/new/",
    "404.html": "nothing here",
    "news/a/index.html": f"{OLD_STYLE} a",
    "news/new/index.html": f"{NEW_STYLE} new",
    NEW_STYLE: "p { color: red }",
    "assets/photo.jpg": "a photo",
    "sitemap.xml": "<new/>",
    "search/parts.json": "{}",
    "sw.js": "new",
}


class Storage:
    """One bucket of the interface."""

    def __init__(self, port: int, log: Path, name: str) -> None:
        self.name = name
        self.log = log
        self.environment = {"S3_ENDPOINT": f"http://127.0.0.1:{port}", "S3_BUCKET": name, **KEYS}
        self.client: Any = boto3.client(
            "s3",
            endpoint_url=self.environment["S3_ENDPOINT"],
            region_name="us-east-1",
            aws_access_key_id="an-id",
            aws_secret_access_key="another",
            verify=False,
        )
        self.client.create_bucket(Bucket=name)

    @property
    def content(self) -> dict[str, str]:
        """Every object but the mark, by its name."""
        listed = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.name)
        names = [one["Key"] for part in listed for one in part.get("Contents", [])]
        return {
            name: self.client.get_object(Bucket=self.name, Key=name)["Body"].read().decode()
            for name in names
            if not name.endswith(".uploaded")
        }

    def changes(self, since: int = 0) -> list[tuple[str, str]]:
        """Every PUT and DELETE since a size of the log, but of the mark: what, and of which object."""
        said = self.log.read_text(errors="replace")[since:]
        found = re.findall(rf'"(PUT|DELETE) /{self.name}/(\S+?)(?:\?\S*)? HTTP', said)
        return [(verb, name) for verb, name in found if not name.endswith(".uploaded")]

    @property
    def now(self) -> int:
        """The size of the log."""
        return len(self.log.read_text(errors="replace"))


@pytest.fixture(scope="module")
def interface(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    """Its port, and the file in which it writes every request."""
    log = tmp_path_factory.mktemp("s3") / "log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with log.open("w") as out, subprocess.Popen(command, stdout=out, stderr=out) as running:
        try:
            until = time.monotonic() + 60
            while "Running on" not in log.read_text():
                assert time.monotonic() < until and running.poll() is None, log.read_text()
                time.sleep(0.1)
            yield port, log
        finally:
            running.terminate()


@pytest.fixture
def storage(interface: tuple[int, Path], request: pytest.FixtureRequest) -> Storage:
    """A bucket of this test's own."""
    return Storage(*interface, re.sub(r"[^a-z0-9]+", "-", request.node.name.lower()).strip("-")[:60])


def write(folder: Path, files: dict[str, str]) -> Path:
    """A built site."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def upload(storage: Storage, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the script, which needs no repository; it never says the key."""
    ran = script(ROOT, "upload-to-s3", folder, **{**storage.environment, "TMPDIR": str(folder.parent), **environment})
    assert KEYS["AWS_SECRET_ACCESS_KEY"] not in ran.stdout
    return ran


def done(storage: Storage, folder: Path, **environment: str) -> list[tuple[str, str]]:
    """Upload, which must succeed. Returns what it changed, in order."""
    before = storage.now
    ran = upload(storage, folder, **environment)
    assert ran.returncode == 0, ran.stdout
    return storage.changes(before)


def test_the_first_upload(storage: Storage, tmp_path: Path) -> None:
    """Everything, byte for byte: assets, then pages, then lists, then the service worker."""
    changes = done(storage, write(tmp_path / "site", OLD))
    assert storage.content == OLD
    assert {verb for verb, _ in changes} == {"PUT"}
    kinds = [
        "html" if name.endswith(".html") else "list" if name.endswith(("xml", "json")) else "asset"
        for _, name in changes
    ]
    assert kinds == ["asset"] * 4 + ["html"] * 4 + ["list"] * 2 + ["asset"] and changes[-1][1] == "sw.js"


HEADERS = [
    (OLD_STYLE, "public, max-age=31536000, immutable", "text/css"),
    ("news/gone/01.abcdef01.jpg", "public, max-age=31536000, immutable", "image/jpeg"),
    ("assets/photo.jpg", "no-cache", "image/jpeg"),
    ("index.html", "no-cache", "text/html; charset=utf-8"),
    ("404.html", "no-cache", "text/html; charset=utf-8"),
    ("sitemap.xml", "no-cache", ("text/xml", "application/xml")),
    ("search/parts.json", "no-cache", "application/json"),
    ("sw.js", "no-cache", ("text/javascript", "application/javascript", "application/x-javascript")),
]


def test_headers(storage: Storage, tmp_path: Path) -> None:
    """What never changes is kept for ever, everything else asked for; types that a browser understands."""
    done(storage, write(tmp_path / "site", OLD))
    for name, cache, kind in HEADERS:
        head = storage.client.head_object(Bucket=storage.name, Key=name)
        assert head["CacheControl"] == cache, name
        assert head["ContentType"].startswith(kind), name


def test_no_page_comes_before_what_it_asks_for(storage: Storage, tmp_path: Path) -> None:
    """Style, new page, the page that links to it, the map; deletions; the worker last. Untouched files are not sent."""
    done(storage, write(tmp_path / "old", OLD))
    changes = done(storage, write(tmp_path / "new", NEW))
    assert changes[:4] == [
        ("PUT", NEW_STYLE),
        ("PUT", "news/new/index.html"),
        ("PUT", "index.html"),
        ("PUT", "sitemap.xml"),
    ]
    withdrawn = {("DELETE", name) for name in OLD if name.startswith("news/gone/")}
    assert set(changes[4:-1]) == withdrawn and changes[-1] == ("PUT", "sw.js")
    assert storage.content == {**NEW, OLD_STYLE: OLD[OLD_STYLE]}


def test_an_old_style_stays_for_one_upload(storage: Storage, tmp_path: Path) -> None:
    """For readers who still have the page before open; the next upload takes it away."""
    done(storage, write(tmp_path / "old", OLD))
    done(storage, write(tmp_path / "new", {**NEW, "news/a/index.html": f"{NEW_STYLE} a"}))
    assert OLD_STYLE in storage.content
    assert done(storage, tmp_path / "new") == [("DELETE", OLD_STYLE)]


def test_an_unchanged_site_is_not_sent_again(storage: Storage, tmp_path: Path) -> None:
    """Though a build writes every file anew."""
    done(storage, write(tmp_path / "site", OLD))
    for path in (tmp_path / "site").rglob("*"):
        os.utime(path, (1, 1))
    assert done(storage, tmp_path / "site") == []


@pytest.mark.parametrize("missing", ["index.html", "404.html"])
def test_half_a_site_is_refused(storage: Storage, tmp_path: Path, missing: str) -> None:
    """Before the bucket is touched."""
    folder = write(tmp_path / "site", {name: text for name, text in OLD.items() if name != missing})
    before = storage.now
    ran = upload(storage, folder)
    assert ran.returncode == 1
    assert f"没有 {missing}" in ran.stdout
    assert storage.now == before


def test_what_others_put_there_is_not_deleted(storage: Storage, tmp_path: Path) -> None:
    """A bucket with something in it and no mark of ours is not ours."""
    storage.client.put_object(Bucket=storage.name, Key="accounts.xlsx", Body=b"important")
    ran = upload(storage, write(tmp_path / "site", OLD))
    assert ran.returncode == 1
    assert "换一个空的桶或文件夹" in ran.stdout
    assert storage.content == {"accounts.xlsx": "important"}


def test_a_folder_of_the_bucket(storage: Storage, tmp_path: Path) -> None:
    """Nothing outside it is read or changed, however its name is written."""
    storage.client.put_object(Bucket=storage.name, Key="accounts.xlsx", Body=b"important")
    done(storage, write(tmp_path / "old", OLD), S3_PREFIX="/a/b/")
    done(storage, write(tmp_path / "new", NEW), S3_PREFIX="a/b")
    wanted = {f"a/b/{name}": text for name, text in {**NEW, OLD_STYLE: OLD[OLD_STYLE]}.items()}
    assert storage.content == {"accounts.xlsx": "important", **wanted}


@pytest.mark.parametrize("name", ["S3_ENDPOINT", "S3_BUCKET", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_what_is_not_set_is_named(storage: Storage, tmp_path: Path, name: str) -> None:
    """And nothing else is tried."""
    ran = upload(storage, write(tmp_path / "site", OLD), **{name: ""})
    assert ran.returncode == 1
    assert f"还没有设：{name}。" in ran.stdout


def test_no_such_bucket(storage: Storage, tmp_path: Path) -> None:
    """The tool's own words, and ours after them; no bucket is made."""
    ran = upload(storage, write(tmp_path / "site", OLD), S3_BUCKET="nowhere")
    assert ran.returncode != 0
    assert "上传没有完成" in ran.stdout


STYLES = {"old": "assets/page.00000000.css", "new": "assets/page.11111111.css"}
PAGES = 20


def many(folder: Path, state: str) -> dict[str, str]:
    """A site of many pages, all of which ask for one style. Returns it."""
    pages = {f"news/{number:02}/index.html": f"{STYLES[state]} {number}" for number in range(PAGES)}
    write(folder, {**pages, "index.html": STYLES[state], "404.html": STYLES[state], STYLES[state]: state})
    return {name: content.decode() for name, content in tree(folder).items()}


@pytest.mark.parametrize("after", [1, 2, 10])
def test_a_killed_upload_leaves_whole_pages(storage: Storage, tmp_path: Path, after: int) -> None:
    """Each is the old or the new one, with its style; the next run completes what this one began."""
    old, new = many(tmp_path / "old", "old"), many(tmp_path / "new", "new")
    done(storage, tmp_path / "old")
    before = storage.now
    environment = bare(
        ROOT, **storage.environment, TMPDIR=str(tmp_path), RCLONE_TPSLIMIT="60", RCLONE_TPSLIMIT_BURST="1"
    )
    with subprocess.Popen(
        [ROOT / "deploy/upload-to-s3", tmp_path / "new"],
        env=environment,
        start_new_session=True,
        stdout=subprocess.DEVNULL,
    ) as running:
        while len(storage.changes(before)) < after:
            assert running.poll() is None, "it was over before it could be killed"
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGKILL)
    content = storage.content
    assert len([name for name in new if content.get(name) == new[name]]) < len(new), "killed too late to show anything"
    for name in {*old, *new} - set(STYLES.values()):
        assert content[name] in (old[name], new[name])
        assert content[name].split()[0] in content, f"{name} asks for a style that is not there"
    done(storage, tmp_path / "new")
    assert storage.content == {**new, STYLES["old"]: "old"}


NAMES = [
    "a/page.1a2b3c4d.css",
    "main.57a0d79d.min.css",
    "bundle.a5f9d56c.min.js",
    "icon.1a2b3c4d.svg",
    "01.1a2b3c4d.jpg",
    "01.1a2b3c4d.webp",
    "page.css",
    "bundle.a5f9d56c.min.js.map",
    "page.1A2B3C4D.css",
    "page.1a2b3c4.css",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_mean_here_what_they_mean_in_the_program(name: str) -> None:
    """The script's two patterns for fingerprints and the program's agree."""
    text = (ROOT / "deploy/upload-to-s3").read_text(encoding="utf-8")
    patterns = dict(re.findall(r"^(fingerprinted|program)='(.+)'$", text, re.MULTILINE))
    assert bool(re.search(patterns["fingerprinted"], name)) == is_fingerprinted(name)
    assert bool(re.search(patterns["program"], name)) == is_program_asset(name)
