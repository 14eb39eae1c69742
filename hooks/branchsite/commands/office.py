"""Files for the office: 工作总结, 台账 and the form of a meeting, written beside the site, where git looks away."""

import argparse
import datetime
from collections.abc import Callable
from pathlib import Path

from ..build import read_without_unfinished
from ..errors import DataError, Problem, errors
from ..library.library import Library
from ..load.slips.nearest import nearest
from ..models.date import parse_month
from ..office.form import form
from ..office.ledger import sheets, write_workbook
from ..office.official_document import free_path, write_document
from ..office.report import month_report, term_report
from .choose_plan import choose_plan
from .environment import address, today
from .new import unwritten

FOLDER = "校内"
"""Where the files go, under the site's root; .gitignore names it."""


def run_report(options: argparse.Namespace) -> int:
    """Write the draft for a term, or of a month. options: root, plan, month. Raises DataError."""
    library = _library(options.root)
    if options.month:
        month = _month(options.month)
        path = free(options.root, f"党建工作信息-{month}", ".docx")
        return written(options.root, path, lambda: write_document(path, month_report(library, month), path.stem))
    schedule = choose_plan(library, options.plan, library.schedule)
    path = free(options.root, f"工作总结-{schedule.id}", ".docx")
    return written(options.root, path, lambda: write_document(path, term_report(library, schedule), path.stem))


def run_ledger(options: argparse.Namespace) -> int:
    """Write the workbook of a term. options: root, plan. Raises DataError."""
    library = _library(options.root)
    schedule = choose_plan(library, options.plan, library.schedule) if library.schedules else None
    path = free(options.root, f"台账-{schedule.id if schedule else library.today}", ".xlsx")
    return written(options.root, path, lambda: write_workbook(path, sheets(library, schedule)))


def run_form(options: argparse.Namespace) -> int:
    """Write the form of a record. options: root, record: the name of its file. Raises DataError."""
    library = _library(options.root)
    wanted = Path(options.record).stem
    records = {record.id: record for record in library.ledger}
    if wanted not in records:
        fix = nearest(wanted, records) or "写记录的文件名，如 2024-03-13-dangke"
        raise DataError([Problem("form", 0, f"没有记录“{wanted}”", options.record, fix)])
    path = free(options.root, f"记录表-{wanted}", ".docx")
    return written(
        options.root, path, lambda: write_document(path, form(records[wanted], library.site.name), path.stem)
    )


def _library(root: Path) -> Library:
    """What is finished; what is not is named: it is not counted. Raises DataError."""
    library, problems = read_without_unfinished(root, today(), address())
    files = sorted({problem.public().file for problem in errors(problems)})
    if files:
        print(f"有 {len(files)} 份还没有写好，没有算进去：{'、'.join(files)}。写好以后再做一份。")
    return library


def _month(text: str) -> str:
    """A month of one year. Raises DataError."""
    try:
        month = parse_month(text)
        datetime.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise DataError([Problem("report", 0, "月份要写成年-月", text, "--month 2024-05")]) from None
    return month


def free(root: Path, name: str, suffix: str) -> Path:
    """Where a file goes that is not there yet."""
    return free_path(root / FOLDER, name, suffix)


def written(root: Path, path: Path, write: Callable[[], None]) -> int:
    """Write a file that is not there yet, and say where it is. Raises DataError; then nothing of it stays."""
    file = path.relative_to(root).as_posix()
    try:
        path.parent.mkdir(exist_ok=True)
        write()
    except FileExistsError as error:
        # Somebody else's, made meanwhile: it stays.
        raise DataError([unwritten(file, error, "再来一次")]) from None
    except BaseException as error:
        path.unlink(missing_ok=True)
        if not isinstance(error, OSError):
            raise
        raise DataError([unwritten(file, error, "再来一次")]) from None
    print(f"写好了 {file}（“{FOLDER}”里的文件不会提交，也不会发布）。")
    return 0
