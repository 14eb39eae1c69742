"""Names that something must be called by."""

from pathlib import Path

import pytest

from branchsite.checks import plans
from branchsite.checks.references import check
from branchsite.load.data import read
from edits import A, Change, changed, found, record
from sites import replace

CASES: list[tuple[str, Change, int, str, str]] = [
    (A + "2024-04-15-a.yml", record(类别="集中学刁"), 2, "没有叫“集中学刁”的类别", "类别: 集中学习"),
    (A + "2024-04-15-a.yml", record(类别="足球"), 2, "没有叫“足球”的类别", "可以写：集中学习、主题党日、"),
    (A + "2024-04-15-a.yml", record(插图="readingg"), 9, "没有叫“readingg”的插图", "插图: reading"),
    (A + "2024-04-15-a.yml", record(学习资料="sanhui"), 9, "没有叫“sanhui”的学习资料", "学习资料: sanhui-yike"),
    (
        A + "2024-04-15-a.yml",
        record(学习资料="[sanhui-yike, sanhui]"),
        9,
        "没有叫“sanhui”的学习资料",
        "学习资料: [sanhui-yike, sanhui-yike]",
    ),
    ("data/kinds.yml", ("插图: shield", "插图: shields"), 30, "没有叫“shields”的插图", "插图: shield"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "line", "message", "fix"), CASES)
def test_dangling(file: str, change: Change, line: int, message: str, fix: str, tmp_path: Path) -> None:
    """Told on its line, with the nearest name there is or all of them."""
    [problem] = found(check, changed(tmp_path, {file: change}))
    assert (problem.file, problem.line, problem.message) == (file, line, message)
    assert fix in problem.fix


def test_right_names(tmp_path: Path) -> None:
    """Drawings and materials that there are."""
    data = changed(tmp_path, {A + "2024-04-15-a.yml": record(插图="river-walk", 学习资料="weichengnianren")})
    assert found(check, data) == []


def test_nothing_is_missed_that_only_cannot_be_read(tmp_path: Path) -> None:
    """A material with a typing error is there: one mistake gives one message."""
    data = changed(tmp_path, {})
    replace(data.root / "docs/study/weichengnianren.md", "分钟: 3", "分钟: 三")
    left, problems = read(data.root)
    assert left is not None
    assert len(problems) == 1
    assert found(check, left) == []


def test_a_kind_that_was_renamed(tmp_path: Path) -> None:
    """Its new name is offered: it is the one that no record has and that shares a word with the old one."""
    renamed = {"data/kinds.yml": ("名称: 集中学习", "名称: 政治理论学习会")}
    problems = [one for one in found(check, changed(tmp_path, renamed)) if "activities" in one.file]
    assert problems and {one.fix for one in problems} == {"类别: 政治理论学习会"}


NOBODY = "  名称: 党小组会\n  可见: 计\n  颜色: 红\n  说明: 一句话。\n  插图: talk\n"


@pytest.mark.parametrize(
    ("old", "new", "fix"),
    [
        ("集中学习", "读书会", "类别: 读书会"),
        ("集中学习", "集中学习会", "类别: 集中学习会"),
        ("主题党日", "党日", "类别: 党日"),
        ("党费收缴", "交费", "类别: 交费"),
    ],
)
def test_a_kind_under_a_name_unlike_its_old_one(old: str, new: str, fix: str, tmp_path: Path) -> None:
    """In records and in the plan: the only kind that nothing names is meant, whatever others are called."""
    data = changed(tmp_path, {"data/kinds.yml": (f"名称: {old}\n", f"名称: {new}\n")})
    assert {one.fix for one in found(check, data)} == {fix}
    of_plan = [one for one in found(plans.check, data) if old in one.message]
    assert of_plan and all(new in one.fix for one in of_plan)


def test_of_two_that_it_may_be_none_is_offered(tmp_path: Path) -> None:
    """Nor one that was there before."""

    def rename(path: Path) -> None:
        replace(path, "名称: 团队活动\n", "名称: 红领巾\n")
        path.write_text(f"{path.read_text('utf-8')}group-meeting:\n{NOBODY}", "utf-8")

    data = changed(tmp_path, {"data/kinds.yml": rename, A + "2024-04-15-a.yml": record(kind="团队活动", 涉及学生="是")})
    fixes = {one.fix for one in found(check, data)}
    assert fixes == {"可以写：" + "、".join(data.kinds_by_name)}
