"""记录起点, 公开逾期, 待确认, and what has fallen due: tables of days before, in and after the term."""

import datetime
from typing import Any

import pytest

from branchsite.library.library import Library, build_library
from branchsite.library.progress import CommitmentProgress, CommitmentState, assess, without_lateness
from branchsite.library.schedule import Schedule
from branchsite.library.tally import tally
from branchsite.library.term import term_on
from branchsite.library.terms import Dates, SchoolYears
from branchsite.load.data import load
from branchsite.models.vocabulary import USUAL_WORDING
from edits import PLAN, changed
from library.test_progress import (
    BY_APRIL,
    HOURS,
    MONTHLY,
    ONGOING,
    QUARTERLY,
    STEPS,
    THEMES,
    TWICE,
    commitment,
    proof,
)
from sites import SHIPPED, TINY, copy_site, hide_samples, replace

D = datetime.date.fromisoformat
DATES = Dates("本学期", D("2024-02-19"), D("2024-06-30"))


def progress(measure: dict[str, Any], today: str, start: str, records: str = "", **more: str) -> CommitmentProgress:
    """The progress of a commitment in a term whose records begin on a day."""
    day = D(today)
    term = term_on(day, DATES, SchoolYears((DATES,)), recorded_from=D(start) if start else None)
    return assess(commitment(measure, **more), term, [proof(typed, day) for typed in records.split()])


def marks(found: CommitmentProgress) -> str:
    """The signs of the periods, themes or milestones; a dot for what is to come."""
    return "".join(part.mark.sign or "." for part in found.parts)


PERIODS = [
    # measure, today, 记录起点, records, state and figure, signs
    (MONTHLY, "2024-05-10", "", "", "逾期 0/5", "!!!…."),
    (MONTHLY, "2024-05-10", "2024-01-01", "", "逾期 0/5", "!!!…."),
    (MONTHLY, "2024-05-10", "2024-02-19", "", "逾期 0/5", "!!!…."),
    (MONTHLY, "2024-05-10", "2024-03-01", "", "逾期 0/4", "–!!…."),
    (MONTHLY, "2024-05-10", "2024-04-01", "", "逾期 0/3", "––!…."),
    (MONTHLY, "2024-05-10", "2024-04-15", "", "逾期 0/3", "––!…."),  # Twelve school days are left of April.
    (MONTHLY, "2024-05-10", "2024-04-24", "", "未到期 0/2", "–––…."),  # Five are: too few.
    (MONTHLY, "2024-05-10", "2024-05-01", "", "未到期 0/2", "–––…."),
    (MONTHLY, "2024-05-10", "2024-05-01", "05-06", "进行中 1/2", "–––✓."),
    (MONTHLY, "2024-05-10", "2024-05-01", "03-06", "进行中 1/3", "–✓–…."),
    (MONTHLY, "2024-07-05", "2024-06-01", "06-05", "已完成", "––––✓"),
    (MONTHLY, "2024-07-05", "2024-09-01", "", "不计", "–––––"),
    (MONTHLY, "2024-02-01", "2024-04-01", "", "未到期 0/3", "––..."),
    (QUARTERLY, "2024-05-10", "2024-04-01", "", "未到期 0/1", "–…"),
    (QUARTERLY, "2024-05-10", "2024-03-25", "", "未到期 0/1", "–…"),
    (QUARTERLY, "2024-05-10", "2024-03-04", "", "逾期 0/2", "!…"),
    (STEPS, "2024-05-10", "2024-04-01", "", "未到期 0/1", "–."),
    (STEPS, "2024-05-10", "2024-04-01", "03-01/甲", "进行中 1/2", "✓."),
    (STEPS, "2024-05-10", "2024-03-15", "", "逾期 0/2", "!."),
    (STEPS, "2024-07-01", "2024-07-01", "", "不计", "––"),
    (THEMES, "2024-07-01", "2024-05-01", "", "逾期 0/2", "!!"),
    (THEMES, "2024-07-01", "2024-07-01", "05-01/甲", "已完成", "✓–"),
    (BY_APRIL, "2024-05-10", "2024-05-01", "", "不计", ""),
    (BY_APRIL, "2024-05-10", "2024-04-30", "", "逾期 0/1", ""),
    (BY_APRIL, "2024-05-10", "2024-05-01", "03-26", "已完成", ""),
    (TWICE, "2024-07-01", "2024-07-01", "", "不计", ""),
    (TWICE, "2024-07-01", "2024-05-01", "05-06", "逾期 1/2", ""),
    (HOURS, "2024-07-01", "2024-08-01", "", "不计", ""),
    (ONGOING, "2024-07-01", "2024-08-01", "", "持续推进", ""),
]


@pytest.mark.parametrize(("measure", "today", "start", "records", "state", "signs"), PERIODS)
def test_what_was_before_the_records(
    measure: dict[str, Any], today: str, start: str, records: str, state: str, signs: str
) -> None:
    """Nothing is owed for it; what is on record all the same counts."""
    found = progress(measure, today, start, records)
    assert (found.label(USUAL_WORDING), marks(found)) == (state, signs)
    if found.state is CommitmentState.UNCOUNTED:
        assert "不计" in found.note
        assert found.next_due is None


def test_each_period_says_why_it_is_not_counted() -> None:
    """In the words of the page."""
    found = progress(MONTHLY, "2024-05-10", "2024-04-01")
    assert [part.note for part in found.parts][:2] == ["2月在记录起点以前，不计", "3月在记录起点以前，不计"]


LATENESS = [
    (MONTHLY, "2024-05-10", "", "待补 0/5", "待待待….", "待补：2月、3月、4月"),
    (STEPS, "2024-05-10", "", "待补 0/2", "待.", "待补：甲"),
    (BY_APRIL, "2024-05-10", "", "待补 0/1", "", "期限是2024年4月30日"),
    (MONTHLY, "2024-05-10", "02-20 03-01 04-30", "进行中 3/5", "✓✓✓….", "已有3个月，共5个月"),
    (ONGOING, "2024-05-10", "", "持续推进", "", "本学期还没有记录"),
]


@pytest.mark.parametrize(("measure", "today", "records", "state", "signs", "note"), LATENESS)
def test_without_lateness(measure: dict[str, Any], today: str, records: str, state: str, signs: str, note: str) -> None:
    """Only what is overdue is told in another word, and its cells with it."""
    found = without_lateness(progress(measure, today, "", records))
    assert (found.label(USUAL_WORDING), marks(found), found.note) == (state, signs, note)
    assert all(part.mark.slug != "missed" for part in (*found.strip, *found.deadlines))


@pytest.mark.parametrize("measure", [MONTHLY, QUARTERLY, STEPS, THEMES, BY_APRIL, TWICE, HOURS, ONGOING])
@pytest.mark.parametrize("records", ["", "02-20/甲 03-01/乙 04-30@4 05-01 06-01"])
def test_what_nobody_has_confirmed(measure: dict[str, Any], records: str) -> None:
    """Is never fulfilled nor overdue."""
    found = progress(measure, "2024-07-01", "", records, 待确认="是")
    assert (found.state, found.figure, found.deadlines) == (CommitmentState.UNCONFIRMED, "", ())
    assert not found.fallen_due


DUE = [
    # measure, today, records, whether it has fallen due, fulfilled early
    (MONTHLY, "2024-02-01", "", False, False),
    (MONTHLY, "2024-02-29", "", False, False),
    (MONTHLY, "2024-03-01", "", True, False),
    (MONTHLY, "2024-05-10", "02-20 03-01 04-30", True, False),
    (STEPS, "2024-03-15", "", False, False),
    (STEPS, "2024-03-16", "", True, False),
    (STEPS, "2024-03-10", "03-01/甲 03-01/乙", False, True),
    (THEMES, "2024-05-10", "03-01/甲 03-01/乙", False, True),
    (THEMES, "2024-07-01", "03-01/甲 03-01/乙", True, False),
    (TWICE, "2024-05-10", "03-01", False, False),
    (TWICE, "2024-05-10", "03-01 04-01", False, True),
    (BY_APRIL, "2024-04-30", "04-01", False, True),
    (BY_APRIL, "2024-05-01", "04-01", True, False),
    (HOURS, "2024-06-30", "", False, False),
    (HOURS, "2024-07-01", "", True, False),
    (ONGOING, "2024-07-01", "03-01", False, False),
]


@pytest.mark.parametrize(("measure", "today", "records", "due", "early"), DUE)
def test_what_has_fallen_due(measure: dict[str, Any], today: str, records: str, due: bool, early: bool) -> None:
    """A deadline's own day is not over."""
    found = progress(measure, today, "", records)
    assert (found.fallen_due, found.early) == (due, early)


SO_FAR = [
    ([], (0, 0, 0), "不计数"),
    ([(ONGOING, "")], (0, 0, 0), "不计数"),
    ([(TWICE, "")], (0, 0, 0), "还没有到期的"),
    ([(TWICE, "03-01 04-01")], (0, 0, 1), "还没有到期的，提前完成 1 项"),
    ([(MONTHLY, ""), (BY_APRIL, "03-26")], (2, 1, 0), "应完成 2 项，已完成 1 项"),
    (
        [(MONTHLY, "02-20 03-01 04-30"), (TWICE, "03-01 04-01"), (ONGOING, "")],
        (1, 1, 1),
        "应完成 1 项，已完成 1 项，提前完成 1 项",
    ),
]


@pytest.mark.parametrize(("those", "figures", "words"), SO_FAR)
def test_so_far(those: list[tuple[dict[str, Any], str]], figures: tuple[int, int, int], words: str) -> None:
    """What is asked by now comes first; what is behind is the difference."""
    found = tally(progress(measure, "2024-05-10", "", records) for measure, records in those)
    assert (found.due, found.kept, found.early) == figures
    assert found.so_far == words
    assert found.behind == found.due - found.kept


def schedule(library: Library) -> Schedule:
    assert library.schedule
    return library.schedule


HEADLINES = [
    ("2024-02-01", "计划已录入，等待第一条记录"),
    ("2024-02-28", "截至2月28日还没有到期的，提前完成 1 项"),
    ("2024-05-10", "截至5月10日应完成 5 项，已完成 2 项，提前完成 2 项"),
    ("2024-07-01", "学期结束时应完成 9 项，已完成 4 项"),
    ("2026-11-28", "学期结束时应完成 9 项，已完成 4 项"),
]


@pytest.mark.parametrize(("today", "headline"), HEADLINES)
def test_the_headline(today: str, headline: str) -> None:
    """Before, in and after the term of tiny."""
    assert schedule(build_library(load(TINY), D(today))).headline == headline


@pytest.mark.parametrize("today", ["2024-02-01", "2024-05-10", "2026-11-28"])
def test_a_site_without_records_is_calm(today: str, tmp_path) -> None:
    """The plan waits for its first record: nothing is overdue, on no day."""
    root = copy_site(tmp_path / "site", SHIPPED)
    hide_samples(root)
    found = schedule(build_library(load(root), D(today)))
    assert found.headline == "计划已录入，等待第一条记录"
    assert not found.started
    assert CommitmentState.LATE not in dict(found.tally.counts)
    assert found.late_word == "待补"


def test_one_record(tmp_path) -> None:
    """With 记录起点 a branch that begins in May owes what falls due from then on."""
    root = copy_site(tmp_path / "site", SHIPPED)
    hide_samples(root)
    file = root / "data/activities/2024/2024-05-08-xuexi-pingtai.yml"
    replace(file, "示例: 是", "示例: 否")
    replace(
        root / "data/plans/2023-2024-2.yml", "结束: 2024-06-30\n学期", "结束: 2024-06-30\n记录起点: 2024-05-01\n学期"
    )
    found = schedule(build_library(load(root), D("2024-05-20")))
    assert (found.headline, found.late) == ("截至5月20日还没有到期的", ())
    after = schedule(build_library(load(root), D("2024-06-02")))
    assert after.started and after.late


def test_a_plan_that_keeps_lateness_to_itself(tmp_path) -> None:
    """公开逾期: 否 says 待补, and the figures are the same."""
    open_plan = schedule(build_library(load(TINY), D("2024-05-10")))
    data = changed(tmp_path, {PLAN: ("开始: 2024-02-19", "公开逾期: 否\n开始: 2024-02-19")})
    closed = schedule(build_library(data, D("2024-05-10")))
    assert open_plan.late_word == "逾期" and closed.late_word == "待补"
    assert [one.commitment.id for one in closed.late] == [one.commitment.id for one in open_plan.late]
    assert closed.tally.behind == open_plan.tally.late and not closed.tally.late
    assert closed.headline == open_plan.headline
