"""Pupils: consent is stated, and no name stands with a class."""

from pathlib import Path

import pytest

from branchsite.checks.pupils import check
from edits import A, changed, found, record

CONSENT = [
    ({"对象": "学生"}, "对象或类别有学生，要写明涉及学生", "对象: 学生"),
    ({"对象": "[党员, 学生]", "涉及学生": "否"}, "对象或类别有学生，要写明涉及学生", "对象: [党员, 学生]"),
    ({"kind": "团队活动"}, "对象或类别有学生，要写明涉及学生", "对象: 党员"),
    ({"涉及学生": "是"}, "涉及学生的内容要先取得监护人同意", "涉及学生: 是"),
    ({"对象": "学生", "涉及学生": "是"}, "涉及学生的内容要先取得监护人同意", "涉及学生: 是"),
    ({"涉及学生": "是", "监护人同意": "否"}, "涉及学生的内容要先取得监护人同意", "监护人同意: 否"),
]


@pytest.mark.parametrize(("fields", "message", "typed"), CONSENT)
def test_consent_is_stated(fields: dict[str, str], message: str, typed: str, tmp_path: Path) -> None:
    """By audience, by kind, and by the record's own word."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)}))
    assert (problem.message, problem.text) == (message, typed)


@pytest.mark.parametrize("fields", [{}, {"kind": "团队活动", "对象": "学生", "涉及学生": "是", "监护人同意": "是"}])
def test_consent_is_given(fields: dict[str, str], tmp_path: Path) -> None:
    """Nothing to say where no pupil is or all have agreed."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)})) == []


# Made-up names only.
NAMES = [
    "三（2）班王某甲同学第一个到",
    "三(2)班王某甲，第一个到",
    "三年级（2）班的学生王某甲、李某乙",
    "三年级2班王某甲和李某乙",
    "三年级二班王某甲",
    "三（二）班王某甲获一等奖",
    "302班王某甲说：好",
    "五1班王某。",
    "３（２）班王某甲等",
    "六（12）班队员欧阳某说",
    "王某甲（三（2）班）",
    "学生王某甲，三年级2班",
    "有王某甲同学（五（1）班）参加",
]


def body(lines: list[str]) -> str:
    """A text with each of the lines on its own."""
    return "|\n" + "\n".join(f"  {line}" for line in lines)


def test_names_with_a_class(tmp_path: Path) -> None:
    """However class and name are put together."""
    problems = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body(NAMES))}))
    assert [one.line for one in problems] == list(range(9, 9 + len(NAMES)))
    assert all(one.message == "班级和姓名写在一起，会认出具体的学生" for one in problems)
    assert all(one.text in prose for one, prose in zip(problems, NAMES, strict=True))


def test_all_prose_is_read(tmp_path: Path) -> None:
    """Titles, materials and articles, front matter included."""
    changes = {
        A + "2024-04-15-a.yml": record(标题="三（2）班王某甲获奖"),
        "docs/about.md": ("摘要: 测试用的支部，", "摘要: 三（2）班王某甲，"),
        "docs/study/sanhui-yike.md": ("还可以看", "三（2）班王某甲同学还可以看"),
    }
    problems = found(check, changed(tmp_path, dict(changes)))
    assert {one.file for one in problems} == set(changes)


NO_NAMES = [
    "三（2）班和三（3）班都来了",
    "三（2）班方阵、五（1）班方队",
    "三（2）班江边植树，五（1）班江心红中队",
    "三（2）班王老师，带着大家",
    "三（2）班班主任说",
    "三（2）班高兴地说",
    "四年级4班任务重",
    "王某甲是党员",
    "第3班公交车，于五点发车",
    "，于三（2）班举行",
    "（3）班级管理",
    "一年级学生代表",
]


def test_prose_without_names(tmp_path: Path) -> None:
    """Words that begin like a surname, teachers, and classes alone."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body(NO_NAMES))})) == []
