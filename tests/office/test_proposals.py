"""What a proposal says of its measure."""

import datetime
from typing import Any

from branchsite.office.cadence import TermDays
from branchsite.office.proposals import said
from rows import over

SPRING = TermDays(datetime.date(2025, 2, 16), datetime.date(2025, 6, 30))
YEAR = TermDays(datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))


@over(
    ("measure", "term", "words"),
    [
        ({"方式": "按次数", "目标": 1}, SPRING, "本学期一次"),
        ({"方式": "按次数", "目标": 2}, YEAR, "全年两次"),
        ({"方式": "按次数", "目标": 10}, SPRING, "本学期十次"),
        ({"方式": "按次数", "目标": 11}, YEAR, "全年11次"),
        ({"方式": "按期覆盖", "周期": "月"}, SPRING, "每月一次"),
        ({"方式": "按期覆盖", "周期": "季度", "每期": 2}, SPRING, "每季度两次"),
        ({"方式": "按学时", "目标": 32}, YEAR, "全年32学时"),
        ({"方式": "限期", "截止": datetime.date(2025, 4, 30)}, SPRING, "4月30日前"),
        ({"方式": "分节点", "节点": ["甲", "乙"]}, SPRING, "本学期两步"),
        ({"方式": "分节点", "节点": ["甲"] * 11}, YEAR, "全年11步"),
        ({"方式": "分主题", "主题": ["甲", "乙"]}, YEAR, "全年各至少一次"),
        ({"方式": "按规定"}, SPRING, "按规定执行"),
        ({"方式": "持续推进"}, SPRING, "持续推进"),
    ],
)
def test_said(measure: dict[str, Any], term: TermDays, words: str) -> None:
    """Up to ten in words, beyond that in digits."""
    assert said(measure, term) == words
