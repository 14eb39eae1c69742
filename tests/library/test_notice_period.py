"""公示期 as seen on a day."""

import datetime

import pytest

from branchsite.library.notice_period import notice_period
from branchsite.models.activity import Activity

TYPED = {"标题": "一", "类别": "公示", "活动日期": "2024-05-06", "发布日期": "2024-05-06", "对象": "党员"}


@pytest.mark.parametrize(
    ("today", "state", "is_open"),
    [
        ("2024-01-01", "尚未开始", False),
        ("2024-05-05", "尚未开始", False),
        ("2024-05-06", "还有 6 天", True),
        ("2024-05-11", "还有 1 天", True),
        ("2024-05-12", "今天截止", True),
        ("2024-05-13", "已结束", False),
        ("2026-11-28", "已结束", False),
    ],
)
def test_how_many_days(today: str, state: str, is_open: bool) -> None:
    """Counted from the site's day; over from the day after the last."""
    day = datetime.date.fromisoformat(today)
    period = notice_period(Activity.model_validate({**TYPED, "截止": "2024-05-12"}), day)
    assert period is not None
    assert (period.state, period.open, period.label) == (state, is_open, "2024年5月6日—2024年5月12日")


def test_what_is_over_stays_as_it_is() -> None:
    """The same digest on any later day: its page is not made anew."""
    activity = Activity.model_validate({**TYPED, "截止": "2024-05-12"})
    later = [
        notice_period(activity, datetime.date(2024, 5, 12) + datetime.timedelta(days=days)) for days in (1, 2, 900)
    ]
    assert len({one.digest for one in later if one}) == 1


def test_its_own_beginning() -> None:
    """开始 counts where it is written; nothing without 截止."""
    day = datetime.date(2024, 5, 6)
    period = notice_period(Activity.model_validate({**TYPED, "开始": "2024-05-08", "截止": "2024-05-12"}), day)
    assert period is not None and period.state == "尚未开始"
    assert notice_period(Activity.model_validate(TYPED), day) is None
