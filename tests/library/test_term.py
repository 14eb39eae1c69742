"""A term's calendar: periods cut to the term, and the day that figures stand for."""

import datetime

import pytest

from branchsite.library.term import Term
from branchsite.models.measure import Cadence
from sites import TODAY

D = datetime.date
SPRING = (D(2024, 2, 19), D(2024, 6, 30))
AUTUMN = (D(2023, 9, 1), D(2024, 1, 31))


def term(days: tuple[D, D], today: D = TODAY) -> Term:
    """A term as seen on a day."""
    return Term(*days, today)


PERIODS = [
    (SPRING, Cadence.MONTH, "2月 02-19 02-29, 3月 03-01 03-31, 4月 04-01 04-30, 5月 05-01 05-31, 6月 06-01 06-30"),
    (SPRING, Cadence.QUARTER, "第一季度 02-19 03-31, 第二季度 04-01 06-30"),
    (SPRING, Cadence.HALF_YEAR, "上半年 02-19 06-30"),
    (AUTUMN, Cadence.MONTH, "9月 09-01 09-30, 10月 10-01 10-31, 11月 11-01 11-30, 12月 12-01 12-31, 1月 01-01 01-31"),
    (AUTUMN, Cadence.QUARTER, "第三季度 09-01 09-30, 第四季度 10-01 12-31, 第一季度 01-01 01-31"),
    (AUTUMN, Cadence.HALF_YEAR, "下半年 09-01 12-31, 上半年 01-01 01-31"),
    ((D(2023, 2, 6), D(2023, 2, 28)), Cadence.MONTH, "2月 02-06 02-28"),
    ((D(2023, 12, 31), D(2024, 1, 1)), Cadence.QUARTER, "第四季度 12-31 12-31, 第一季度 01-01 01-01"),
    ((D(2023, 6, 30), D(2023, 7, 1)), Cadence.HALF_YEAR, "上半年 06-30 06-30, 下半年 07-01 07-01"),
]


@pytest.mark.parametrize(("days", "cadence", "wanted"), PERIODS)
def test_periods(days: tuple[D, D], cadence: Cadence, wanted: str) -> None:
    """Calendar periods, the first and last cut to the term, also over New Year and in leap years."""
    found = term(days).periods(cadence)
    assert ", ".join(f"{one.label} {one.start:%m-%d} {one.end:%m-%d}" for one in found) == wanted


@pytest.mark.parametrize("days", [SPRING, AUTUMN])
@pytest.mark.parametrize("cadence", list(Cadence))
def test_every_day_is_in_one_period(days: tuple[D, D], cadence: Cadence) -> None:
    """No day of the term is lost between two periods or counted twice; days outside are in none."""
    periods = term(days).periods(cadence)
    for offset in range(-3, (days[1] - days[0]).days + 4):
        day = days[0] + datetime.timedelta(days=offset)
        assert sum(day in period for period in periods) == (days[0] <= day <= days[1])


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
