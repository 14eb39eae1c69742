"""Ensure that the secretary knows which sentences of the plan promise something that no commitment was drawn from.

What sounds like a promise is in library/promise_words.py.
"""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..library.plan_text import quoted_spans, sentences
from ..library.promise_words import promises
from ..load.data import Data, Entry
from ..load.slips.one_line import scalar
from ..models.plan import Item, Plan, Section

_SHOWN = 40
"""Characters of a sentence in a message."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """The text of every section and item. What a plan begins and ends with says what all of it is for."""
    for entry in data.plans.values():
        for part, path in entry.model.parts():
            for sentence in uncommitted(part):
                yield _reminder(entry, sentence, path)


def uncommitted(part: Section | Item) -> Iterator[str]:
    """The sentences of a section or item that promise something, and of which none of its commitments quotes a word.

    None while one of them quotes what does not stand there: which sentence it means is not known.
    """
    text = part.text or ""
    quoted = bytearray(len(text))
    for quote in (one.quote for one in part.commitments if one.quote):
        spans = quoted_spans(quote, text)
        if not spans:
            return
        for start, end in spans:
            quoted[start:end] = b"\1" * (end - start)
    for sentence, (start, end) in sentences(text):
        if not any(quoted[start:end]) and promises(sentence):
            yield sentence


def _reminder(entry: Entry[Plan], sentence: str, path: tuple[str | int, ...]) -> Problem:
    short = sentence if len(sentence) <= _SHOWN else f"{sentence[:_SHOWN]}……"
    message = f"未分解：“{short}”像是一件要做的事，还没有任务从它分解出来"
    fix = f"在这一条的“承诺”里加一项，其中写 出处: {scalar(sentence)}"
    return replace(entry.problem(message, *path, "原文", fix=fix), severity=Severity.NOTICE)
