"""The parts of the index: what is indexed together, so that a new record makes one small part anew.

A part costs a reader about 20 KB at the first query: its list of pages and a piece of its words for each of
three bigrams. So there are few: what has no year of its own, the years that are over, the year that is running.
The years that are over change when an old record is mended, and when a year ends; several thousand entries
of them make a part.
"""

from collections.abc import Sequence
from itertools import groupby

from .entry import NEWS, Entry

LARGEST = 5000
"""Entries of closed years in one part: what Pagefind indexes in ten seconds."""


def parts_of(entries: Sequence[Entry], largest: int = LARGEST) -> list[tuple[Entry, ...]]:
    """The entries cut into parts, none empty. entries: in the order that entries_of gives. largest: see LARGEST."""
    activities = [one for one in entries if one.area == NEWS]
    groups = [[one for one in entries if one.area != NEWS]]
    years = [list(those) for _, those in groupby(activities, key=lambda one: one.year)]
    for year in years[:-1]:
        if len(groups[-1]) + len(year) > largest and groups[-1]:
            groups.append([])
        groups[-1] += year
    groups += years[-1:]
    return [tuple(group) for group in groups if group]
