"""Reads many files at once, and none twice: what an unchanged file gave is kept between builds.

This is the one room where reading is made fast; without it (`Store()`) every file is read anew, and the
result is the same. A file is unchanged where the disk says the same of it as last time; where the disk says
something else, its bytes tell. As git does, nothing is trusted of a file that changed just before it was
read: it could change again and look the same.

What is kept is one entry for each folder, so that a change writes little. It is pickled,
for that is fastest, but unpickled with an allow list: whoever wrote it, it can become models, entries and
problems, and nothing else can be called.
"""

import datetime
import io
import pickle
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from ..cache.folder import CacheFolder
from ..cache.key import key
from ..models.words import Words
from ..system.workers import map_shares
from .reading import EntryCheck, Reading, read_file
from .tree import State, TreeFile
from .validate import USUAL

_SETTLED = 2_000_000_000
"""Nanoseconds for which a file must have been left alone. The coarsest clock of a disk ticks every two seconds."""

Kept = tuple[State | None, Reading]
"""A file's state, None where it was not settled, and what the file gave."""

_Known = dict[str, Kept]


@dataclass(frozen=True)
class Store:
    """Readings of files. store: where they are kept; None to keep nothing.

    words: what the site's lists allow the files to say; under others they are read anew. in_memory:
    whether a process that reads again and again remembers what it has read last by this store. least: so few
    files are read before a second process would have begun. clock: nanoseconds now, as the disk counts them.
    """

    store: CacheFolder | None = None
    words: Words = USUAL
    in_memory: bool = True
    least: int = 200
    clock: Callable[[], int] = time.time_ns

    def readings(self, root: Path, found: Sequence[TreeFile], check_entry: EntryCheck) -> Mapping[str, Reading]:
        """What the files give, by path. check_entry: called with each entry that is new, in any process."""
        now = self.clock()
        before = self._before(root, found)
        after: _Known = {}
        doubtful: list[TreeFile] = []
        for one in found:
            was = before.get(one.file)
            if was is not None and one.state is not None and was[0] == one.state:
                after[one.file] = was
            else:
                doubtful.append(one)
        contents = {one.file: before[one.file][1].content if one.file in before else "" for one in doubtful}
        for file, reading in self._read(root, contents, check_entry).items():
            after[file] = (None, reading or before[file][1])
        for one in doubtful:
            after[one.file] = (_settled(one.state, now), after[one.file][1])
        self._keep(root, before, after)
        return {one.file: after[one.file][1] for one in found}

    def _before(self, root: Path, found: Sequence[TreeFile]) -> _Known:
        """What is known from earlier builds."""
        if self.store is None:
            return {}
        if self.in_memory and _Memory.of == self._of(root):
            return _Memory.known
        known: _Known = {}
        for folder in dict.fromkeys(_folder(one.file) for one in found):
            known |= kept_in(self.store, self._key(folder))
        return known

    def _keep(self, root: Path, before: _Known, after: _Known) -> None:
        """Write the folders in which anything is new."""
        if self.store is None:
            return
        changed = {_folder(file) for file, kept in after.items() if before.get(file) is not kept}
        changed |= {_folder(file) for file in before.keys() - after.keys()}
        folders: dict[str, _Known] = {folder: {} for folder in changed}
        for file, kept in after.items() if changed else ():
            if (folder := _folder(file)) in changed:
                folders[folder][file] = kept
        for folder, known in folders.items():
            self.store.write(self._key(folder), self.store.version.encode() + pickle.dumps(known, 5))
        if self.in_memory:
            _Memory.of, _Memory.known = self._of(root), after

    def _of(self, root: Path) -> tuple[object, ...]:
        return root.resolve(), self.store, self.words, self.store and self.store.version

    def _read(self, root: Path, contents: Mapping[str, str], check_entry: EntryCheck) -> dict[str, Reading | None]:
        """Files by path, on all processors; None where a content is still the known one."""

        def work(share: Sequence[tuple[str, str]]) -> dict[str, Reading | None]:
            return {file: read_file(root, file, known, check_entry, self.words) for file, known in share}

        shares = map_shares(work, list(contents.items()), self.least)
        return {file: one for share in shares for file, one in share.items()}

    def _key(self, folder: str) -> str:
        return key(self.words.digest, folder)


class _Memory:
    """What this process has read last, for mkdocs serve: it reads the same site again and again."""

    of: ClassVar[tuple[object, ...] | None] = None
    known: ClassVar[_Known] = {}


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _settled(state: State | None, now: int) -> State | None:
    """A state that can be trusted next time."""
    return state if state is not None and max(state[3:]) < now - _SETTLED else None


def kept_in(store: CacheFolder, name: str) -> _Known:
    """What is kept of a folder; nothing where that is missing, of another program, or not whole."""
    raw, version = store.read(name), store.version.encode()
    if raw is None or not raw.startswith(version):
        return {}
    try:
        known: _Known = EntryUnpickler(io.BytesIO(raw[len(version) :])).load()
        return known if all(isinstance(reading, Reading) for _, reading in known.values()) else {}
    except Exception:
        # Whatever a wrong pickle raises: it is as if it were not there.
        return {}


class EntryUnpickler(pickle.Unpickler):
    """Knows the classes that entries are made of."""

    def find_class(self, module: str, name: str) -> Any:
        """A class by its name. Raises UnpicklingError for any other."""
        if (module, name) == ("datetime", "date"):
            return datetime.date
        found = getattr(sys.modules.get(module), name, None) if module.startswith(_MODULES) else None
        if isinstance(found, type) and found.__module__ == module:
            return found
        raise pickle.UnpicklingError(f"{module}.{name}")


_PACKAGE = __name__.split(".")[0]
_MODULES = tuple(f"{_PACKAGE}.{part}" for part in ("errors", "models.", "load.entry", "load.reading", "checks."))
