"""The whole of a build: without MkDocs where it is known what that would make of the theme, else by MkDocs."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..build import Build, empty_hubs, read_library, refuse_settings, start_build
from ..errors import DataError, Problem
from ..library.address import EXAMPLE
from ..load.settings import named_files
from ..output.published import published
from ..output.theme import kept_theme, theme_key
from ..system.gc import pause_gc
from ..views.page import Page
from .build import SiteRequest, reminders, site_request
from .environment import PLAIN, REPORT, SEARCH, WHY, today
from .reports import REPORTS


def run_full_build(options: argparse.Namespace, asked: SiteRequest | None) -> int:
    """As run_build. asked: the site that is asked for; None where MkDocs is to build it."""
    return 0 if _built_quickly(options.root, asked) else _run_mkdocs(options)


def build_into(root: Path, site_dir: Path) -> int:
    """As run_build with --strict, and comes back when it is done. Gives the exit status of it. Raises DataError."""
    asked = site_request(root, site_dir)
    if (asked and asked.is_answered()) or _built_quickly(root, asked):
        return 0
    sys.stdout.flush()
    return subprocess.run(_mkdocs_words(True, site_dir), cwd=root, check=False).returncode


def _built_quickly(root: Path, asked: SiteRequest | None) -> bool:
    """Whether the site was built without MkDocs. Raises DataError where its settings cannot be read."""
    # Of a mkdocs.yml that it cannot read MkDocs would say so in English, before any hook is asked.
    refuse_settings(root)
    if asked is None:
        _refuse_data(root)
        return False
    # Until the site is written nearly all that is made stays.
    with pause_gc():
        return build_without_mkdocs(asked)


def _refuse_data(root: Path) -> None:
    """Raises DataError where the data are wrong: MkDocs would add to it, in English, that it stopped."""
    if os.environ.get(PLAIN) == "1":
        return
    with _errors_reported():
        read_library(root, today())


def begin(root: Path, site_url: str) -> Build:
    """Read everything and begin to build. site_url: of the site; "" where it has none.

    Raises DataError with everything that is wrong. What is found is written to the file that REPORT names.
    """
    with _errors_reported():
        build = start_build(root, today, site_url or EXAMPLE, os.environ.get(SEARCH) != "0")
    _write_report(build.notices, build.pages)
    return build


@contextmanager
def _errors_reported() -> Iterator[None]:
    """What is wrong with the data is written to the file that REPORT names as well."""
    try:
        yield
    except DataError as error:
        _write_report(error.problems, [])
        raise


def why() -> Callable[[str], None] | None:
    """What says why a file is written; None where nobody asks."""
    return print if os.environ.get(WHY) == "1" else None


def _write_report(problems: list[Problem], pages: list[Page]) -> None:
    if named := os.environ.get(REPORT):
        Path(named).write_text(REPORTS["json"](problems, pages), encoding="utf-8")


def build_without_mkdocs(asked: SiteRequest) -> bool:
    """Gives whether it could: a theme that MkDocs has not rendered yet is not known."""
    root, settings = asked.root, asked.settings
    # Before anything is read: an answer is to no later state than this.
    key = asked.key
    build = begin(root, settings.site_url)
    writer = build.writer(settings.own_shells, settings.joined)
    shells = theme_key(root, settings, build.library, build.pages, empty_hubs(build.library), writer.stand_ins)
    theme = kept_theme(build.caches.theme, shells, writer.stand_ins.values())
    if theme is None:
        # The index is kept: MkDocs' build finds it.
        build.search()
        return False
    written = build.write(writer, theme, asked.out, build.beside(settings.site_url, settings.overrides), why())
    said, site = list(map(str, build.notices)), published(build.pages)
    asked.tell(said, lambda: site, len(build.pages), written)
    if key and build.library.today == asked.day:
        asked.remember(said, site, named_files(root))
    return True


def build_reminders(build: Build) -> list[str]:
    """What to tell the writer of a build."""
    said = map(str, build.notices)
    return reminders(build.root, build.library.today, said, lambda: published(build.pages))


def _mkdocs_words(strict: bool, site_dir: Path | None) -> list[str]:
    words = [sys.executable, "-m", "mkdocs", "build"]
    words += ["--strict"] if strict else []
    words += ["--site-dir", str(site_dir.resolve())] if site_dir else []
    # What the theme has to say of its own future is for who changes the program.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    return words


def _run_mkdocs(options: argparse.Namespace) -> int:
    words = _mkdocs_words(options.strict, options.site_dir)
    sys.stdout.flush()
    if os.name != "posix":
        return subprocess.run(words, cwd=options.root, check=False).returncode
    # In this one's place: both at once would hold all that was read twice.
    os.chdir(options.root)
    os.execv(words[0], words)
