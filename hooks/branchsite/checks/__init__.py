"""Rules over all the data together, one a file. What a single field may hold is the models' business."""

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
    disclosure,
    edit_link,
    files,
    filing,
    folders,
    freshness,
    items,
    lettering,
    links,
    markup,
    notice_period,
    photos,
    plans,
    privacy,
    profile,
    pupils,
    quiz,
    quotations,
    record_start,
    references,
    signs,
    sources,
    strays,
    uncommitted,
    unconfirmed,
    visibility,
    wording,
)

Rule = Callable[[Data, datetime.date], Iterator[Problem]]
EntryRule = Callable[[Entry[Any]], Sequence[Any]]


@dataclass(frozen=True)
class Check:
    """A rule over the data as a whole.

    whole: gives its problems as of a day. per_entry: the parts of it that need only one entry; they are run when
    the entry is read, and what they find is cached on it.
    """

    name: str
    whole: Rule
    per_entry: tuple[EntryRule, ...] = ()


CHECKS = (
    Check("files", files.check),
    Check("folders", folders.check),
    Check("strays", strays.check),
    Check("references", references.check),
    Check("plans", plans.check),
    Check("quotations", quotations.check),
    Check("record_start", record_start.check),
    Check("uncommitted", uncommitted.check),
    Check("unconfirmed", unconfirmed.check),
    Check("calendar", calendar.check),
    Check("items", items.check),
    Check("claims", claims.check),
    Check("addresses", addresses.check),
    Check("dates", dates.check),
    Check("notice_period", notice_period.check),
    Check("disclosure", disclosure.check),
    Check("visibility", visibility.check),
    Check("completeness", completeness.check, per_entry=(completeness.find_in_entry,)),
    Check("pupils", pupils.check, per_entry=(pupils.find_in_entry,)),
    Check("privacy", privacy.check, per_entry=(privacy.find_in_entry,)),
    Check("photos", photos.check),
    Check("alternatives", alternatives.check),
    Check("links", links.check, per_entry=(links.find_in_entry,)),
    Check("quiz", quiz.check, per_entry=(quiz.find_in_entry,)),
    Check("markup", markup.check, per_entry=(markup.find_in_entry,)),
    Check("signs", signs.check, per_entry=(signs.find_in_entry, signs.unseen)),
    Check("wording", wording.check, per_entry=(wording.find_in_entry,)),
    Check("brand", brand.check),
    Check("colours", colours.check),
    Check("filing", filing.check),
    Check("profile", profile.check),
    Check("lettering", lettering.check),
    Check("sources", sources.check),
    Check("edit_link", edit_link.check),
    Check("freshness", freshness.check),
)
"""Every check. A new one is a file here, a line here and a bad entry in tests/worlds/broken."""

MOST = 500
"""The most problems of one check and one severity that are reported."""


def run_entry_checks(entry: Entry[Any]) -> None:
    """Run the per-entry parts of all checks; the findings are cached on the entry."""
    for check in CHECKS:
        for rule in check.per_entry:
            rule(entry)


def run_checks(data: Data, today: datetime.date) -> list[Problem]:
    """The problems of all checks, sorted by file and line."""
    problems: set[Problem] = set()
    for check in CHECKS:
        problems.update(_first(check.whole(data, today)))
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
