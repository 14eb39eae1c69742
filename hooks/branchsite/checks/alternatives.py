"""Ensure that writers know which photos say nothing of themselves: who cannot see them hears 替代文字."""

import datetime
import re
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.album import AlbumItem, album_of
from ..load.data import Data, Entry
from ..load.document import column_of
from ..load.slips.one_line import scalar
from ..models.activity import Activity, Photo

_WORD = f"（{Photo.model_fields['alt'].description}）"
_SHOWN = 10
"""The most photos in one cure; the rest are shown the next time."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every record with photos that say nothing of themselves: one reminder, with lines to fill in."""
    for entry in data.activities.values():
        mute = [one for one in album_of(data, entry).items if not (one.photo and (one.photo.alt or one.photo.caption))]
        if mute:
            yield _reminder(entry, mute)


def _reminder(entry: Entry[Activity], mute: list[AlbumItem]) -> Problem:
    """With the whole of 照片 as it should be: what is written there stays."""
    message = f"{len(mute)} 张照片没有写“替代文字”，看不到图的人只听到“第几张照片”"
    document, shown = entry.document, mute[:_SHOWN]
    unlisted = [one.name for one in shown if one.index is None]
    first = document.line("照片")
    if not entry.model.photos:
        anew = ["照片:", *_items("  ", unlisted)]
        if entry.has("照片"):
            return Problem(entry.file, first, message, document.whole(first), "\n".join(anew), Severity.NOTICE)
        return Problem(entry.file, first, message, "", "\n".join(anew), Severity.NOTICE)
    last = document.last(first)
    if last == first:
        return Problem(entry.file, first, message, document.whole(first), "“照片”里每一张写几行，照使用手册的样例")
    lines = {number: document.whole(number) for number in range(first, last + 1)}
    column = column_of(document.whole(document.line("照片", 0)))
    for index in (one.index for one in shown if one.index is not None):
        start = document.line("照片", index)
        _fill(lines, range(start, document.last(start, item=True) + 1), column)
    fix = "\n".join([*lines.values(), *_items(" " * (column - 2), unlisted)])
    message = f"从这一行到第 {last} 行，{message}"
    return Problem(entry.file, first, message, document.whole(first), fix, Severity.NOTICE)


def _fill(lines: dict[int, str], item: range, column: int) -> None:
    """Add the line of an alternative to an item, or put the word on it into the one that is there and empty."""
    for number in item:
        if re.fullmatch(r" *(?:- +)?替代文字:\s*(?:#.*)?", lines[number]):
            lines[number] = lines[number].partition(":")[0] + f": {_WORD}"
            return
    lines[item[-1]] += f"\n{' ' * column}替代文字: {_WORD}"


def _items(lead: str, names: list[str]) -> Iterator[str]:
    """The lines of photos that are not listed yet."""
    for name in names:
        yield f"{lead}- 文件: {scalar(name)}"
        yield f"{lead}  替代文字: {_WORD}"
