"""The materials of the front page: whatever day it is, the month that they are of is said."""

import datetime
from dataclasses import replace

import pytest

from branchsite.library.library import build_library
from branchsite.library.material import Material
from branchsite.library.study_month import study_month
from branchsite.load.data import load
from sites import TINY, TODAY

D = datetime.date


@pytest.fixture(scope="module")
def pattern() -> Material:
    """Any material."""
    return build_library(load(TINY), TODAY).materials[0]


DATED = "a@2024-03 b@2024-05 c@2024-05"
YEARLY = "a@03 b@05 c@05"
BOTH = "a@03 b@2024-03 c@2024-05 d@09"

TABLE = [
    # materials, today, title, label, those
    (DATED, "2024-03-01", "本月学习", "2024年3月", "a"),
    (DATED, "2024-03-31", "本月学习", "2024年3月", "a"),
    (DATED, "2024-04-30", "最近的学习资料", "2024年3月", "a"),
    (DATED, "2024-05-01", "本月学习", "2024年5月", "b c"),
    (DATED, "2024-06-01", "最近的学习资料", "2024年5月", "b c"),
    (DATED, "2026-11-01", "最近的学习资料", "2024年5月", "b c"),
    (DATED, "2025-03-15", "最近的学习资料", "2024年5月", "b c"),
    (DATED, "2024-02-29", "接下来的学习资料", "2024年3月", "a"),
    (YEARLY, "2024-03-01", "本月学习", "2024年3月", "a"),
    (YEARLY, "2025-03-31", "本月学习", "2025年3月", "a"),
    (YEARLY, "2031-05-09", "本月学习", "2031年5月", "b c"),
    (YEARLY, "2025-04-01", "最近的学习资料", "每年3月", "a"),
    (YEARLY, "2025-12-31", "最近的学习资料", "每年5月", "b c"),
    (YEARLY, "2026-02-01", "最近的学习资料", "每年5月", "b c"),
    ("a@12", "2026-01-01", "最近的学习资料", "每年12月", "a"),
    ("a@01", "2026-01-01", "本月学习", "2026年1月", "a"),
    (BOTH, "2024-03-10", "本月学习", "2024年3月", "a b"),
    (BOTH, "2025-03-10", "本月学习", "2025年3月", "a"),
    (BOTH, "2024-04-10", "最近的学习资料", "2024年3月", "a b"),
    (BOTH, "2025-04-10", "最近的学习资料", "每年3月", "a"),
    (BOTH, "2024-06-10", "最近的学习资料", "2024年5月", "c"),
    (BOTH, "2024-01-10", "最近的学习资料", "每年9月", "d"),
    (BOTH, "2024-09-10", "本月学习", "2024年9月", "d"),
    ("a@2024-02 b@02", "2024-02-29", "本月学习", "2024年2月", "a b"),
    ("a@2023-05 b@09", "2024-03-10", "最近的学习资料", "每年9月", "b"),
    ("a@2023-10 b@09", "2024-03-10", "最近的学习资料", "2023年10月", "a"),
    ("a@2099-01", "2024-02-29", "接下来的学习资料", "2099年1月", "a"),
]


@pytest.mark.parametrize(("typed", "today", "title", "label", "those"), TABLE)
def test_the_month(typed: str, today: str, title: str, label: str, those: str, pattern: Material) -> None:
    """This month's; in a month without, those of the last month that had some; before all, the first's."""
    materials = [
        replace(pattern, id=id, study=pattern.study.model_copy(update={"month": month}))
        for id, month in (one.split("@") for one in typed.split())
    ]
    found = study_month(materials, D.fromisoformat(today))
    assert found is not None
    assert (found.title, found.label, [one.id for one in found.materials]) == (title, label, those.split())


def test_none() -> None:
    """A site may begin without materials."""
    assert study_month([], TODAY) is None
