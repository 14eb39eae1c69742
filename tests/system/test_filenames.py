"""Names that some computer cannot have, or git takes for its own."""

import re

import pytest

from branchsite.commands.schema import SCHEMAS
from branchsite.models.schema_files import SCHEMA_FILES
from branchsite.system.filenames import LONGEST, collisions, first_objection, is_gits, objection, usable
from rows import over

GITS = [
    ".git",
    ".GIT",
    ".Git",
    ".git.",
    ".git ",
    ".git. . ",
    ".git::$INDEX_ALLOCATION",
    ".git:x",
    "git~1",
    "GIT~1",
    "git~2",
    "GI7EBA~1",
    "gi7d29~1",
    "GI250A~1",
    "maba30~1",
    "GITMOD~1",
    ".g\u200cit",
    ".\u200dgit",
    ".gi\ufefft",
    "\u202e.git",
    ".git\u206f",
    ".g\u00adit",
    "．ｇｉｔ",
    ".gitmodules",
    ".GITMODULES",
    ".gitmodules .",
    ".gitattributes",
    ".gitignore",
    ".gitconfig",
    ".git-credentials",
    ".gitkeep",
    ".mailmap",
    "a\\.git",
    ".git\\config",
    "..\\.GIT.",
]
NOBODYS = ["git", "git.md", "a.git", "digit~1", "config", "legit", "g.it", "_git", "gi.md", "龘.md", ".DS_Store", "a~1"]


@over("name", GITS)
def test_gits_own(name: str) -> None:
    """In all forms that Windows, a Mac and git itself take for the same."""
    assert is_gits(name)


@pytest.mark.parametrize("name", NOBODYS)
def test_nobodys(name: str) -> None:
    """Names that only look a little like it."""
    assert not is_gits(name)


UNUSABLE = {
    "a:b.jpg": "a-b.jpg",
    "a?.jpg": "a-.jpg",
    'a"b.md': "a-b.md",
    "<a>.md": "-a-.md",
    "a|b.md": "a-b.md",
    "a*.md": "a-.md",
    "a\\b.md": "a-b.md",
    "aux.jpg": "aux-1.jpg",
    "con.jpg": "con-1.jpg",
    "CON": "CON-1",
    "nul.yml": "nul-1.yml",
    "Prn.tar.gz": "Prn-1.tar.gz",
    "com1": "com1-1",
    "COM9.md": "COM9-1.md",
    "lpt1.md": "lpt1-1.md",
    "com².jpg": "com²-1.jpg",
    "con .jpg": "con-1.jpg",
    "conin$": "conin$-1",
    "photo.": "photo",
    "photo ": "photo",
    "photo. .": "photo",
    "a.jpg.": "a.jpg",
    "a\nb": "a-b",
    "a\x7fb": "a-b",
    "a\u202eb": "a-b",
    "a\u200bb.jpg": "a-b.jpg",
    "a\udcffb": "a-b",
    "": "file",
    ".": "file",
    "..": "file",
    "...": "file",
    "a" * 250 + ".jpg": "a" * 196 + ".jpg",
    "照" * 80 + ".jpg": "照" * 65 + ".jpg",
}
USABLE = ["a.jpg", "2024-03-12-zhishu.yml", "console.md", "auxiliary.md", "com.md", "com10.md", "lpt.md", "nul-1.yml"]
USABLE += [
    "照片 1.jpg",
    "小结　.docx",
    "a..b",
    ".htaccess",
    " a",
    "（一）：开始.md",
    "x" * LONGEST,
    "con-1.jpg",
    "龘.md",
]


@over("name", UNUSABLE)
def test_unusable(name: str) -> None:
    """Each gets a name like it, to which nobody objects."""
    assert objection(name)
    assert usable(name) == UNUSABLE[name]
    assert objection(usable(name)) is None
    if "/" not in name:
        assert first_objection(f"docs/{name}/a.md") == (name, objection(name))
        assert first_objection(f"docs/{name}") == (name, objection(name))
        assert (first_objection(f"{name}/a.md") or ("", ""))[0] == name


@pytest.mark.parametrize("name", USABLE, ids=ascii)
def test_usable(name: str) -> None:
    """On all computers, however unlikely as a name here."""
    assert objection(name) is None and usable(name) == name
    assert first_objection(f"docs/{name}/{name}") is None


def test_reasons_are_for_people() -> None:
    """A sentence in Chinese that names the sign or the device."""
    assert objection("a:b.jpg") == "文件名里有“:”，Windows 电脑上打不开"
    assert objection("aux.jpg") == "“aux”是 Windows 的设备名，Windows 电脑上打不开"
    assert all(re.search("[一-鿿]", objection(name) or "") for name in UNUSABLE)


COLLISIONS = {
    "nothing": (["a/b", "a/c", "b"], []),
    "case": (["a/B.md", "a/b.md"], [("a/b.md", "a/B.md")]),
    "a folder's case": (["A/x", "a/y"], [("a", "A")]),
    "a folder and a file": (["a/x", "A"], [("A", "a")]),
    "an accent": (["caf\u00e9.md", "cafe\u0301.md"], [("cafe\u0301.md", "caf\u00e9.md")]),
    "three": (["a", "A", "b"], [("A", "a")]),
    "the same letters elsewhere": (["a/x", "b/X"], []),
}


@pytest.mark.parametrize("name", COLLISIONS)
def test_collisions(name: str) -> None:
    """Each with the one that was there first; a folder once."""
    paths, found = COLLISIONS[name]
    assert list(collisions(paths)) == found


def test_schema_files() -> None:
    """The list that the gate goes by names what the program writes, no more and no less."""
    assert set(SCHEMA_FILES) == set(SCHEMAS)
