"""Rules over all the data together, one a file. What a single field may hold is the models' business."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from ..errors import Problem, Severity
from ..load.data import Data
from ..load.entry import Entry
from . import (
    addresses,
    alternatives,
    brand,
    calendar,
    claims,
    colours,
    completeness,
    dates,
    edit_link,
    files,
    filing,
    folders,
    freshness,
    items,
    links,
    markup,
    photos,
    plans,
    privacy,
    pupils,
    references,
    signs,
    strays,
    visibility,
)

Check = Callable[[Data, datetime.date], Iterator[Problem]]

CHECKS: dict[str, Check] = {
    "files": files.check,
    "folders": folders.check,
    "strays": strays.check,
    "references": references.check,
    "plans": plans.check,
    "calendar": calendar.check,
    "items": items.check,
    "claims": claims.check,
    "addresses": addresses.check,
    "dates": dates.check,
    "visibility": visibility.check,
    "completeness": completeness.check,
    "pupils": pupils.check,
    "privacy": privacy.check,
    "photos": photos.check,
    "alternatives": alternatives.check,
    "links": links.check,
    "markup": markup.check,
    "signs": signs.check,
    "brand": brand.check,
    "colours": colours.check,
    "filing": filing.check,
    "edit_link": edit_link.check,
    "freshness": freshness.check,
}
"""Every rule, by name. A new one is a file here, a line here and a bad entry in tests/worlds/broken."""


ALONE = (pupils.found, privacy.found, links.found, markup.found, signs.found, signs.unseen)
"""What the rules find in an entry by itself: it is found when the entry is read, and kept with it."""

MOST = 500
"""So many objections of one rule and one weight are told: what nobody reads need not be looked for."""


def look(entry: Entry[Any]) -> None:
    """Find in an entry what needs nothing else."""
    for found in ALONE:
        found(entry)


def run_checks(data: Data, today: datetime.date) -> list[Problem]:
    """What all rules object to, sorted by file and line."""
    problems: set[Problem] = set()
    for check in CHECKS.values():
        problems.update(_first(check(data, today)))
    return sorted(problems)


def _first(found: Iterator[Problem]) -> Iterator[Problem]:
    """The first errors and the first reminders; many reminders neither stop publication nor hide an error."""
    counts = Counter[Severity]()
    for problem in found:
        counts[problem.severity] += 1
        if counts[problem.severity] <= MOST:
            yield problem
        elif counts[problem.severity] == MOST + 1:
            message = f"同一种问题超过 {MOST} 处，没有一一列出"
            fix = "先改好列出来的，再检查一次"
            yield Problem("data、docs", 0, message, fix=fix, severity=problem.severity)
        if counts[Severity.ERROR] > MOST:
            return
