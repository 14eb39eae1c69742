"""The whole of a check: what can be mended is mended, everything is read, and what is wrong is said."""

import argparse
import datetime
from pathlib import Path

from ..build import pages_of, read_library, refuse_missing_pages, refuse_settings
from ..errors import DataError, Problem, report
from ..load.settings import named_files
from ..output.published import published
from ..system.gc import pause_gc
from ..views.page import Page
from .answer import remember
from .check import ANSWER, tell
from .environment import address
from .fix import mend_files
from .reports import REPORTS


def run_full_check(options: argparse.Namespace, day: datetime.date, asked: str) -> int:
    """As run_check. day: as of which it is checked. asked: the question that this answers, "" where it is not kept."""
    if options.fix:
        _fix(options.root, day)
    needed = _settings(options.root)
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
    said, site = report(notices), published(pages)
    remember(options.root, ANSWER, asked, [said], site, named_files(options.root))
    return tell(options.root, said, day, len(pages), lambda: site)


def _settings(root: Path) -> list[Problem]:
    try:
        refuse_settings(root)
    except DataError as error:
        return error.problems
    return []


def _fix(root: Path, day: datetime.date) -> None:
    wanted = mend_files(root, day)
    for mended in wanted:
        print(f"{mended}\n")
    count = sum(not mended.locked for mended in wanted)
    said = f"改好了 {count} 个文件，提交以前看一遍。" if wanted else "没有可以自动改的错误。"
    print(said, end="\n\n", flush=True)


def _write_reports(options: argparse.Namespace, problems: list[Problem], pages: list[Page]) -> None:
    for form, render in REPORTS.items():
        if file := getattr(options, form):
            file.write_text(render(problems, pages), encoding="utf-8", errors="backslashreplace")
