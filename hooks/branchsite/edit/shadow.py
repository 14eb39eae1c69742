"""A copy of the site in which what is being written stands already: it is checked there, and previewed.

The files are hard links to those of the working copy, so a copy takes no time and no room; what differs is put in
their place, never written into them.
"""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from ..build import read_library, refuse_settings
from ..commands.environment import today
from ..errors import DataError, Problem
from ..library.address import EXAMPLE
from ..load.tree import State, walk_states
from .whole import write_whole

_SHARED = ("hooks", "overrides", "mkdocs.yml")


class Shadow:
    """The copy of one working copy. root: where the working copy lies. place: where the copy does."""

    def __init__(self, root: Path, place: Path) -> None:
        self._root = root
        self.place = place
        self._there: dict[str, State | None] = {}
        self._changed: set[str] = set()
        # What an earlier process has left is not known.
        shutil.rmtree(place, ignore_errors=True)

    def problems(self, changes: Mapping[str, bytes | None], address: str) -> list[Problem]:
        """What `check` says of the site with these files changed, errors and reminders alike."""
        self.put(changes)
        try:
            return read_library(self.place, today(), address or EXAMPLE)[1]
        except DataError as error:
            return list(error.problems)

    def put(self, changes: Mapping[str, bytes | None]) -> None:
        """Make it the working copy with these files changed, or gone where they are None."""
        for file in self._changed - changes.keys():
            self._there.pop(file, None)
            (self.place / file).unlink(missing_ok=True)
        now = {file: state for file, state in walk_states(self._root) if file not in changes}
        for file in self._there.keys() - now.keys() - changes.keys():
            (self.place / file).unlink(missing_ok=True)
        for file, state in now.items():
            if file not in self._there or self._there[file] != state:
                self._link(file)
        for file, content in changes.items():
            self._set(file, content)
        self._there, self._changed = self._settled(now), set(changes)

    def _settled(self, now: dict[str, State | None]) -> dict[str, State | None]:
        """The states as they are behind the linking, which counts as a change of each."""
        return {file: state for file, state in walk_states(self._root) if file in now}

    def _link(self, file: str) -> None:
        source, target = self._root / file, self.place / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if source.is_symlink():
            with suppress(OSError):
                target.symlink_to(os.readlink(source))
            return
        try:
            os.link(source, target)
        except OSError:
            with suppress(OSError):
                shutil.copy2(source, target)

    def _set(self, file: str, content: bytes | None) -> None:
        path = self.place / file
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)

    def share_program(self) -> None:
        """Put what makes pages beside the data. Raises DataError where it is not whole."""
        for name in _SHARED:
            source, target = self._root / name, self.place / name
            if name == "mkdocs.yml":
                shutil.copyfile(source, target)
            elif not target.exists():
                _show(source, target)
        refuse_settings(self.place)


def _show(source: Path, target: Path) -> None:
    """A folder at another place, too."""
    try:
        target.symlink_to(source.resolve(), target_is_directory=True)
    except OSError:
        # Windows lets only some people make links.
        shutil.copytree(source, target)
