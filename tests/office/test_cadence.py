"""How often and by when a clause says something is done, in a term and in a whole year."""

import datetime

import pytest

from branchsite.office.cadence import TermDays, stated_hours, stated_measure
from branchsite.office.draft import draft_of
from branchsite.office.source import Source, SourceLine
from read_plans import KINDS, described, measured

SPRING = TermDays(datetime.date(2025, 2, 16), datetime.date(2025, 6, 30))
AUTUMN = TermDays(datetime.date(2024, 9, 1), datetime.date(2025, 1, 31))
YEAR = TermDays(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


@pytest.mark.parametrize(
    ("clause", "term", "measure"),
    [
        ("每月召开一次", SPRING, "按期覆盖 月 1"),
        ("一月一次", SPRING, "按期覆盖 月 1"),
        ("每月25日", SPRING, "按期覆盖 月 1"),
        ("每月不少于两次", SPRING, "按期覆盖 月 2"),
        ("每两周一次", SPRING, "按期覆盖 月 2"),
        ("双周一次", SPRING, "按期覆盖 月 2"),
        ("每周两次", SPRING, "按期覆盖 月 8"),
        ("每季度召开1次", SPRING, "按期覆盖 季度 1"),
        ("一季度一次", SPRING, "按期覆盖 季度 1"),
        ("上半年、下半年各一次", YEAR, "按期覆盖 半年 1"),
        ("每两个月一次", SPRING, "按次数 2"),
        ("每学期两次", SPRING, "按次数 2"),
        ("每学期两次", YEAR, "按次数 4"),
        ("全年不少于4次", YEAR, "按次数 4"),
        ("全年不少于4次", SPRING, "按次数 2"),
        ("每年至少一次", SPRING, "按次数 1"),
        ("1-2次", SPRING, "按次数 1"),
        ("举办一两次", SPRING, "按次数 1"),
        ("五月份", SPRING, "限期 2025-05-31"),
        ("3—4月", SPRING, "限期 2025-04-30"),
        ("六月底前", SPRING, "限期 2025-06-30"),
        ("5月上旬", SPRING, "限期 2025-05-10"),
        ("5月中旬", SPRING, "限期 2025-05-20"),
        ("３月５日前", SPRING, "限期 2025-03-05"),
        ("三月五日", SPRING, "限期 2025-03-05"),
        ("月底前完成", SPRING, "按期覆盖 月 1"),
        ("开学第一周", SPRING, "限期 2025-02-23"),
        ("第12周", SPRING, "限期 2025-05-11"),
        ("第1—2周", SPRING, "限期 2025-03-02"),
        ("第一季度", YEAR, "限期 2025-03-31"),
        ("上半年", YEAR, "限期 2025-06-30"),
        ("年底", AUTUMN, "限期 2024-12-31"),
        ("期末", AUTUMN, "限期 2025-01-31"),
        ("期中", SPRING, "限期 2025-04-24"),
        ("寒假前", AUTUMN, "限期 2025-01-31"),
        ("清明前", SPRING, "限期 2025-04-04"),
        ("“七一”前夕", SPRING, "限期 2025-06-30"),
        ("重阳节", AUTUMN, "限期 2024-10-11"),
        ("教师节期间", AUTUMN, "限期 2024-09-10"),
        ("春节前", AUTUMN, "限期 2025-01-29"),
        ("10月、12月各一次", AUTUMN, "分节点 2"),
        ("清明、“六一”、“七一”期间", SPRING, "分节点 3"),
        ("常态化开展", SPRING, "持续推进"),
        ("弘扬五四精神", SPRING, None),
        ("学习七一重要讲话", SPRING, None),
        ("第十五次会议", SPRING, None),
        ("三个节点", SPRING, None),
        ("打造一部分阵地", SPRING, None),
        ("1岗双责", SPRING, None),
        ("一体化推进", SPRING, None),
    ],
)  # fmt: skip
def test_clauses(clause: str, term: TermDays, measure: str | None) -> None:
    """One phrase, one measure; what only looks like a number or a festival is none."""
    found = stated_measure(clause, term)
    assert (described(found) if found else None) == measure


@pytest.mark.parametrize(
    ("sentence", "term", "hours"),
    [
        ("学习时间不少于32学时", YEAR, 32),
        ("每年不少于32学时", SPRING, 16),
        ("本学期不少于20学时", SPRING, 20),
        ("每月不少于4学时", SPRING, 16),
        ("学习五十六小时", YEAR, 56),
    ],
)
def test_hours(sentence: str, term: TermDays, hours: int) -> None:
    """Hours of a year are halved in a term; those of a month are added up."""
    assert stated_hours(sentence, term) == {"方式": "按学时", "目标": hours}


@pytest.mark.parametrize(("start", "end"), [(14, 16), (15, 23), (16, 23), (17, 23)])
def test_the_first_week(start: int, end: int) -> None:
    """It has the first working day: a term that begins on a Saturday or a Sunday has it behind that."""
    term = TermDays(datetime.date(2025, 2, start), SPRING.end)
    assert term.week_end(1) == datetime.date(2025, 2, end)
    assert term.week_end(3) == datetime.date(2025, 2, end) + datetime.timedelta(days=14)
    assert term.week_end(50) == SPRING.end


@pytest.mark.parametrize(("start", "there"), [(1, True), (2, True), (21, True), (22, False)])
def test_a_festival_outside_a_term(start: int, there: bool) -> None:
    """New year's day counts for a term that begins up to twenty days later, as of its first day."""
    first = datetime.date(2025, 1, start)
    assert TermDays(first, SPRING.end).festival("元旦") == (first if there else None)


@pytest.mark.parametrize(
    ("sentence", "commitments"),
    [
        ("书记、校长各讲一次党课。", {"党课": "按次数 2"}),
        ("书记讲党课1次，邀请专家讲党课2次。", {"党课": "按次数 3"}),
        ("党课全年不少于4次，本学期1次。", {"党课": "按次数 1"}),
        ("每月召开一次支委会、一次党小组会。", {"支委会": "按期覆盖 月 1", "党小组会": "按期覆盖 月 1"}),
        ("3月底前召开组织生活会，同步开展民主评议。", {"组织生活会": "限期 2025-03-31", "民主评议": "限期 2025-03-31"}),
        ("5月召开组织生活会和民主评议党员。", {"组织生活会": "限期 2025-05-31", "民主评议": "限期 2025-05-31"}),
        ("4月份：党员示范课。", {"教师发展": "限期 2025-04-30"}),
        ("围绕课堂、食堂、宿舍三个主题，分别开展座谈。", {"三个主题": "分主题 3"}),
        (
            "每月集中学习一次，每季度开展一次知识竞赛。",
            {"理论学习": "按期覆盖 月 1", "每季度开展一次知识竞赛": "按期覆盖 季度 1"},
        ),
        ("召开意识形态专题会议2次。", {"意识形态": "按次数 2"}),
        ("志愿服务常态化开展。", {"志愿服务": "按次数 1"}),
        ("开展师德主题教育月活动。", {"师德教育": "按期覆盖 月 1"}),
        ("提高认识。", {}),
        ("现有党员7名，设书记1名。", {}),
        ("围绕理想信念、党史教育、廉洁自律和师德师风四个主题开展教育。", {"四个主题": "分主题 4"}),
    ],
)  # fmt: skip
def test_sentences(sentence: str, commitments: dict[str, str]) -> None:
    """All that one sentence promises, and nothing else."""
    lines = ("2024-2025学年度第二学期计划", "一、工作", "1.甲乙", sentence, "2.丙丁")
    draft = draft_of(Source(tuple(SourceLine(line) for line in lines)), KINDS)
    assert draft is not None
    assert measured(draft) == commitments


HOSTILE = {
    "a listing that ends nowhere": "一二三四五六、" * 7000,
    "one word again and again": "党课，" * 15000,
    "a title of meetings": "党课、支委会、" * 7000,
    "persons": "书记、校长各" * 8000,
    "months": "3月、" * 16000 + "各一次党课",
    "periods": "每月" * 25000 + "党课",
    "numbers on a line": "1." + "甲。2." * 12000,
    "blanks": "甲" + " " * 50000 + "乙",
    "quotes": "“" * 50000,
    "festivals": "清明五一" * 12000,
}


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends(name: str) -> None:
    """Fifty thousand characters made to trip a pattern: read, or nothing found, but never for ever."""
    lines = ("2024年计划", "一、甲", HOSTILE[name])
    draft = draft_of(Source(tuple(SourceLine(line) for line in lines)), KINDS)
    assert draft is not None
    assert len(draft.proposals) < 10


def test_more_commitments_than_a_plan_has_are_not_proposed() -> None:
    """Five hundred and no more, and a word on it."""
    rows = [
        SourceLine("月份", cells=("月份", "内容")),
        *(SourceLine("3月", cells=("3月", "植树；护绿")) for _ in range(400)),
    ]
    draft = draft_of(Source((SourceLine("2024年计划"), *rows)), KINDS)
    assert draft is not None
    assert len(draft.proposals) == 500
    assert any("后面的没有再提" in note for note in draft.notes)


@pytest.mark.parametrize(("last", "there"), [((12, 31), True), ((12, 15), True), ((12, 11), False)])
def test_new_year_behind_a_term(last: tuple[int, int], there: bool) -> None:
    """Of the next year, it still belongs to a term that ends up to twenty days before: on its last day."""
    end = datetime.date(2025, *last)
    assert TermDays(AUTUMN.start.replace(year=2025), end).festival("元旦") == (end if there else None)
