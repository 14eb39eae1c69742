"""new activity: a record begun by answers or options, with its photos, and the commitments that it proves."""

import argparse
import datetime
from pathlib import Path

from ..build import read_library
from ..errors import DataError, Problem
from ..library.progress import CommitmentState
from ..load.data import Data, read
from ..models.base import Visibility
from ..models.kind import Kind
from ..office.words import slug_of
from ..system.filenames import usable
from ..system.terminal import command
from .ask import asking, chosen, optional, required, several
from .environment import today
from .new import Start, claims_of, day_of, kind_of, write_record

OPEN_FIRST = (
    CommitmentState.LATE,
    CommitmentState.OWED,
    CommitmentState.GOING,
    CommitmentState.WAITING,
    CommitmentState.UNCONFIRMED,
    CommitmentState.CONTINUING,
    CommitmentState.BY_RULE,
    CommitmentState.DONE,
    CommitmentState.UNCOUNTED,
    CommitmentState.NOT_APPLICABLE,
)
"""What is still open comes first."""


def run_new_activity(options: argparse.Namespace) -> int:
    """Begin a record. options: root, kind, date, title, slug, place, proves, photo, alt. Raises DataError."""
    root: Path = options.root
    data, problems = read(root)
    if data is None:
        raise DataError(problems)
    kind = _kind(data, options.kind)
    day = day_of(required(options.date, "--date", "活动是哪一天", f"{today()}"))
    title = required(options.title, "--title", "标题", "植树节：在江风里种下一排小树")
    slug = options.slug or usable(slug_of(title))
    public = kind.visibility is Visibility.PUBLIC
    place = optional(options.place, "地点") if public else ""
    offered = open_first(root, claims_of(data, day, kind))
    proved = _proved(options.proves, offered)
    photos = _photos(options.photo, options.alt)
    start = Start(title, place, tuple(proved), photos)
    path = write_record(data, str(day), slug, kind.name, today(), start)
    print(f"新建了 {path.relative_to(root).as_posix()}")
    for number, (photo, _) in enumerate(photos, 1):
        print(f"照片 {photo.name} → {path.stem}/{number:02}.jpg（转正，缩小，去掉了拍摄信息）")
    left = [claim for claim in offered if claim not in proved]
    if left:
        print(f"还可以兑现：{'、'.join(left)}（写在文件里，删掉行首的“# ”就算）")
    print(f"打开它填好内容，再运行 {command('check')}。")
    return 0


def _kind(data: Data, name: str | None) -> Kind:
    if name is None:
        kinds = [kind.name for kind in data.kinds.values() if kind.visibility is not Visibility.INTERNAL]
        if not asking():
            raise DataError([Problem("new activity", 0, "还缺：类别", fix=f"加上 --kind 类别：{'、'.join(kinds)}")])
        name = chosen("哪一类", kinds)
    return kind_of(data, name)


def open_first(root: Path, claims: list[str]) -> list[str]:
    """Lines of 兑现, those of commitments that are still open first; parts that have no record yet before others."""
    states = _states(root, today())
    return sorted(claims, key=lambda claim: states.get(claim, len(OPEN_FIRST)))


def _states(root: Path, day: datetime.date) -> dict[str, int]:
    """How open each line of 兑现 is; nothing where the data has errors, which is no reason to begin no record."""
    try:
        library = read_library(root, day)[0]
    except DataError:
        return {}
    found: dict[str, int] = {}
    for schedule in library.schedules:
        for one in schedule.all_progress:
            rank = OPEN_FIRST.index(one.state)
            found[one.commitment.short] = rank
            found |= {
                f"{one.commitment.short}/{part.label}": len(OPEN_FIRST) if part.records else rank for part in one.parts
            }
    return found


def _proved(typed: list[str] | None, offered: list[str]) -> list[str]:
    if typed is not None or not offered or not asking():
        return typed or []
    return several("兑现了计划里的哪几项（还没完成的在前面）", offered)


def _photos(paths: list[Path] | None, alts: list[str] | None) -> tuple[tuple[Path, str], ...]:
    """Photos with what is in them; asked for one by one where somebody can answer."""
    found = []
    for index, path in enumerate(paths or []):
        given = alts[index] if alts and index < len(alts) else None
        found.append((path, optional(given, f"{path.name} 里有什么，写给看不到图的人")))
    return tuple(found)
