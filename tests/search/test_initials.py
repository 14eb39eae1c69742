"""The pinyin initials are those that pypinyin itself gives."""

import random
from pathlib import Path

import pytest

from branchsite.cache.folder import CacheFolder
from branchsite.search.initials import Initials, kept_initials, read_initials


@pytest.fixture(scope="module")
def initials() -> Initials:
    """Of pypinyin's own tables."""
    return read_initials()


def by_pypinyin(text: str) -> str:
    """The first letters that it gives, whose cutting into words is its own."""
    from pypinyin import Style, lazy_pinyin

    return "".join(one[:1] for one in lazy_pinyin(text, style=Style.FIRST_LETTER))


@pytest.mark.slow
def test_as_pypinyin_has_them(initials: Initials) -> None:
    """Of characters, also such as it cannot read; of words; of words cut and put together by chance."""
    chance = random.Random(1)
    characters = [chr(one) for one in range(0x3400, 0xA000, 11)]
    words = initials.words[::17]
    mixed = [
        "".join(
            word[chance.randrange(len(word)) :][: chance.randint(1, 5)] for word in chance.choices(initials.words, k=5)
        )
        for _ in range(3000)
    ]
    for text in (*characters, *words, *mixed):
        assert initials.of(text) == by_pypinyin(text), text


def test_words(initials: Initials) -> None:
    """The longest is taken; the end of a text that only begins a longer word is read one by one, whatever is in it."""
    some = Initials(initials.letters, ["参差", "差不多", "甲参差乙"], ["cc", "xxx", "1234"])
    assert [some.of(text) for text in ("参差不多", "甲参差乙", "甲参差", "甲参差丙", "")] == [
        "ccbd",
        "1234",
        "jcc",
        "jccb",
        "",
    ]


def test_kept(tmp_path: Path, initials: Initials) -> None:
    """Read from pypinyin once; nothing is, where nothing is asked; what is damaged is read anew."""
    store = CacheFolder(tmp_path)
    kept_initials(store)
    assert not list(tmp_path.iterdir())
    for spoil in (False, True, False):
        assert kept_initials(store)("重阳重要") == "cyzy"
        [place] = tmp_path.iterdir()
        assert store.read(place.name)
        if spoil:
            place.write_bytes(place.read_bytes()[:-1])
