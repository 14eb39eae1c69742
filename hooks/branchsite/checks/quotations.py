"""Ensure that what a commitment quotes, 出处, stands in the text of the section or item that it was drawn from."""

import datetime
from collections.abc import Iterator

from ..errors import Problem
from ..library.plan_text import nearest_sentence, quoted_spans
from ..load.data import Data, Entry
from ..load.slips.one_line import scalar
from ..models.plan import Commitment, Plan

_LONGEST = 600
"""Characters of a quotation."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """出处 of every commitment."""
    for entry in data.plans.values():
        for commitment, path in entry.model.places():
            if commitment.quote is not None:
                yield from _commitment(entry, commitment, path)


def _commitment(entry: Entry[Plan], commitment: Commitment, path: tuple[str | int, ...]) -> Iterator[Problem]:
    text, quote = entry.model.part(path).text, commitment.quote or ""
    place = (*path, "出处")
    if text is None:
        yield entry.problem("这一条没有“原文”，不能写“出处”", *place, fix=entry.removal(*place))
    elif not quoted_spans(quote, text):
        near = nearest_sentence(quote, text)
        message = "“出处”要照抄这一条“原文”里的话，原文里没有这一句"
        fix = f"出处: {scalar(near[:_LONGEST])}" if near else entry.removal(*place)
        yield entry.problem(message, *place, fix=fix)
