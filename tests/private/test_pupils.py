"""Pupils are found however reports name them, and sentences without names pass.

The forms are in tests/pupil_forms.py. All names are made up.
"""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchsite.private.names import Likely, likely, words
from branchsite.private.pupils import PupilMention, Reader
from pupil_forms import NAMED, TOGETHER, UNNAMED
from rows import over
from sites import SHIPPED
from soak.scale import times

MARKUP = re.compile(r"\*\*|</?[a-z]+>|\]\([^)]*\)|\[")


def read(text: str, about_pupils: bool = True) -> list[PupilMention]:
    """The names in a text, of which the check has taken out the markup."""
    reader = Reader(about_pupils)
    plain = MARKUP.sub("", text.replace("&nbsp;", "\u00a0"))
    return [mention for line in plain.split("\n") for mention in reader.read(line)]


def test_how_much_is_found() -> None:
    """Recall over texts that name a pupil, and false errors and reminders over those that do not; printed."""
    forms = [*NAMED, *TOGETHER]
    missed = [text for text in forms if not read(text)]
    reminded = [text for text in forms if text not in missed and not any(one.certain for one in read(text))]
    wrong = [text for text in UNNAMED if any(one.certain for one in read(text))]
    doubted = [text for text in UNNAMED if text not in wrong and read(text)]
    print(f"pupils: {len(forms)} forms with a name, recall {1 - len(missed) / len(forms):.3f},", end=" ")
    print(f"as errors {1 - (len(missed) + len(reminded)) / len(forms):.3f}; {len(UNNAMED)} without,", end=" ")
    print(f"false errors {len(wrong)}, reminders {len(doubted)}")
    print("missed", missed, "reminded", reminded, "false", wrong, "doubted", doubted, sep="\n")
    assert len(set(forms)) == len(forms) >= 80
    assert len(set(UNNAMED)) == len(UNNAMED) >= 120
    assert len(missed) <= 0.05 * len(forms)
    assert not wrong
    assert len(doubted) <= 0.02 * len(UNNAMED)


CLASSES = (
    *("三（2）班", "三(2)班", "三2班", "302班", "3（2）班", "三年级（2）班", "三年级2班", "三年级二班"),
    *("三（二）班", "三（2）中队", "六（12）班", "2021级3班"),
)
LINKS = ("", "：", " ", "\u3000", "的", "学生", "的学生", "班长", "中队长", "·", "——", "（", "同学：", "队员")
PEOPLE = (
    *("王小明", "李子涵", "张梓轩", "刘雨桐", "欧阳小美", "诸葛小亮", "赵一诺", "周思远", "吴欣怡", "徐若溪"),
    *("孙小雅", "朱可欣"),
)
ENDS = ["", "。", "，", "、李小红", "同学", "说", "获一等奖", "在朗读", "和李小红", "等", "）"]


@pytest.mark.parametrize("name", PEOPLE)
def test_every_way_to_put_them_together(name: str) -> None:
    """All classes, all words between, all that may follow; and the name before the class."""
    for one in CLASSES:
        for link in LINKS:
            for end in ENDS:
                assert read(f"{one}{link}{name}{end}"), (one, link, end)
        for link in ("（", " ", "，", "·", "是", "同学来自", "\t", "，来自"):
            assert read(f"{name}{link}{one}"), (one, link)


@over("surname", sorted(words()))
def test_no_everyday_word_is_an_error(surname: str) -> None:
    """Behind a class, alone: of all words known to begin like a surname, none is taken for a name for certain."""
    for second in words()[surname]:
        assert not any(one.certain for one in read(f"三（2）班{surname}{second}，")), surname + second


def test_no_phrase_of_our_texts_is_an_error() -> None:
    """Each phrase of the shipped data and handbook behind a class."""
    paths = [*SHIPPED.rglob("data/**/*.yml"), *SHIPPED.rglob("docs/**/*.md")]
    phrases = {
        match[0]
        for path in paths
        for match in re.finditer("(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,12}", path.read_text(encoding="utf-8"))
    }
    found = {phrase: read(f"三（2）班{phrase}", False) for phrase in phrases}
    assert len(phrases) > 3000
    assert not [phrase for phrase, mentions in found.items() if any(one.certain for one in mentions)]
    assert sum(map(bool, found.values())) <= len(phrases) / 200


NAMES = [
    ("王小明", Likely.SURELY),
    ("欧阳小美", Likely.SURELY),
    ("张王梓涵", Likely.SURELY),
    ("李王国明", Likely.NO),
    ("李王小明", Likely.SURELY),
    ("王某甲", Likely.SURELY),
    ("王子涵", Likely.PERHAPS),
    ("王某某", Likely.NO),
    ("欧阳某", Likely.NO),
    ("某某", Likely.NO),
    ("许多", Likely.NO),
    ("雷锋", Likely.NO),
    ("张太雷", Likely.NO),
    ("常常", Likely.NO),
    ("毛笔字", Likely.NO),
    ("王", Likely.NO),
    ("", Likely.NO),
]


@pytest.mark.parametrize(("name", "how"), NAMES)
def test_how_likely(name: str, how: Likely) -> None:
    """Common names, double surnames, words, the famous, and 某 for a name that is not said."""
    assert likely(name) is how


def test_a_table_ends() -> None:
    """What stands below it is no row any more."""
    assert len(read("| 班级 | 姓名 |\n| --- | --- |\n| 三2 | 王小明 |\n\n读书，李小红")) == 1


def test_tables_of_teachers_are_left_alone() -> None:
    """任教班级 is no pupil's."""
    assert not read("| 姓名 | 任教班级 |\n| --- | --- |\n| 王小明 | 三2 |")
    assert not read("| 执教教师 | 班级 |\n| --- | --- |\n| 王小明 | 302 |")


def test_a_heading_ends() -> None:
    """Names below a class count until something else comes."""
    assert len(read("三（2）班：\n- 王小明\n- 李小红\n读书。\n- 张小雨")) == 2


@settings(max_examples=times(200, 500), deadline=None, derandomize=True, database=None)
@given(
    text=st.lists(
        st.sampled_from([*"三（2）班王小明年级中队长同学、，：|\t\n 一等奖姓名的- ", "| 班级 | 姓名 |\n", "三（2）班"]),
        max_size=60,
    ).map("".join)
)
def test_any_text_is_taken(text: str) -> None:
    """Whatever its order; a mention is some words of a line."""
    assert all(mention.text for mention in read(text))
