"""How text is cut into words."""

import pytest

from branchsite.search.words import INITIALS, fold, initials_of, words_of

CUT = {
    "Chinese": ("主题党日", {"主_", "题_", "党_", "日_", "主题", "题党", "党日"}),
    "one character": ("党", {"党_"}),
    "letters": ("YAML", {"yaml_"}),
    "full width": ("ＹＡＭＬ３２", {"yaml_", "32_", "yaml32_"}),
    "a day": ("3月12日", {"3_", "月_", "12_", "日_", "3月", "月12_", "12日"}),
    "letters in Chinese": ("用git推", {"用_", "git_", "推_", "用git", "git推"}),
    "marks part": ("江心，生态", {"江_", "心_", "江心", "生_", "态_", "生态"}),
    "signs within a name part, and do not": ("五·四", {"五_", "四_", "五四"}),
    "figures, too": ("5·12", {"5_", "12_", "512_"}),
    "accents": ("Café", {"cafe_"}),
    "rare characters": ("龘朤", {"龘_", "朤_", "龘朤"}),
    "nothing to say": ("，。——！", set()),
}


@pytest.mark.parametrize(("text", "words"), CUT.values(), ids=CUT)
def test_words(text: str, words: set[str]) -> None:
    """Neighbours, and each by itself with its end."""
    assert words_of(text) == words


def test_no_word_begins_another_that_is_not_its_own() -> None:
    """Pagefind looks up beginnings: a whole word finds no longer one."""
    assert not [word for word in words_of("3 30 党 党员 员") if word != "3_" and word.startswith("3_")]


def test_fold() -> None:
    """One form for what looks alike; a character that looks different stays."""
    assert fold("ＡbＣ　１２") == "abc 12"
    assert fold("黨") == "黨"


def test_initials() -> None:
    """From every character on, across the dot of the brand, as the word is read in its place; not of one alone."""
    assert initials_of(["党课"]) == {"拼dk_"}
    assert {"拼jxhstl_", "拼stl_"} <= initials_of(["江心红·生态绿"])
    assert "拼cy_" in initials_of(["重阳"]) and "拼zy_" in initials_of(["重要"])
    assert initials_of(["党", "YAML 3"]) == set()
    assert max(map(len, initials_of(["主题党日每月一天怎么过好"]))) == INITIALS + 2
