"""What somebody may send to the form who means no good: nothing of it is done, kept, shown as markup, or taken out."""

import io
import json
import struct
import zlib
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from asgi import Browser, answer, to_its_end
from branchsite.edit import guard
from branchsite.edit.draft import Drafts
from branchsite.edit.workspace import Workspace
from branchsite.photos.image import LARGEST
from secretaries import Secretary, fields_in, run_git
from sites import tree

POSTS = ("/new", "/open", "/draft/{id}", "/draft/{id}/check", "/draft/{id}/photo", "/withdraw", "/undo", "/paste")
PATHS = (
    *("../x", "../../etc/passwd", "/etc/passwd", "data/../../x", "data\\..\\x", "C:\\x", "nul", "con.yml", "a\0b", "."),
    *(
        "",
        "data/activities/2024",
        "data/kinds.yml/..",
        "data/site.yml\0",
        "docs/handbook/index.md",
        "hooks/__main__.py",
    ),
    *("mkdocs.yml", ".git/config", "data/_schema/site.json", "data/activities/2024/../../site.yml", "x" * 5000, "数据"),
)


@pytest.fixture(scope="module")
def secretary(shared: Secretary) -> Secretary:
    return shared


@pytest.fixture(scope="module")
def workspace(shared_workspace: Workspace) -> Workspace:
    return shared_workspace


@pytest.fixture(scope="module")
def folder(shared_folder: Path) -> Path:
    return shared_folder


@pytest.fixture
def draft(secretary: Secretary) -> str:
    return secretary.begin("集中学习")


@pytest.fixture
def token(secretary: Secretary, draft: str) -> str:
    return dict(secretary.fields(draft))["token"]


def test_every_form_is_our_own(secretary: Secretary, draft: str, token: str, folder: Path) -> None:
    """Without the token, with another's, from another page, or without a cookie nothing happens at any address."""
    before = tree(folder / "clone" / "校内")
    for path in POSTS:
        at = path.replace("/draft/{id}", draft)
        for sent in ({}, {"token": ""}, {"token": "0" * 64}, {"token": "错"}):
            assert secretary.post(at, sent).status == 403, (at, sent)
        for headers in (
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": "http://127.0.0.1:9999"},
            {"sec_fetch_site": "cross-site"},
            {"sec_fetch_site": "same-site"},
        ):
            assert secretary.post(at, {"token": token}, **headers).status == 403, (at, headers)
        assert Browser(secretary.app).post(at, {"token": token}).status == 403
    assert tree(folder / "clone" / "校内") == before


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "CONNECT"])
def test_other_methods(secretary: Secretary, method: str) -> None:
    """There are two ways to ask."""
    assert secretary.send(method, "/", b"", {}).status == 405


@pytest.mark.parametrize("path", PATHS)
def test_paths_in_every_place(secretary: Secretary, draft: str, token: str, path: str, folder: Path) -> None:
    """As a file, a place, a kind, a commit, a photo, in an address: there is none, and nothing outside is read."""
    for at, name in (
        ("/open", "file"),
        ("/open", "place"),
        ("/withdraw", "file"),
        ("/undo", "commit"),
        ("/new", "kind"),
    ):
        reply = secretary.post(at, {"token": token, "file": "data/site.yml", name: path})
        assert reply.status in (303, 404, 409), (at, name, reply.status)
        if reply.status == 303:
            assert path in ("", "."), path
    for at in ("/assets/", "/draft/", f"{draft}/photo/", "/preview/", "/withdraw?file=", "/new?kind="):
        reply = secretary.get(at + quote(path, safe=""))
        assert reply.status in (200, 303, 404, 405, 409), (at, reply.status)
        assert b"root:" not in reply.body and b"[core]" not in reply.body
    assert run_git(folder / "clone", "status", "--porcelain") == ""


def jpeg(size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "green").save(out, "JPEG")
    return out.getvalue()


def png_bomb() -> bytes:
    """A picture of 60,000 × 60,000 pixels in a few kilobytes."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
        + chunk(b"IEND", b"")
    )


NO_PHOTOS = {
    "a page": b"<!doctype html><script>alert(1)</script>",
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a bomb": png_bomb(),
    "half a photo": jpeg((400, 300))[:300],
    "a PDF": b"%PDF-1.7\n%",
    "a ZIP": b"PK\x03\x04" + b"\0" * 100,
    "an animation": b"GIF89a" + b"\0" * 100,
    "nothing but zeros": b"\0" * 1000,
}


@pytest.mark.parametrize("what", NO_PHOTOS)
def test_what_is_no_photo(secretary: Secretary, draft: str, token: str, what: str, workspace: Workspace) -> None:
    """Whatever it is called: it is said why, and nothing of it is kept."""
    reply = secretary.upload(f"{draft}/photo", [("token", token)], [("photos", "照片.jpg", NO_PHOTOS[what])])
    answered = json.loads(reply.text)
    assert reply.status == 200 and len(answered["refused"]) == 1 and answered["refused"][0].startswith("照片.jpg：照片")
    assert not list(workspace.drafts.glob(f"{draft.rpartition('/')[2]}/*")) and not list(
        workspace.scratch.rglob("*.part")
    )


@pytest.mark.slow
def test_a_photo_that_is_something_else_too(secretary: Secretary, draft: str, token: str, workspace: Workspace) -> None:
    """A photo with a page, an archive and a place behind it: only the picture is kept, under a name of ours."""
    mixed = jpeg() + b"<script>alert(1)</script>PK\x03\x04GPSLatitude"
    names = [
        "../../x.jpg",
        "/etc/cron.d/x",
        "a\r\nset-cookie: x=1.jpg",
        '"><script>.jpg',
        "nul",
        "x" * 4000,
        "照片.svg",
    ]
    files = [("photos", name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22"), mixed) for name in names]
    reply = secretary.upload(f"{draft}/photo", [("token", token)], files)
    assert json.loads(reply.text)["refused"] == [] and "x=1" not in str(reply.headers)
    kept = sorted(workspace.drafts.glob(f"{draft.rpartition('/')[2]}/*"))
    assert [one.name for one in kept] == [f"{number:02}.jpg" for number in range(1, len(names) + 1)]
    assert all(b"script" not in one.read_bytes() and b"GPS" not in one.read_bytes() for one in kept)


def test_photos_of_others(secretary: Secretary, draft: str, token: str) -> None:
    """A form can name no file as its photo that it was not given."""
    sent = [*secretary.fields(draft), ("f/照片/0/#", "0"), ("f/照片/0/文件", "../../site.yml"), ("do", "save")]
    assert secretary.post(draft, sent).status == 303
    assert "site.yml" not in secretary.get(draft).text


SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><script>alert(1)</script>",
)
TEMPLATE = "{{ 7777 * 7777 }}"


@pytest.mark.slow
def test_texts_are_texts(secretary: Secretary, draft: str) -> None:
    """Markup in any field, and in the names of drafts, comes back as it was typed, and is none; no template either."""
    for text in (*SCRIPTS, TEMPLATE):
        sent = [
            (name, text if name.startswith("f/") and "日期" not in name else value)
            for name, value in secretary.fields(draft)
        ]
        assert secretary.post(draft, [*sent, ("do", "save")]).status == 303
        for path in (draft, "/"):
            page = secretary.get(path).text
            assert (text in page) == (text == TEMPLATE) and str(7777 * 7777) not in page
        assert dict(fields_in(secretary.get(draft).text))["f/正文"] == text


def test_what_no_file_can_have(secretary: Secretary, token: str) -> None:
    """Controls, in whatever a draft begins with or holds: it opens again."""
    for begun in ({"proves": "a\0b"}, {"kind": "集中学习\x01"}, {"day": "9999-12-31"}, {"day": "0001-01-01"}):
        reply = secretary.post("/new", {"token": token, "kind": "集中学习", "day": "2024-05-09", "proves": "", **begun})
        at = reply.header("location")
        assert reply.status == 303 and secretary.get(at).status == 200, begun
        assert secretary.act(at, "save", {"f/标题": "读\x0b书\0", "f/正文": "上午\x0b下\x85午"}).status == 303
        assert secretary.get(at).status == 200, begun


def test_a_place_without_a_floor(secretary: Secretary, token: str) -> None:
    """Brackets without end in a place are a place that there is not."""
    assert secretary.post("/open", {"token": token, "file": "data/site.yml", "place": "[" * 5000}).status == 404


def test_too_much_at_once(secretary: Secretary, draft: str, token: str) -> None:
    """10,000 parts, a field of a megabyte, half a gigabyte: a page in Chinese, and the draft is as it was."""
    parts = [("token", token), *((f"f/{number}", "x") for number in range(10_000))]
    for reply in (
        secretary.upload(draft, parts, []),
        secretary.upload(draft, [("token", token), ("f/正文", "x" * 1_000_000)], []),
        secretary.upload(draft, [("token", token)], [("photos", f"{number}.jpg", b"x") for number in range(100)]),
        secretary.post(draft, {"token": token}, **{"content-length": "500000000"}),
        secretary.post(draft, {"token": token}, **{"content-length": "-1"}),
        secretary.post(draft, {"token": token}, **{"content-length": "1e9"}),
    ):
        assert reply.status in (400, 413) and "一次传得太多" in reply.text, (reply.status, reply.text)
    assert secretary.get(draft).status == 200


def slow(secretary: Secretary, draft: str, body: list[bytes | float]) -> int:
    headers = {
        "host": secretary.host,
        "origin": f"http://{secretary.host}",
        "content-type": "application/x-www-form-urlencoded",
        "cookie": "; ".join(f"{name}={value}" for name, value in secretary.cookies.items()),
    }
    return to_its_end(answer(secretary.app, "POST", draft, body, headers)).status


def test_a_body_has_room_for_six_photos() -> None:
    """Of the largest size that is taken, and for no more."""
    assert guard.BODY == 6 * LARGEST


def test_a_body_that_never_ends(secretary: Secretary, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a length: it is left where it is too large, or says nothing, or goes on too long."""
    monkeypatch.setattr(guard, "BODY", 1000)
    assert slow(secretary, draft, [b"x" * 400, b"x" * 400, b"x" * 400, b""]) == 413
    monkeypatch.setattr(guard, "SILENCE", 0.05)
    assert slow(secretary, draft, [b"x", 1.0, b"x"]) == 413
    monkeypatch.setattr(guard, "SILENCE", 1.0)
    monkeypatch.setattr(guard, "LONGEST", 0.1)
    assert slow(secretary, draft, [b"x", 0.06, b"x", 0.06, b"x", 0.06, b"x"]) == 413


def test_drafts_that_are_none(workspace: Workspace, tmp_path: Path) -> None:
    """A name that leads out of the folder, a broken file, one of another shape."""
    drafts = Drafts(tmp_path)
    for id in ("", "..", "../x", "0" * 15, "0" * 17, "g" * 16, "０" * 16, "0" * 15 + "\n"):
        assert drafts.get(id) is None
    for content in ("", "{", "[]", "{}", '{"id": 1}', '{"place": 1, "refusal": 2}'):
        (tmp_path / f"{'a' * 16}.json").write_text(content, encoding="utf-8")
        assert drafts.get("a" * 16) is None
    assert list(drafts.all()) == []
