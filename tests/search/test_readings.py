"""What is indexed and what a reader types are cut alike: one table, through words.py and through search-worker.js."""

import json
import subprocess
from itertools import permutations

import pytest

from branchsite.search.words import fold, joined, words_of
from judges import NODE
from search.oracle import PIECE
from sites import ROOT

CUTTING = [ROOT / f"overrides/assets/js/search/{name}.js" for name in ("signs", "words")]
RUN = """
const asked = JSON.parse(require("fs").readFileSync(0, "utf-8"))
const said = text => [fold(text), joined(fold(text)), runs(fold(text)), readings(text)]
console.log(JSON.stringify(asked.map(said)))
"""

MAY_FOURTH = (
    "五四",
    "五·四",
    "五・四",
    "五•四",
    "五‧四",
    "五∙四",
    "五⋅四",
    "五･四",
    "五．四",
    "五.四",
    "五-四",
    "五－四",
)
OTHERS = ("五—四", "五–四", "五‑四", "五 · 四", "“五·四”", "《五·四》", "「五四」", "五“四”")
SAME: dict[str, tuple[str, ...]] = {
    "a day in May": (*MAY_FOURTH, *OTHERS),
    "a movement": ("一二·九", "一二九", "一二-九", "“一二·九”", "一二—九", "一二•九", "一二．九"),
    "a day of women": ("三八妇女节", "三·八妇女节", "“三·八”妇女节", "“三八”妇女节", "三-八妇女节", "三‧八妇女节"),
    "a day of work": ("五一劳动节", "五·一劳动节", "“五一”劳动节", "“五·一”劳动节", "五·一”劳动节"),
    "the Party's day": ("七一表彰", "七·一表彰", "“七·一”表彰", "“七一”表彰", "七•一表彰"),
    "consumers": ("315晚会", "3·15晚会", "“3·15”晚会", "3•15晚会", "３·１５晚会", "“315”晚会"),
    "fire brigades": ("119消防日", "11·9消防日", "“119”消防日", "11‧9消防日", "11・9消防日"),
    "a disaster": ("五一二防灾", "五·一二防灾", "“五·一二”防灾"),
    "a book": (
        "学习条例体会",
        "学习《条例》体会",
        "学习“条例”体会",
        "学习〈条例〉体会",
        "学习「条例」体会",
        "学习 《条例》 体会",
    ),
    "the brand": (
        "江心红·生态绿",
        "江心红生态绿",
        "江心红-生态绿",
        "“江心红·生态绿”",
        "江心红 · 生态绿",
        "江心红—生态绿",
    ),
    "a name": ("阿依·古丽", "阿依古丽", "阿依•古丽", "阿依‧古丽"),
}
"""Ways to write one thing: whoever types one of them finds what is written in any other."""

APART: dict[str, tuple[str, str]] = {
    "another day": ("五·四", "五一四川"),
    "the two characters anywhere": ("五个党员，四个教师", "五·四"),
    "a sentence's end": ("第五。四月", "五四"),
    "a comma": ("第五，四月", "五四"),
    "a blank": ("第五 四月", "五四"),
    "a date in figures": ("2024-04-02", "20240402"),
    "a number and its beginning": ("30人", "3"),
    "a decimal": ("3.5学时", "35"),
    "a range": ("3-5月", "35"),
    "hours": ("2:30—4:00", "304"),
    "brackets": ("三（2）班", "三班"),
}
"""(what is written, what is typed): not found."""

FOUND: dict[str, tuple[str, str]] = {
    "a part of it": ("庆祝“五·四”青年节", "五四青年节"),
    "with more behind": ("纪念“一二·九”运动", "一二九运动"),
    "the other way round": ("纪念一二九运动", "“一二·九”运动"),
    "a date in figures": ("2024-04-02", "2024-04-02"),
    "one of its numbers": ("2024-04-02", "04"),
    "a point for a dot": ("3.15晚会", "3·15晚会"),
    "a date for a dot": ("3月15日", "3·15"),
    "both halves": ("生态绿，江心红", "江心红·生态绿"),
    "a book without its marks": ("读《中国共产党章程》", "读中国共产党"),
    "an enumeration": ("三、四年级", "三四年级"),
    "the same enumeration": ("三年级、四年级", "三、四年级"),
    "letters that go on": ("MkDocs 的用法", "mkd"),
}
"""(what is written, what is typed): found."""

NOTHING = (
    "",
    " ",
    "　",
    "😀",
    "…",
    "……",
    "*",
    "**",
    "%",
    "_",
    "___",
    "，",
    "。",
    "·",
    "-",
    "“”",
    "《》",
    "\u200b",
    "?!",
    "+-=",
)
CUT = {
    "五·四": ["五四"],
    "5·12": ["512_"],
    "党": ["党_"],
    "3": ["3_"],
    "yaml": ["yaml"],
    "三（2）班": ["三_", "2_", "班_"],
    "3月12日": ["3月", "月12_", "12日"],
}


def asked(texts: list[str]) -> list[tuple[str, str, list[str], list[list[str]]]]:
    """What the script makes of each: folded, without the signs within names, its runs, and its readings."""
    script = "\n".join([*(path.read_text("utf-8") for path in CUTTING), RUN])
    ran = subprocess.run([NODE, "-e", script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    answers: list[tuple[str, str, list[str], list[list[str]]]] = json.loads(ran.stdout)
    return answers


@pytest.fixture(scope="module")
def readings() -> dict[str, list[list[str]]]:
    """What every text that these tests type may mean."""
    typed = [one for ways in SAME.values() for one in ways] + [one for _, one in (*APART.values(), *FOUND.values())]
    typed += [*NOTHING, *CUT]
    return dict(zip(typed, (answer[3] for answer in asked(typed)), strict=True))


def finds(written: str, meant: list[list[str]]) -> bool:
    """Whether Pagefind, which looks up beginnings, finds all the words of some reading in a text."""
    there = words_of(written)
    return any(all(any(one.startswith(word) for one in there) for word in words) for words in meant)


@pytest.mark.parametrize("case", SAME)
def test_any_way_of_writing_finds_any_other(case: str, readings: dict[str, list[list[str]]]) -> None:
    """Dots, hyphens, dashes, quotation marks, in Chinese or in figures."""
    assert all(finds(one, readings[one]) for one in SAME[case])
    assert [pair for pair in permutations(SAME[case], 2) if not finds(pair[0], readings[pair[1]])] == []


@pytest.mark.parametrize("case", APART)
def test_what_is_not_the_same(case: str, readings: dict[str, list[list[str]]]) -> None:
    """Sentences, dates and ranges are not run together."""
    written, typed = APART[case]
    assert not finds(written, readings[typed])


@pytest.mark.parametrize("case", FOUND)
def test_what_is_found(case: str, readings: dict[str, list[list[str]]]) -> None:
    """Pieces, and what was found before signs were left out."""
    written, typed = FOUND[case]
    assert finds(written, readings[typed])


def test_signs_have_no_words(readings: dict[str, list[list[str]]]) -> None:
    """So that a search of nothing else finds nothing (tests/browser/test_search.py)."""
    assert {typed for typed in NOTHING if readings[typed] != [[]]} == set()


@pytest.mark.parametrize("typed", CUT)
def test_first_reading(typed: str, readings: dict[str, list[list[str]]]) -> None:
    """The end of a number keeps 3 from finding 30."""
    assert readings[typed][0] == CUT[typed]


def test_both_languages_fold_and_part_alike() -> None:
    """Every character of the table, and each that Chinese text has, between others."""
    letters = {
        letter for one in (*SAME.values(), *APART.values(), *FOUND.values(), NOTHING) for way in one for letter in way
    }
    blocks = (
        range(0x20, 0x250),
        range(0x2000, 0x2070),
        range(0x2100, 0x2BFF),
        range(0x3000, 0x3130),
        range(0xFF00, 0xFFEF),
    )
    letters |= {chr(number) for block in blocks for number in block}
    # 、 is the one difference: in a text it may be a dot, in a query it makes a list.
    letters = {letter for letter in letters if fold(letter) != "、"}
    texts = [f"五{letter}四 3{letter}4 五{letter}4 a{letter}b" for letter in sorted(letters)]
    wrong = []
    for text, (folded, whole, runs, _) in zip(texts, asked(texts), strict=True):
        ours = fold(text)
        if (ours, joined(ours)) != (folded, whole) or runs != PIECE.findall(ours):
            wrong.append((text, ours, folded, joined(ours), whole))
    assert wrong == []
