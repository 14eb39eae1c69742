"""Blocks as plain text, to be searched and quoted."""

import re
from collections.abc import Iterator, Sequence

from .block import Block, Code, Heading, List, Paragraph, Prose, Quote, Table
from .inline import spans
from .timer import Timer
from .width import joined

_BLANKS = re.compile(r"\s+")


def plain_text(prose: Prose, timer: Timer) -> str:
    """The words of a text without its signs, one line a block; a line that was broken in the source is whole again."""
    return "\n".join(filter(None, _lines(prose.blocks, prose.pasted, timer)))


def _lines(blocks: Sequence[Block], pasted: frozenset[str], timer: Timer) -> Iterator[str]:
    for block in blocks:
        timer.look()
        match block:
            case Paragraph() | Heading():
                yield _words(block.text, pasted, timer)
            case List():
                for item in block.items:
                    yield from _lines(item.blocks, pasted, timer)
            case Quote():
                yield from _lines(block.blocks, pasted, timer)
            case Table():
                for row in block.rows:
                    yield " ".join(filter(None, (_words(cell, pasted, timer) for cell in row)))
            case Code():
                yield from (_BLANKS.sub(" ", line).strip() for line in block.text.split("\n"))


def _words(text: str, pasted: frozenset[str], timer: Timer) -> str:
    pieces = (" " if span.kind == "break" else span.text for span in spans(text, pasted, timer))
    return _BLANKS.sub(" ", joined("".join(pieces))).strip()
