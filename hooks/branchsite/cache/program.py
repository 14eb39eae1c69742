"""Which program this is: the part of a key that says what code, templates and libraries an answer comes from.

The other part of every key says what data it comes from. Two are apart: of the data a build knows what has changed.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from . import version
from .digest import digest

PROGRAM = Path(__file__).parents[2]
OVERRIDES = PROGRAM.parent / "overrides"
_LIBRARIES = ("Jinja2", "Markdown", "MarkupSafe", "nh3", "icalendar", "pydantic")
"""What has a hand in the bytes of a page. Whatever else changes the theme's part of it shows in the shell."""

_ALL_LIBRARIES = (
    *("pydantic", "PyYAML", "Pillow", "pillow-heif", "resvg_py", "segno"),
    *("pagefind_bin", "pypinyin", "opencc", "cbor2"),
)
"""What has a hand in anything that the program says."""


@cache
def program_version() -> str:
    """The program that this process has loaded: a page of another one is not this one's, whatever its digest says."""
    return state_of(PROGRAM, "*.py", _LIBRARIES)


def page_version() -> str:
    """Of the program and of its templates as they are now: of all that makes a page of its inputs."""
    return digest(program_version(), state_of(OVERRIDES))


def code_version() -> str:
    """Of the program with all that it reads besides, its templates as they are now, and every library it asks."""
    return digest(_program(), state_of(OVERRIDES))


@cache
def _program() -> str:
    """The program as this process has loaded it, with what it reads besides."""
    there = (path for path in sorted((PROGRAM / "branchsite").rglob("*")) if "__pycache__" not in path.parts)
    beside = (path for path in there if path.is_file() and path.suffix != ".py")
    states = [(path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in beside]
    return digest(program_version(), version((), _ALL_LIBRARIES), states)


def state_of(folder: Path, pattern: str = "*", libraries: Iterable[str] = ()) -> str:
    """A name for what these files below a folder are called and hold."""
    files = sorted(path for path in folder.rglob(pattern) if path.is_file())
    names = "\n".join(path.relative_to(folder).as_posix() for path in files)
    return digest(names, version(files, libraries))
