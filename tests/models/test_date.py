"""Dates are read however they are separated, where only one day can be meant."""

import datetime
import re

import pytest
from pydantic_core import PydanticCustomError

from branchsite.models.date import MONTH_PATTERN, parse_date, parse_month, shifted, spoken, spoken_month, weekday
from rows import over

DAY = datetime.date(2024, 3, 5)

READ = [
    "2024-03-05", "2024-3-5", "2024/3/5", "2024/03/05", "2024.3.5", "2024.03.05", "2024。3。5", "2024、3、5",
    "2024年3月5日", "2024年03月05日", "2024年3月5号", "2024 年 3 月 5 日", "２０２４年３月５日", "２０２４－０３－０５",
    "2024—3—5", "2024–03–05", "2024−03−05", " 2024-03-05 ", "2024年3月5", "\u30002024-03-05",
]  # fmt: skip


@pytest.mark.parametrize("typed", READ)
def test_accepted(typed: str) -> None:
    """Chinese, Excel's, full-width and careless forms all mean one day."""
    assert parse_date(typed) == DAY


def test_a_date_is_a_date() -> None:
    """What is a day already stays so."""
    assert parse_date(DAY) == DAY


@pytest.mark.parametrize(
    "typed",
    ["", "3月5日", "2024年3月", "24-3-5", "5/3/2024", "05-03-2024", "明天", "2024-03-05T10:00", "2024-03-05至06",
     "20240305", "2024", 20240305, None, ["2024-03-05"], {"年": "2024"}],
)  # fmt: skip
def test_refused(typed: object) -> None:
    """What could mean several days or none is asked for again."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(typed)
    assert caught.value.message() == "要写成年-月-日，例如 2024-03-05"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2024年2月30日", "2024年2月30日"),
        ("2023-02-29", "2023年2月29日"),
        ("2024-13-01", "2024年13月1日"),
        ("2024.4.31", "2024年4月31日"),
        ("2024-00-10", "2024年0月10日"),
        ("0000-01-01", "0年1月1日"),
    ],
)
def test_days_that_do_not_exist(typed: str, said: str) -> None:
    """The message repeats the day that there is not."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_date(typed)
    assert caught.value.message() == f"没有这一天：{said}"


@over(
    ("day", "by", "found"),
    [
        (DAY, 7, datetime.date(2024, 3, 12)),
        (DAY, -5, datetime.date(2024, 2, 29)),
        (datetime.date.max, 1, datetime.date.max),
        (datetime.date.min, -31, datetime.date.min),
    ],
)
def test_shifted(day: datetime.date, by: int, found: datetime.date) -> None:
    """Over the end of a leap February; at the ends of the calendar it stays."""
    assert shifted(day, datetime.timedelta(days=by)) == found


def test_in_words() -> None:
    """As GB/T 15835 writes it, without leading zeros."""
    assert spoken(DAY) == "2024年3月5日"
    assert [weekday(datetime.date(2024, 3, day)) for day in (4, 5, 10)] == ["星期一", "星期二", "星期日"]


MONTHS = [
    *((typed, "2024-04") for typed in (
        "2024-04", "2024-4", "2024/4", "2024.4", "2024.04", "2024。4", "2024年4月", "2024年04月", "2024 年 4 月",
        "２０２４年４月", "2024年4月份", "2024—4", " 2024-04 ", "2024年四月", "2024年4",
    )),
    *((typed, "04") for typed in (
        "4月", "04月", "４月", "4 月", "4月份", "每年4月", "每年的4月", "每年 4 月", "四月", "每年四月份", " 4月\u3000",
    )),
    ("12月", "12"), ("十二月", "12"), ("十月", "10"), ("2031年十一月", "2031-11"), ("1999-01", "1999-01"),
]  # fmt: skip


@over(("typed", "month"), MONTHS)
def test_months(typed: str, month: str) -> None:
    """Of one year, or of every year, however they are written."""
    assert parse_month(typed) == month


@pytest.mark.parametrize(
    "typed",
    ["", "4", 4, 4.5, "2024", "2024-04-05", "202404", "24-4", "24年4月", "3月、4月", "3-4月", "3月4日", "明年4月",
     "本月", "4月2024", "0024-04", "3024-04", "月", "年4月", "二〇二四年四月", None, ["4月"], {"月": 4}],
)  # fmt: skip
def test_no_month(typed: object) -> None:
    """What could mean several months or none is asked for again."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_month(typed)
    assert caught.value.message() == "要写成 3月（每年三月）或 2024年3月（只那一个月）"


@pytest.mark.parametrize("typed", ["2024-13", "2024-00", "2024年13月", "0月", "13月", "99月", "十三月", "一一月"])
def test_months_that_do_not_exist(typed: str) -> None:
    """The message repeats the month that there is not."""
    with pytest.raises(PydanticCustomError) as caught:
        parse_month(typed)
    assert caught.value.message() == f"没有这个月：{typed}"


def test_months_in_words() -> None:
    """Of every year says so."""
    assert [spoken_month(one) for one in ("2024-03", "2024-12", "03", "11")] == [
        *("2024年3月", "2024年12月", "每年3月", "每年11月"),
    ]


@pytest.mark.parametrize("typed", ["2024-03", "2024年3月", "2024年03月", "3月", "03月", "12月"])
def test_editors_know_the_forms_of_the_handbook(typed: str) -> None:
    """An editor underlines nothing that the handbook shows."""
    assert re.search(MONTH_PATTERN, typed) and parse_month(typed)
