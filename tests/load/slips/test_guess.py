"""What a value was probably meant to be: shown, never taken for granted."""

import pytest

from branchsite.load.slips.guess import meant_date, meant_id, meant_list, meant_month, meant_number, meant_yesno

FILE = "data/activities/2024/2024-03-05-a.yml"

DATES = [
    ("4月15日", "2024-04-15"),
    ("24-04-15", "2024-04-15"),
    ("15/04/2024", "2024-04-15"),
    ("04/15/2024", "2024-04-15"),
    ("20240415", "2024-04-15"),
    ("2024 4 15", "2024-04-15"),
    ("２０２４_０４_１５", "2024-04-15"),
    ("2024年4月15日（星期一）", "2024-04-15"),
    ("2O24-04-15", "2024-04-15"),
    ("二〇二四年四月十五日", "2024-04-15"),
    ("四月二十日", "2024-04-20"),
    ("十二月三十一日", "2024-12-31"),
    ("45397", "2024-04-15"),
    ("99999", "2024-03-05"),
    ("04/05/2024", "2024-03-05"),
    ("11/12/2024", "2024-03-05"),
    ("12/11/2024", "2024-03-05"),
    ("12/13/2024", "2024-12-13"),
    ("2024-02-30", "2024-03-05"),
    ("昨天", "2024-03-05"),
]


@pytest.mark.parametrize(("typed", "meant"), DATES)
def test_dates(typed: str, meant: str) -> None:
    """From what was typed; where that says no day, or may say two, the day in the file's name."""
    assert meant_date(typed, FILE) == meant


@pytest.mark.parametrize("typed", ["4月15日", "昨天", "2024-02-30", "四月五日"])
@pytest.mark.parametrize("file", ["data/plans/2023-2024-2.yml", "data/activities/2024/2024-13-05-a.yml"])
def test_no_date(typed: str, file: str) -> None:
    """Nothing is made up where neither says a day."""
    assert meant_date(typed, file) in (None, "2024-04-15", "2024-04-05")
    assert meant_date("昨天", file) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("是的", "是"),
        ("√", "是"),
        ("☑", "是"),
        ("Ｙ", "是"),
        ("有", "是"),
        ("不是", "否"),
        ("没有", "否"),
        ("N", "否"),
        ("好", None),
    ],
)
def test_yes_and_no(typed: str, meant: str | None) -> None:
    """Words and signs for either; 不是 is no, although 是 is in it."""
    assert meant_yesno(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("党员 教职工", "党员、教职工"),
        ("党员和学生", "党员、学生"),
        ("党员/学生。", "党员、学生"),
        ("党员 家长", None),
        ("", None),
    ],
)
def test_lists(typed: str, meant: str | None) -> None:
    """Only where every part is a word that may stand there."""
    assert meant_list(typed, ["党员", "教职工", "学生"]) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4", "4月"), ("04", "4月"), ("１２", "12月"), ("0", None), ("13", None), ("202404", "2024年4月"),
        ("2024-04-15", "2024年4月"), ("2024年4月15日", "2024年4月"), ("2024/4/1", "2024年4月"), ("20244", "2024年4月"),
        ("2024-13", None), ("2024年13月", None), ("202413", None), ("3-4月", None), ("2024", None), ("春天", None),
        ("", None), ("2024-04-15-16", None),
    ],
)  # fmt: skip
def test_months(typed: str, meant: str | None) -> None:
    """One month, of every year or of one; where several or none can be meant, none."""
    assert meant_month(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), [("2.5 个小时", "2.5"), ("２小时", "2"), ("2 到 3", None), ("多", None)])
def test_numbers(typed: str, meant: str | None) -> None:
    """The only number there is."""
    assert meant_number(typed) == meant


SLUG = "[a-z0-9]+(-[a-z0-9]+)*"
PHOTO = r"[A-Za-z0-9][A-Za-z0-9._-]*\.(jpg|png)"


@pytest.mark.parametrize(
    ("typed", "pattern", "meant"),
    [
        ("Sanhui_Yike.md", SLUG, "sanhui-yike"),
        ("study/ｓａｎｈｕｉ", SLUG, "sanhui"),
        ("IMG 01 (2).jpg", PHOTO, "IMG-01-2.jpg"),
        ("C:\\照片\\01.JPG", PHOTO, "01.jpg"),
        ("01", PHOTO, "01.jpg"),
        ("春天.jpg", PHOTO, None),
        ("a.mp4", PHOTO, None),
        ("2024.3.12", PHOTO, "2024.3.12.jpg"),
        ("三会一课", SLUG, None),
    ],
)
def test_ids(typed: str, pattern: str, meant: str | None) -> None:
    """In the letters that the pattern allows."""
    assert meant_id(typed, pattern) == meant
