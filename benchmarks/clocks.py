"""One build of ours with clocks on: `python clocks.py ROOT SITE_DIR LOG START`, for stages.py.

Clocks are put around the program's steps before it runs, without MkDocs where that is not needed. Each writes a line
of JSON to LOG when a step is over, its name and its seconds, also from the process in which the index is made. START:
the moment at which this process was started, on the monotonic clock. hooks/ must be on PYTHONPATH.
"""

import functools
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import branchsite.build as build
import branchsite.output.site as site
import branchsite.output.write as write
import branchsite.search.index as index
from branchsite.__main__ import main as branchsite
from branchsite.output.settings import read_settings

STEPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (build, ("read_library", "pages_of")),
    (build, ("make_index",)),
    (build.Build, ("beside",)),
    (index, ("entries_of", "index_part")),
    (site.SiteWriter, ("write",)),
    (site, ("write_site",)),
    (write, ("_files_in",)),
    (write._SiteFolder, ("_write",)),
)
"""Functions by where their callers look them up."""


class Clocks:
    """Seconds, written to a file. over: the moment at which each step was last over."""

    def __init__(self, log: str) -> None:
        # Each line is one write to the end of the file, so that processes do not mix theirs.
        self._log = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._over: dict[str, float] = {}

    def note(self, name: str, since: float) -> None:
        """A step is over that began at a moment."""
        self._over[name] = time.monotonic()
        os.write(self._log, f"{json.dumps([name, self._over[name] - since])}\n".encode())

    def around(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed. Between the list of pages and their writing the shells were found."""

        @functools.wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            start = time.monotonic()
            if name == "write":
                self.note("shells", self._over["pages_of"])
            try:
                return function(*arguments, **options)
            finally:
                self.note(name, start)

        return timed


def main() -> None:
    """Build."""
    root, out, log, start = sys.argv[1:]
    clocks = Clocks(log)
    for place, names in STEPS:
        for name in names:
            setattr(place, name, clocks.around(name, getattr(place, name)))
    clocks.note("import", float(start))
    if read_settings(Path(root)):
        branchsite(["--root", root, "build", "--site-dir", out])
    else:
        # The command would put MkDocs in its own place, and the clocks with it.
        from mkdocs.commands.build import build as mkdocs_build
        from mkdocs.config import load_config

        mkdocs_build(load_config(f"{root}/mkdocs.yml", site_dir=out))


if __name__ == "__main__":
    main()
