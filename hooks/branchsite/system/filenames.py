"""Names of files that some computer takes for something else, or cannot have.

Every file of the repository is to be there on Windows, on a Mac and on the server, and none may be what git reads
as its own. What git takes for .git is in its path.c and utf8.c (is_ntfs_dotgit, is_hfs_dotgit); what Windows cannot
have, in Microsoft's "Naming Files, Paths, and Namespaces".
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

LONGEST = 200
"""Bytes of one name, well under the 255 that file systems have."""

_RESERVED = re.compile(r'[<>:"|?*\\]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
_CONTROLS = ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp")
_ORDINARY = re.compile(r"[A-Za-z0-9_./-]+")
_SUSPECT = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:[./]|$)|\.(?:/|$)|//|^/|/$", re.IGNORECASE)
"""Possible faults of a path of ordinary letters: a quick look at ten thousand of them."""

_SHORT = re.compile(r"(?:gi|maba)[^.~]{0,6}~[0-9]")
"""How Windows abbreviates .git, .gitmodules, .gitattributes, .gitignore (GIT~1, GI7EBA~1) and .mailmap."""

_UNSEEN = dict.fromkeys([*range(0x200C, 0x2010), *range(0x202A, 0x202F), *range(0x206A, 0x2070), 0xFEFF, 0xAD])
"""Characters that a Mac's file system ignores when it compares names, and the soft hyphen."""


def is_gits(name: str) -> bool:
    """Whether git, on some computer, takes the name for one of its own. name: one part of a path."""
    if name.isascii() and name[:1] not in ".gGmM" and "\\" not in name:
        return False
    seen = unicodedata.normalize("NFKC", name.translate(_UNSEEN)).casefold()
    for part in (seen, *seen.split("\\")):
        part = part.partition(":")[0].rstrip(" .")
        if part.startswith(".git") or part == ".mailmap" or _SHORT.match(part):
            return True
    return False


def objection(name: str) -> str | None:
    """Why a name cannot be used, None where it can. name: one part of a path."""
    if not name.isprintable() and any(map(_is_control, name)):
        return "文件名里有换行、控制字符或乱码"
    if name in ("", ".", ".."):
        return "文件名不能是“.”“..”"
    if len(name.encode()) > LONGEST:
        return "文件名太长"
    if found := _RESERVED.search(name):
        return f"文件名里有“{found[0]}”，Windows 电脑上打不开"
    if name[-1] in ". ":
        return f"文件名末尾有{'点' if name[-1] == '.' else '空格'}，Windows 电脑上打不开"
    if _DEVICE.fullmatch(name):
        return f"“{name.partition('.')[0].strip()}”是 Windows 的设备名，Windows 电脑上打不开"
    return None


def first_objection(path: str) -> tuple[str, str] | None:
    """The first part of a path that cannot be used, and why; None where all can."""
    if len(path) <= LONGEST and _ORDINARY.fullmatch(path) and not _SUSPECT.search(path):
        return None
    return next(((part, why) for part in path.split("/") if (why := objection(part))), None)


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in _CONTROLS


def usable(name: str) -> str:
    """A name like one that cannot be used."""
    plain = "".join("-" if _is_control(one) else one for one in name)
    plain = _RESERVED.sub("-", plain).rstrip(". ")
    if not any(one.isalnum() for one in plain):
        plain = "file"
    while len(plain.encode()) > LONGEST:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[:-1]}{dot}{ending}" if len(ending) < 10 and stem else plain[:-1]
    stem, dot, rest = plain.partition(".")
    return f"{stem.strip()}-1{dot}{rest}" if _DEVICE.fullmatch(plain) else plain


def collisions(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Paths of which a Windows computer or a Mac could only have one: each with the one that was there first.

    They differ in upper and lower case, or in how a letter with an accent is put together. Folders count, too.
    """
    first: dict[str, str] = {}
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        if folder not in folders:
            for end in [index for index, one in enumerate(path) if one == "/"]:
                if path[:end] not in folders:
                    folders.add(path[:end])
                    yield from _collision(first, path[:end])
        yield from _collision(first, path)


def _collision(first: dict[str, str], path: str) -> Iterator[tuple[str, str]]:
    folded = path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()
    same = first.setdefault(folded, path)
    if same != path:
        yield path, same
