"""Rules over all the data together, one a file. What a single field may hold is the models' business."""

import datetime
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry
from . import (
    claims,
    colours,
    completeness,
    dates,
    edit_link,
    files,
    filing,
    freshness,
    links,
    markup,
    photos,
    plans,
    privacy,
    pupils,
    references,
    signs,
    visibility,
)

Check = Callable[[Data, datetime.date], Iterator[Problem]]

CHECKS: dict[str, Check] = {
    "files": files.check,
    "references": references.check,
    "plans": plans.check,
    "claims": claims.check,
    "dates": dates.check,
    "visibility": visibility.check,
    "completeness": completeness.check,
    "pupils": pupils.check,
    "privacy": privacy.check,
    "photos": photos.check,
    "links": links.check,
    "markup": markup.check,
    "signs": signs.check,
    "colours": colours.check,
    "filing": filing.check,
    "edit_link": edit_link.check,
    "freshness": freshness.check,
}
"""Every rule, by name. A new one is a file here, a line here and a bad entry in tests/worlds/broken."""


ALONE = (pupils.found, privacy.found, links.found, markup.found, signs.found)
"""What the rules find in an entry by itself: it is found when the entry is read, and kept with it."""

MOST = 500
"""So many objections of one rule are told: what nobody reads need not be looked for."""


def look(entry: Entry[Any]) -> None:
    """Find in an entry what needs nothing else."""
    for found in ALONE:
        found(entry)


def run_checks(data: Data, today: datetime.date) -> list[Problem]:
    """What all rules object to, sorted by file and line."""
    problems: set[Problem] = set()
    for check in CHECKS.values():
        found = list(islice(check(data, today), MOST + 1))
        if len(found) > MOST:
            found[MOST:] = [
                Problem("data、docs", 0, f"同一种问题超过 {MOST} 处，没有一一列出", fix="先改好列出来的，再检查一次")
            ]
        problems.update(found)
    return sorted(problems)
