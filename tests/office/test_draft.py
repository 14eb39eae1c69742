"""Plans of many shapes: their parts, items and commitments, against what a person reads in them."""

import datetime
import os
from dataclasses import astuple, dataclass
from pathlib import Path

import pytest

from branchsite.office.draft import Draft, draft_of
from branchsite.office.plan_file import read_plan_file
from branchsite.office.source import Source, SourceLine
from read_plans import KINDS, measured

PLANS = Path(__file__).parent / "plans"

MONTHLY, QUARTERLY = "按期覆盖 月 1", "按期覆盖 季度 1"

SHAPES: dict[str, tuple[str, list[int]]] = {
    "weitang": ("2023-2024-2", [2, 3, 5, 2]),
    "three_levels": ("2024-2025-1", [0, 2, 3, 2]),
    "flat_list": ("2023", [12]),
    "bare_headings": ("2024-2025-2", [0, 0, 0, 0]),
    "stages": ("2024", [0, 0, 0]),
    "months": ("2023-2024-2", [5]),
    "calendar_table": ("2023-2024-2", [0, 2, 5]),
    "full_width": ("2024-2025-2", [2, 2, 2]),
    "no_structure": ("2024-2025-1", [1]),
    "parts": ("2024", [0, 3, 0]),
    "uneven": ("2024-2025-1", [2, 2, 0]),
    "ordinal": ("2024", [4]),
    "colon_titles": ("2024", [0, 0, 2, 0]),
    "one_is": ("2025", [0, 4, 2]),
    "half_width": ("2024-2025-2", [0, 4, 3]),
    "appendix": ("2024-2025-2", [2, 2, 2, 4]),
    "header_lines": ("2024-2025-1", [0, 3, 3]),
    "named_items": ("2024", [0, 4, 2]),
    "bullets": ("2025-2026-1", [3, 3]),
    "weeks": ("2024-2025-2", [5]),
    "decimal": ("2024-2025-1", [2, 2, 2]),
    "tables": ("2024", [3, 4]),
    "crowded": ("2024-2025-2", [3, 3, 0]),
    "sentences_only": ("2024-2025-1", [0, 0, 0]),
}
"""The id of the term, and how many items each section has."""

COMMITMENTS: dict[str, dict[str, str]] = {
    "weitang": {
        "二十大精神学习": MONTHLY,
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党小组会": MONTHLY,
        "党课": "按次数 2",
        "组织生活会": "限期 2024-03-31",
        "民主评议": "限期 2024-04-30",
        "集中学习学时": "按学时 16",
        "平台学习与主题教育": "持续推进",
        "学习交流": "按次数 2",
        "四类学习": "分主题 4",
        "四有好老师": "持续推进",
        "集体决策": "按规定",
        "过程监督与实绩考核": "分节点 2",
        "后备干部培养": "按次数 1",
        "预备党员考察": "按规定",
        "积极分子培养": "按期覆盖 半年 1",
        "党费收缴": MONTHLY,
        "谈心谈话": "限期 2024-06-30",
        "师德教育": MONTHLY,
        "抵制有偿补课": "分节点 3",
        "三大阵营": "分主题 3",
        "双减与五项管理": "分节点 3",
        "八项规定与廉洁从教": "按次数 2",
        "联系群众": "按次数 2",
        "关爱帮扶": "按次数 2",
        "廉政专项学习": "按次数 1",
        "廉政风险防控": "分节点 3",
        "个人事项与三重一大": "按规定",
        "监督程序": "按规定",
        "党务公开与党员权利": "持续推进",
        "活动报道": MONTHLY,
        "特色创建": "按次数 2",
        "教代会": "限期 2024-06-30",
        "文体活动": "按次数 2",
        "六类教育": "分主题 6",
        "团队建设": "分节点 3",
        "团队活动": "持续推进",
    },
    "three_levels": {
        "理论学习": MONTHLY,
        "意识形态": "按规定",
        "支委会": MONTHLY,
        "支部党员大会": QUARTERLY,
        "党小组会": MONTHLY,
        "党课": QUARTERLY,
        "主题党日": MONTHLY,
        "党费收缴": MONTHLY,
        "廉政专项学习": "按次数 2",
        "抵制有偿补课": "分节点 3",
        "党总支每学期听取一次工作": "按次数 1",
        "督查": "持续推进",
    },
    "flat_list": {
        "二十大精神学习": QUARTERLY,
        "主题党日": MONTHLY,
        "组织生活会": "限期 2023-12-31",
        "民主评议": "限期 2023-12-31",
        "党课": "按期覆盖 半年 1",
        "党费收缴": MONTHLY,
        "积极分子培养": "按期覆盖 半年 1",
        "党务公开与党员权利": "持续推进",
        "师德教育": "按次数 4",
        "教师发展": "按次数 1",
        "关爱帮扶": "按次数 2",
        "文体活动": "按次数 2",
        "活动报道": MONTHLY,
    },
    "bare_headings": {
        "理论学习": MONTHLY,
        "平台学习与主题教育": "持续推进",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "组织生活会": "限期 2025-04-30",
        "关爱帮扶": "按次数 2",
        "联系群众": "按次数 2",
    },
    "stages": {
        "召开动员会": "限期 2024-04-20",
        "理论学习": "按期覆盖 月 2",
        "党纪学习": "持续推进",
        "党课": "按次数 1",
        "廉政专项学习": "按次数 1",
        "组织生活会": "限期 2024-07-31",
    },
    "months": {
        "制定支部工作计划": "限期 2024-02-29",
        "开学第一天党员护学岗活动": "限期 2024-02-29",
        "学雷锋志愿服务活动": "限期 2024-03-31",
        "召开组织生活会": "限期 2024-03-31",
        "民主评议党员": "限期 2024-03-31",
        "清明祭扫烈士墓": "限期 2024-04-30",
        "党员示范课展示": "限期 2024-04-30",
        "师德演讲比赛": "限期 2024-05-31",
        "家长开放日": "限期 2024-05-31",
        "七一前走访慰问老党员": "限期 2024-06-30",
        "支部工作总结": "限期 2024-06-30",
    },
    "calendar_table": {
        "理论学习": MONTHLY,
        "教师发展": "按次数 1",
        "制定工作计划": "限期 2024-02-29",
        "召开支委会": "限期 2024-02-29",
        "学雷锋志愿服务": "限期 2024-03-31",
        "三八节慰问女教师": "限期 2024-03-31",
        "清明祭英烈": "限期 2024-04-30",
        "党员教师示范课": "限期 2024-04-30",
        "青年教师基本功竞赛": "限期 2024-05-31",
        "民主评议党员": "限期 2024-06-30",
        "七一表彰": "限期 2024-06-30",
    },
    "full_width": {
        "理论学习": MONTHLY,
        "学习交流": "限期 2025-06-30",
        "党小组会": MONTHLY,
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党课": "按次数 2",
        "积极分子培养": "按期覆盖 半年 1",
        "签订廉政承诺书": "限期 2025-03-15",
        "廉政专项学习": "按次数 2",
    },
    "no_structure": {
        "二十大精神学习": MONTHLY,
        "主题党日": MONTHLY,
        "先锋模范作用": "持续推进",
        "师德教育": MONTHLY,
        "教代会": "按次数 1",
        "文体活动": "按次数 2",
    },
    "parts": {
        "平台学习与主题教育": "持续推进",
        "特色创建": "按次数 2",
        "教代会": "限期 2024-12-31",
        "团队建设": "分节点 3",
        "团队活动": "持续推进",
        "领导": "持续推进",
    },
    "uneven": {
        "理论学习": "按期覆盖 月 4",
        "每月一次集中研讨": MONTHLY,
        "五类教育": "分主题 5",
        "支部党员大会": QUARTERLY,
        "党课": "按次数 2",
        "活动报道": "按期覆盖 月 2",
    },
    "ordinal": {
        "理论学习": MONTHLY,
        "主题党日": MONTHLY,
        "廉政专项学习": "按次数 1",
        "关爱帮扶": "限期 2024-10-11",
    },
    "colon_titles": {
        "理论学习": MONTHLY,
        "每季度举办一期书记讲堂": QUARTERLY,
        "支部换届": "限期 2024-06-30",
        "教师发展": "按次数 1",
        "关爱帮扶": "按次数 2",
        "志愿服务": "按次数 1",
        "心理健康": "持续推进",
        "更新党员活动室": "限期 2024-04-30",
    },
    "one_is": {
        "集中学习学时": "按学时 32",
        "理论学习": "按次数 10",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党课": "按期覆盖 半年 1",
        "组织生活会": "限期 2025-11-30",
        "民主评议": "限期 2025-11-30",
        "谈心谈话": "按期覆盖 半年 1",
        "学习交流": QUARTERLY,
    },
    "half_width": {
        "理论学习": MONTHLY,
        "学习交流": "按次数 3",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党小组会": MONTHLY,
        "党课": "按次数 2",
        "主题党日": MONTHLY,
        "教师发展": "限期 2025-05-20",
        "三个主题": "分主题 3",
        "活动报道": "按期覆盖 月 2",
    },
    "appendix": {
        "支部换届": "限期 2025-05-31",
        "党务公开与党员权利": QUARTERLY,
        "教师发展": "按次数 1",
        "师徒结对": "限期 2025-03-10",
        "三个节日": "分节点 3",
        "团队活动": "持续推进",
        "主题党日": "分节点 4",
    },
    "header_lines": {
        "理论学习": "按期覆盖 月 2",
        "10月12月各组织一次知": "分节点 2",
        "支部党员大会": QUARTERLY,
        "党课": "按次数 2",
        "关爱帮扶": "限期 2024-10-11",
        "爱心驿站服务常态化开展": "持续推进",
        "制定计划": "限期 2024-09-30",
        "国庆主题升旗": "限期 2024-10-31",
        "组织生活会": "限期 2024-12-31",
        "民主评议党员": "限期 2024-12-31",
    },
    "named_items": {
        "理论学习": MONTHLY,
        "学习交流": "按次数 4",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党小组会": MONTHLY,
        "党课": "按次数 2",
        "组织生活会": "限期 2024-12-31",
        "党费收缴": MONTHLY,
        "主题党日": MONTHLY,
        "红色书屋": "限期 2024-06-30",
        "党务公开与党员权利": QUARTERLY,
    },
    "bullets": {
        "党课": "按次数 2",
        "理论学习": MONTHLY,
        "国庆前组织一次红色研学活": "限期 2025-10-01",
        "关爱帮扶": "限期 2025-09-10",
        "联系群众": "按次数 1",
        "志愿服务": "限期 2025-12-10",
    },
    "weeks": {
        "召开支部党员大会": "限期 2025-03-02",
        "学雷锋志愿服务": "限期 2025-03-23",
        "清明祭扫": "限期 2025-04-13",
        "支委会": "限期 2025-04-13",
        "书记讲党课": "限期 2025-05-11",
        "组织生活会": "限期 2025-06-22",
        "民主评议党员": "限期 2025-06-22",
    },
    "decimal": {
        "理论学习": MONTHLY,
        "廉政专项学习": "限期 2024-10-31",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "党费收缴": MONTHLY,
        "教代会": "按次数 1",
        "文体活动": "按期覆盖 半年 1",
    },
    "tables": {
        "党员活动室改造": "限期 2024-06-30",
        "党员家访行动": "限期 2024-11-30",
        "廉洁文化进校园": "持续推进",
        "党课": "分节点 4",
    },
    "crowded": {
        "理论学习": "按期覆盖 月 4",
        "主题党日": MONTHLY,
        "党课": "分节点 2",
        "支部党员大会": "限期 2025-02-23",
        "关爱帮扶": "限期 2025-06-01",
        "迎七一开展党员表彰活动": "限期 2025-06-20",
        "支委会": QUARTERLY,
        "每学期听取一次工会工作汇": "按次数 1",
    },
    "sentences_only": {
        "理论学习": "按期覆盖 月 2",
        "集中学习学时": "按学时 16",
        "支部党员大会": QUARTERLY,
        "支委会": MONTHLY,
        "组织生活会": "限期 2024-12-31",
        "民主评议": "限期 2024-12-31",
        "三个节日": "分节点 3",
        "期末完成廉政责任书考核": "限期 2025-01-31",
    },
}
"""What a person reads in each plan: the short name of every commitment, and how it is measured."""


def drafted(name: str) -> Draft:
    draft = draft_of(read_plan_file(PLANS / f"{name}.txt"), KINDS)
    assert draft is not None
    return draft


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    """Each shape gives its sections and items, and the term that it is for."""
    draft = drafted(name)
    assert (draft.heading.id, [len(section.items) for section in draft.sections]) == SHAPES[name]


@pytest.mark.parametrize("name", COMMITMENTS)
def test_commitments(name: str) -> None:
    """Each commitment that a person reads is proposed with its measure, and hardly any other."""
    expected, found = COMMITMENTS[name], measured(drafted(name))
    assert {short: found.get(short) for short in expected} == expected


@dataclass(frozen=True)
class Quality:
    """How a plan was understood: its parts, and the commitments that are right, wrong, missed, or one too many."""

    sections: int
    items: int
    right: int
    wrong: int
    missed: int
    extra: int


def quality(name: str) -> Quality:
    """Measured against what a person reads in the plan."""
    draft, expected = drafted(name), COMMITMENTS[name]
    found = measured(draft)
    return Quality(
        len(draft.sections),
        sum(len(section.items) for section in draft.sections),
        sum(found.get(short) == measure for short, measure in expected.items()),
        sum(short in found and found[short] != measure for short, measure in expected.items()),
        sum(short not in found for short in expected),
        sum(short not in expected for short in found),
    )


def quality_table() -> str:
    """The table of README.md, as measured."""
    rows = {name: astuple(quality(name)) for name in COMMITMENTS}
    rows["合计"] = tuple(map(sum, zip(*rows.values(), strict=True)))
    head = "| 计划 | 部分 | 条目 | 对 | 错 | 漏 | 多 |\n| --- | --: | --: | --: | --: | --: | --: |\n"
    return head + "".join(f"| {name} | {' | '.join(map(str, row))} |\n" for name, row in rows.items())


def test_the_table_of_quality_is_measured() -> None:
    """README.md says how well each sample is understood; BLESS=1 writes it anew."""
    path = PLANS / "README.md"
    text = path.read_text("utf-8")
    begin, end = text.index("| 计划 |"), text.index("\n\n", text.index("| 计划 |")) + 1
    if os.environ.get("BLESS"):
        path.write_text(text[:begin] + quality_table() + text[end:], "utf-8")
        return
    assert text[begin:end] == quality_table()


def test_what_is_proposed_is_what_a_person_reads() -> None:
    """Over all plans hardly anything is wrong, missed, or too much."""
    all_of_it = [quality(name) for name in COMMITMENTS]
    right = sum(one.right for one in all_of_it)
    assert sum(one.missed + one.wrong for one in all_of_it) == 0
    assert right / (right + sum(one.extra for one in all_of_it)) > 0.95


@pytest.mark.parametrize("name", SHAPES)
def test_every_sentence_is_quoted_word_for_word(name: str) -> None:
    """出处 occurs in the words of its part, and nothing of the plan is lost."""
    draft = drafted(name)
    texts = {}
    for number, section in enumerate(draft.sections):
        texts[number, None] = "".join([*section.text, *(task.text for task in section.tasks)])
        for index, item in enumerate(section.items):
            texts[number, index] = "".join([*item.text, *(task.text for task in item.tasks)])
    for proposal in draft.proposals:
        assert proposal.sentence in texts[proposal.place]


def test_the_branch_own_plan_is_whole() -> None:
    """Every character of the plan stands in its draft but for the numbers in front."""
    draft = drafted("weitang")
    kept = draft.heading.title + "".join(draft.opening)
    for section in draft.sections:
        kept += section.title + "".join(section.text)
        kept += "".join(item.title + "".join(item.text) for item in section.items)
    kept += "".join(draft.closing)
    original = (PLANS / "weitang.txt").read_text(encoding="utf-8")
    for line in original.split():
        assert line.lstrip("一二三四、12345.").rstrip("。")[:40] in kept.replace("。", "。"), line
    assert draft.closing[0].startswith("“龙行龘龘")


@pytest.mark.parametrize(
    ("title", "term", "start", "end"),
    [
        ("2023-2024学年度第二学期计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("2023—2024学年第一学期计划", "2023-2024-1", "2023-09-01", "2024-01-31"),
        ("2023～2024学年下学期计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("2023/24学年（上）学期计划", "2023-2024-1", "2023-09-01", "2024-01-31"),
        ("２０２３—２０２４学年度（2）学期计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("二〇二三至二〇二四学年度第二学期计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("2024年春季学期计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("2024年秋学期计划", "2024-2025-1", "2024-09-01", "2025-01-31"),
        ("2024年上半年计划", "2023-2024-2", "2024-02-16", "2024-06-30"),
        ("2024学年第二学期计划", "2024-2025-2", "2025-02-16", "2025-06-30"),
        ("2024年度计划", "2024", "2024-01-01", "2024-12-31"),
        ("二○二四年党建工作要点", "2024", "2024-01-01", "2024-12-31"),
        ("2023-2024学年度工作计划", "2023-2024", "2023-09-01", "2024-06-30"),
        ("2023-2024学年度第二学期计划（2024年2月26日至7月5日）", "2023-2024-2", "2024-02-26", "2024-07-05"),
        ("2023-2024学年第二学期计划（2024.2—2024.7）", "2023-2024-2", "2024-02-01", "2024-07-31"),
    ],
)
def test_terms(title: str, term: str, start: str, end: str) -> None:
    """How schools name a term, and its days: stated or usual."""
    draft = draft_of(Source((SourceLine(title), SourceLine("一、学习"), SourceLine("二、交流"))), KINDS)
    assert draft is not None
    days = draft.heading.days
    assert (draft.heading.id, days.start, days.end) == (
        term,
        datetime.date.fromisoformat(start),
        datetime.date.fromisoformat(end),
    )


def test_no_term_is_no_draft() -> None:
    """Without a year nothing can be dated; with a word from outside it can."""
    source = Source((SourceLine("工作计划"), SourceLine("一、学习"), SourceLine("二、交流")))
    assert draft_of(source, KINDS) is None
    named = draft_of(source, KINDS, "2025—2026学年度第一学期")
    assert named is not None
    assert named.heading.id == "2025-2026-1"


@pytest.mark.parametrize(("before", "closes"), [(0, True), (26, True), (27, False)])
def test_a_closing_begins_with_its_words(before: int, closes: bool) -> None:
    """What a plan ends with is known by what it says at once; far into a paragraph the same words are its own."""
    last = "在" * before + "党支部将做好工作。"
    lines = ("2024年度工作计划", "一、学习", "每月学习一次。", "二、交流", "每月交流一次。", last)
    draft = draft_of(Source(tuple(map(SourceLine, lines))), KINDS)
    assert draft is not None and draft.closing == ((last,) if closes else ())


def test_signatures_are_told_as_far_as_there_is_room() -> None:
    """However many there are."""
    lines = ("2024年度工作计划", "一、学习", "每月学习一次。", "二、交流", "每月交流一次。", *["2024年9月1日"] * 12)
    draft = draft_of(Source(tuple(map(SourceLine, lines))), KINDS)
    assert draft is not None
    [note] = [one for one in draft.notes if "落款" in one]
    assert note.partition("：")[2] == "；".join(["2024年9月1日"] * 12)[:80]
