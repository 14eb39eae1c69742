"""A record claims what its kind can prove in its term."""

from pathlib import Path

import pytest

from branchsite.checks.claims import check
from branchsite.load.data import read
from edits import PLAN, A, changed, found, record
from sites import TINY, replace

CASES = [
    ("集中学习", "二十大精神学讲", "计划里没有简称“二十大精神学讲”的承诺", "兑现: 二十大精神学习"),
    ("集中学习", "跳绳", "计划里没有简称“跳绳”的承诺", "删掉这一行"),
    ("集中学习", "谈心谈话", "“谈心谈话”不公开，不能写进“兑现”", "删掉这一行"),
    ("集中学习", "活动报道", "“活动报道”由程序自动计算，不用写", "删掉这一行"),
    ("集中学习", "学习学时", "“学习学时”由程序自动计算，不用写", "删掉这一行"),
    ("集中学习", "主题党日", "“集中学习”不能证明“主题党日”，能证明它的是：主题党日", "删掉这一行"),
    ("集中学习", "二十大精神学习/一", "“二十大精神学习”不分主题", "兑现: 二十大精神学习"),
    ("专项治理", "抵制有偿补课", "“抵制有偿补课”要写明是哪一个：公开承诺、自查自纠", "兑现: 抵制有偿补课/公开承诺"),
    (
        "专项治理",
        "抵制有偿补课/公开承偌",
        "“抵制有偿补课”没有“公开承偌”，只有：公开承诺、自查自纠",
        "兑现: 抵制有偿补课/公开承诺",
    ),
    ("专项治理", "抵制有偿补课/", "“抵制有偿补课”没有“”，只有：公开承诺、自查自纠", "删掉这一行"),
    ("团队活动", "三类教育/跳绳", "“三类教育”没有“跳绳”，只有：爱国主义、动手实践、科学素养", "删掉这一行"),
]


@pytest.mark.parametrize(("kind", "claim", "message", "fix"), CASES)
def test_refused(kind: str, claim: str, message: str, fix: str, tmp_path: Path) -> None:
    """Each claim that proves nothing, and what to write instead."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(kind=kind, 兑现=claim)}))
    assert (problem.line, problem.message) == (9, message)
    assert fix in problem.fix


@pytest.mark.parametrize(
    ("kind", "claim"),
    [
        ("集中学习", "二十大精神学习、学用结合"),
        ("专项治理", "抵制有偿补课／自查自纠"),
        ("团队活动", "[三类教育/爱国主义, 三类教育/科学素养]"),
        ("支部党员大会", "党小组会"),
    ],
)
def test_accepted(kind: str, claim: str, tmp_path: Path) -> None:
    """Several at once, full-width slashes, and what is not applicable this term."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(kind=kind, 兑现=claim)})) == []


def test_a_day_typed_wrong_costs_no_claim(tmp_path: Path) -> None:
    """Where the file's name has another day, that is what is told: the claim would be taken out for nothing."""
    files = {A + "2024-04-15-a.yml": record("2042-04-15", 兑现="二十大精神学习")}
    assert found(check, changed(tmp_path, files)) == []


def test_a_plan_without_evidence_costs_no_claim(tmp_path: Path) -> None:
    """Where the plan lost its 证据, checks/plans.py tells that: the claim would be taken out for nothing."""
    files = {A + "2024-04-15-a.yml": record(kind="主题党日", 兑现="主题党日"), PLAN: ("证据: [主题党日]", "证据:")}
    assert found(check, changed(tmp_path, files)) == []


@pytest.mark.parametrize("file", ["data/kinds.yml", PLAN, A + "2024-04-15-a.yml"])
def test_a_kind_by_another_name_costs_no_claim(file: str, tmp_path: Path) -> None:
    """Renamed in one place and not yet in the others: each is told of the name, and nobody to take out the claim."""
    text = record(kind="主题党日", 兑现="主题党日")
    renamed = text.replace("类别: 主题党日", "类别: 党日活动")
    changes = {A + "2024-04-15-a.yml": renamed} if file.startswith(A) else {A + "2024-04-15-a.yml": text}
    names = {"data/kinds.yml": ("名称: 主题党日", "名称: 党日活动"), PLAN: ("证据: [主题党日]", "证据: [党日活动]")}
    assert found(check, changed(tmp_path, {**changes, **({file: names[file]} if file in names else {})})) == []


@pytest.mark.parametrize("day", ["2023-12-31", "2024-07-01"])
def test_outside_any_term(day: str, tmp_path: Path) -> None:
    """One message for the record, not one for each claim."""
    data = changed(tmp_path, {A + f"{day}-a.yml": record(day, 兑现="[二十大精神学习, 学用结合]")})
    assert [one.message for one in found(check, data)] == [f"活动日期 {day} 不在任何一个学期计划里，不能写“兑现”"]


@pytest.mark.parametrize("day", ["2024-02-19", "2024-06-30"])
def test_first_and_last_day_belong_to_the_term(day: str, tmp_path: Path) -> None:
    """A record on either can prove a commitment."""
    assert found(check, changed(tmp_path, {A + f"{day}-a.yml": record(day, 兑现="学用结合")})) == []


def test_nothing_while_a_plan_cannot_be_read(tmp_path: Path) -> None:
    """Every claim would seem to dangle."""
    data = changed(tmp_path, {A + "2024-04-15-a.yml": record(兑现="跳绳")})
    replace(data.root / PLAN, "开始: ", "开始：")
    left, _ = read(data.root)
    assert left is not None
    assert found(check, left) == []


NEXT = "data/plans/2024-2025-1.yml"
AUTUMN = {"开始: 2024-02-19": "开始: 2024-09-02", "结束: 2024-06-30": "结束: 2025-01-17"}


def next_plan(**swaps: str) -> str:
    """Tiny's plan for the autumn after it, with texts replaced."""
    text = (TINY / PLAN).read_text(encoding="utf-8")
    for old, new in {**AUTUMN, "截止: 2024-": "截止: 2024-09-10 # ", **swaps}.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


BETWEEN = [
    # day, kind, claim, message; nothing where it is right
    ("2024-01-20", "支部党员大会", "支部党员大会", None),
    ("2024-02-01", "集中学习", "二十大精神学习", None),
    ("2024-01-31", "集中学习", "二十大精神学习", "2024-01-31 不在任何学期里，“二十大精神学习”不算这一天的活动"),
    ("2024-02-18", "集中学习", "学用结合", "2024-02-18 不在任何学期里，“学用结合”不算这一天的活动"),
    ("2024-08-26", "支部党员大会", "支部党员大会", None),
    ("2024-08-26", "集中学习", "支部党员大会", "“集中学习”不能证明“支部党员大会”"),
    ("2024-08-26", "集中学习", "二十大精神学习", "2024-08-26 不在任何学期里，“二十大精神学习”不算"),
    ("2024-08-26", "集中学习", "跳绳", "计划里没有简称“跳绳”的承诺"),
    ("2023-12-31", "集中学习", "学用结合", "活动日期 2023-12-31 不在任何一个学期计划里，不能写“兑现”"),
]


@pytest.mark.parametrize(("day", "kind", "claim", "message"), BETWEEN)
def test_between_terms(day: str, kind: str, claim: str, message: str | None, tmp_path: Path) -> None:
    """A record may claim what is measured by a month or quarter that belongs to a term, though no term has its day."""
    counted = kind == "支部党员大会"
    fields = {"兑现": claim, **({"摘要": "", "正文": "", "审核": ""} if counted else {})}
    data = changed(tmp_path, {NEXT: next_plan(), A + f"{day}-a.yml": record(day, kind, **fields)})
    problems = found(check, data)
    assert len(problems) == (message is not None)
    assert message is None or message in problems[0].message


def test_a_name_of_another_plan(tmp_path: Path) -> None:
    """What only the next plan promises cannot be claimed in this term, and the message says where it is."""
    plan = next_plan(**{"简称: 学用结合": "简称: 学以致用"})
    data = changed(tmp_path, {NEXT: plan, A + "2024-04-15-a.yml": record(兑现="学以致用")})
    [problem] = found(check, data)
    assert problem.message == (
        "计划 2023-2024-2 里没有简称“学以致用”的承诺，它在计划 2024-2025-1 里，那里不算 2024-04-15 的活动"
    )
    assert problem.fix == "删掉这一行"
