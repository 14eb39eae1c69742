"""Names that follow from content."""

import pytest

from branchsite.cache.fingerprint import fingerprint, is_fingerprinted, is_program_asset, plain


def test_the_name_follows_from_content() -> None:
    """The same bytes give the same name; one other byte, or the same bytes cut elsewhere, another."""
    name = fingerprint("assets/a.css", b"ab", b"c")
    assert name == fingerprint("assets/a.css", b"ab", b"c")
    assert len({name, fingerprint("assets/a.css", b"ab", b"d"), fingerprint("assets/a.css", b"a", b"bc")}) == 3


@pytest.mark.parametrize("uri", ["a.css", "news/2024/x/01.jpg", "a.b.c.svg", "v1.2/a.js"])
def test_only_the_name_changes(uri: str) -> None:
    """Folder and ending stay; without its fingerprint it is what it was."""
    marked = fingerprint(uri, b"content")
    folder, _, name = uri.rpartition("/")
    assert marked.rpartition("/")[0] == folder and marked.rpartition(".")[2] == name.rpartition(".")[2]
    assert is_fingerprinted(marked) and plain(marked) == uri


NAMES = {
    "assets/css/page.0a1b2c3d.css": (True, True),
    "assets/javascripts/bundle.a5f9d56c.min.js": (True, True),
    "assets/favicon.ba9a1eb1.svg": (True, True),
    "news/2024/2024-03-12-zhishu/01.20d0a8a2.jpg": (True, False),
    "study/river.20d0a8a2.webp": (True, False),
    "assets/css/page.css": (False, False),
    "assets/javascripts/bundle.a5f9d56c.min.js.map": (False, False),
    "assets/javascripts/lunr/min/lunr.zh.min.js": (False, False),
    "news/2024/2024-03-12-zhishu/index.html": (False, False),
    "search/parts.json": (False, False),
    "a.0a1b2c3.css": (False, False),
    "a.0a1b2c3d4.css": (False, False),
    "a.0A1B2C3D.css": (False, False),
    "0a1b2c3d.css": (False, False),
    "a.0a1b2c3d": (False, False),
    "a.0a1b2c3d.css/b.html": (False, False),
}


@pytest.mark.parametrize(("uri", "wanted"), NAMES.items(), ids=NAMES)
def test_what_may_be_kept(uri: str, wanted: tuple[bool, bool]) -> None:
    """Fingerprinted names may be cached; of them only the program's own outlive their release, no picture does."""
    assert (is_fingerprinted(uri), is_program_asset(uri)) == wanted
