"""The parts of the index: what is indexed together, so that a new record makes one small part anew.

A part costs a reader some 10 KB at the first query: its list of pages, and for each bigram a file of words. So
there are few: what has no term of its own and the terms that are over, and the term that is running. The first
are indexed again when one of their pages is mended, and when a term ends; up to two thousand make a part.
What is said of the plan goes with the running term: its figures move with each of its activities.
"""

from collections.abc import Sequence
from itertools import groupby

from .entry import NEWS, PLAN, SearchEntry

LARGEST = 2000
"""Entries of past terms in one part: so many are indexed in two seconds."""

_AUTUMN = "08"
"""The month that a school year's first term is counted from; its second from January."""


def parts_of(entries: Sequence[SearchEntry], largest: int = LARGEST) -> list[tuple[SearchEntry, ...]]:
    """The entries cut into parts, none empty. entries: in the order that entries_of gives. largest: see LARGEST."""
    activities = [one for one in entries if one.area == NEWS]
    plan = [one for one in entries if one.area == PLAN]
    groups = [[one for one in entries if one.area not in (NEWS, PLAN)]]
    terms = [list(those) for _, those in groupby(activities, key=_term)]
    for term in terms[:-1]:
        if groups[-1] and len(groups[-1]) + len(term) > largest:
            groups.append([])
        groups[-1] += term
    groups.append([*plan, *(terms[-1] if terms else ())])
    return [tuple(group) for group in groups if group]


def _term(entry: SearchEntry) -> tuple[str, bool]:
    """Year and half, of an activity."""
    return entry.year, entry.date[5:7] >= _AUTUMN
