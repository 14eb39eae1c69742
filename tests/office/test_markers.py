"""Numbers in front of lines: what is one, and what only begins like one."""

import pytest

from branchsite.office.markers import marker_of


@pytest.mark.parametrize(
    ("line", "form", "number", "rest"),
    [
        ("一、加强学习", "一、", 1, "加强学习"),
        ("十二．加强学习", "一、", 12, "加强学习"),
        ("（三）加强学习", "（一）", 3, "加强学习"),
        ("㈣加强学习", "㈠", 4, "加强学习"),
        ("第二阶段：集中学习", "阶段", 2, "集中学习"),
        ("第一部分　总体要求", "部分", 1, "总体要求"),
        ("第三，凝聚力量", "第一，", 3, "凝聚力量"),
        ("1.加强学习", "1.", 1, "加强学习"),
        ("１２．加强学习", "1.", 12, "加强学习"),
        ("3加强学习", "1.", 3, "加强学习"),
        ("⒉加强学习", "1.", 2, "加强学习"),
        ("2.12月底前开展志愿服务", "1.", 2, "12月底前开展志愿服务"),
        ("2、12月底前开展志愿服务", "1.", 2, "12月底前开展志愿服务"),
        ("（1）加强学习", "（1）", 1, "加强学习"),
        ("4)加强学习", "1）", 4, "加强学习"),
        ("⑤加强学习", "①", 5, "加强学习"),
        ("二月份：", "月", 2, ""),
        ("2024年3月　召开大会", "月", 3, "召开大会"),
        ("12月工作安排", "月", 12, ""),
    ],
)
def test_numbers(line: str, form: str, number: int, rest: str) -> None:
    """Form, value, and the words behind it."""
    marker = marker_of(line)
    assert marker is not None
    assert (marker.form, marker.number, marker.rest) == (form, number, rest)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "10月开展爱国主义教育",
            "3月底前召开组织生活会",
            "12月13日前后举行入队仪式",
            "5个支部",
            "2024年的工作",
            "2.5学时",
        ),
        *("加强学习", "", "。", "13月：", "6次活动", "3名党员", "24学时"),
    ],
)
def test_no_numbers(line: str) -> None:
    """A day, an amount, a decimal."""
    assert marker_of(line) is None
