"""One table of texts and queries, for the cutting in Python and the one in JavaScript: words.json.

cut: a text, the words that it is indexed by, and what it may mean when it is typed. same: ways to write one thing, of
which any finds all. found, apart: what is written and what is typed, which finds it or does not. nothing: what has no
words.
"""

import json
from pathlib import Path
from typing import TypedDict


class Cut(TypedDict):
    """typed: the readings of a query, each its words in order."""

    text: str
    indexed: list[str]
    typed: list[list[str]]


class Table(TypedDict):
    """By the name of the case."""

    cut: dict[str, Cut]
    same: dict[str, list[str]]
    found: dict[str, tuple[str, str]]
    apart: dict[str, tuple[str, str]]
    nothing: list[str]


TABLE: Table = json.loads(Path(__file__).with_name("words.json").read_text("utf-8"))
