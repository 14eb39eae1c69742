"""A plan that can be measured."""

import datetime
from pathlib import Path

import pytest

from branchsite.checks.plans import check, possible
from branchsite.load.data import load
from edits import PLAN, changed, found
from sites import TINY, replace

CASES = [
    ("标识: party-day", "标识: general-meeting", "“general-meeting”用了两次，标识不能重复"),
    ("简称: 学习学时", "简称: 主题党日", "“主题党日”用了两次，简称不能重复"),
    ("简称: 学用结合", "简称: 学/用", "简称里不能有斜线、顿号、逗号和分号"),
    ("简称: 学用结合", "简称: 学／用", "简称里不能有斜线、顿号、逗号和分号"),
    ("简称: 学用结合", "简称: 学、用", "简称里不能有斜线、顿号、逗号和分号"),
    ("简称: 学用结合", "简称: 学，用", "简称里不能有斜线、顿号、逗号和分号"),
    ("证据: [主题党日]", "证据: [主题党曰]", "没有叫“主题党曰”的类别"),
    ("证据: [主题党日]", "证据: [足球]", "没有叫“足球”的类别"),
    ("证据: [主题党日]", "证据: [主题党日, 谈心谈话]", "“谈心谈话”是内部类别，没有记录，不能作证据"),
    ("证据: [主题党日]", "证据: []", "要考核的承诺得有证据，否则永远是逾期"),
    ("证据: []", "证据: [集中学习]", "“内”的承诺不公开，不能有证据"),
    ("截止: 2024-04-30", "截止: 2024-07-01", "期限 2024-07-01 不在学期里（2024-02-19 到 2024-06-30）"),
    ("截止: 2024-03-15", "截止: 2024-02-18", "期限 2024-02-18 不在学期里（2024-02-19 到 2024-06-30）"),
    ("目标: 2", "目标: 2\n              截止: 2025-04-01", "期限 2025-04-01 不在学期里（2024-02-19 到 2024-06-30）"),
    ("另属: [二2]", "另属: [五5]", "计划里没有条目“五5”"),
    ("另属: [二2]", "另属: [二]", "计划里没有条目“二”"),
    ("另属: [二2]", "另属: [一1]", "它本来就属于“一1”"),
    ("主题: [爱国主义, 动手实践, 科学素养]", "主题: [爱国主义, 科学素养, 科学素养]", "“科学素养”写了两次"),
    ("名称: 自查自纠", "名称: 公开承诺", "“公开承诺”写了两次"),
    ("结束: 2024-06-30", "结束: 2024-02-19", "学期的结束要在开始之后"),
    ("结束: 2024-06-30", "结束: 2025-06-30", "学期从 2024-02-19 到 2025-06-30，是不是年份写错了"),
    ("结束: 2024-06-30", "结束: 9999-12-31", "学期从 2024-02-19 到 9999-12-31，是不是年份写错了"),
    ("开始: 2024-02-19", "开始: 0024-02-19", "学期从 0024-02-19 到 2024-06-30，是不是年份写错了"),
]


@pytest.mark.parametrize(("old", "new", "message"), CASES)
def test_refused(old: str, new: str, message: str, tmp_path: Path) -> None:
    """Each with one change; the message stands in the commitment that was changed."""
    problems = found(check, changed(tmp_path, {PLAN: (old, new)}))
    text = (TINY / PLAN).read_text(encoding="utf-8")
    typed = text[: text.index(old)].count("\n") + 1
    near = [one for one in problems if one.message == message]
    assert near
    assert abs(near[0].line - typed) <= 2
    if "学期" not in message:
        assert len(problems) == 1


@pytest.mark.parametrize(
    ("start", "end", "possible_term"),
    [
        ((2000, 1, 1), (2000, 6, 30), True),
        ((1999, 12, 31), (2000, 6, 30), False),
        ((2099, 9, 1), (2099, 12, 31), True),
        ((2099, 9, 1), (2100, 1, 1), False),
        ((2024, 1, 1), (2025, 2, 4), True),
        ((2024, 1, 1), (2025, 2, 5), False),
    ],
)
def test_the_years_of_a_term(start: tuple[int, int, int], end: tuple[int, int, int], possible_term: bool) -> None:
    """From 2000 to 2099, the first and the last among them; 400 days at the most."""
    [entry] = load(TINY).plans.values()
    problems = list(possible(entry, datetime.date(*start), datetime.date(*end)))
    assert (problems == []) is possible_term


def test_what_needs_no_evidence(tmp_path: Path) -> None:
    """Hours are added up, rules and ongoing work are not counted, and what does not apply is not measured."""
    old = "证据: [支部党员大会]\n            考核:\n              方式: 按期覆盖\n              周期: 月"
    data = changed(tmp_path, {PLAN: (old, old.split("\n", 1)[1].lstrip())})
    assert found(check, data) == []


def test_a_sections_own_commitment_may_also_belong_to_an_item(tmp_path: Path) -> None:
    """Even to one of the same section."""
    old = "    条目:\n      - 标题: 抓好"
    assert found(check, changed(tmp_path, {PLAN: (old, f"        另属: [一2, 二1]\n{old}")})) == []


TERMS = [
    (("2023-09-01", "2024-01-31"), 0),
    (("2024-07-01", "2024-12-31"), 0),
    (("2023-09-01", "2024-02-19"), 1),
    (("2024-06-30", "2024-12-31"), 1),
    (("2024-01-01", "2024-12-31"), 1),
]


@pytest.mark.parametrize(("term", "overlaps"), TERMS)
def test_terms_stand_apart(term: tuple[str, str], overlaps: int, tmp_path: Path) -> None:
    """A day belongs to one plan at most."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    other = text.replace("开始: 2024-02-19", f"开始: {term[0]}").replace("结束: 2024-06-30", f"结束: {term[1]}")
    data = changed(tmp_path, {"data/plans/other.yml": other})
    assert sum("重叠" in one.message for one in found(check, data)) == overlaps


CURES = [
    (("2024-06-17", "2025-01-17"), "other.yml", "开始: 2024-07-01"),
    (("2023-09-01", "2024-02-20"), "2023-2024-2.yml", "开始: 2024-02-21"),
    (("2024-03-01", "2024-04-30"), "other.yml", "核对两个学期的“开始”和“结束”"),
    (("2023-09-01", "2024-08-31"), "2023-2024-2.yml", "核对两个学期的“开始”和“结束”"),
    (("2024-02-19", "2024-06-30"), "other.yml", "留一个，另一个删掉，或改它的起止日期"),
]


@pytest.mark.parametrize(("term", "file", "cure"), CURES)
def test_how_terms_come_apart(term: tuple[str, str], file: str, cure: str, tmp_path: Path) -> None:
    """The later is told on which day it may begin; a plan that was copied, that there is one too many."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    other = text.replace("开始: 2024-02-19", f"开始: {term[0]}").replace("结束: 2024-06-30", f"结束: {term[1]}")
    data = changed(tmp_path, {"data/plans/other.yml": other})
    [problem] = [one for one in found(check, data) if "重叠" in one.message]
    assert (Path(problem.file).name, problem.fix) == (file, cure)
    if cure.startswith("开始"):
        replace(data.root / problem.file, problem.text, cure)
        assert not [one for one in found(check, load(data.root)) if "重叠" in one.message]


def test_every_overlap_is_told(tmp_path: Path) -> None:
    """Also of terms that do not follow each other."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    terms = {"a": ("2023-09-01", "2024-12-31"), "b": ("2024-09-01", "2024-10-31")}
    files = {
        f"data/plans/{name}.yml": text.replace("开始: 2024-02-19", f"开始: {start}").replace(
            "结束: 2024-06-30", f"结束: {end}"
        )
        for name, (start, end) in terms.items()
    }
    assert sum("重叠" in one.message for one in found(check, changed(tmp_path, dict(files)))) == 2
