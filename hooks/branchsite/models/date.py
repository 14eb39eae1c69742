"""Dates as people write them, where only one meaning is possible."""

import datetime
import re
import unicodedata
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_BETWEEN = "[-/.。、—–−]"
_WRITTEN = re.compile(
    rf"(?P<year>\d{{4}})\s*(?:{_BETWEEN}|年)\s*(?P<month>\d{{1,2}})\s*(?:{_BETWEEN}|月)\s*(?P<day>\d{{1,2}})\s*[日号]?"
)


def parse_date(value: Any) -> datetime.date:
    """Read a year, month and day in that order, however they are separated.

    Accepts 2024-03-05, 2024/3/5, 2024.3.5 (also with 。), 2024年3月5日 and full-width digits.
    Raises PydanticCustomError where the text is no date or names a day that does not exist.
    """
    if isinstance(value, datetime.date):
        return value
    text = unicodedata.normalize("NFKC", str(value)).strip()
    match = _WRITTEN.fullmatch(text)
    if match is None:
        raise PydanticCustomError("date_form", "要写成年-月-日，例如 2024-03-05")
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise PydanticCustomError("date_exists", "没有这一天：{text}", {"text": f"{year}年{month}月{day}日"}) from None


Date = Annotated[
    datetime.date,
    BeforeValidator(parse_date),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2024-03-05"]}),
]
"""A calendar day."""


_MONTH = r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
_ONE_YEARS = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}})\s*(?:[-/.。—–−]\s*{_MONTH}|年\s*(?P<written>\d{{1,2}}|[一二三四五六七八九十]{{1,2}}))\s*(?:月份?)?"
)
_EVERY_YEARS = re.compile(rf"(?:每年的?)?\s*{_MONTH}\s*月份?")
_NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def parse_month(value: Any) -> str:
    """Read a month of one year, 2024-03 or 2024年3月, as 2024-03; one of every year, 3月, as 03.

    Raises PydanticCustomError where the text is no month or names one that does not exist.
    """
    text = unicodedata.normalize("NFKC", str(value)).strip()
    match = _ONE_YEARS.fullmatch(text) or _EVERY_YEARS.fullmatch(text)
    if match is None:
        raise PydanticCustomError("month_form", "要写成 3月（每年三月）或 2024年3月（只那一个月）")
    found = match.groupdict()
    written = found["month"] or found.get("written") or ""
    number = _NUMERALS.index(written) + 1 if written in _NUMERALS else int(written) if written.isdecimal() else 0
    if not 1 <= number <= 12:
        raise PydanticCustomError("month_exists", "没有这个月：{text}", {"text": text})
    return f"{found['year']}-{number:02}" if found.get("year") else f"{number:02}"


MONTH_PATTERN = r"^((19|20)\d{2}(-(0[1-9]|1[0-2])|年(0?[1-9]|1[0-2])月)|(0?[1-9]|1[0-2])月)$"
"""The error message for a month."""

Month = Annotated[
    str,
    BeforeValidator(parse_month),
    WithJsonSchema({"type": "string", "pattern": MONTH_PATTERN, "examples": ["3月", "2024年3月"]}),
]
"""A month of one year, 2024-03, or of every year, 03."""


def spoken_month(month: str) -> str:
    """2024-03 as 2024年3月, and 03 as 每年3月."""
    year, dash, number = month.rpartition("-")
    return f"{year}年{int(number)}月" if dash else f"每年{int(number)}月"


def spoken(day: datetime.date) -> str:
    """A day as GB/T 15835 writes it: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def shifted(day: datetime.date, by: datetime.timedelta) -> datetime.date:
    """A day so much later or earlier; a year typed wrong may be the calendar's last, and there it stays."""
    try:
        return day + by
    except OverflowError:
        return datetime.date.max if by > datetime.timedelta() else datetime.date.min


def weekday(day: datetime.date) -> str:
    """The day of the week: 星期二."""
    return "星期" + "一二三四五六日"[day.weekday()]
