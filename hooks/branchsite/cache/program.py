"""Which program this is: the part of a key that says what code, templates and libraries an answer comes from.

The other part of every key says what data it comes from. Two are apart: of the data a build knows what has changed.
"""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .digest import digest
from .key import version

PROGRAM = Path(__file__).parents[2]
OVERRIDES = PROGRAM.parent / "overrides"
_LIBRARIES = ("Jinja2", "MarkupSafe", "nh3", "icalendar", "pydantic")
"""What has a hand in the bytes of a page. Whatever else changes the theme's part of it shows in the shell."""

_ALL_LIBRARIES = (
    *("pydantic", "PyYAML", "Pillow", "pillow-heif", "resvg_py", "segno"),
    *("pagefind_bin", "pypinyin", "opencc", "cbor2"),
)
"""What has a hand in anything that the program says."""


@cache
def program_version() -> str:
    """The program that this process has loaded: a page of another one is not this one's, whatever its digest says."""
    return state_of(PROGRAM, ".py", _LIBRARIES)


@cache
def part_version(files: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """Of a part of the program, as this process has loaded it. files: patterns of their paths within the package."""
    inside = PROGRAM / "branchsite"
    return version((file for part in files for file in sorted(inside.glob(part))), libraries)


def page_version() -> str:
    """Of the program and of its templates as they are now: of all that makes a page of its inputs."""
    return digest(program_version(), state_of(OVERRIDES))


def code_version() -> str:
    """Of the program with all that it reads besides, its templates as they are now, and every library it asks."""
    return digest(_program(), state_of(OVERRIDES))


@cache
def _program() -> str:
    """The program as this process has loaded it, with what it reads besides."""
    inside = PROGRAM / "branchsite"
    beside = [name for name in _files(inside) if not name.endswith(".py")]
    stats = ((name, os.stat(inside / name)) for name in beside)
    states = [(name, state.st_size, state.st_mtime_ns) for name, state in stats]
    return digest(program_version(), version((), _ALL_LIBRARIES), states)


def state_of(folder: Path, ending: str = "", libraries: Iterable[str] = ()) -> str:
    """A name for what the files below a folder are called and hold, or those with a certain ending."""
    names = [name for name in _files(folder) if name.endswith(ending)]
    return digest("\n".join(names), version((folder / name for name in names), libraries))


def _files(folder: Path) -> list[str]:
    """Every file below a folder, by its way from there, but for what Python has compiled; sorted."""
    found = []
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        below = place[len(str(folder)) + 1 :].replace(os.sep, "/")
        found += [f"{below}/{name}" if below else name for name in names if os.path.isfile(f"{place}/{name}")]
    return sorted(found)
