"""Ensure that writers know which photos say nothing of themselves: who cannot see them hears 替代文字."""

import datetime
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.album import album_of
from ..load.data import Data

_SHOWN = 3


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """Every record with photos that say nothing of themselves: one reminder, with lines to fill in."""
    for entry in data.activities.values():
        mute = [
            one.name for one in album_of(data, entry).items if not (one.photo and (one.photo.alt or one.photo.caption))
        ]
        if mute:
            message = f"{len(mute)} 张照片没有写“替代文字”，看不到图的人只听到“第几张照片”"
            lines = "".join(f"\n  - 文件: {name}\n    替代文字: （照片里有什么）" for name in mute[:_SHOWN])
            yield Problem(
                entry.file, entry.document.line("照片"), message, fix=f"照片:{lines}", severity=Severity.NOTICE
            )
