"""What nobody sees comes in by no escape and no code, and the cure takes exactly that out."""

import sys
import unicodedata

import pytest

from branchsite.errors import DataError
from branchsite.load.document import parse
from branchsite.load.text import text_of
from branchsite.load.unseen import has_unseen, is_unseen, without_codes, without_escapes
from branchsite.models.activity import Activity
from branchsite.models.fields import field_names
from rows import over

KEYS = field_names(Activity)


def test_every_character_that_xml_forbids_is_unseen() -> None:
    """XML 1.0, Char; and every sign of direction, every format sign, every noncharacter."""
    for value in range(sys.maxunicode + 1):
        allowed = value in (9, 10, 13) or 0x20 <= value <= 0xD7FF or 0xE000 <= value <= 0xFFFD or value >= 0x10000
        if not allowed or unicodedata.category(chr(value)) == "Cf" or value & 0xFFFF >= 0xFFFE:
            assert is_unseen(value), hex(value)
    assert is_unseen(0x110000)


def test_what_is_seen_stays() -> None:
    """Letters, signs, emoji, line ends."""
    assert not has_unseen("一二三 abc\n\t，。（）【】\u3000é Ω 😀 𠮷 龘 ①")


ESCAPES = [
    ("\\x01", ""),
    ("\\x7F", ""),
    ("\\x9f", ""),
    ("\\u202E", ""),
    ("\\u202a甲\\u202C", "甲"),
    ("\\u2066甲\\u2069", "甲"),
    ("\\u200b", ""),
    ("\\u200d", ""),
    ("\\u200F", ""),
    ("\\u00ad", ""),
    ("\\ufeff", ""),
    ("\\uFFFE", ""),
    ("\\uffff", ""),
    ("\\uFFFD", ""),
    ("\\ufdd0", ""),
    ("\\uFFF9", ""),
    ("\\u061c", ""),
    ("\\u180e", ""),
    ("\\u2028", ""),
    ("\\u3164", ""),
    ("\\ue000", ""),
    ("\\uD800", ""),
    ("\\uDFFF甲", "甲"),
    ("\\U0001FFFE", ""),
    ("\\U0010ffff", ""),
    ("\\U000E0041", ""),
    ("\\U00110000", ""),
    ("\\uD83D\\uDE00", "😀"),
]


@pytest.mark.parametrize(("escape", "left"), ESCAPES)
@pytest.mark.parametrize(
    "form", ['标题: "甲{}乙"', '标题: "甲\n  {}乙"', '"标题{}": 甲', '照片:\n  - {{文件: "a{}.jpg"}}', '对象: ["{}甲"]']
)
def test_escapes_are_refused_with_a_cure(form: str, escape: str, left: str) -> None:
    """In values and names, in lists, over lines; what the message says, typed in its place, is accepted."""
    text = form.format(escape) + "\n"
    with pytest.raises(DataError) as caught:
        parse(text, "a.yml", KEYS)
    [problem] = [one for one in caught.value.problems if "看不见" in one.message] or caught.value.problems
    assert problem.message == "双引号里的“\\”写法带进了看不见的控制字符"
    mended = text.replace(problem.text, problem.fix)
    assert mended == form.format(left) + "\n"
    assert not [one for one in _problems(mended) if "看不见" in one]


def _problems(text: str) -> list[str]:
    try:
        parse(text, "a.yml", KEYS)
    except DataError as error:
        return [one.message for one in error.problems]
    return []


@pytest.mark.parametrize(
    "text", ['标题: "\\x41\\u4e00"', "标题: '\\x01'", "标题: \\u202E", '标题: "\\\\x01"', '标题: "👨\u200d👩"']
)
def test_other_escapes_are_accepted(text: str) -> None:
    """Escapes for what is seen, what is no escape, and a family of emoji as it is typed."""
    assert not [one for one in _problems(text + "\n") if "看不见" in one]
    assert without_escapes('"\\x41\\\\x01"') == '"\\x41\\\\x01"'


CODES = [
    "&#x202e;",
    "&#x202E;",
    "&#8238;",
    "&#1;",
    "&#x1;",
    "&#0;",
    "&#127;",
    "&#159;",
    "&#x9F;",
    "&zwj;",
    "&zwnj;",
    "&lrm;",
    "&rlm;",
    "&shy;",
    "&ZeroWidthSpace;",
    "&NoBreak;",
    "&#65279;",
    "&#xFEFF;",
    "&#xFFFE;",
    "&#xD800;",
    "&#55296;",
    "&#x110000;",
    "&#99999999;",
    "&#x2066;",
    "&#x200B;",
    "&#xFDD0;",
    "&#xE0041;",
    "&InvisibleTimes;",
    "&ApplyFunction;",
    "&#12;",
]


@over("code", CODES)
def test_codes_are_taken_out(code: str) -> None:
    """However the character is written; between backticks it is shown as it is typed."""
    assert without_codes(f"甲{code}乙") == "甲乙"
    assert without_codes(f"`{code}`甲{code}``{code}``") == f"`{code}`甲``{code}``"


@pytest.mark.parametrize(
    "line",
    ["&amp;&lt;&nbsp;&#65;&#x4e00;", "A&B; C & D;", "&unknown;", "&#;", "a&#10;b", "&ensp;&emsp;&copy;", "a?b&lrm=1"],
)
def test_other_codes_stay(line: str) -> None:
    """Codes for what is seen, blanks among it, and what is none."""
    assert without_codes(line) == line


TYPED = ["\x01", "\x85", "\u2028", "\ufdd0", "\ufffd", "\ufffe", "\U0001ffff", "\U0010fffe", "\U000f0000"]


@pytest.mark.parametrize("one", TYPED)
def test_typed_ones_are_refused(one: str) -> None:
    """As they are, the reader of text refuses them, at their line."""
    with pytest.raises(DataError) as caught:
        text_of(f"标题: 甲\n摘要: 甲{one}乙\n".encode(), "a.yml")
    [problem] = caught.value.problems
    assert (problem.line, "□" in problem.text) == (2, True)


@pytest.mark.parametrize(
    "one", ["\u200b", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u061c", "\u180e", "\u2061", "\ufff9"]
)
def test_typed_marks_are_dropped(one: str) -> None:
    """What WeChat and Word leave in copied text does nobody harm when it is gone."""
    assert text_of(f"标题: 甲{one}乙\n".encode(), "a.yml") == "标题: 甲乙\n"
