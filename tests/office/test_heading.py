"""The days that a plan states for itself."""

import datetime

from branchsite.office.cadence import TermDays
from branchsite.office.heading import stated_days
from rows import over

TERM = TermDays(datetime.date(2024, 2, 16), datetime.date(2024, 6, 30))


@over(
    ("text", "end"),
    [
        ("2024年2月19日至6月30日", datetime.date(2024, 6, 30)),
        ("2024年2月19日至2024年6月", datetime.date(2024, 6, 30)),
        ("2024年2月19日至3月15日", None),
        ("2024年2月19日至3月16日", datetime.date(2024, 3, 16)),
        ("2024年2月19日至2025年3月25日", datetime.date(2025, 3, 25)),
        ("2024年2月19日至2025年3月26日", None),
        ("2024年2月30日至6月30日", None),
    ],
)
def test_stated_days(text: str, end: datetime.date | None) -> None:
    """From more than 25 days to 400, a month as far as its last day; shorter and longer it is no term."""
    assert stated_days(text, TERM) == (TermDays(datetime.date(2024, 2, 19), end) if end else None)
