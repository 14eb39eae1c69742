"""A plan with its progress: places, addresses, what is late and what is owed next."""

import datetime
from pathlib import Path

import pytest

from branchsite.library.library import build_library
from branchsite.library.schedule import ItemProgress, Schedule, SectionProgress
from branchsite.load.data import load
from edits import PLAN, changed
from sites import TINY, TODAY


@pytest.fixture(scope="module")
def schedule() -> Schedule:
    """Tiny's plan as of TODAY."""
    return build_library(load(TINY), TODAY).schedules[0]


def names(found: object) -> list[str]:
    """Ids of commitments."""
    return [one.commitment.id for one in found]  # type: ignore[attr-defined]


def test_sections_and_items(schedule: Schedule) -> None:
    """Numbered as the plan is; each with its address."""
    assert [(one.key, one.title, one.url) for one in schedule.sections] == [
        ("一", "一、加强思想建设", "plan/2023-2024-2/1/"),
        ("二", "二、加强队伍建设", "plan/2023-2024-2/2/"),
    ]
    assert [(one.key, one.title, one.url) for one in schedule.sections[0].items] == [
        ("一1", "1. 抓好党员的学习", "plan/2023-2024-2/1-1/"),
        ("一2", "2. 提高学习的实效", "plan/2023-2024-2/1-2/"),
    ]
    assert schedule.url == "plan/2023-2024-2/"


def test_a_commitment_may_belong_to_two_items(schedule: Schedule) -> None:
    """It is shown in both, at home in the first, and counted once."""
    first, second = schedule.item("一1"), schedule.item("二2")
    assert isinstance(first, ItemProgress) and isinstance(second, ItemProgress)
    assert "general-meeting" in names(first.progress)
    assert names(second.progress) == ["dues", "news", "heart-talk", "general-meeting"]
    assert second.tally.total == 4
    assert len(schedule.all_progress) == schedule.tally.total == 12
    guest = second.progress[-1]
    assert schedule.url_of(guest) == "plan/2023-2024-2/1-1/#general-meeting"
    assert schedule.place_of(guest) == "一、思想建设 · 党员学习"


def test_a_sections_own_commitments(schedule: Schedule) -> None:
    """Are at home in the section itself."""
    section = schedule.item("一")
    assert isinstance(section, SectionProgress)
    [own] = section.progress
    assert schedule.url_of(own) == "plan/2023-2024-2/1/#spirit"
    assert schedule.place_of(own) == "一、思想建设"
    assert section.tally.total == 6
    assert schedule.item("五") is None


def test_late_and_next(schedule: Schedule) -> None:
    """Late in the plan's order; owed next, the nearest first."""
    assert names(schedule.late) == ["spirit", "congress", "news"]
    assert [(one.commitment.id, one.next_due) for one in schedule.next] == [
        ("no-tutoring", datetime.date(2024, 6, 15)),
        ("spirit", datetime.date(2024, 6, 30)),
        ("general-meeting", datetime.date(2024, 6, 30)),
        ("party-day", datetime.date(2024, 6, 30)),
        ("educations", datetime.date(2024, 6, 30)),
        ("news", datetime.date(2024, 6, 30)),
    ]


def test_a_guest_is_not_at_home_where_it_comes_first(tmp_path: Path) -> None:
    """A commitment of 二2 that also belongs to 一1 is at home in 二2, and linked to there."""
    old = "证据: [党费收缴]\n"
    schedule = build_library(changed(tmp_path, {PLAN: (old, f"{old}            另属: [一1]\n")}), TODAY).schedules[0]
    dues = next(one for one in schedule.all_progress if one.commitment.id == "dues")
    assert schedule.place_of(dues) == "二、队伍建设 · 作风建设"
    assert schedule.url_of(dues) == "plan/2023-2024-2/2-2/#dues"
