"""What a record has proved, in a few words."""

import datetime
from typing import Any

import pytest

from branchsite.library.badge import badge
from branchsite.library.progress import assess
from branchsite.library.term import term_on
from branchsite.library.terms import Dates, SchoolYears
from library.test_progress import (
    BY_APRIL,
    BY_RULE,
    HOURS,
    MONTHLY,
    ONGOING,
    QUARTERLY,
    STEPS,
    THEMES,
    TWICE,
    TWICE_A_MONTH,
    commitment,
    proof,
)

TERM = Dates("本学期", datetime.date(2024, 2, 19), datetime.date(2024, 6, 30))

BADGES = [
    # measure, all records, which of them, today, words
    (MONTHLY, "02-20 03-05", 1, "2024-05-10", "3月 ✓ 已举行"),
    (MONTHLY, "03-05 03-06", 1, "2024-05-10", "3月 ✓ 已举行"),
    (MONTHLY, "03-05", 0, "2026-01-01", "3月 ✓ 已举行"),
    (QUARTERLY, "04-05", 0, "2024-05-10", "第二季度 ✓ 已举行"),
    (TWICE_A_MONTH, "03-05 03-06", 0, "2024-05-10", "3月 ✓ 第1次"),
    (TWICE_A_MONTH, "03-05 03-06", 1, "2024-05-10", "3月 ✓ 第2次"),
    (THEMES, "03-05/甲", 0, "2024-05-10", "甲 ✓ 已覆盖"),
    (STEPS, "03-05/甲", 0, "2024-05-10", "甲 ✓ 已完成"),
    (STEPS, "04-05/甲", 0, "2024-05-10", "甲 ✓ 已完成"),
    (TWICE, "03-05 04-01", 0, "2024-05-10", "✓ 第1次"),
    (TWICE, "03-05 04-01", 1, "2024-05-10", "✓ 第2次"),
    (BY_APRIL, "03-26", 0, "2024-05-10", "✓ 已完成"),
    (HOURS, "03-05@1.5", 0, "2024-05-10", "✓ 1.5学时"),
    (ONGOING, "03-05", 0, "2024-05-10", "✓ 已记录"),
    (BY_RULE, "03-05", 0, "2024-05-10", "✓ 已记录"),
    (MONTHLY, "06-05", 0, "2024-05-10", ""),
    (THEMES, "06-05/甲", 0, "2024-05-10", ""),
]


@pytest.mark.parametrize(("measure", "records", "which", "today", "words"), BADGES)
def test_badges(measure: dict[str, Any], records: str, which: int, today: str, words: str) -> None:
    """Its own part of the commitment, whatever the others lack; nothing before it was held."""
    day = datetime.date.fromisoformat(today)
    proofs = [proof(typed, day) for typed in records.split()]
    found = assess(commitment(measure), term_on(day, TERM, SchoolYears((TERM,))), proofs)
    assert badge(found, proofs[which].record, proofs[which].part) == words


@pytest.mark.parametrize("more", [{"待确认": "是"}, {"不适用": "没有"}])
def test_no_badge(more: dict[str, str]) -> None:
    """Where nothing is asked, nothing is proved."""
    day = datetime.date(2024, 5, 10)
    one = proof("03-05", day)
    found = assess(commitment(MONTHLY, **more), term_on(day, TERM, SchoolYears((TERM,))), [one])
    assert badge(found, one.record, None) == ""
