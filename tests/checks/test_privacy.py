"""Identity, telephone and bank-card numbers are found however they are typed, and never repeated.

Every number here is made up: the parts that would name a person or a place are zeros or
run up, and the check digits are computed below.
"""

from pathlib import Path

import pytest

from branchsite.checks.privacy import check, numbers_in, private_numbers
from branchsite.errors import report
from edits import A, changed, found, record

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(seventeen: str) -> str:
    """With the check character of GB 11643-1999."""
    return (
        seventeen + "10X98765432"[sum(int(one) * weight for one, weight in zip(seventeen, WEIGHTS, strict=True)) % 11]
    )


def card(digits: str) -> str:
    """With Luhn's check digit."""
    doubled = [int(one) * (2 if index % 2 == 0 else 1) for index, one in enumerate(reversed(digits))]
    return digits + str(-sum(one - 9 if one > 9 else one for one in doubled) % 10)


ID = identity("11000019000101000")
ID_X = next(number for number in (identity(f"110000190001010{n:02}") for n in range(99)) if number.endswith("X"))
CARD = card("622200000000000000")
CARD_16 = card("622200000000001")
MOBILE = "13800001234"


def spaced(digits: str, *sizes: int, by: str = " ") -> str:
    """A number in groups."""
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return by.join([*groups, digits[start:]] if digits[start:] else groups)


FULL_WIDTH = str.maketrans("0123456789X-", "０１２３４５６７８９Ｘ－")

FOUND = [
    ("手机号", MOBILE),
    ("手机号", f"联系人{MOBILE}，"),
    ("手机号", f"tel:{MOBILE}"),
    ("手机号", "138-0000-1234"),
    ("手机号", "138 0000 1234"),
    ("手机号", "138\u30000000\u30001234"),
    ("手机号", "138.0000.1234"),
    ("手机号", "138·0000·1234"),
    ("手机号", "138—0000—1234"),
    ("手机号", "138_0000_1234"),
    ("手机号", "138/0000/1234"),
    ("手机号", "138 - 0000 - 1234"),
    ("手机号", "138--0000--1234"),
    ("手机号", "(138)0000-1234"),
    ("手机号", "（138）0000 1234"),
    ("手机号", "1380000 1234"),
    ("手机号", "138 000 01234"),
    ("手机号", "1 3 8 0 0 0 0 1 2 3 4"),
    ("手机号", "1-3-8-0-0-0-0-1-2-3-4"),
    ("手机号", f"+86{MOBILE}"),
    ("手机号", f"+86 {MOBILE}"),
    ("手机号", "86-138-0000-1234"),
    ("手机号", "86138 0000 1234"),
    ("手机号", MOBILE.translate(FULL_WIDTH)),
    ("手机号", "138-0000-1234".translate(FULL_WIDTH)),
    ("手机号", "138\u200b0000\u200b1234"),
    ("手机号", f"2024-03-05 {MOBILE}"),
    ("手机号", "138**0000**1234"),
    ("手机号", "**138**-*0000*-`1234`"),
    ("手机号", "<b>138</b>0000<!-- -->1234"),
    ("手机号", r"138\-0000\-1234"),
    ("手机号", "138&nbsp;0000&#32;1234"),
    ("手机号", "&#49;3800001234"),
    ("手机号", "138~0000~1234"),
    ("手机号", "138‑0000‑1234"),
    ("手机号", "138\n0000 1234"),
    ("手机号", "电话：138\n  0000-1234"),
    ("手机号", "> 1380000\n> 1234"),
    ("手机号", "①③⑧00001234"),
    ("手机号", "𝟏𝟑𝟖00001234"),
    ("手机号", "1\ufe0f\u20e33\ufe0f\u20e38\ufe0f\u20e300001234"),
    ("手机号", "一三八零零零零一二三四"),
    ("手机号", "幺三八〇〇〇〇一二三四"),
    ("手机号", "一三八 零零零零 一二三四"),
    ("手机号", "壹叁捌零零零零壹贰叁肆"),
    ("家庭住址", "某某小区3幢2单元501室"),
    ("家庭住址", "３号楼２单元５０１"),
    ("家庭住址", "12栋 甲单元 1203室"),
    ("身份证号", ID),
    ("身份证号", ID_X),
    ("身份证号", ID_X.lower()),
    ("身份证号", ID.translate(FULL_WIDTH)),
    ("身份证号", ID_X.translate(FULL_WIDTH)),
    ("身份证号", spaced(ID, 6, 8)),
    ("身份证号", spaced(ID, 6, 4, 4, by="-")),
    ("身份证号", spaced(ID, 3, 3, 4, 4)),
    ("身份证号", f"身份证{ID}号"),
    ("身份证号", "110000900101001"),
    ("身份证号", "110000 900101 001"),
    ("身份证号", f"{ID[:9]}\n  {ID[9:]}"),
    ("身份证号", f"{ID[:6]}**{ID[6:14]}**{ID[14:]}"),
    ("银行卡号", CARD),
    ("银行卡号", CARD_16),
    ("银行卡号", spaced(CARD, 4, 4, 4, 4)),
    ("银行卡号", spaced(CARD_16, 4, 4, 4, by="-")),
    ("银行卡号", spaced(CARD, 6)),
    ("银行卡号", CARD.translate(FULL_WIDTH)),
]


@pytest.mark.parametrize(("kind", "text"), FOUND)
def test_private_numbers_are_found(kind: str, text: str) -> None:
    """Through separators, full-width digits, prefixes and invisible marks; once, and as what they are."""
    assert [number.kind for number in private_numbers(text)] == [kind]


LEFT = [
    "2024-03-05",
    "2024年3月5日下午2:30—4:00",
    "2024.3.12-2024.4.12",
    "2024-03-12-2024-04-12",
    "data/activities/2024/2024-03-12-zhishu.yml",
    "2023-2024-2",
    "20240305143000",
    "20240305 14:30:00",
    "苏ICP备12345678号-1",
    "苏公网安备 32041102000001号",
    "0519-85000000",
    "(0519) 8500 0000",
    "400-800-1234",
    "12371",
    "9787010000008",
    "978-7-01-000000-8",
    "https://www.moe.gov.cn/srcsite/A10/s7002/201811/t20181115_354921.html",
    "12345678901",
    "12800001234",
    "138000012345",
    "1380000123",
    "138****1234",
    f"a1{MOBILE}",
    f"{MOBILE}9",
    f"{MOBILE}a",
    ID[:17] + ("1" if ID[17] != "1" else "2"),
    identity("11000019001301000"),
    identity("11000018990101000"),
    ID[:17],
    "110000901301001",
    "710000900101001",
    CARD[:18] + str((int(CARD[18]) + 1) % 10),
    card("122200000000000000"),
    "6222",
    "M11 4 11 5C14 9 18 16 19 22C32 30 43 6 11 4ZM3 27 2 28",
    "139 34 12 567 8 90",
    "13 95 16 97 18 9",
    "| 13 | 14 | 15 | 16 | 17 | 18 |",
    "13 14 15 16 17 1",
    "110 00 09 00 10 10 01",
    spaced(CARD_16, 3, 2, 3, 2, 3, 2),
    "138\n0000\n1234",
    "138**0000**123",
    "| 138 | 0000 | 1234 |",
    "常教党〔2024〕13号 2024-03-05",
    "第13800001号、第1234号",
    "共计138,000,012.34元",
    "二〇二四年三月五日",
    "一二三四五六七八九十",
    "ISBN 978-7-5000-1234-5",
    "新北区圩塘镇教学楼3号楼302室",
    "语文三年级下册第3单元 第12课",
]


@pytest.mark.parametrize("text", LEFT)
def test_other_numbers_are_left_alone(text: str) -> None:
    """Dates, filing numbers, land lines, books, rooms, drawings, tables, and numbers with a wrong check digit."""
    assert private_numbers(text) == []


def test_the_line_is_told_and_nothing_else() -> None:
    """What may be said of a number in public, however long the text; a number over two lines begins on its first."""
    text = f"一\n{MOBILE}&#10;二\n\n身份证 {ID[:6]}\n  {ID[6:]}\n{CARD}"
    assert numbers_in(text) == [(2, "手机号"), (4, "身份证号"), (6, "银行卡号")]


def test_several_in_a_line() -> None:
    """Each is told."""
    assert [one.kind for one in private_numbers(f"{MOBILE}、{ID}、{CARD}")] == ["手机号", "身份证号", "银行卡号"]


def test_a_run_of_digits_is_read_from_its_beginning() -> None:
    """What is part of a longer number is not a number."""
    assert private_numbers("1" + ID) == []


@pytest.mark.parametrize(
    "file",
    [A + "2024-04-15-a.yml", "docs/about.md", "docs/study/sanhui-yike.md", "data/site.yml", "data/kinds.yml"],
)
def test_all_texts_are_searched(file: str, tmp_path: Path) -> None:
    """Comments included: what is committed is public. The message names file and line."""
    text = record() if "activities" in file else (Path(__file__).parents[1] / "worlds/tiny" / file).read_text("utf-8")
    typed = f"{text}# {ID}\n"
    [problem] = found(check, changed(tmp_path, {file: typed}))
    assert (problem.file, problem.line) == (file, typed.count("\n"))
    assert problem.message == "这里有身份证号，不能公开"


@pytest.mark.parametrize(
    "file", [A + f"2024-04-15-x{MOBILE}.yml", A + f"2024-03-05-yuanwen/{ID}.jpg", f"docs/{MOBILE}.png"]
)
def test_names_of_files_are_searched(file: str, tmp_path: Path) -> None:
    """A photo named by its sender is as public as its page."""
    problems = found(check, changed(tmp_path, {file: record()}))
    assert problems
    assert all("文件名里有" in one.message for one in problems)


def test_no_message_repeats_a_number(tmp_path: Path) -> None:
    """The log of a public build is public: three digits and two are enough to find it."""
    lines = [(kind, typed) for kind, typed in FOUND if "\n" not in typed]
    text = record() + "".join(f"# {typed}\n#\n" for _, typed in lines)
    problems = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": text}))
    assert [one.message for one in problems] == [f"这里有{kind}，不能公开" for kind, _ in lines]
    said = report(problems)
    assert private_numbers(said) == []
    assert not any(typed in said for _, typed in FOUND)


def test_names_of_files_are_masked(tmp_path: Path) -> None:
    """Also where the message names the file itself."""
    said = report(found(check, changed(tmp_path, {A + f"2024-04-15-x{MOBILE}.yml": record()})))
    assert MOBILE not in said
    assert "138…34" in said


def test_unreadable_files_are_the_loaders_business(tmp_path: Path) -> None:
    """A file that is no text cannot be searched and is not read anyway."""
    data = changed(tmp_path, {})
    (data.root / "docs/about.md").write_bytes("中文".encode("gbk"))
    assert found(check, data) == []
