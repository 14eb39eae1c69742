"""The plan's own text: the whole in its order, the sentences of a piece of it, and what is quoted from them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..cache.digest import Digested
from ..models.plan import NUMERALS, Plan

_SENTENCE = re.compile(r"[^。！？；!?;]*[。！？；!?;]+[”’》）]*|[^。！？；!?;]+")
_LEFT_OUT = re.compile(r"…+|⋯+|\.{3,}")
_BLANKS = re.compile(r"\s+")

Span = tuple[int, int]
"""First and last place in a text without its blanks; the last is not in it."""


@dataclass(frozen=True)
class TextLine(Digested):
    """A heading or a paragraph of the plan. level: 1 for a section's heading, 2 for an item's, 0 for a paragraph.

    key: of the section or item that a heading opens, 一1; nothing for a paragraph.
    """

    level: int
    text: str
    key: str = ""


def text_lines(plan: Plan) -> Iterator[TextLine]:
    """The plan's text as it was issued, without its title. Nothing where a plan has none of it."""
    if not plan.has_text:
        return
    yield from _paragraphs(plan.text)
    for numeral, section in zip(NUMERALS, plan.sections, strict=False):
        yield TextLine(1, f"{numeral}、{section.title}", numeral)
        yield from _paragraphs(section.text)
        for number, item in enumerate(section.items, 1):
            yield TextLine(2, f"{number}.{item.title}", f"{numeral}{number}")
            yield from _paragraphs(item.text)
    yield from _paragraphs(plan.closing)


def _paragraphs(text: str | None) -> Iterator[TextLine]:
    return (TextLine(0, one) for one in paragraphs(text))


def paragraphs(text: str | None) -> tuple[str, ...]:
    """The paragraphs of a piece of text, one a line."""
    return tuple(line.strip() for line in (text or "").splitlines() if line.strip())


def squeezed(text: str) -> str:
    """A text without its blanks, which a copy may have elsewhere."""
    return _BLANKS.sub("", text)


def sentences(text: str) -> Iterator[tuple[str, Span]]:
    """The sentences of a piece of text, and where each stands in it. One ends with the paragraph, 。！？ or ；."""
    place = 0
    for paragraph in paragraphs(text):
        for match in _SENTENCE.finditer(paragraph):
            size = len(squeezed(match[0]))
            yield match[0].strip(), (place, place + size)
            place += size


def quoted_spans(quote: str, text: str) -> tuple[Span, ...]:
    """Where a quotation stands in a text, but for blanks; …… stands for what it leaves out. Empty where it does not."""
    whole, place = squeezed(text), 0
    spans = []
    for piece in filter(None, _LEFT_OUT.split(squeezed(quote))):
        start = whole.find(piece, place)
        if start < 0:
            return ()
        place = start + len(piece)
        spans.append((start, place))
    return tuple(spans)


def nearest_sentence(quote: str, text: str) -> str | None:
    """The sentence that has most of a quotation's pairs of characters; None where none has any."""
    pairs = _pairs(quote)
    found = [(len(pairs & _pairs(sentence)), -order, sentence) for order, (sentence, _) in enumerate(sentences(text))]
    most, _, sentence = max(found, default=(0, 0, None))
    return sentence if most else None


def _pairs(text: str) -> frozenset[str]:
    whole = squeezed(text)
    return frozenset(whole[index : index + 2] for index in range(len(whole) - 1))
