"""What is due: late, this week, this month, nothing yet, as of a day; each with the record that would end it."""

import datetime
import re
from pathlib import Path

import pytest

from branchsite.build import read_library
from branchsite.library.due import DueGroup, due_entries, stale_kinds
from sites import SHIPPED, TODAY, copy_site


def entries(day: datetime.date, root: Path = SHIPPED) -> dict[DueGroup, list[str]]:
    found: dict[DueGroup, list[str]] = {}
    for one in due_entries(read_library(root, day)[0]):
        found.setdefault(one.group, []).append(f"{one.proves}:{one.what}" if one.what not in one.proves else one.proves)
    return found


def test_mid_term() -> None:
    """The shipped term on 10 May, group by group."""
    found = entries(TODAY)
    assert found[DueGroup.LATE] == ["支委会:3月", "抵制有偿补课/自查自纠", "文体活动:0/2"]
    assert found[DueGroup.MONTH] == ["主题党日:5月", "团队建设/组织建设"]
    assert found[DueGroup.EMPTY] == ["教代会:0/1", "后备干部培养:0/1"]
    assert DueGroup.WEEK not in found
    assert "双减双促与五项管理/期末小结" in found[DueGroup.LATER]


@pytest.mark.parametrize(
    ("day", "group"),
    [("06-22", DueGroup.MONTH), ("06-23", DueGroup.WEEK), ("06-30", DueGroup.WEEK), ("05-31", DueGroup.LATER)],
)
def test_a_week_is_seven_days(day: str, group: DueGroup) -> None:
    """30 June is a week from the 23rd, more from the 22nd, and still owed on the day itself."""
    assert "六类教育/文明上网" in entries(datetime.date.fromisoformat(f"2024-{day}"))[group]


@pytest.mark.parametrize(("day", "group"), [("04-30", DueGroup.WEEK), ("05-01", DueGroup.LATE)])
def test_a_day_later_it_is_late(day: str, group: DueGroup) -> None:
    """What was owed by 30 April is late on 1 May."""
    assert "抵制有偿补课/自查自纠" in entries(datetime.date.fromisoformat(f"2024-{day}"))[group]


@pytest.mark.parametrize("day", ["2024-02-01", "2024-07-15"])
def test_before_and_after_the_term_nothing_is_due(day: str) -> None:
    """A plan asks nothing before it begins and after it ends."""
    assert entries(datetime.date.fromisoformat(day)) == {}


def test_internal_commitments_are_never_named() -> None:
    """内 leaves no trace."""
    library = read_library(SHIPPED, TODAY)[0]
    assert library.schedule is not None
    internal = {one.commitment.short for one in library.schedule.all_progress if one.internal}
    assert internal
    assert not internal & {one.short for one in due_entries(library)}


def test_kinds_that_grew_old(tmp_path: Path) -> None:
    """Older than half a year, oldest first; a record of yesterday takes its kind out."""
    later = datetime.date(2024, 12, 31)
    stale = list(stale_kinds(read_library(SHIPPED, later)[0]))
    assert stale == sorted(stale, key=lambda one: -one[1])
    assert all(days > 183 for _, days in stale)
    assert list(stale_kinds(read_library(SHIPPED, TODAY)[0])) == []
    root = copy_site(tmp_path / "site")
    name = stale[0][0]
    record = next(
        path for path in (root / "data/activities").rglob("*.yml") if f"类别: {name}\n" in path.read_text("utf-8")
    )
    text = re.sub(r"(?m)^(活动日期|发布日期): .*$", r"\1: 2024-12-30", record.read_text("utf-8"))
    record.with_name(f"2024-12-30-{record.stem[11:]}.yml").write_text(
        re.sub(r"(?m)^兑现:\n(?:  - .*\n)+", "", text), "utf-8"
    )
    record.unlink()
    folder = record.with_suffix("")
    if folder.exists():
        folder.rename(record.with_name(f"2024-12-30-{record.stem[11:]}"))
    assert name not in dict(stale_kinds(read_library(root, later)[0]))
