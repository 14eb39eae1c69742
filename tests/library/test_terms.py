"""Which term a month, a quarter or a half-year belongs to. The answers are worked out by hand, from a calendar."""

import datetime
from pathlib import Path

import pytest

from branchsite.library.terms import Dates, SchoolYears, school_years
from branchsite.models.measure import Cadence
from edits import PLAN, changed
from sites import TINY

D = datetime.date
MONTH, QUARTER, HALF = Cadence.MONTH, Cadence.QUARTER, Cadence.HALF_YEAR


def day(typed: str) -> D:
    return D.fromisoformat(typed)


def years(*terms: str, holidays: str = "", workdays: str = "", fewest: int = 8) -> SchoolYears:
    """Terms as "name first-day last-day", holidays as "first/last", workdays as days; divided by blanks."""
    named = (one.split() for one in terms)
    dates = sorted((Dates(name, day(start), day(end)) for name, start, end in named), key=lambda one: one.start)
    free = tuple((day(one.split("/")[0]), day(one.split("/")[-1])) for one in holidays.split())
    return SchoolYears(tuple(dates), free, tuple(day(one) for one in workdays.split()), fewest)


def told(known: SchoolYears, name: str, cadence: Cadence) -> str:
    """The periods that a term touches: label, school days of all terms, whose it is; × for too short."""
    term = next(one for one in known.terms if one.name == name)
    return ", ".join(
        f"{one.label} {one.school_days} {'×' if one.short else one.home.name if one.home else '-'}"
        for one in known.periods(cadence, term.start, term.end)
    )


AUTUMN, SPRING = "autumn 2024-09-02 2025-01-17", "spring 2025-02-17 2025-06-30"
LATE = ("autumn 2023-09-01 2024-01-26", "spring 2024-03-18 2024-07-12")
STUBS = "spring 2026-02-23 2026-07-03"
NATIONAL = {"holidays": "2024-09-15/2024-09-17 2024-10-01/2024-10-07", "workdays": "2024-09-14 2024-09-29 2024-10-12"}
YEAR = "year 2024-09-02 2025-08-31"
BREAKS = {"holidays": "2025-01-18/2025-02-16 2025-07-01/2025-08-31"}

TABLE = {
    # September 2024 has 21 weekdays (2 to 30), October 23, November 21, December 22; 1 to 17 January 2025 has
    # 3 + 5 + 5 = 13.
    "an autumn over New Year, by month": (
        (AUTUMN, SPRING), {}, "autumn", MONTH,
        "9月 21 autumn, 10月 23 autumn, 11月 21 autumn, 12月 22 autumn, 1月 13 autumn",
    ),
    # Q3 has September only, 21; Q4 23 + 21 + 22 = 66. Q1 has 13 in autumn, and in spring 10 (17 to 28 February)
    # and 21 (March) = 31: it is spring's, 44 in all.
    "an autumn over New Year, by quarter": (
        (AUTUMN, SPRING), {}, "autumn", QUARTER,
        "第三季度 21 autumn, 第四季度 66 autumn, 第一季度 44 spring",
    ),
    # 21 + 66 = 87; then 13 in autumn against 31 + 22 (April) + 22 (May) + 21 (June) = 96, together 109.
    "an autumn over New Year, by half-year": (
        (AUTUMN, SPRING), {}, "autumn", HALF, "下半年 87 autumn, 上半年 109 spring",
    ),
    "the spring after it": ((AUTUMN, SPRING), {}, "spring", QUARTER, "第一季度 44 spring, 第二季度 65 spring"),
    # Nobody knows yet when spring begins: Q1 has but the 13 days of January.
    "an autumn, and what comes is not known": (
        (AUTUMN,), {}, "autumn", QUARTER, "第三季度 21 autumn, 第四季度 66 autumn, 第一季度 13 autumn",
    ),
    # September: 21 less Monday and Tuesday, 16 and 17, and the Saturday and the Sunday, 14 and 29, more: 21.
    # October: 23 less 1 to 4 and 7, and Saturday 12 more: 19.
    "holidays and 调休": (
        (AUTUMN,), NATIONAL, "autumn", MONTH,
        "9月 21 autumn, 10月 19 autumn, 11月 21 autumn, 12月 22 autumn, 1月 13 autumn",
    ),
    # January to the 26th: four weeks, 20; 18 to 29 March: two weeks, 10.
    "a late start leaves the quarter to autumn": (
        LATE, {}, "spring", QUARTER, "第一季度 30 autumn, 第二季度 65 spring, 第三季度 10 spring",
    ),
    "a late start keeps its half of March": (
        LATE, {}, "spring", MONTH, "3月 10 spring, 4月 22 spring, 5月 23 spring, 6月 20 spring, 7月 10 spring",
    ),
    # With the next autumn known: 21 days of September outweigh the 10 of July.
    "July goes to the autumn that follows": (
        (*LATE, "next 2024-09-02 2025-01-17"), {}, "spring", QUARTER,
        "第一季度 30 autumn, 第二季度 65 spring, 第三季度 31 next",
    ),
    # 23 to 27 February: 5; 28 is a Saturday. 1 to 3 July: 3.
    "stubs at both ends": (
        (STUBS,), {}, "spring", MONTH, "2月 5 ×, 3月 22 spring, 4月 22 spring, 5月 21 spring, 6月 22 spring, 7月 3 ×",
    ),
    # 5 + 22 = 27; 22 + 21 + 22 = 65.
    "three days are no quarter": (
        (STUBS,), {}, "spring", QUARTER, "第一季度 27 spring, 第二季度 65 spring, 第三季度 3 ×",
    ),
    "nor half a year": ((STUBS,), {}, "spring", HALF, "上半年 92 spring, 下半年 3 ×"),
    # Friday 16, and 19 to 23 January.
    "a week in January": (("course 2026-01-16 2026-01-23",), {}, "course", MONTH, "1月 6 ×"),
    # Saturday 28 is worked on: 6.
    "a worked Saturday counts": ((STUBS,), {"workdays": "2026-02-28", "fewest": 6}, "spring", QUARTER,
        "第一季度 28 spring, 第二季度 65 spring, 第三季度 3 ×"),
    # 19 to 23 and 26 to 29 February 2024: 9, the last day because of the leap year.
    "February of a leap year": (
        ("spring 2024-02-19 2024-06-30",), {}, "spring", MONTH,
        "2月 9 spring, 3月 21 spring, 4月 22 spring, 5月 23 spring, 6月 20 spring",
    ),
    # 20 to 24, 27 and 28 February 2023: 7.
    "February of another year": (
        ("spring 2023-02-20 2023-04-30",), {}, "spring", MONTH, "2月 7 ×, 3月 23 spring, 4月 20 spring",
    ),
    # March 2024: 1, 4 to 8 and 11 to 14 in the first, 10; 18 to 22 and 25 to 29 in the second, 10: a tie.
    "a tie is the later's": (
        ("one 2024-01-08 2024-03-14", "two 2024-03-18 2024-07-05"), {}, "one", MONTH,
        "1月 18 one, 2月 21 one, 3月 20 two",
    ),
    # The 15th makes it 11 to 10.
    "a day more decides": (
        ("one 2024-01-08 2024-03-15", "two 2024-03-18 2024-07-05"), {}, "two", MONTH,
        "3月 21 one, 4月 22 two, 5月 23 two, 6月 20 two, 7月 5 ×",
    ),
    # First half of 2024: 18 + 21 + 21 = 60 up to the end of March; then 22 + 23 + 20 = 65.
    "two terms side by side": (
        ("one 2024-01-08 2024-03-31", "two 2024-04-01 2024-06-30"), {}, "one", HALF, "上半年 125 two",
    ),
    # 1 to 12 July: 10; September has 21, so that the quarter is autumn's.
    "a summer term, by month": (
        ("summer 2024-07-01 2024-07-12", AUTUMN), {}, "summer", MONTH, "7月 10 summer",
    ),
    "a summer term, by quarter": (
        ("summer 2024-07-01 2024-07-12", AUTUMN), {}, "summer", QUARTER, "第三季度 31 autumn",
    ),
    # 1 June 2025 is a Sunday.
    "a month that the term touches on a Sunday": (
        ("spring 2025-04-28 2025-06-01",), {}, "spring", MONTH, "4月 3 ×, 5月 22 spring, 6月 0 ×",
    ),
    # A plan for the whole year: breaks are holidays. January to the 17th 13, February from the 17th 10.
    "a school year with breaks": (
        (YEAR,), BREAKS, "year", MONTH,
        "9月 21 year, 10月 23 year, 11月 21 year, 12月 22 year, 1月 13 year, 2月 10 year, 3月 21 year, 4月 22 year, "
        "5月 22 year, 6月 21 year, 7月 0 ×, 8月 0 ×",
    ),
    "a school year with breaks, by half-year": (
        (YEAR,), BREAKS, "year", HALF, "下半年 87 year, 上半年 109 year, 下半年 0 ×",
    ),
    # Two terms with 3 (1, 2 and 5) and 5 (23, 26 to 29) days of one February: 8 together are no stub.
    "the days of all terms are one month's": (
        ("one 2023-09-01 2024-02-05", "two 2024-02-23 2024-06-30"), {}, "two", MONTH,
        "2月 8 two, 3月 21 two, 4月 22 two, 5月 23 two, 6月 20 two",
    ),
    "how few are too few is data": ((STUBS,), {"fewest": 3}, "spring", QUARTER,
        "第一季度 27 spring, 第二季度 65 spring, 第三季度 3 spring"),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "free", "name", "cadence", "wanted"), TABLE.values(), ids=TABLE)
def test_whose_a_period_is(terms: tuple[str, ...], free: dict, name: str, cadence: Cadence, wanted: str) -> None:
    """The term with most of its school days, the later of two with as many; what has too few is nobody's."""
    assert told(years(*terms, **free), name, cadence) == wanted


def test_a_period_is_whole() -> None:
    """First and last day are the calendar's, whatever the term cuts off, also over New Year and in a leap year."""
    known = years(AUTUMN, SPRING)
    found = [(cadence, known.period(cadence, D(2025, 1, 10))) for cadence in Cadence]
    assert [(one.start, one.end, one.terms) for _, one in found] == [
        (D(2025, 1, 1), D(2025, 1, 31), 1),
        (D(2025, 1, 1), D(2025, 3, 31), 2),
        (D(2025, 1, 1), D(2025, 6, 30), 2),
    ]
    assert known.period(MONTH, D(2024, 2, 29)).end == D(2024, 2, 29)
    assert known.period(HALF, D(2024, 12, 31)).label == "下半年"
    assert [known.period(QUARTER, D(2024, month, 1)).label for month in (1, 4, 7, 10)] == [
        *("第一季度", "第二季度", "第三季度", "第四季度"),
    ]


def test_a_period_that_no_term_holds() -> None:
    """Between terms: no school day, no home, not counted."""
    august = years(AUTUMN, SPRING).period(MONTH, D(2025, 8, 15))
    assert (august.school_days, august.home, august.short, D(2025, 8, 31) in august) == (0, None, True, True)


SPANS = [
    ("2024-10-01", "2024-10-07", 0),
    ("2024-09-30", "2024-10-08", 2),
    ("2024-10-05", "2024-10-06", 0),
    ("2024-10-12", "2024-10-13", 1),
    ("2024-10-13", "2024-10-12", 0),
    ("2024-10-11", "2024-10-11", 1),
]


@pytest.mark.parametrize(("start", "end", "days"), SPANS)
def test_school_days(start: str, end: str, days: int) -> None:
    """Weekdays that are no holiday, and weekends that are worked on; both ends count."""
    assert years(AUTUMN, **NATIONAL).school_days(day(start), day(end)) == days


def test_days_are_counted_as_one_by_one() -> None:
    """The quick way over weeks gives what looking at each day gives, from any day to any other within five weeks."""
    known = years(AUTUMN, **NATIONAL)
    free = {D(2024, 10, one) for one in range(1, 8)} | {D(2024, 9, one) for one in (15, 16, 17)}
    worked = {D(2024, 9, 14), D(2024, 9, 29), D(2024, 10, 12)}
    days = [D(2024, 9, 10) + datetime.timedelta(days=one) for one in range(36)]
    taught = [one in worked or (one.weekday() < 5 and one not in free) for one in days]
    for first in range(36):
        for last in range(first, 36):
            assert known.school_days(days[first], days[last]) == sum(taught[first : last + 1])


CALENDAR = "data/calendar.yml"
HOLIDAYS = "放假:\n  - 名称: 甲\n    开始: 2024-05-01\n    结束: 2024-05-05\n"


def test_terms_of_the_data(tmp_path: Path) -> None:
    """Those of plans under the plan's name, and those that only the calendar names; in order of time."""
    plan = (TINY / PLAN).read_text(encoding="utf-8")
    text = "学期:\n  - 名称: 又一学期\n    开始: 2025-02-17\n    结束: 2025-06-30\n"
    text += "  - 名称: 同一个\n    开始: 2024-02-19\n    结束: 2024-06-30\n"
    data = changed(tmp_path, {CALENDAR: text})
    named = [(one.name, one.start) for one in school_years(data).terms]
    assert named == [(data.plans["2023-2024-2"].model.term, D(2024, 2, 19)), ("又一学期", D(2025, 2, 17))]
    assert "学期: " in plan


def test_without_a_calendar(tmp_path: Path) -> None:
    """Every weekday of a plan's term is a school day, and fewer than eight are too few."""
    known = school_years(changed(tmp_path, {CALENDAR: lambda path: path.unlink()}))
    assert len(known.terms) == 1
    assert (known.holidays, known.workdays, known.fewest) == ((), (), 8)
    assert known.school_days(D(2024, 5, 1), D(2024, 5, 31)) == 23


ODD = [
    # 1 to 3 May are Wednesday to Friday: 23 less 3.
    ("as it should be", HOLIDAYS, 20),
    ("overlapping", HOLIDAYS + "  - 名称: 乙\n    开始: 2024-05-03\n    结束: 2024-05-06\n", 19),
    ("within another", HOLIDAYS + "  - 名称: 乙\n    开始: 2024-05-02\n", 20),
    ("out of order", HOLIDAYS + "  - 名称: 乙\n    开始: 2024-04-04\n    结束: 2024-04-06\n", 20),
    ("a weekday worked on", HOLIDAYS + "调休上课: 2024-05-07\n", 20),
    ("twice", HOLIDAYS + "调休上课: 2024-05-11、2024-05-11\n", 21),
    ("one day", "放假:\n  - 名称: 甲\n    开始: 2024-05-31\n", 22),
    ("nothing", "最少教学日: 5\n", 23),
]


@pytest.mark.parametrize(("text", "days"), [one[1:] for one in ODD], ids=[one[0] for one in ODD])
def test_odd_calendars(text: str, days: int, tmp_path: Path) -> None:
    """No day is taken off twice, none is added that was one anyway."""
    known = school_years(changed(tmp_path, {CALENDAR: text}))
    assert known.school_days(D(2024, 5, 1), D(2024, 5, 31)) == days
