"""build: the site. Where it is known what MkDocs would make of the theme, without MkDocs; else by MkDocs."""

import argparse
import datetime
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from ..build import Build, empty_hubs, refuse_settings, start_build
from ..cache.digest import digest
from ..cache.program import state_of
from ..errors import DataError, Problem
from ..library.library import EXAMPLE
from ..output.published import Published, published
from ..output.theme import Settings, kept_theme, read_settings, settings_key, theme_key
from ..output.write import folder_state
from ..system.gc import pause_gc
from ..views.page import Page
from .answer import question, recall, remember
from .baseline import local_notice
from .environment import today
from .reports import REPORTS

REPORT = "BRANCHSITE_REPORT"
"""Names a file for what `check --json` writes, so that a server need not read everything twice."""

SEARCH = "BRANCHSITE_SEARCH"
"""Set to 0: without the search index. For measuring."""

PLAIN = "BRANCHSITE_PLAIN"
"""Set to 1: MkDocs builds every page by itself. The site is the same, byte for byte."""

WHY = "BRANCHSITE_WHY"
"""Set to 1: a line is said of each file that is written, and why."""


def run_build(options: argparse.Namespace) -> int:
    """Build the site.

    options: root; site_dir, in the place of the one in mkdocs.yml; strict, as MkDocs has it; why: say why each file
    is written.

    Raises DataError with everything that is wrong; then the last build is left as it was.
    """
    if options.why:
        os.environ[WHY] = "1"
    return 0 if _built_quickly(options.root, options.site_dir) else _run_mkdocs(options)


def build_into(root: Path, site_dir: Path) -> int:
    """As run_build with --strict, and comes back when it is done. Gives the exit status of it. Raises DataError."""
    if _built_quickly(root, site_dir):
        return 0
    sys.stdout.flush()
    return subprocess.run(_mkdocs_words(True, site_dir), cwd=root, check=False).returncode


def _built_quickly(root: Path, site_dir: Path | None) -> bool:
    """Whether the site was built without MkDocs. Raises DataError where its settings cannot be read."""
    # Of a mkdocs.yml that it cannot read MkDocs would say so in English, before any hook is asked.
    refuse_settings(root)
    if os.environ.get(PLAIN) == "1":
        return False
    # Until the site is written nearly all that is made stays.
    with pause_gc():
        return build_without_mkdocs(root, site_dir)


def begin(root: Path, site_url: str) -> Build:
    """Read everything and begin to build. site_url: of the site; "" where it has none.

    Raises DataError with everything that is wrong. What is found is written to the file that REPORT names.
    """
    try:
        build = start_build(root, today, site_url or EXAMPLE, os.environ.get(SEARCH) != "0")
    except DataError as error:
        _write_report(error.problems, [])
        raise
    _write_report(build.notices, build.pages)
    return build


def why() -> Callable[[str], None] | None:
    """What says why a file is written; None where nobody asks."""
    return print if os.environ.get(WHY) == "1" else None


def reminders(root: Path, day: datetime.date, notices: Iterable[Problem], site: Callable[[], Published]) -> list[str]:
    """What to tell the writer: of the data, and of the pages that the next push would withdraw.

    site: gives what the site would answer at.
    """
    return [*map(str, notices), *filter(None, [local_notice(root, day, site)])]


def _write_report(problems: list[Problem], pages: list[Page]) -> None:
    if named := os.environ.get(REPORT):
        Path(named).write_text(REPORTS["json"].render(problems, pages), encoding="utf-8")


def build_without_mkdocs(root: Path, site_dir: Path | None) -> bool:
    """Gives whether it could: a theme that MkDocs has not rendered yet is not known."""
    settings = read_settings(root)
    if settings is None:
        return False
    out, day = site_dir or Path(settings.site_dir), today()
    name = f"build-{digest(str(out.resolve()))}"
    asked = _question(root, settings, day) if REPORT not in os.environ else ""
    state = partial(folder_state, out)
    if answer := recall(root, name, asked if out.is_dir() else "", state):
        _tell(reminders(root, day, answer.notices, lambda: answer.published), answer.pages, 0)
        return True
    build = begin(root, settings.site_url)
    writer = build.writer(settings.own_shells, settings.joined)
    key = theme_key(root, settings, build.library, build.pages, empty_hubs(build.library), writer.stand_ins)
    theme = kept_theme(root, key, writer.stand_ins.values())
    if theme is None:
        # The index is kept: MkDocs' build finds it.
        build.search()
        return False
    written = build.write(writer, theme, out, build.beside(settings.site_url, settings.overrides), why())
    _tell(build_reminders(build), len(build.pages), written)
    if build.library.today == day:
        remember(root, name, asked, build.notices, build.pages, state)
    return True


def _question(root: Path, settings: Settings, day: datetime.date) -> str:
    """All that the site follows from. The theme of the settings need not be the one beside the program."""
    theme = state_of(Path(settings.overrides))
    return question(root, "build", day, settings_key(root), theme, os.environ.get(SEARCH))


def build_reminders(build: Build) -> list[str]:
    """What to tell the writer of a build."""
    return reminders(build.root, build.library.today, build.notices, lambda: published(build.pages))


def _tell(said: Iterable[str], pages: int, written: int) -> None:
    for one in said:
        print(one, end="\n\n")
    print(f"网站做好了：{pages} 页，新写了 {written} 个文件。", flush=True)


def _mkdocs_words(strict: bool, site_dir: Path | None) -> list[str]:
    words = [sys.executable, "-m", "mkdocs", "build"]
    words += ["--strict"] if strict else []
    words += ["--site-dir", str(site_dir.resolve())] if site_dir else []
    return words


def _run_mkdocs(options: argparse.Namespace) -> int:
    words = _mkdocs_words(options.strict, options.site_dir)
    sys.stdout.flush()
    if os.name != "posix":
        return subprocess.run(words, cwd=options.root, check=False).returncode
    # In this one's place: both at once would hold all that was read twice.
    os.chdir(options.root)
    os.execv(words[0], words)
