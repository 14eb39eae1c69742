"""Ensure that nothing lies where the program does not look: it would be lost without a word, or published by git."""

import datetime
import os
import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.data import Data
from ..load.names import DOCUMENT, LEFT, PAGE, PICTURE, PLAN, RECORD, meant_name, meant_record
from ..load.slips.nearest import nearest
from .files import TOP
from .folders import owner_of_photo

_TERM = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]\.yml")


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Files of data/ that are none of the program's, and of the folder around it."""
    for file in data.files:
        parts = file.split("/")
        known = file in TOP or (len(parts) > 2 and parts[1] in ("_schema", "activities") and len(parts) > 3)
        known = known or (parts[1] == "_schema" and len(parts) > 2) or (parts[1] == "plans" and len(parts) == 3)
        if parts[0] == "data" and not known and file not in data.links:
            yield _unknown(data, file)
    yield from _outside(data)


def _unknown(data: Data, file: str) -> Problem:
    """The problem of a stray file in data/: where it belongs, by its name."""
    name = file.rpartition("/")[2]
    meant = meant_record(name) if re.search(r"\.(?:ya?ml)(?:\.txt)?$", name, re.IGNORECASE) else None
    top = next((one for one in TOP if meant_name(name, ".yml") == one.rpartition("/")[2]), None)
    top = top or nearest(file, set(TOP) - set(data.files), 0.85)
    message = "不认识这个文件，程序不会读它"
    if meant:
        message, fix = "记录放错了地方，程序读不到它", _to(f"data/activities/{meant[:4]}/", name, meant)
    elif top and top not in data.files:
        fix = f"改成 {top.rpartition('/')[2]}"
    elif _TERM.fullmatch(name) or (file.startswith("data/plans/") and PLAN.fullmatch(name)):
        fix = "移到 data/plans/"
    elif PICTURE.fullmatch(name):
        fix = f"移到 {owner_of_photo(data, file) or 'data/activities/年份/（记录的文件名，不带 .yml）'}/"
    elif PAGE.fullmatch(name):
        fix = "移到 docs/"
    else:
        fix = "删掉这个文件；要留着就存到别处，记录放在 data/activities/年份/ 里"
    return Problem(file, 0, message, name, fix)


def _to(folder: str, name: str, meant: str) -> str:
    return f"移到 {folder}" if name == meant else f"改成 {meant}，移到 {folder}"


def _outside(data: Data) -> Iterator[Problem]:
    """Files that were dropped beside data/ and docs/: git takes them, and nobody sees them on a page."""
    for name in sorted(os.listdir(data.root)):
        record = RECORD.fullmatch(name) or RECORD.fullmatch(f"{name}.yml")
        meant = meant_record(name) if re.search(r"\.ya?ml(?:\.txt)?$", name, re.IGNORECASE) else None
        if record or meant:
            where = f"data/activities/{(meant or name)[:4]}/"
            yield Problem(name, 0, "放错了地方，程序读不到它", name, _to(where, name, meant or name))
        elif (PICTURE.fullmatch(name) or DOCUMENT.fullmatch(name) or LEFT.fullmatch(name)) and not name.startswith(
            "requirements"
        ):
            message = "放在仓库最外面，网页上看不到，可是会随仓库公开"
            fix = "删掉这个文件；照片移到记录的文件夹里，文字写进记录"
            yield Problem(name, 0, message, name, fix, Severity.NOTICE)
