"""What a name in 兑现 means on a day, and what the same is called in another plan."""

import datetime
from pathlib import Path

import pytest

from branchsite.library.promises import Promises, promises_of
from branchsite.load.data import load
from edits import PLAN
from sites import TINY, copy_site

D = datetime.date
NEXT = {"开始: 2024-02-19": "开始: 2024-09-02", "结束: 2024-06-30": "结束: 2025-01-17"}


@pytest.fixture(scope="module")
def promises(tmp_path_factory: pytest.TempPathFactory) -> Promises:
    """Tiny with a plan for the next autumn, in which some things are called otherwise."""
    root = copy_site(tmp_path_factory.mktemp("promises") / "site", TINY)
    text = (root / PLAN).read_text(encoding="utf-8")
    swaps = {
        "简称: 支部党员大会": "简称: 党员大会",
        "标识: spirit": "标识: reading",
        "简称: 学用结合": "简称: 主题活动",
        "简称: 主题党日": "简称: 学用结合",
    }
    for old, new in {**NEXT, **swaps}.items():
        assert old in text, old
        text = text.replace(old, new)
    (root / "data/plans/2024-2025-1.yml").write_text(text, encoding="utf-8")
    return promises_of(load(root))


FIND = [
    # day, name; plan and 标识, None where it means nothing
    (D(2024, 2, 19), "学用结合", ("2023-2024-2", "use")),
    (D(2024, 6, 30), "学用结合", ("2023-2024-2", "use")),
    (D(2024, 9, 2), "学用结合", ("2024-2025-1", "party-day")),
    (D(2024, 5, 1), "支部党员大会", ("2023-2024-2", "general-meeting")),
    (D(2024, 5, 1), "党员大会", None),
    (D(2024, 10, 1), "支部党员大会", None),
    (D(2024, 8, 1), "党员大会", ("2024-2025-1", "general-meeting")),
    (D(2024, 8, 1), "支部党员大会", None),
    (D(2024, 8, 1), "学用结合", None),
    (D(2024, 2, 1), "二十大精神学习", ("2023-2024-2", "spirit")),
    (D(2024, 1, 1), "支部党员大会", ("2023-2024-2", "general-meeting")),
    (D(2024, 1, 31), "二十大精神学习", None),
    (D(2023, 12, 31), "支部党员大会", None),
    (D(2025, 3, 31), "党员大会", ("2024-2025-1", "general-meeting")),
    (D(2025, 1, 20), "二十大精神学习", ("2024-2025-1", "reading")),
]


@pytest.mark.parametrize(("day", "short", "wanted"), FIND)
def test_what_a_name_means(day: D, short: str, wanted: tuple[str, str] | None, promises: Promises) -> None:
    """In the plan of the day; else what a plan promises for a month or quarter of its own in which the day lies."""
    found = promises.find(day, short)
    assert (found and (found.plan, found.commitment.id)) == wanted
    assert any(one.commitment.short == short for one in promises.on(day)) == (wanted is not None)


SAME = [
    ("2024-2025-1", D(2024, 5, 1), "支部党员大会", "党员大会"),
    ("2023-2024-2", D(2024, 9, 5), "党员大会", "支部党员大会"),
    ("2024-2025-1", D(2024, 5, 1), "二十大精神学习", "二十大精神学习"),
    ("2024-2025-1", D(2024, 5, 1), "主题党日", "学用结合"),
    ("2024-2025-1", D(2024, 5, 1), "学用结合", "主题活动"),
    ("2023-2024-2", D(2024, 9, 5), "支部党员大会", None),
    ("2023-2024-2", D(2030, 9, 5), "支部党员大会", None),
]


@pytest.mark.parametrize(("plan", "day", "short", "wanted"), SAME)
def test_the_same_in_another_plan(plan: str, day: D, short: str, wanted: str | None, promises: Promises) -> None:
    """By 标识, though another thing has the name there; else by the name."""
    found = promises.counterpart(plan, day, short)
    assert (found and found.short) == wanted


def test_plans(promises: Promises) -> None:
    """The plan of a day, and the plans that have a name."""
    assert [promises.plan_on(day) for day in (D(2024, 2, 18), D(2024, 2, 19), D(2024, 9, 2), D(2025, 1, 18))] == [
        *(None, "2023-2024-2", "2024-2025-1", None),
    ]
    assert promises.having("学用结合") == ["2023-2024-2", "2024-2025-1"]
    assert (promises.having("党员大会"), promises.having("跳绳")) == (["2024-2025-1"], [])


def test_a_day_of_a_term_offers_each_name_once(promises: Promises) -> None:
    """For a new record: those of its own plan first."""
    own = [one.commitment.short for one in promises.on(D(2024, 5, 1)) if one.plan == "2023-2024-2"]
    names = [one.commitment.short for one in promises.on(D(2024, 5, 1))]
    assert names == own and len(set(names)) == len(names) == 12


def test_no_plans(tmp_path: Path) -> None:
    """Nothing is promised."""
    root = copy_site(tmp_path / "site", TINY)
    (root / PLAN).unlink()
    found = promises_of(load(root))
    assert (found.find(D(2024, 5, 1), "学用结合"), list(found.on(D(2024, 5, 1)))) == (None, [])
