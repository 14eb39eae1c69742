"""Every measure in every state, as of a day, from the records that prove it."""

import datetime
import itertools
from typing import Any

import pytest

from branchsite.library.progress import CommitmentProgress, CommitmentState, PeriodMark, Proof, assess
from branchsite.library.record import Record
from branchsite.library.term import term_on
from branchsite.library.terms import Dates, SchoolYears
from branchsite.models.activity import Activity
from branchsite.models.brand import Strand
from branchsite.models.kind import Kind
from branchsite.models.plan import Commitment
from branchsite.models.vocabulary import USUAL_WORDING
from rows import over

TERM = ("2024-02-19", "2024-06-30")
BEFORE, EARLY, MIDDLE, LATE, LAST, AFTER, LONG_AFTER = (
    "2024-02-01", "2024-02-20", "2024-04-10", "2024-06-01", "2024-06-30", "2024-07-01", "2026-01-01",
)  # fmt: skip
KIND = Kind.model_validate({"名称": "集中学习", "可见": "公", "颜色": "红", "说明": "一句话", "插图": "reading"})
STRAND = Strand.model_validate({"名称": "红", "短名": "red", "颜色": "红", "词": "红", "含义": "一", "说明": "一"})
MONTHLY = {"方式": "按期覆盖", "周期": "月"}
QUARTERLY = {"方式": "按期覆盖", "周期": "季度"}
HALF_YEARLY = {"方式": "按期覆盖", "周期": "半年"}
TWICE_A_MONTH = {"方式": "按期覆盖", "周期": "月", "每期": "2"}
TWICE = {"方式": "按次数", "目标": "2"}
TWICE_BY_APRIL = {"方式": "按次数", "目标": "2", "截止": "2024-04-30"}
HOURS = {"方式": "按学时", "目标": "4"}
BY_APRIL = {"方式": "限期", "截止": "2024-04-30"}
STEPS = {
    "方式": "分节点",
    "节点": [{"名称": "甲", "截止": "2024-03-15"}, {"名称": "乙", "截止": "2024-05-31"}],
}
THEMES = {"方式": "分主题", "主题": ["甲", "乙"]}
ONGOING = {"方式": "持续推进"}
BY_RULE = {"方式": "按规定"}


def commitment(measure: dict[str, Any], **more: str) -> Commitment:
    """A commitment with that measure."""
    return Commitment.model_validate(
        {
            "标识": "a",
            "简称": "学习",
            "标题": "学习",
            "可见": "公",
            "对象": "党员",
            "证据": "集中学习",
            "考核": measure,
            "依据": {"出处": "测试", "性质": "自定"},
            **more,
        }
    )


def proof(typed: str, today: datetime.date) -> Proof:
    """A record in short: its day, @ hours, / the part it stands for."""
    day, _, part = typed.partition("/")
    day, _, hours = day.partition("@")
    date = day if day.count("-") == 2 else f"2024-{day}"
    fields = {"标题": "一", "类别": "集中学习", "活动日期": date, "发布日期": "2023-01-01", "对象": "党员"}
    activity = Activity.model_validate({**fields, "学时": hours} if hours else fields)
    record = Record(f"{date}-{part}", "a.yml", activity, KIND, "study", STRAND, (), activity.date > today, "reading")
    return Proof(record, part or None)


def progress(measure: dict[str, Any], today: str, records: str = "", **more: str) -> CommitmentProgress:
    """The progress as of a day. records: days, divided by blanks; of 2024 where no year is typed."""
    return among([TERM], TERM, measure, today, records, **more)


def among(
    terms: list[tuple[str, str]], own: tuple[str, str], measure: dict[str, Any], today: str, records: str, **more: str
) -> CommitmentProgress:
    """The progress in one of several terms, which are called 第1学期 and so on."""
    day = datetime.date.fromisoformat(today)
    dates = tuple(
        Dates(f"第{number}学期", *map(datetime.date.fromisoformat, one)) for number, one in enumerate(terms, 1)
    )
    term = term_on(day, dates[terms.index(own)], SchoolYears(dates))
    return assess(commitment(measure, **more), term, [proof(typed, day) for typed in records.split()])


ALL_MONTHS = "02-20 03-01 04-30 05-31 06-01"

TABLE: list[tuple[dict[str, Any], str, str, str, str, str | None]] = [
    # measure, today, records, state, figure, next deadline
    (MONTHLY, BEFORE, "", "未到期", "0/5", "2024-02-29"),
    (MONTHLY, EARLY, "", "未到期", "0/5", "2024-02-29"),
    (MONTHLY, EARLY, "02-20", "进行中", "1/5", "2024-03-31"),
    (MONTHLY, MIDDLE, "02-20 03-01", "进行中", "2/5", "2024-04-30"),
    (MONTHLY, MIDDLE, "02-20 03-01 04-10", "进行中", "3/5", "2024-05-31"),
    (MONTHLY, MIDDLE, "03-01 03-02 03-03 04-01", "逾期", "2/5", "2024-05-31"),
    (MONTHLY, MIDDLE, "", "逾期", "0/5", "2024-04-30"),
    (MONTHLY, LAST, ALL_MONTHS, "已完成", "5/5", None),
    (MONTHLY, AFTER, ALL_MONTHS, "已完成", "5/5", None),
    (MONTHLY, AFTER, "02-20 03-01 04-30 05-31", "逾期", "4/5", None),
    (MONTHLY, LONG_AFTER, "02-20 03-01 04-30 05-31 07-01", "逾期", "4/5", None),
    (MONTHLY, MIDDLE, "02-18 02-20 03-01", "进行中", "2/5", "2024-04-30"),
    (MONTHLY, "2024-04-30", "02-20 03-01", "进行中", "2/5", "2024-04-30"),
    (MONTHLY, "2024-05-01", "02-20 03-01", "逾期", "2/5", "2024-05-31"),
    (MONTHLY, "2024-05-01", "02-20 03-01 05-01", "逾期", "3/5", "2024-06-30"),
    (QUARTERLY, "2024-03-31", "", "未到期", "0/2", "2024-03-31"),
    (QUARTERLY, "2024-04-01", "", "逾期", "0/2", "2024-06-30"),
    (TWICE_A_MONTH, MIDDLE, "02-20 02-21 03-01", "逾期", "1/5", "2024-04-30"),
    (TWICE_A_MONTH, MIDDLE, "02-20 02-21 03-01 03-31 04-09", "进行中", "2/5", "2024-04-30"),
    (QUARTERLY, EARLY, "", "未到期", "0/2", "2024-03-31"),
    (QUARTERLY, MIDDLE, "03-31", "进行中", "1/2", "2024-06-30"),
    (QUARTERLY, MIDDLE, "04-01", "逾期", "1/2", None),
    (QUARTERLY, MIDDLE, "02-19 04-01", "已完成", "2/2", None),
    (HALF_YEARLY, MIDDLE, "", "未到期", "0/1", "2024-06-30"),
    (HALF_YEARLY, MIDDLE, "03-01", "已完成", "1/1", None),
    (HALF_YEARLY, AFTER, "", "逾期", "0/1", None),
    (TWICE, BEFORE, "", "未到期", "0/2", "2024-06-30"),
    (TWICE, MIDDLE, "", "未到期", "0/2", "2024-06-30"),
    (TWICE, MIDDLE, "03-01", "进行中", "1/2", "2024-06-30"),
    (TWICE, MIDDLE, "03-01 03-02 03-03", "已完成", "3/2", None),
    (TWICE, LAST, "03-01", "进行中", "1/2", "2024-06-30"),
    (TWICE, AFTER, "03-01", "逾期", "1/2", None),
    (TWICE, AFTER, "", "逾期", "0/2", None),
    (TWICE, MIDDLE, "03-01 05-01", "进行中", "1/2", "2024-06-30"),
    (TWICE_BY_APRIL, "2024-04-30", "03-01", "进行中", "1/2", "2024-04-30"),
    (TWICE_BY_APRIL, "2024-05-01", "03-01", "逾期", "1/2", None),
    (TWICE_BY_APRIL, LATE, "03-01 05-20", "已完成", "2/2", None),
    (HOURS, MIDDLE, "", "未到期", "0/4", "2024-06-30"),
    (HOURS, MIDDLE, "03-01@1.5 03-02@2", "进行中", "3.5/4", "2024-06-30"),
    (HOURS, MIDDLE, "03-01@2 03-02@2.5", "已完成", "4.5/4", None),
    (HOURS, AFTER, "03-01@1 03-02", "逾期", "1/4", None),
    (BY_APRIL, MIDDLE, "", "未到期", "0/1", "2024-04-30"),
    (BY_APRIL, MIDDLE, "03-01 03-02", "已完成", "1/1", None),
    (BY_APRIL, "2024-05-01", "", "逾期", "0/1", None),
    (BY_APRIL, LATE, "05-02", "已完成", "1/1", None),
    (STEPS, EARLY, "", "未到期", "0/2", "2024-03-15"),
    (STEPS, "2024-03-15", "", "未到期", "0/2", "2024-03-15"),
    (STEPS, "2024-03-16", "", "逾期", "0/2", "2024-05-31"),
    (STEPS, MIDDLE, "03-01/甲", "进行中", "1/2", "2024-05-31"),
    (STEPS, MIDDLE, "04-01/甲", "进行中", "1/2", "2024-05-31"),
    (STEPS, MIDDLE, "03-01/乙", "逾期", "1/2", None),
    (STEPS, MIDDLE, "03-01/甲 04-01/乙", "已完成", "2/2", None),
    (STEPS, AFTER, "03-01/甲", "逾期", "1/2", None),
    (THEMES, MIDDLE, "", "未到期", "0/2", "2024-06-30"),
    (THEMES, MIDDLE, "03-01/甲 03-02/甲", "进行中", "1/2", "2024-06-30"),
    (THEMES, MIDDLE, "03-01/甲 03-01/乙", "已完成", "2/2", None),
    (THEMES, AFTER, "03-01/甲", "逾期", "1/2", None),
    (ONGOING, BEFORE, "", "持续推进", "", None),
    (ONGOING, MIDDLE, "03-01", "持续推进", "", None),
    (ONGOING, AFTER, "", "持续推进", "", None),
    (BY_RULE, MIDDLE, "", "按规定执行", "", None),
    (BY_RULE, AFTER, "03-01", "按规定执行", "", None),
]


@over(("measure", "today", "records", "state", "figure", "due"), TABLE)
def test_states(measure: dict[str, Any], today: str, records: str, state: str, figure: str, due: str | None) -> None:
    """State, figure and next deadline follow from measure, records and day alone."""
    found = progress(measure, today, records)
    assert (found.state, found.figure) == (state, figure)
    assert (str(found.next_due) if found.next_due else None) == due


MEASURES = [MONTHLY, QUARTERLY, TWICE, HOURS, BY_APRIL, STEPS, THEMES, ONGOING, BY_RULE]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("records", ["", "03-01@2/甲 05-20@2/乙"])
def test_an_ended_term_stays_as_it_ended(measure: dict[str, Any], records: str) -> None:
    """A year later the page shows what it showed on the first day after the term; later records change nothing."""
    ended, later = (progress(measure, day, records) for day in (AFTER, LONG_AFTER))
    assert (ended.state, ended.done, ended.note) == (later.state, later.done, later.note)
    assert [part.mark for part in ended.strip] == [part.mark for part in later.strip]
    with_more = progress(measure, LONG_AFTER, f"{records} 07-05@9/甲 09-01@9/乙")
    assert (with_more.state, with_more.done) == (ended.state, ended.done)


@pytest.mark.parametrize("measure", MEASURES)
def test_what_is_to_come_proves_nothing(measure: dict[str, Any]) -> None:
    """Announced records change no state."""
    assert progress(measure, MIDDLE, "04-11@9/甲 05-01@9/乙").records == ()
    none, announced = progress(measure, MIDDLE), progress(measure, MIDDLE, "04-11@9/甲 05-01@9/乙")
    assert (none.state, none.done, none.note) == (announced.state, announced.done, announced.note)


@pytest.mark.parametrize("measure", MEASURES)
def test_internal_commitments_say_nothing(measure: dict[str, Any]) -> None:
    """Whatever their measure and whatever is there: no figure, no record, no deadline, no state but one."""
    found = progress(measure, AFTER, "03-01@2/甲", 可见="内", 说明="秘密", 不适用="秘密")
    assert found.internal
    assert (found.state, found.figure, found.records, found.parts, found.next_due) == (
        CommitmentState.BY_RULE,
        "",
        (),
        (),
        None,
    )
    assert found.note == found.measure_label == "按规定执行，不对外公开"
    assert {part.mark for part in found.strip} == {PeriodMark.EMPTY}


@pytest.mark.parametrize("measure", MEASURES)
def test_not_applicable(measure: dict[str, Any]) -> None:
    """The reason stands in the place of figures."""
    found = progress(measure, AFTER, "03-01@2/甲", 不适用="没有划分党小组")
    assert (found.state, found.figure, found.records, found.note) == (
        CommitmentState.NOT_APPLICABLE,
        "",
        (),
        "没有划分党小组",
    )
    assert {part.mark for part in found.strip} == {PeriodMark.EMPTY}


NOTES = [
    (MONTHLY, LONG_AFTER, "02-20 04-30 06-01", "缺：3月、5月"),
    (MONTHLY, LAST, ALL_MONTHS, "5个月均有记录"),
    (MONTHLY, EARLY, "", "还没有到期的"),
    (THEMES, MIDDLE, "03-01/甲", "已有1个主题，共2个主题"),
    (TWICE, MIDDLE, "03-01 03-02", "如期完成"),
    (TWICE, MIDDLE, "03-01", "期限是2024年6月30日"),
    (TWICE_BY_APRIL, LATE, "03-01 05-20", "晚于期限（2024年4月30日）完成"),
    (TWICE_BY_APRIL, LATE, "03-01 04-30 05-20", "如期完成"),
    (TWICE_BY_APRIL, LATE, "03-01", "期限是2024年4月30日"),
    (BY_APRIL, LATE, "05-01", "晚于期限（2024年4月30日）完成"),
    (BY_APRIL, LATE, "04-30 05-01", "如期完成"),
    (HOURS, AFTER, "03-01@2 06-30@2", "如期完成"),
    (ONGOING, MIDDLE, "", "本学期还没有记录"),
    (ONGOING, MIDDLE, "03-01 03-02", "本学期2次记录"),
    (BY_RULE, MIDDLE, "", "按规定执行"),
]


@pytest.mark.parametrize(("measure", "today", "records", "note"), NOTES)
def test_notes(measure: dict[str, Any], today: str, records: str, note: str) -> None:
    """What is behind the state, in words; a commitment kept late is kept, and said to be late."""
    assert progress(measure, today, records).note == note


STRIPS = [
    (MONTHLY, MIDDLE, "02-20 04-01", "有记录 缺记录 有记录 未到期 未到期"),
    (MONTHLY, MIDDLE, "02-20", "有记录 缺记录 本期未到期 未到期 未到期"),
    (MONTHLY, BEFORE, "", "未到期 未到期 未到期 未到期 未到期"),
    (MONTHLY, "2024-03-31", "02-20", "有记录 本期未到期 未到期 未到期 未到期"),
    (MONTHLY, "2024-04-01", "02-20", "有记录 缺记录 本期未到期 未到期 未到期"),
    (MONTHLY, "2024-06-30", "", "缺记录 缺记录 缺记录 缺记录 本期未到期"),
    (QUARTERLY, "2024-03-31", "02-20", "有记录 未到期"),
    (QUARTERLY, "2024-04-01", "02-20", "有记录 本期未到期"),
    (QUARTERLY, MIDDLE, "02-20", "有记录 本期未到期"),
    (HALF_YEARLY, MIDDLE, "", "本期未到期"),
    (TWICE, MIDDLE, "03-01", "_ 有记录 _ _ 未到期"),
    (TWICE, MIDDLE, "03-01 04-01", "_ 有记录 有记录 _ _"),
    (TWICE, AFTER, "03-01", "_ 有记录 _ _ 缺记录"),
    (TWICE_BY_APRIL, LATE, "", "_ _ 缺记录 _ _"),
    (TWICE_BY_APRIL, LATE, "04-01", "_ _ 缺记录 _ _"),
    (BY_APRIL, EARLY, "", "_ _ 未到期 _ _"),
    (HOURS, MIDDLE, "03-01@1", "_ 有记录 _ _ 未到期"),
    (STEPS, EARLY, "", "_ 未到期 _ 未到期 _"),
    (STEPS, MIDDLE, "02-20/甲", "有记录 _ _ 未到期 _"),
    (STEPS, MIDDLE, "", "_ 缺记录 _ 未到期 _"),
    (THEMES, MIDDLE, "03-01/甲", "_ 有记录 _ _ 未到期"),
    (THEMES, AFTER, "03-01/甲", "_ 有记录 _ _ 缺记录"),
    (ONGOING, MIDDLE, "03-01", "_ 有记录 _ _ _"),
    (BY_RULE, MIDDLE, "", "_ _ _ _ _"),
]


@pytest.mark.parametrize(("measure", "today", "records", "marks"), STRIPS)
def test_strips(measure: dict[str, Any], today: str, records: str, marks: str) -> None:
    """A row of cells, together as wide as the term: where records are, where they are owed and where missed."""
    strip = progress(measure, today, records).strip
    assert [str(cell.mark) or "_" for cell in strip] == marks.split()
    assert strip[0].span[0] == 0
    assert strip[-1].span[1] == 4
    assert all(after.span[0] in (before.span[1], before.span[1] + 1) for before, after in itertools.pairwise(strip))


AUTUMN, SPRING = ("2024-09-02", "2025-01-17"), ("2025-02-17", "2025-06-30")
STUBS = ("2026-02-23", "2026-07-03")
SUMMER = ("2024-07-01", "2024-07-12")

TERMS: dict[str, tuple[list[tuple[str, str]], tuple[str, str], dict[str, Any], str, str, str, str, str, str]] = {
    # terms, which of them, measure, today, records; state, figure, marks, how it was counted
    "the general meeting of 16 March is spring's first quarter": (
        [AUTUMN, SPRING], SPRING, QUARTERLY, "2025-07-01", "2025-03-16 2025-05-01",
        "已完成", "2/2", "有记录 有记录", "第一季度由两个学期的记录一起计算，归本学期。",
    ),
    "and autumn is not asked for it": (
        [AUTUMN, SPRING], AUTUMN, QUARTERLY, "2025-07-01", "2024-09-10 2024-11-11",
        "已完成", "2/2", "有记录 有记录 不计",
        "第三季度有21个教学日，按整个季度的记录计算；第一季度的教学日多在第2学期，归那个学期计算。",
    ),
    # Held on 10 January, in autumn: it is the quarter's, and the quarter is spring's.
    "a meeting in autumn proves spring's quarter": (
        [AUTUMN, SPRING], SPRING, QUARTERLY, "2025-04-01", "2025-01-10",
        "进行中", "1/2", "有记录 本期未到期", "第一季度由两个学期的记录一起计算，归本学期。",
    ),
    # 8 February lies between the terms.
    "and so does one in the holidays": (
        [AUTUMN, SPRING], SPRING, QUARTERLY, "2025-02-17", "2025-02-08",
        "进行中", "1/2", "有记录 未到期", "第一季度由两个学期的记录一起计算，归本学期。",
    ),
    "a meeting in August counts for the quarter that autumn ends": (
        [AUTUMN, SPRING], AUTUMN, QUARTERLY, "2024-10-08", "2024-08-26",
        "进行中", "1/2", "有记录 本期未到期 不计",
        "第三季度有21个教学日，按整个季度的记录计算；第一季度的教学日多在第2学期，归那个学期计算。",
    ),
    # The quarter is over on 31 March, not with the term on 17 January: until then it may still be held.
    "autumn alone has the quarter, and time until it is over": (
        [AUTUMN], AUTUMN, QUARTERLY, "2025-03-31", "2024-09-10 2024-11-11",
        "进行中", "2/3", "有记录 有记录 本期未到期",
        "第三季度有21个教学日，按整个季度的记录计算；第一季度有13个教学日，按整个季度的记录计算。",
    ),
    "and is late the day after": (
        [AUTUMN], AUTUMN, QUARTERLY, "2025-04-01", "2024-09-10 2024-11-11",
        "逾期", "2/3", "有记录 有记录 缺记录",
        "第三季度有21个教学日，按整个季度的记录计算；第一季度有13个教学日，按整个季度的记录计算。",
    ),
    "unless it was held, though after the term": (
        [AUTUMN], AUTUMN, QUARTERLY, "2027-01-01", "2024-09-10 2024-11-11 2025-03-16",
        "已完成", "3/3", "有记录 有记录 有记录",
        "第三季度有21个教学日，按整个季度的记录计算；第一季度有13个教学日，按整个季度的记录计算。",
    ),
    "a half-year is judged by both terms": (
        [AUTUMN, SPRING], SPRING, HALF_YEARLY, "2025-07-01", "2025-01-06",
        "已完成", "1/1", "有记录", "上半年由两个学期的记录一起计算，归本学期。",
    ),
    "stubs are not asked for": (
        [STUBS], STUBS, MONTHLY, "2026-08-01", "2026-03-05 2026-04-01 2026-05-08 2026-06-30",
        "已完成", "4/4", "不计 有记录 有记录 有记录 有记录 不计",
        "2月只有5个教学日，不单独计算；7月只有3个教学日，不单独计算。",
    ),
    "and what was done in one counts for no other month": (
        [STUBS], STUBS, MONTHLY, "2026-04-01", "2026-02-25",
        "逾期", "0/4", "不计 缺记录 本期未到期 未到期 未到期 不计",
        "2月只有5个教学日，不单独计算；7月只有3个教学日，不单独计算。",
    ),
    "nor a stub of a quarter": (
        [STUBS], STUBS, QUARTERLY, "2026-07-03", "2026-03-05 2026-06-30",
        "已完成", "2/2", "有记录 有记录 不计",
        "第一季度有27个教学日，按整个季度的记录计算；第三季度只有3个教学日，不单独计算。",
    ),
    "a term that has no period of its own": (
        [SUMMER, AUTUMN], SUMMER, QUARTERLY, "2024-07-05", "2024-07-02",
        "不适用", "", "不计", "第三季度的教学日多在第2学期，归那个学期计算。",
    ),
    "but has its month": (
        [SUMMER, AUTUMN], SUMMER, MONTHLY, "2024-07-31", "2024-07-02",
        "已完成", "1/1", "有记录", "7月有10个教学日，按整月的记录计算。",
    ),
    "a term of one week": (
        [("2026-01-16", "2026-01-23")], ("2026-01-16", "2026-01-23"), MONTHLY, "2026-03-01", "2026-01-20",
        "不适用", "", "不计", "1月只有6个教学日，不单独计算。",
    ),
    "a month that is only touched on a Sunday": (
        [("2025-04-14", "2025-06-01")], ("2025-04-14", "2025-06-01"), MONTHLY, "2025-06-15", "2025-04-20 2025-05-20",
        "已完成", "2/2", "有记录 有记录 不计", "4月有13个教学日，按整月的记录计算；6月没有教学日，不单独计算。",
    ),
    # February 2024 has 3 + 5 days in two terms and belongs to the second; 1 February lies in the first.
    "a month in two terms": (
        [("2023-09-01", "2024-02-05"), ("2024-02-23", "2024-06-30")], ("2024-02-23", "2024-06-30"), MONTHLY,
        "2024-03-01", "2024-02-01",
        "进行中", "1/5", "有记录 本期未到期 未到期 未到期 未到期", "2月由两个学期的记录一起计算，归本学期。",
    ),
    # 11 days of January, 19 of February, 21 of March in three terms; the most, 29, in the last.
    "a quarter in three terms": (
        [("2024-01-08", "2024-01-12"), ("2024-01-22", "2024-02-09"), ("2024-02-19", "2024-06-30")],
        ("2024-02-19", "2024-06-30"), QUARTERLY, "2024-04-01", "2024-01-09",
        "进行中", "1/2", "有记录 本期未到期", "第一季度由三个学期的记录一起计算，归本学期。",
    ),
    "what is measured otherwise stays within the term": (
        [AUTUMN, SPRING], SPRING, TWICE, "2025-07-01", "2025-01-10 2025-02-08 2025-03-03",
        "逾期", "1/2", "_ 有记录 _ _ 缺记录", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TERMS.values(), ids=TERMS)
def test_periods_are_the_calendars(case: Any) -> None:
    """A term may cut a period: it belongs to one term, is judged by all its records, and the page says so."""
    terms, own, measure, today, records, state, figure, marks, counting = case
    found = among(terms, own, measure, today, records)
    assert (found.state, found.figure, found.counting) == (state, figure, counting)
    assert " ".join(str(cell.mark) or "_" for cell in found.strip) == marks
    assert all(part.due is None for part in found.parts if part.mark is PeriodMark.UNCOUNTED)
    assert found.state is not CommitmentState.NOT_APPLICABLE or found.note.startswith("本学期没有要单独计算的")


def test_records_of_a_period_that_is_not_counted_are_shown() -> None:
    """They were held in the term, and prove nothing that is asked."""
    found = among([STUBS], STUBS, MONTHLY, "2026-08-01", "2026-02-25")
    assert [record.date.isoformat() for record in found.records] == ["2026-02-25"]
    assert (found.parts[0].mark, len(found.parts[0].records)) == (PeriodMark.UNCOUNTED, 1)


def test_an_ended_term_stays_as_it_was_when_its_last_period_ended() -> None:
    """Though that ended after the term: what follows from a day long after is the same, in the digest too."""
    for terms, days in (([AUTUMN, SPRING], ("2025-02-01", "2030-01-01")), ([AUTUMN], ("2025-07-01", "2030-01-01"))):
        found = {among(terms, AUTUMN, QUARTERLY, day, "2024-09-10 2025-05-01").digest for day in days}
        assert len(found) == 1
        assert among(terms, AUTUMN, QUARTERLY, "2025-01-31", "2024-09-10 2025-05-01").digest not in found


def test_records_come_oldest_first_and_once() -> None:
    """A record that proves two themes is one record; each theme has its own."""
    found = progress(THEMES, MIDDLE, "03-05/乙 03-01/甲")
    assert [record.date.day for record in found.records] == [1, 5]
    record = proof("03-01/甲", datetime.date(2024, 4, 10)).record
    both = assess(commitment(THEMES), found.term, [Proof(record, "甲"), Proof(record, "乙")])
    assert both.records == (record.mention,)
    assert [part.records for part in both.parts] == [(record.mention,), (record.mention,)]


LABELS = [
    (MONTHLY, "个月", "每月至少1次，不得缺月"),
    (QUARTERLY, "个季度", "每季度至少1次，不得缺季"),
    (HALF_YEARLY, "个半年", "每半年至少1次，不得缺期"),
    (TWICE_A_MONTH, "个月", "每月至少2次，不得缺月"),
    (TWICE, "次", "本学期2次"),
    (TWICE_BY_APRIL, "次", "2024年4月30日前2次"),
    (HOURS, "学时", "本学期累计4学时"),
    (BY_APRIL, "次", "2024年4月30日前1次"),
    (STEPS, "个节点", "2个节点，各有期限"),
    (THEMES, "个主题", "2个主题，各至少1次"),
    (ONGOING, "次", "持续推进，不计百分比"),
    (BY_RULE, "次", "按规定执行"),
]


@pytest.mark.parametrize(("measure", "unit", "label"), LABELS)
def test_words(measure: dict[str, Any], unit: str, label: str) -> None:
    """How it is measured, and what the figure counts."""
    found = progress(measure, MIDDLE)
    assert (found.unit, found.measure_label) == (unit, label)


def test_more_words() -> None:
    """State with its figure where there is something still to do; deadlines; certainty; visibility."""
    assert progress(TWICE, MIDDLE, "03-01").label(USUAL_WORDING) == "进行中 1/2"
    assert progress(TWICE, MIDDLE, "03-01 03-02").label(USUAL_WORDING) == "已完成"
    assert progress(TWICE, MIDDLE).next_due_label == "2024年6月30日前"
    assert progress(TWICE, MIDDLE, "03-01 03-02").next_due_label == ""
    assert progress(ONGOING, MIDDLE).label(USUAL_WORDING) == "持续推进"
    assert progress(STEPS, MIDDLE).parts[0].due_label == "2024年3月15日前"
    assert progress(TWICE, MIDDLE).strip[0].due_label == ""
    assert progress(TWICE, MIDDLE).certainty_label == "本支部自定"
    assert progress(TWICE, MIDDLE, 可见="计").counted


def test_slugs() -> None:
    """Class and icon names are ASCII, each state's its own."""
    slugs = [state.slug for state in CommitmentState] + [mark.slug for mark in PeriodMark]
    assert all(slug.isascii() and slug == slug.lower() and "_" not in slug for slug in slugs)
    assert len({state.slug for state in CommitmentState}) == len(CommitmentState)
    assert [state for state in CommitmentState if state.measured] == [
        CommitmentState.DONE,
        CommitmentState.GOING,
        CommitmentState.LATE,
        CommitmentState.OWED,
        CommitmentState.WAITING,
    ]
