"""The search index of the site: its files, made anew only where something has changed.

    search/parts.json        where the others are; it alone keeps its name, and is asked for at every search
    search/RUNTIME/          Pagefind's script and WebAssembly
    search/PART/             one part of the index, and by what its entries can be filtered
    search/HELP/help.json    for a query that finds nothing

Each folder is named by what is in it, so a browser may keep it. Each is one entry of the cache,
named by what it follows from and by the program.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from ..cache.digest import digest
from ..cache.folder import CacheFolder
from ..cache.groups import NOWHERE, Groups
from ..cache.pack import Pack, pack
from ..library.library import Library
from ..views.page import Asset
from .engine import PART, index_part, runtime
from .entry import SearchEntry, entries_of
from .help import letters_in, traditional, words_in_use
from .initials import kept_initials
from .part import parts_of

FOLDER = "search/"

_NAME = 16
"""Digits of a folder's name."""


@dataclass(frozen=True)
class _Folder:
    """A folder of the index. key: its entry in the cache. make: gives its files."""

    key: str
    make: Callable[[], dict[str, bytes]]

    @property
    def url(self) -> str:
        """Its address below search/."""
        return f"{self.key[:_NAME]}/"

    def packed(self) -> bytes:
        """Its files, made and in a pack."""
        return pack(self.make())


@dataclass(frozen=True)
class Index:
    """An index that has been made, in a form that another process can be given.

    plan: the content of parts.json. folders: of each its address below search/, a name for all that is in it,
    and its files in a pack.
    """

    plan: bytes
    folders: tuple[tuple[str, str, bytes], ...]

    @property
    def assets(self) -> list[Asset]:
        """Every file of it, unpacked when it is asked for: most sites have them already."""
        files = [Asset(f"{FOLDER}parts.json", lambda: self.plan)]
        for url, key, archive in self.folders:
            packed = Pack(archive)
            files += [
                Asset(f"{FOLDER}{url}{name}", partial(packed.__getitem__, name), key) for name in packed if name != PART
            ]
        return files


def make_index(library: Library, store: CacheFolder, groups: Groups = NOWHERE) -> Index:
    """The index of everything that can be found. The same library gives the same bytes.

    store: keeps its folders. groups: keeps some entries.
    """
    entries = entries_of(library, groups)
    letters, words = letters_in(entries), words_in_use(entries)
    engine = _Folder(store.key("runtime"), runtime)
    aid = _Folder(store.key("help", letters, *words), lambda: _help(words, letters))
    letters_of = kept_initials(store)
    parts = [_part(store.key(digest(those)), those, letters_of) for those in parts_of(entries)]
    folders = [engine, aid, *parts]
    archives = {folder: store.get(folder.key, folder.packed) for folder in folders}
    plan = {
        "runtime": engine.url,
        "help": f"{aid.url}help.json",
        "parts": [{"at": part.url, **json.loads(Pack(archives[part])[PART])} for part in parts],
    }
    return Index(_json(plan), tuple((one.url, one.key, archive) for one, archive in archives.items()))


def _part(key: str, group: Sequence[SearchEntry], letters_of: Callable[[str], str]) -> _Folder:
    return _Folder(key, lambda: index_part(group, f"p{key[:4]}", letters_of))


def _help(words: Sequence[str], letters: str) -> dict[str, bytes]:
    return {"help.json": _json({"words": words, "traditional": traditional(letters)})}


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
