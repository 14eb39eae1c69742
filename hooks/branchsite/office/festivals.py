"""The days of festivals by which plans date what is to be done: 清明前, 教师节期间, 七一."""

import datetime
import re
from collections.abc import Iterator

_FIXED = {
    "元旦": (1, 1),
    "三八": (3, 8),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "清明": (4, 4),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "五四": (5, 4),
    "青年节": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "建党节": (7, 1),
    "八一": (8, 1),
    "建军节": (8, 1),
    "教师节": (9, 10),
    "烈士纪念日": (9, 30),
    "国庆": (10, 1),
    "建队日": (10, 13),
    "建队节": (10, 13),
    "宪法日": (12, 4),
    "国家公祭日": (12, 13),
}
_LUNAR = {"春节": 0, "端午": 1, "中秋": 2, "重阳": 3}
_LUNAR_DAYS = {
    2020: "0125 0625 1001 1025",
    2021: "0212 0614 0921 1014",
    2022: "0201 0603 0910 1004",
    2023: "0122 0622 0929 1023",
    2024: "0210 0610 0917 1011",
    2025: "0129 0531 1006 1029",
    2026: "0217 0619 0925 1018",
    2027: "0207 0609 0915 1008",
    2028: "0126 0528 1003 1026",
    2029: "0213 0616 0922 1016",
    2030: "0202 0605 0912 1005",
    2031: "0123 0624 1001 1024",
    2032: "0211 0612 0919 1012",
    2033: "0131 0601 0908 1001",
    2034: "0219 0620 0927 1020",
    2035: "0208 0610 0916 1009",
    2036: "0128 0530 1004 1027",
    2037: "0215 0618 0924 1017",
    2038: "0204 0607 0913 1007",
    2039: "0124 0527 1002 1026",
    2040: "0212 0614 0920 1014",
}
"""Days of the lunar calendar, as ICU's Chinese calendar has them (tests/office/test_festivals.py asks it)."""

NAME = "|".join([*_FIXED, *_LUNAR])
"""A pattern of their names. 三八 and the like are days only where nothing else is said of them."""

_NO_DAY = "精神|讲话|运动|勋章|奖章|广场|路|大道|红旗手|旗手|小学|中学|学校|工程|制度"
MENTION = re.compile(
    rf"[“\"]?(?<![十百千〇一二三四五六七八九])({NAME})(?![一二三四五六七八九十次个项条名月]|[”\"]?(?:重要)?(?:{_NO_DAY}))[”\"]?节?"
)
"""A festival that is meant as a day, with its quotation marks."""


def festivals_in(text: str) -> list[str]:
    """The festivals that a text names as days, in its order, once each."""
    return list(dict.fromkeys(match[1] for match in MENTION.finditer(text)))


def days_of(name: str, years: range) -> Iterator[datetime.date]:
    """The days of a festival in some years."""
    for year in years:
        if name in _FIXED:
            yield datetime.date(year, *_FIXED[name])
        elif year in _LUNAR_DAYS:
            day = _LUNAR_DAYS[year].split()[_LUNAR[name]]
            yield datetime.date(year, int(day[:2]), int(day[2:]))
