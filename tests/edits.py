"""Tiny with something changed, as the checks and the library are given it."""

import datetime
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from branchsite.cache.caches import VARIABLE
from branchsite.cache.folder import CacheFolder
from branchsite.checks import Check
from branchsite.errors import DataError, Problem
from branchsite.load.data import Data, read
from branchsite.load.store import Store
from sites import TINY, TODAY, copy_site, replace

A = "data/activities/2024/"
PLAN = "data/plans/2023-2024-2.yml"
Change = tuple[str, str] | str | bytes | Callable[[Path], None]
"""Old and new text; or a whole file; or what to do with it."""


def changed(folder: Path, changes: Mapping[str, Change]) -> Data:
    """Tiny in a folder of its own, with files changed, added or replaced; the others are read but once for all tests.

    Raises DataError as `load` does.
    """
    root = copy_site(folder / "site", TINY)
    for name, change in changes.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(change, tuple):
            replace(path, *change)
        elif isinstance(change, str):
            path.write_text(change, encoding="utf-8")
        elif isinstance(change, bytes):
            path.write_bytes(change)
        else:
            change(path)
    kept = Path(os.environ.get(VARIABLE, root / ".cache")) / "changed"
    data, problems = read(root, Store(CacheFolder(kept), in_memory=False))
    if problems or data is None:
        raise DataError(problems)
    return data


def record(day: str = "2024-04-15", kind: str = "集中学习", **fields: str) -> str:
    """A right record, with fields added or, where their value is empty, left out."""
    values = {
        "标题": "读书",
        "类别": kind,
        "活动日期": day,
        "发布日期": day,
        "对象": "党员",
        "摘要": "一句话。",
        "审核": "支部书记",
        "正文": "一段话。",
        **fields,
    }
    return "".join(f"{name}: {value}\n" for name, value in values.items() if value)


def has_line(path: Path, line: int) -> bool:
    """Whether a file is a text with such a line: of a folder, a photo or what is not there, no line is named."""
    return path.suffix in (".yml", ".md") and path.is_file() and line <= len(path.read_text("utf-8").splitlines())


def said(check: Check, data: Data, today: datetime.date = TODAY) -> list[str]:
    """What a check objects to: where, and in what words."""
    return [f"{Path(one.file).name}:{one.line} {one.message}" for one in found(check, data, today)]


def found(check: Check, data: Data, today: datetime.date = TODAY) -> list[Problem]:
    """The problems themselves, sorted; each can be mended and says so."""
    problems = sorted(check(data, today))
    assert all(one.fix for one in problems)
    assert [one for one in problems if one.line and not has_line(data.root / one.file, one.line)] == []
    return problems
