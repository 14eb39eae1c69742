"""Dates are read however they are separated, where only one day can be meant."""

import datetime

import pytest
from pydantic_core import PydanticCustomError

from branchsite.models.date import parse_date, spoken, weekday

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


def test_in_words() -> None:
    """As GB/T 15835 writes it, without leading zeros."""
    assert spoken(DAY) == "2024年3月5日"
    assert [weekday(datetime.date(2024, 3, day)) for day in (4, 5, 10)] == ["星期一", "星期二", "星期日"]
