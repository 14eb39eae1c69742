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


def spoken(day: datetime.date) -> str:
    """A day as GB/T 15835 writes it: 2024年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(day: datetime.date) -> str:
    """The day of the week: 星期二."""
    return "星期" + "一二三四五六日"[day.weekday()]
