"""Sentences of a text, without the numbers in front of them."""

from collections.abc import Iterable

from ..library.plan_text import sentences
from .markers import DATED, marker_of

LONGEST = 600
"""Characters of a sentence; what is longer was never meant as one, and is cut there."""


def sentences_of(paragraphs: Iterable[str]) -> list[str]:
    """The sentences of some paragraphs, each with the stop at its end, word for word but for a number in front."""
    found = (sentence for text in paragraphs for sentence, _ in sentences(without_number(text)))
    return [sentence[:LONGEST] for sentence in found if len(sentence) > 3]


def without_number(text: str) -> str:
    """A line without the number in front of it; a month there is no number."""
    marker = marker_of(text)
    numbered = marker is not None and marker.form not in DATED and text.startswith(marker.label)
    return text[len(marker.label) :].strip() if marker and numbered else text
