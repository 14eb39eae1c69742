"""What is indexed and what a reader types are cut alike: one table, through words.py and through search/words.js."""

import random
import re
import unicodedata
from itertools import permutations
from typing import Any

import pytest

from branchsite.search.words import fold, joined, words_of
from scripts_in_node import in_node
from search.oracle import PIECE
from search.word_table import TABLE

Readings = dict[str, list[list[str]]]

LETTERS = re.compile("(?:[^\\W_]|[\U00020000-\U0003fffd])+")
"""With the characters of Chinese that Python does not know yet."""

WRITTEN = "五四党一二三34a b·-—“”《》、，。.•'（）２Ａé\u200b　"
"""Of which people make names, dates and lists."""


def asked(function: str, texts: list[str]) -> list[Any]:
    """What the script makes of each."""
    return in_node(("search/signs", "search/words"), function, [[text] for text in texts])


@pytest.fixture(scope="module")
def readings() -> Readings:
    """What every text of the table may mean."""
    pairs = [*TABLE["apart"].values(), *TABLE["found"].values()]
    typed = [one for ways in TABLE["same"].values() for one in ways] + [one for _, one in pairs]
    typed += [*TABLE["nothing"], *(one["text"] for one in TABLE["cut"].values())]
    return dict(zip(typed, asked("readings", typed), strict=True))


def finds(written: str, meant: list[list[str]]) -> bool:
    """Whether Pagefind, which looks up beginnings, finds all the words of some reading in a text."""
    there = words_of(written)
    return any(all(any(one.startswith(word) for one in there) for word in words) for words in meant)


@pytest.mark.parametrize("case", TABLE["cut"])
def test_cut(case: str, readings: Readings) -> None:
    """In order; the end of a number keeps 3 from finding 30. And whoever types a text finds it."""
    one = TABLE["cut"][case]
    assert readings[one["text"]] == one["typed"]
    assert finds(one["text"], one["typed"])


@pytest.mark.parametrize("case", TABLE["same"])
def test_any_way_of_writing_finds_any_other(case: str, readings: Readings) -> None:
    """Dots, hyphens, dashes, quotation marks, in Chinese or in figures."""
    ways = TABLE["same"][case]
    assert all(finds(one, readings[one]) for one in ways)
    assert [pair for pair in permutations(ways, 2) if not finds(pair[0], readings[pair[1]])] == []


@pytest.mark.parametrize("case", TABLE["apart"])
def test_what_is_not_the_same(case: str, readings: Readings) -> None:
    """Sentences, dates and ranges are not run together."""
    written, typed = TABLE["apart"][case]
    assert not finds(written, readings[typed])


@pytest.mark.parametrize("case", TABLE["found"])
def test_what_is_found(case: str, readings: Readings) -> None:
    """Pieces, and what was found before signs were left out."""
    written, typed = TABLE["found"][case]
    assert finds(written, readings[typed])


def test_signs_have_no_words(readings: Readings) -> None:
    """So that a search of nothing else finds nothing (tests/browser/test_search.py)."""
    assert {typed for typed in TABLE["nothing"] if readings[typed] != [[]]} == set()


def characters() -> list[str]:
    """All of the blocks that Chinese text has, some of all others, and some that will be Chinese characters."""
    blocks = ((0x20, 0x250), (0x2000, 0x2070), (0x2100, 0x2BFF), (0x3000, 0x3130), (0xFE00, 0xFE70), (0xFF00, 0xFFEF))
    found = {chr(number) for block in blocks for number in range(*block)}
    rng = random.Random(1)
    assigned = [
        chr(number) for number in range(0x110000) if unicodedata.category(chr(number)) not in ("Cn", "Co", "Cs")
    ]
    return sorted(found.union(rng.sample(assigned, 3000), map(chr, rng.sample(range(0x20000, 0x3FFFE), 300))))


@pytest.mark.slow
def test_both_languages_fold_and_part_alike() -> None:
    """Every such character, between others, and many short texts made by chance."""
    rng = random.Random(1)
    texts = [f"五{letter}四 3{letter}4 五{letter}4 a{letter}b" for letter in characters()]
    texts += ["".join(rng.choices(WRITTEN, k=rng.randint(1, 9))) for _ in range(3000)]
    # 、 is the one difference: in a text it may be a dot, in a query it makes a list.
    texts = [text for text in texts if "、" not in fold(text)]
    wrong = []
    answers = asked("text => [fold(text), joined(fold(text)), runs(fold(text))]", texts)
    for text, (folded, whole, runs) in zip(texts, answers, strict=True):
        ours = fold(text)
        if (ours, joined(ours), LETTERS.findall(ours)) != (folded, whole, runs):
            wrong.append((text, ours, folded, joined(ours), whole, runs))
    assert wrong == []


@pytest.mark.slow
def test_what_is_typed_as_it_is_written_is_found() -> None:
    """Whatever the signs, and every piece between blanks and marks by itself."""
    rng = random.Random(2)
    texts = ["".join(rng.choices(WRITTEN, k=rng.randint(1, 9))) for _ in range(3000)]
    pairs = [(text, piece) for text in texts for piece in (text, *PIECE.findall(fold(text)))]
    meant = asked("readings", [piece for _, piece in pairs])
    assert [pair for pair, words in zip(pairs, meant, strict=True) if not finds(pair[0], words)] == []
