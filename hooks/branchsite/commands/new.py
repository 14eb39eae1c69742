"""A new record's file, with the fields that its kind wants and a word on each."""

import argparse
import datetime
import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic_core import PydanticCustomError

from ..checks.completeness import PLACEHOLDER
from ..errors import DataError, Problem
from ..library.promises import promises_of
from ..load.data import Data, read
from ..load.slips.nearest import nearest
from ..models.base import Visibility
from ..models.date import parse_date
from ..models.kind import Kind
from ..models.plan import ANY_PUBLIC
from ..photos.image import ImageError
from ..photos.intake import taken_in
from ..system.replace import WRITABLE
from ..system.terminal import command
from ..views.render import render_text
from .environment import today
from .slug import check_slug


@dataclass(frozen=True)
class Start:
    """The known values of a new record; all of them may be empty.

    proved: lines of 兑现. photos: files to take in, each with its 替代文字 or "".
    """

    title: str = ""
    place: str = ""
    proved: tuple[str, ...] = ()
    photos: tuple[tuple[Path, str], ...] = ()


NOTHING = Start()

TAKEN = "这个文件已经有了"
_ANOTHER = "换一个短名"


def write_new(root: Path, date: str, slug: str, kind_name: str, today: datetime.date) -> Path:
    """Write data/activities/YEAR/DATE-SLUG.yml with nothing filled in, and return its path. Raises as write_record."""
    data, problems = read(root)
    if data is None:
        raise DataError(problems)
    return write_record(data, date, slug, kind_name, today)


def write_record(
    data: Data, date: str, slug: str, kind_name: str, today: datetime.date, start: Start = NOTHING
) -> Path:
    """Write data/activities/YEAR/DATE-SLUG.yml, and its photos beside it, and return its path.

    Raises DataError where a word is wrong, the kind keeps no records, a photo cannot be read, or the file is there
    already; then nothing is written.
    """
    root = data.root
    day = day_of(date)
    check_slug(slug)
    path = root / "data" / "activities" / str(day.year) / f"{day}-{slug}.yml"
    folder = path.with_suffix("")
    for taken in (path, folder):
        if taken.exists():
            raise DataError([Problem(taken.relative_to(root).as_posix(), 0, TAKEN, fix=_ANOTHER)])
    kind = kind_of(data, kind_name)
    public = kind.visibility is Visibility.PUBLIC
    if start.photos and not public:
        raise DataError(
            [Problem("new", 0, f"“{kind.name}”只公开日期和次数，不能有照片", fix="照片存在校内，去掉 --photo")]
        )
    claims = claims_of(data, day, kind)
    for claim in start.proved:
        if claim not in claims:
            fix = nearest(claim, claims) or "、".join(claims) or "这一天没有计划，去掉 --proves"
            raise DataError([Problem("new", 0, f"“{kind.name}”不能兑现“{claim}”", claim, fix)])
    pictures = [(f"{number:02}.jpg", photo, alt) for number, (photo, alt) in enumerate(start.photos, 1)]
    content = {name: _picture(photo) for name, photo, _ in pictures}
    text = record_text(kind, day, today, start, claims, [(name, alt) for name, _, alt in pictures])
    photos = {folder / name: one for name, one in content.items()}
    write_all(root, {path: text.encode(), **photos}, _ANOTHER)
    return path


def record_text(
    kind: Kind,
    day: datetime.date,
    today: datetime.date,
    start: Start = NOTHING,
    claims: Sequence[str] = (),
    photos: Sequence[tuple[str, str]] = (),
) -> str:
    """The file of a new record. claims: lines that 兑现 may hold. photos: each name with its 替代文字 or ""."""
    text = render_text(
        "new.yml.html",
        day=day,
        today=today,
        kind=kind,
        public=kind.visibility is Visibility.PUBLIC,
        title=as_yaml(start.title),
        place=as_yaml(start.place),
        claims=list(claims),
        proved=list(start.proved),
        photos=[(name, as_yaml(alt)) for name, alt in photos],
        placeholder=PLACEHOLDER,
    )
    return text.rstrip("\n") + "\n"


def write_all(root: Path, files: Mapping[Path, bytes], instead: str) -> None:
    """Write new files; where one cannot be, or somebody stops it, none stays, nor a folder made for them.

    instead: what to do where one is there already. Raises DataError.
    """
    done: list[Path] = []
    folders: list[Path] = []
    try:
        for path, content in files.items():
            folders += _made_folders(path.parent)
            # Whatever comes between, a file that is there is not overwritten.
            with path.open("xb") as made:
                done.append(path)
                made.write(content)
    except BaseException as error:
        for one in done:
            one.unlink(missing_ok=True)
        for folder in reversed(folders):
            folder.rmdir()
        if not isinstance(error, OSError):
            raise
        raise DataError([unwritten(path.relative_to(root).as_posix(), error, instead)]) from None


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder and those above it. Returns those that were not there, from the top."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def unwritten(file: str, error: OSError, instead: str) -> Problem:
    """Why a new file could not be written, and what to do. instead: where one of its name is there already."""
    if isinstance(error, FileExistsError):
        return Problem(file, 0, TAKEN, fix=instead)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(file, 0, "新建不了：磁盘满了", fix="删掉不用的文件，腾出地方，再来一次")
    return Problem(file, 0, "新建不了：没有写这个文件夹的权限", fix=WRITABLE)


def _picture(path: Path) -> bytes:
    try:
        return taken_in(path)
    except ImageError as error:
        raise DataError([Problem(path.name, 0, f"照片{error.message}", fix=error.fix)]) from None


def as_yaml(text: str) -> str:
    """A text as the value of a field on one line; empty where it is."""
    if not text:
        return ""
    return yaml.safe_dump(" ".join(text.split()), allow_unicode=True, width=10_000).removesuffix("\n...\n").strip()


def kind_of(data: Data, name: str) -> Kind:
    """The kind of that name. Raises DataError where there is none, or it keeps no records."""
    kind = data.kinds_by_name.get(name)
    if kind is None:
        near = nearest(name, data.kinds_by_name)
        raise DataError([Problem("new", 0, f"没有叫“{name}”的类别", name, near or "、".join(data.kinds_by_name))])
    if kind.visibility is Visibility.INTERNAL:
        message = "内部类别不建记录：git 会永远保留提交过的内容"
        raise DataError([Problem("new", 0, message, name, "资料存在校内")])
    return kind


def day_of(date: str) -> datetime.date:
    """The day that is meant. Raises DataError."""
    try:
        return parse_date(date)
    except PydanticCustomError as error:
        raise DataError([Problem("new", 0, error.message(), date, "例如 2024-03-12")]) from None


def claims_of(data: Data, day: datetime.date, kind: Kind) -> list[str]:
    """The lines that 兑现 may hold for a record of that kind and day."""
    lines = []
    for promise in promises_of(data).on(day):
        commitment = promise.commitment
        if kind.name in commitment.evidence and ANY_PUBLIC not in commitment.evidence:
            lines += [f"{commitment.short}/{part}" for part in commitment.parts] or [commitment.short]
    return lines


def run_new(options: argparse.Namespace) -> int:
    """Begin a record by its three words. options: root, date, slug, kind. Raises DataError where they cannot be."""
    path = write_new(options.root, options.date, options.slug, options.kind, today())
    print(f"新建了 {path.relative_to(options.root).as_posix()}，打开它填好内容，再运行 {command('check')}。")
    return 0
