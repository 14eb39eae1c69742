"""How text is cut into words. tests/search/test_readings.py holds the cutting in JavaScript to the same table."""

import pytest

from branchsite.search.initials import read_initials
from branchsite.search.words import INITIALS, fold, initials_of, words_of
from rows import over
from search.word_table import TABLE


@over("case", TABLE["cut"])
def test_words(case: str) -> None:
    """Neighbours, and each by itself with its end."""
    assert words_of(TABLE["cut"][case]["text"]) == set(TABLE["cut"][case]["indexed"])


@pytest.mark.parametrize("text", TABLE["nothing"])
def test_signs_have_no_words(text: str) -> None:
    """Nothing is indexed by them."""
    assert words_of(text) == set()


def test_no_word_begins_another_that_is_not_its_own() -> None:
    """Pagefind looks up beginnings: a whole word finds no longer one."""
    assert not [word for word in words_of("3 30 党 党员 员") if word != "3_" and word.startswith("3_")]


def test_fold() -> None:
    """One form for what looks alike; a character that looks different stays."""
    assert fold("ＡbＣ　１２") == "abc 12"
    assert fold("黨") == "黨"


def test_initials() -> None:
    """From every character on, across the dot of the brand, as the word is read in its place; not of one alone."""
    letters_of = read_initials().of
    assert initials_of(["党课"], letters_of) == {"拼dk_"}
    assert {"拼jxhstl_", "拼stl_"} <= initials_of(["江心红·生态绿"], letters_of)
    assert "拼cy_" in initials_of(["重阳"], letters_of) and "拼zy_" in initials_of(["重要"], letters_of)
    assert initials_of(["党", "YAML 3"], letters_of) == set()
    assert max(map(len, initials_of(["主题党日每月一天怎么过好"], letters_of))) == INITIALS + 2
