"""Which version of a library is installed, by the name of the folder in which its installer has described it.

importlib.metadata reads the description itself, and is slow to import: it has a reader of e-mail read it.
"""

import os
import re
import sys
from collections.abc import Iterator
from functools import cache

_ENDING = ".dist-info"


def library_version(name: str) -> str:
    """The version of a library, as this process has found it first. Raises PackageNotFoundError where there is none."""
    return _described(tuple(sys.path)).get(_plain(name)) or _read(name)


@cache
def _described(folders: tuple[str, ...]) -> dict[str, str]:
    """The versions that the first folder knows that has a library at all, by its plain name."""
    found: dict[str, str] = {}
    for folder in folders:
        found = {**_in_folder(folder), **found}
    return found


def _in_folder(folder: str) -> dict[str, str]:
    """Where an installer was broken off there may be several of one library."""
    found: dict[str, str] = {}
    for name in _names(folder):
        library, _, version = name.removesuffix(_ENDING).partition("-")
        found[_plain(library)] = " ".join(filter(None, [found.get(_plain(library)), version]))
    return found


def _names(folder: str) -> Iterator[str]:
    try:
        yield from sorted(name for name in os.listdir(folder or os.curdir) if name.endswith(_ENDING))
    except OSError:
        # A path of Python's need not be there, and may be an archive.
        return


def _plain(name: str) -> str:
    """A name however it is written: ruamel.yaml, ruamel-yaml and Ruamel_YAML are one."""
    return re.sub(r"[-_.]+", "_", name).lower()


def _read(name: str) -> str:
    """Of a library that was installed in another way, such as by Debian."""
    # Here, not at the top: it takes longer than all else that a command without work to do imports.
    from importlib.metadata import version

    return version(name)
