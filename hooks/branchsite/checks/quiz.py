"""Ensure that every question under a study material can be asked, answered and explained."""

import datetime
from collections.abc import Iterator
from typing import Any

from ..blocks.quiz import read_quiz
from ..errors import Problem
from ..load.data import Data
from ..load.entry import Entry, cached_on_entry
from ..models.study import Study


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """自测 of every study material."""
    for entry in data.studies.values():
        yield from find_in_entry(entry)


@cached_on_entry
def find_in_entry(entry: Entry[Any]) -> Iterator[Problem]:
    """The slips in one material."""
    if not isinstance(entry.model, Study):
        return
    lines = entry.body.split("\n")
    for slip in read_quiz(entry.body).slips:
        yield Problem(entry.file, entry.body_line + slip.line, slip.message, lines[slip.line].strip(), slip.fix)
