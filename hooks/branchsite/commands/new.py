"""A new record's file, with the fields that its kind wants and a word on each."""

import argparse
import datetime
import re
from pathlib import Path

from pydantic_core import PydanticCustomError

from ..checks.completeness import PLACEHOLDER
from ..errors import DataError, Problem
from ..html.render import render_text
from ..library.promises import promises_of
from ..load.data import Data, read
from ..load.slips.nearest import nearest
from ..models.base import Visibility
from ..models.date import parse_date
from ..models.kind import Kind
from ..models.plan import ANY_PUBLIC
from ..system.replace import WRITABLE
from ..system.terminal import command
from .environment import today

_LONGEST = 60
"""How many characters a slug may have; the same as any other id."""


def write_new(root: Path, date: str, slug: str, kind_name: str, today: datetime.date) -> Path:
    """Write data/activities/YEAR/DATE-SLUG.yml and return its path.

    Raises DataError where a word is wrong, the kind keeps no records, or the file is there already.
    """
    day = _day(date)
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > _LONGEST:
        message = f"拼音只能用小写字母、数字和短横线，最多 {_LONGEST} 个"
        raise DataError([Problem("make new", 0, message, slug, "例如 zhishu")])
    path = root / "data" / "activities" / str(day.year) / f"{day}-{slug}.yml"
    if path.exists():
        raise DataError([Problem(path.relative_to(root).as_posix(), 0, "这个文件已经有了", fix="换一个短名")])
    data, problems = read(root)
    if data is None:
        raise DataError(problems)
    kind = data.kinds_by_name.get(kind_name)
    if kind is None:
        near = nearest(kind_name, data.kinds_by_name)
        fix = near or "、".join(data.kinds_by_name)
        raise DataError([Problem("make new", 0, f"没有叫“{kind_name}”的类别", kind_name, fix)])
    if kind.visibility is Visibility.INTERNAL:
        raise DataError(
            [Problem("make new", 0, "内部类别不建记录：git 会永远保留提交过的内容", kind_name, "资料存在校内")]
        )
    text = render_text(
        "new.yml.html",
        day=day,
        today=today,
        kind=kind,
        public=kind.visibility is Visibility.PUBLIC,
        claims=list(_claims(data, day, kind)),
        placeholder=PLACEHOLDER,
    )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Whatever comes between, a file that is there is not overwritten.
        with path.open("x", encoding="utf-8", newline="\n") as made:
            made.write(text.rstrip("\n") + "\n")
    except PermissionError:
        file = path.relative_to(root).as_posix()
        raise DataError([Problem(file, 0, "新建不了：没有写这个文件夹的权限", fix=WRITABLE)]) from None
    return path


def _day(date: str) -> datetime.date:
    try:
        return parse_date(date)
    except PydanticCustomError as error:
        raise DataError([Problem("make new", 0, error.message(), date, "例如 2024-03-12")]) from None


def _claims(data: Data, day: datetime.date, kind: Kind) -> list[str]:
    """The lines that 兑现 may hold for a record of that kind and day."""
    lines = []
    for promise in promises_of(data).on(day):
        commitment = promise.commitment
        if kind.name in commitment.evidence and ANY_PUBLIC not in commitment.evidence:
            lines += [f"{commitment.short}/{part}" for part in commitment.parts] or [commitment.short]
    return lines


def run_new(options: argparse.Namespace) -> int:
    """Begin a record. options: root, date, slug, kind. Raises DataError where they cannot be."""
    path = write_new(options.root, options.date, options.slug, options.kind, today())
    print(f"新建了 {path.relative_to(options.root).as_posix()}，打开它填好内容，再运行 {command('check')}。")
    return 0
