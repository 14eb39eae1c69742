"""check: everything that is wrong, at once."""

import argparse
import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from ..build import pages_of, read_library, refuse_missing_pages, refuse_settings
from ..errors import DataError, Problem, report
from ..output.published import Published, published
from ..system.gc import pause_gc
from ..views.page import Page
from .answer import question, recall, remember
from .baseline import local_notice
from .environment import address, today
from .fix import mend_files
from .reports import REPORTS


def run_check(options: argparse.Namespace) -> int:
    """Check everything and say what is wrong. options: root, fix, and a file for each form of REPORTS.

    Raises DataError where anything stops publication.
    """
    if options.fix:
        _fix(options.root)
    day, wanted = today(), any(getattr(options, form) for form in REPORTS)
    asked = "" if wanted else question(options.root, day, address())
    needed = _settings(options.root)
    if not needed and (answer := recall(options.root, "check", asked)):
        return _tell(options.root, answer.notices, day, answer.pages, lambda: answer.published)
    try:
        with pause_gc():
            try:
                library, notices = read_library(options.root, day, address())
                if needed:
                    raise DataError([*needed, *notices])
                pages = pages_of(library)
                refuse_missing_pages(options.root, pages)
            except DataError as error:
                raise DataError([*needed, *error.problems]) from None
    except DataError as error:
        _write_reports(options, error.problems, [])
        raise
    _write_reports(options, notices, pages)
    remember(options.root, "check", asked, notices, pages)
    return _tell(options.root, notices, day, len(pages), lambda: published(pages))


def _tell(root: Path, notices: Sequence[Problem], day: datetime.date, pages: int, site: Callable[[], Published]) -> int:
    """Say that all is well, and what the writer is reminded of. site: gives what it answers at."""
    print(report(notices))
    if gone := local_notice(root, day, site):
        print(f"\n{gone}\n")
    print(f"可以发布：{pages} 页。")
    return 0


def _settings(root: Path) -> list[Problem]:
    try:
        refuse_settings(root)
    except DataError as error:
        return error.problems
    return []


def _fix(root: Path) -> None:
    wanted = mend_files(root, today())
    for mended in wanted:
        print(f"{mended}\n")
    count = sum(not mended.locked for mended in wanted)
    said = f"改好了 {count} 个文件，提交以前看一遍。" if wanted else "没有可以自动改的错误。"
    print(said, end="\n\n", flush=True)


def _write_reports(options: argparse.Namespace, problems: list[Problem], pages: list[Page]) -> None:
    for form, content in REPORTS.items():
        if file := getattr(options, form):
            file.write_text(content.render(problems, pages), encoding="utf-8", errors="backslashreplace")
