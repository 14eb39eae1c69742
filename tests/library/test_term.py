"""A term's calendar: the periods that it touches, and the day that figures stand for."""

import datetime

import pytest

from branchsite.library.term import Term, term_on
from branchsite.library.terms import Dates, SchoolYears
from branchsite.models.measure import Cadence
from sites import TODAY

D = datetime.date
SPRING = (D(2024, 2, 19), D(2024, 6, 30))
AUTUMN = (D(2023, 9, 1), D(2024, 1, 31))


def term(days: tuple[D, D], today: D = TODAY) -> Term:
    """A term as seen on a day."""
    dates = Dates("一个学期", *days)
    return term_on(today, dates, SchoolYears((dates,)))


PERIODS = [
    (SPRING, Cadence.MONTH, "2月 02-01 02-29, 3月 03-01 03-31, 4月 04-01 04-30, 5月 05-01 05-31, 6月 06-01 06-30"),
    (SPRING, Cadence.QUARTER, "第一季度 01-01 03-31, 第二季度 04-01 06-30"),
    (SPRING, Cadence.HALF_YEAR, "上半年 01-01 06-30"),
    (AUTUMN, Cadence.MONTH, "9月 09-01 09-30, 10月 10-01 10-31, 11月 11-01 11-30, 12月 12-01 12-31, 1月 01-01 01-31"),
    (AUTUMN, Cadence.QUARTER, "第三季度 07-01 09-30, 第四季度 10-01 12-31, 第一季度 01-01 03-31"),
    (AUTUMN, Cadence.HALF_YEAR, "下半年 07-01 12-31, 上半年 01-01 06-30"),
    ((D(2023, 2, 6), D(2023, 2, 28)), Cadence.MONTH, "2月 02-01 02-28"),
    ((D(2023, 12, 31), D(2024, 1, 1)), Cadence.QUARTER, "第四季度 10-01 12-31, 第一季度 01-01 03-31"),
    ((D(2023, 6, 30), D(2023, 7, 1)), Cadence.HALF_YEAR, "上半年 01-01 06-30, 下半年 07-01 12-31"),
]


@pytest.mark.parametrize(("days", "cadence", "wanted"), PERIODS)
def test_periods(days: tuple[D, D], cadence: Cadence, wanted: str) -> None:
    """Those that have a day of the term, whole, also over New Year and in leap years."""
    found = term(days).periods(cadence)
    assert ", ".join(f"{one.label} {one.start:%m-%d} {one.end:%m-%d}" for one in found) == wanted


@pytest.mark.parametrize("days", [SPRING, AUTUMN])
@pytest.mark.parametrize("cadence", list(Cadence))
def test_every_day_is_in_one_period(days: tuple[D, D], cadence: Cadence) -> None:
    """No day of the term is lost between two periods or counted twice."""
    periods = term(days).periods(cadence)
    for offset in range((days[1] - days[0]).days + 1):
        day = days[0] + datetime.timedelta(days=offset)
        assert sum(day in period for period in periods) == 1


def test_what_counts_in_a_term() -> None:
    """Its own days, and those of the periods that are counted in it: of months too short to be counted none."""
    one = term((D(2026, 2, 23), D(2026, 7, 3)))
    assert [period.label for period in one.owned(Cadence.MONTH)] == ["3月", "4月", "5月", "6月"]
    assert one.counted == (D(2026, 1, 1), D(2026, 7, 3))
    assert [one.owns(period) for period in one.periods(Cadence.QUARTER)] == [True, True, False]


@pytest.mark.parametrize(
    ("today", "seen"),
    [(D(2024, 1, 31), D(2024, 1, 31)), (D(2024, 7, 1), D(2024, 7, 1)), (D(2024, 7, 2), D(2024, 7, 1))],
)
def test_the_last_day_that_makes_a_difference(today: D, seen: D) -> None:
    """The day after the last period that is counted in the term: of a term alone the half-year it ends in."""
    assert term(AUTUMN, today).today == seen
    assert term(AUTUMN, today).ended == (today > D(2024, 1, 31))


UNTIL = [
    ((Cadence.MONTH,), D(2024, 1, 20), "截至2024年1月20日"),
    ((Cadence.MONTH,), D(2024, 1, 31), "学期已于2024年1月26日结束，没有过完的月份、季度算到2024年1月31日"),
    ((Cadence.MONTH,), D(2024, 2, 1), "学期已于2024年1月26日结束，这里是结束时的情况"),
    ((Cadence.QUARTER,), D(2024, 3, 31), "学期已于2024年1月26日结束，没有过完的月份、季度算到2024年3月31日"),
    ((Cadence.MONTH, Cadence.QUARTER), D(2024, 4, 1), "学期已于2024年1月26日结束，这里是结束时的情况"),
    ((), D(2024, 1, 27), "学期已于2024年1月26日结束，这里是结束时的情况"),
]


@pytest.mark.parametrize(("asked", "today", "label"), UNTIL)
def test_what_is_asked_for_decides_when_all_is_over(asked: tuple[Cadence, ...], today: D, label: str) -> None:
    """The month or quarter that goes on after the term may still be proved, and the page says so; none else matters."""
    dates = Dates("一个学期", D(2023, 9, 1), D(2024, 1, 26))
    assert term_on(today, dates, SchoolYears((dates,)), asked).as_of_label == label


STATES = [
    (D(2024, 2, 18), False, False, D(2024, 2, 18), "截至2024年2月18日"),
    (D(2024, 2, 19), True, False, D(2024, 2, 19), "截至2024年2月19日"),
    (D(2024, 6, 30), True, False, D(2024, 6, 30), "截至2024年6月30日"),
    (D(2024, 7, 1), True, True, D(2024, 6, 30), "学期已于2024年6月30日结束，这里是结束时的情况"),
    (D(2030, 1, 1), True, True, D(2024, 6, 30), "学期已于2024年6月30日结束，这里是结束时的情况"),
]


@pytest.mark.parametrize(("today", "begun", "ended", "as_of", "label"), STATES)
def test_the_day_figures_stand_for(today: D, begun: bool, ended: bool, as_of: D, label: str) -> None:
    """Today, or for good the last day of the term."""
    one = term(SPRING, today)
    assert (one.begun, one.ended, one.as_of, one.as_of_label) == (begun, ended, as_of, label)


def test_a_deadline_is_past_the_day_after() -> None:
    """On the day itself there is still time."""
    one = term(SPRING)
    assert [one.is_past(D(2024, 5, day)) for day in (9, 10, 11)] == [True, False, False]


@pytest.mark.parametrize(
    ("days", "day", "index"),
    [
        (SPRING, D(2024, 2, 19), 0),
        (SPRING, D(2024, 6, 30), 4),
        (SPRING, D(2023, 1, 1), 0),
        (SPRING, D(2025, 1, 1), 4),
        (AUTUMN, D(2023, 12, 31), 3),
        (AUTUMN, D(2024, 1, 1), 4),
    ],
)
def test_month_index(days: tuple[D, D], day: D, index: int) -> None:
    """Counted over New Year; days outside are the nearest month's."""
    assert term(days).month_index(day) == index


@pytest.mark.parametrize(
    ("day", "position"),
    [(D(2024, 2, 19), 0), (D(2024, 6, 30), 100), (D(2024, 1, 1), 0), (D(2025, 1, 1), 100), (D(2024, 4, 25), 50)],
)
def test_position(day: D, position: float) -> None:
    """In percent of the term, never outside it."""
    assert term(SPRING).position(day) == position
