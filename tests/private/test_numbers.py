"""Identity, telephone and bank-card numbers and homes are found however they are typed, and nothing else is.

The forms are in tests/number_forms.py. What is found is measured over all of them; what is generated below is
found without exception.
"""

import itertools
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchsite.private.numbers import find_numbers, masked, numbers_in, private_numbers
from number_forms import (
    CARD,
    CARD_LUHN_5,
    CHINESE,
    DARK,
    FULL_WIDTH,
    ID,
    MOBILE,
    PRIVATE,
    PUBLIC,
    UPWARDS,
    card,
    identity,
    spaced,
)
from rows import over
from soak.scale import times


def test_how_much_is_found() -> None:
    """Recall over the forms that are private, and false errors over those that are not; printed, with what failed."""
    missed = [text for kind, text in PRIVATE if [number.kind for number in find_numbers(text)] != [kind]]
    doubted = [text for kind, text in PRIVATE if [number.kind for number in private_numbers(text)] != [kind]]
    false = [text for text in PUBLIC if private_numbers(text)]
    reminded = [text for text in PUBLIC if find_numbers(text) and text not in false]
    print(f"numbers: {len(PRIVATE)} private forms, recall {1 - len(missed) / len(PRIVATE):.3f}", end="; ")
    print(f"as errors {1 - len(doubted) / len(PRIVATE):.3f}; {len(PUBLIC)} others,", end=" ")
    print(f"false errors {len(false) / len(PUBLIC):.3f}, reminders {len(reminded) / len(PUBLIC):.3f}")
    print("missed", missed, "doubted", doubted, "false", false, "reminded", reminded, sep="\n")
    assert len(PRIVATE) >= 120
    assert len(PUBLIC) >= 120
    assert len(set(PRIVATE)) == len(PRIVATE)
    assert len(set(PUBLIC)) == len(PUBLIC)
    assert len(missed) <= 0.02 * len(PRIVATE)
    assert len(doubted) <= 0.05 * len(PRIVATE)
    assert len(false) <= 0.02 * len(PUBLIC)
    assert len(reminded) <= 0.02 * len(PUBLIC)


GROUPS = [(), (3, 4), (3,), (7,), (3, 3), (4, 4), (4, 3), (5,), (6,), (1,) * 10]
SIGNS = [" ", "-", "—", ".", "·", "_", "/", "，", "\u3000", "－"]
PREFIXES = [f"1{one}" for one in "3456789"]
KINDS = [f"{prefix}{one}" for prefix in PREFIXES for one in "0123456789"]


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@over("prefix", KINDS)
def test_every_operator_and_group(prefix: str) -> None:
    """All beginnings from 130 to 199, in all groups and signs, in four kinds of digits, with 86 and without."""
    number = f"{prefix}00001234"
    for sizes, sign in itertools.product(GROUPS, SIGNS):
        if sizes in ((3,), (7,), (5,), (6,)) and sign == ".":
            continue  # A decimal fraction.
        typed = spaced(number, *sizes, by=sign) if sizes else number
        forms = [typed, f"电话{typed}", f"+86 {typed}", typed.translate(FULL_WIDTH)]
        if sizes in ((), (3, 4)):
            forms += [typed.translate(CHINESE), typed.translate(DARK)]
        for form in forms:
            assert [one.kind for one in find_numbers(form)] == ["手机号"], form


@pytest.mark.parametrize("bank", ["6222", "6217", "6228", "6013", "6210", "9558", "9559", "6555", "6505", "6858"])
def test_every_bank_and_group(bank: str) -> None:
    """16 to 19 digits, fives in the doubled places among them, in all groups."""
    for length, filling in itertools.product((16, 17, 18, 19), ("0", "5", "9", "1234567890")):
        number = card(bank + (filling * 19)[: length - 5])
        for sizes, sign in itertools.product([(), (4, 4, 4), (4, 4, 4, 4), (6,), (6, 6), (8,)], [" ", "-", "，", "/"]):
            if sum(sizes) < length:
                typed = spaced(number, *sizes, by=sign)
                assert [one.kind for one in private_numbers(typed)] == ["银行卡号"], typed
        wrong = number[:-1] + str((int(number[-1]) + 5) % 10)
        assert not find_numbers(wrong), wrong
        assert find_numbers(f"卡号 {wrong}"), wrong


def test_a_doubled_five_counts() -> None:
    """5 doubled is 10, whose digits make 1."""
    assert [one.kind for one in private_numbers(CARD_LUHN_5)] == ["银行卡号"]


@pytest.mark.parametrize("province", [11, 15, 21, 23, 31, 32, 37, 41, 46, 50, 54, 61, 65, 71, 81, 82, 83, 91])
def test_every_province(province: int) -> None:
    """An identity number begins with a province; another beginning, day or check character is none."""
    right = identity(f"{province}000019000101000")
    if province != 91:
        assert [one.kind for one in private_numbers(right)] == ["身份证号"]
    for wrong in (
        identity(f"99{right[2:17]}"),
        identity(f"{right[:10]}13{right[12:17]}"),
        identity(f"{right[:6]}17{right[8:17]}"),
    ):
        assert not any(one.kind == "身份证号" for one in find_numbers(wrong))
    found = [find_numbers(right[:17] + last) for last in "0123456789X"]
    assert [one.kind for numbers in found for one in numbers].count("身份证号") == (province != 91)


def test_a_telephone_has_eleven_digits_and_begins_right() -> None:
    """One more, one less, or 10, 11, 12 at the front: no telephone."""
    for number in (
        MOBILE[:-1],
        MOBILE + "5",
        "10" + MOBILE[2:],
        "11" + MOBILE[2:],
        "12" + MOBILE[2:],
        "23" + MOBILE[2:],
    ):
        assert not find_numbers(number)
        assert not find_numbers(f"电话{number}")


SURE = [
    ("13812-345678", False),
    ("138123 45678", False),
    ("138 12 34 56 78", False),
    ("138-19-2021-21", False),
    ("电话 13812-345678", True),
    ("13800-001234", True),
    (f"卡号{CARD[:18]}{(int(CARD[18]) + 1) % 10}", False),
    ("110000301231001", False),
    ("110000310101001", True),
    ("身份证 110000301231001", True),
    ("110 000 900101 001", True),
    ("1-2024-03-15-138-0000-1234", True),
    ("示例 | 1380000 | 1234", False),
    ("|138|00001234", False),
]


@pytest.mark.parametrize(("text", "certain"), SURE)
def test_doubt_is_told(text: str, certain: bool) -> None:
    """Groups that a telephone number seldom has, an old identity number of 1930 or before: perhaps, but where named."""
    assert [number.certain for number in find_numbers(text)] == [certain]


def test_the_line_is_told_and_nothing_else() -> None:
    """What may be said of a number in public, however long the text; a number over two lines begins on its first."""
    text = f"一\n{MOBILE}&#10;二\n\n身份证 {ID[:6]}\n  {ID[6:]}\n{CARD}"
    assert numbers_in(text) == [(2, "手机号"), (4, "身份证号"), (6, "银行卡号")]


def test_several_in_a_line() -> None:
    """Each is told, telephones in groups as well."""
    assert [one.kind for one in private_numbers(f"{MOBILE}、{ID}、{CARD}")] == ["手机号", "身份证号", "银行卡号"]
    assert len(private_numbers(f"{MOBILE} {UPWARDS}")) == 2
    assert len(private_numbers("138 1234 5678 139 1234 5678")) == 2
    assert [one.kind for one in private_numbers(f"{MOBILE}{ID}{UPWARDS}")] == ["手机号", "身份证号", "手机号"]
    assert [one.kind for one in private_numbers(f"{ID}{CARD}")] == ["身份证号", "银行卡号"]
    assert masked(f"{MOBILE}{ID}") == f"{MOBILE[:3]}…{MOBILE[-2:]}{ID[:3]}…{ID[-2:]}"


def test_a_run_of_digits_is_read_from_its_beginning() -> None:
    """What is part of a longer number is not a number."""
    assert private_numbers("1" + ID) == []


@over(("kind", "text"), PRIVATE)
def test_masked_and_gone(kind: str, text: str) -> None:
    """Three digits and two stay; what is masked has no number any more, and around it nothing changed."""
    numbers = private_numbers(text)
    shown = masked(f"前{text}后")
    assert masked(masked(text)) == masked(text)
    for number in numbers:
        assert number.shown in masked(text)
    if numbers and not text[-1:].isalnum() and not text[:1].isalnum():
        assert shown[0] + shown[-1] == "前后"


@over("text", PUBLIC)
def test_nothing_else_is_masked(text: str) -> None:
    """Names of files, addresses, sums."""
    if not private_numbers(text):
        assert masked(text) == text


SIGN = st.sampled_from(list("0138x X-–，。·*<>&#;[](){}|\\\n\t一三八零①❶⒈１𝟏⑳½Oo〇\u200b\u20e3年元号室幢单元a/:%@…"))


@pytest.mark.slow
@settings(max_examples=times(200, 500), deadline=None, derandomize=True, database=None)
@given(
    text=st.lists(
        st.one_of(SIGN, st.integers(0, 10**12).map(str), st.sampled_from([MOBILE, ID, CARD, "&#49;", "<b>", "](x)"])),
        max_size=40,
    ).map("".join)
)
def test_any_text_is_taken(text: str) -> None:
    """Numbers are in order, overlap nowhere, lie in the text on their line, and can be masked."""
    numbers = find_numbers(text)
    ends = [0, *(number.end for number in numbers)]
    for number, end in zip(numbers, ends, strict=False):
        assert end <= number.start < number.end <= len(text)
        assert number.line == text.count("\n", 0, number.start) + 1
    masked(text)


SLOW = (
    r"1|1 |12 |138 0000 1234 |6222 |<b|<b>1|&#49;|&#1|一|一 |[1](|**1|\x31|%31|3幢2单元501 |家住1|家住|单元"
    "|https://1/|编号|1\n|①|1<b>|{.1|](|1\u200b"
)


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@over("part", [*SLOW.split("|"), "|1", "| 138 ", "|138|0000|1234|x"])
def test_long_texts_cost_no_more_than_their_length(part: str) -> None:
    """The work on a text four times as long is about four times as much: it is counted, not clocked."""
    assert _steps(part, 800) < 6 * _steps(part, 200) + 2000


def _steps(part: str, length: int) -> int:
    """How many lines of the program run over a text of that length."""
    steps = 0

    def count(frame: object, event: str, _: object) -> object:
        nonlocal steps
        steps += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)  # type: ignore[arg-type]
    try:
        find_numbers((part * length)[:length])
    finally:
        sys.settrace(before)
    return steps


@pytest.mark.parametrize("name", ["img_v2_13800001234.webp", "wx_camera_13800001234.jpg", "mmexport_13800001234_2.jpg"])
def test_a_part_of_the_name_that_a_program_gave(name: str) -> None:
    """No telephone number, wherever the name stands; alone behind IMG it may be one."""
    assert find_numbers(name) == find_numbers(f"![树]({name})") == []
    assert find_numbers("IMG_13800001234.jpg") != []
