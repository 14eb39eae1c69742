"""Pagefind's files, made by us: what its command would say, and each word in the file that a browser takes for it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import cbor2
import pytest

from branchsite.library.library import Library
from branchsite.search.bundle import ENTRY, Fields, bundle, page_name, unpack
from branchsite.search.engine import fields_of, run_pagefind
from branchsite.search.entry import entries_of
from branchsite.search.initials import read_initials

NAME = "p0"

Words = dict[str, dict[int, list[int]]]
"""Words, the pages they are on, and what is said of each there."""


def pages_with(words: Mapping[str, int]) -> list[Fields]:
    """Pages of which each word is on so many, from the first on."""
    count = max(words.values())
    return [[(1, [word for word, many in words.items() if number < many])] for number in range(count)]


LETTERS = {f"g{letter}_": 40 for letter in "abcdefghijklmnopqrstuvwxyz"}
CHINESE = {
    f"{one}{other}": count for one in "一丁七" for other, count in (("_", 30), ("万", 1), ("丈", 90), ("三", 300))
}
MIXED = {
    "3_": 2,
    "30_": 2,
    "3月": 4,
    "党_": 1,
    "党a": 1,
    "党ab": 60,
    "党员": 3,
    "六a": 2,
    "拼zt_": 9,
    "拼ztdr_": 9,
    "拼zz_": 9,
}
ODD = {"僃a": 3, "僃bw": 3, "x" * 24 + "_": 2, "y" * 60: 2}
"""Rare characters, and words so long that their length takes a byte of its own."""

TABLE = {
    "letters": LETTERS,
    "Chinese": CHINESE,
    "letters and Chinese": {**LETTERS, **CHINESE},
    "mixed": MIXED,
    "odd": ODD,
    "one word": {"党员": 1},
    "many pages": {"党员": 5000, "党_": 300},
}


def read(made: Mapping[str, bytes]) -> tuple[list[list[object]], list[list[str]], dict[str, list[list[object]]]]:
    """Pages, spans, and by file the words."""
    (meta,) = [raw for uri, raw in made.items() if uri.endswith(".pf_meta")]
    _, pages, spans, *_ = cbor2.loads(unpack(meta))
    return pages, spans, {name: cbor2.loads(unpack(made[f"index/{name}.pf_index"]))[0] for *_, name in spans}


def words_in(made: Mapping[str, bytes], number: Mapping[str, int]) -> Words:
    """All that is said of words. number: of each page, by its name."""
    pages, _, files = read(made)
    found: Words = {}
    for word, those, others in (item for items in files.values() for item in items):
        assert others == [] and word not in found
        at, found[word] = 0, {}
        for distance, places, meta in those:
            at += distance
            assert meta == []
            found[word][number[pages[at][0]]] = places
    return found


def ours(pages: Sequence[Fields]) -> tuple[Words, dict[int, int]]:
    """What our files say: of words, and how many each page has."""
    made = bundle(pages, NAME)
    number = {page_name(NAME, one): one for one in range(len(pages))}
    return words_in(made, number), {number[name]: length for name, length in read(made)[0]}


def theirs(pages: Sequence[Fields]) -> tuple[Words, dict[int, int], dict[str, bytes]]:
    """What the files of Pagefind's command say, given the same words as HTML; and its files."""
    bodies = (
        "".join(f'<p data-pagefind-weight="{weight}">{" ".join(words)}</p>' for weight, words in fields)
        for fields in pages
    )
    made = run_pagefind(bodies, NAME)
    fragments = {Path(uri).stem: unpack(raw) for uri, raw in made.items() if uri.endswith(".pf_fragment")}
    number = {name: int(Path(json.loads(raw)["url"]).stem) for name, raw in fragments.items()}
    return words_in(made, number), {number[name]: length for name, length in read(made)[0]}, made


@pytest.mark.slow
def test_as_pagefind_writes_it(library: Library) -> None:
    """Over the shipped site: the same words on the same pages, at the same places, with the same weights.

    Of a run of letters and digits its command lists the pieces once more, which no query of ours asks for.
    """
    letters_of = read_initials().of
    pages = [fields_of(one, letters_of) for one in entries_of(library)]
    words, lengths = ours(pages)
    wanted, counts, made = theirs(pages)
    assert {word: those for word, those in wanted.items() if word in words} == words
    assert all(word.isascii() and word.isalnum() for word in wanted.keys() - words.keys())
    assert lengths == counts
    mine, its = json.loads(bundle(pages, NAME)[ENTRY]), json.loads(made[ENTRY])
    (language,) = its["languages"].values()
    language["hash"] = NAME
    assert mine == its


@pytest.mark.slow
@pytest.mark.parametrize("words", TABLE.values(), ids=TABLE)
def test_every_word_is_there(words: dict[str, int]) -> None:
    """In order, each once, with its pages."""
    made = bundle(pages_with(words), NAME)
    listed = [word for items in read(made)[2].values() for word, *_ in items]
    assert listed == sorted(words, key=str.encode)
    assert {word: len(those) for word, those in ours(pages_with(words))[0].items()} == words


@pytest.mark.parametrize("words", TABLE.values(), ids=TABLE)
def test_a_browser_takes_the_right_file(words: dict[str, int]) -> None:
    """The first whose span a word lies in has it; for the beginning of a word, it has all that begin so."""
    _, spans, pieces = read(bundle(pages_with(words), NAME))
    every = sorted(words)
    typed = {*every, *(word[:-1] for word in every if word[0] < "{" and word[0] > "`" and len(word) > 1)}
    typed |= {word[:cut] for word in every if word.startswith("拼") for cut in range(3, len(word))}
    for one in typed:
        wanted = [word for word in every if word.startswith(one)]
        name = next(name for first, last, name in spans if first.encode() <= one.encode() <= last.encode())
        assert [word for word, *_ in pieces[name] if str(word).startswith(one)] == wanted, one


@pytest.mark.slow
def test_files_are_small() -> None:
    """Of a large index; what a word needs by itself stays in one piece."""
    words = {f"{chr(0x4E00 + number)}{chr(0x4E00 + number)}": 5 for number in range(20_000)}
    _, spans, _ = read(bundle(pages_with(words), NAME))
    assert 100 < len(spans) < 1000


def test_nothing_to_find() -> None:
    """An index without pages, or of a page without words, is one all the same."""
    assert read(bundle([], NAME)) == ([], [], {})
    assert read(bundle([[(10, [])]], NAME)) == ([["p00", 0]], [], {})


def test_pages_are_named_shortly() -> None:
    """In the list of pages; a browser keeps what it has of a page by that name."""
    pages, _, _ = read(bundle(pages_with({"党员": 20}), NAME))
    assert [name for name, _ in pages] == [page_name(NAME, number) for number in range(20)]
    assert page_name(NAME, 19) == "p013"
