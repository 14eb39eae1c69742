"""A file that is plain at a glance has no slip, whatever it is made of; and the files of this site are plain."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchsite.load.frontmatter import split_front_matter
from branchsite.load.plain import is_plain
from branchsite.load.slips.scan import find_slips
from branchsite.models.activity import Activity
from branchsite.models.fields import field_names
from branchsite.models.plan import Plan
from branchsite.models.site import Site
from branchsite.models.study import Study
from sites import SHIPPED
from soak.scale import times

KEYS = field_names(Activity)

PLAIN = [
    "标题: 一",
    "标题: 一\n类别: 集中学习\n",
    "# 备注\n\n标题: 一\n# 备注\n\n类别: 二\n",
    "时间: 下午 2:30—4:00",
    "标题: 说说：规矩",
    "标题: 《原文》“一”（二）",
    "对象: [党员, 教职工]\n",
    "对象:\n  - 党员\n  # 备注\n  - 教职工\n地点: 操场\n",
    "兑现:\n  - 组织生活会/第一步\n",
    "照片:\n  - 文件: 01.jpg\n    替代文字: 江水\n  - 文件: 02.jpg\n    替代文字: 山\n",
    "正文: |\n  一\n\n    - 二 # 三: 四\n标题: 五\n",
    "正文: |\n  最后",
]
NOT_PLAIN = [
    "",
    "标题：一",
    "标题:一",
    "标题 一",
    "名字: 一",
    " 标题: 一",
    "标题: 一 # 二",
    "标题: 一: 二",
    "标题: 一:",
    "标题: '一'",
    '标题: “一"',
    "标题: [一]",
    "对象: [党员，教职工]",
    "对象: 党员，时间：下午",
    "对象:\n  - 标题 一\n",
    "对象:\n  - 时间：下午\n",
    "对象:\n  － 党员\n",
    "对象:\n- 党员\n",
    "对象:\n",
    "照片:\n  - 文件: 01.jpg\n   替代文字: 江水\n",
    "正文: |\n一\n",
    "正文: |\n    一\n  二\n",
    "正文: |\n  一\n# 二\n标题: 三\n",
    "正文: >\n  一\n",
    "\t标题: 一",
]


@pytest.mark.parametrize("text", PLAIN)
def test_plain(text: str) -> None:
    """What the handbook shows; and there is no slip in it."""
    assert is_plain(text, KEYS)
    assert not find_slips(text, "a.yml", KEYS)


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_not_plain(text: str) -> None:
    """What a slip may be in is left to those who know slips."""
    assert not is_plain(text, KEYS)


def test_our_own_files_are_plain() -> None:
    """Otherwise nothing is gained: nearly all that this site's people wrote."""
    records = [path.read_text(encoding="utf-8") for path in (SHIPPED / "data/activities").rglob("*.yml")]
    assert sum(is_plain(one, KEYS) for one in records) > 0.9 * len(records)
    for path in (SHIPPED / "docs/study").glob("*.md"):
        front = split_front_matter(path.read_text(encoding="utf-8"), path.name).front
        assert is_plain(front, field_names(Study)), path.name


PIECES = st.one_of(
    st.sampled_from(
        [
            *(
                "标题",
                "时间",
                "对象",
                "照片",
                "文件",
                "替代文字",
                "正文",
                "兑现",
                "活动日期",
                "学时",
                "组织",
                "示例",
                "ICP",
            ),
            *(
                ": ",
                ":",
                "：",
                " :",
                ":\n",
                ": |\n",
                ": |",
                "\n",
                "\n\n",
                "\n  - ",
                "\n- ",
                "\n  ",
                "\n    ",
                "  ",
                " ",
            ),
            *(
                "党员",
                "一",
                "2:30",
                "[党员, 教职工]",
                "[",
                "]",
                ", ",
                "，",
                "、",
                "#",
                " # ",
                "'",
                '"',
                "“",
                "”",
                "《",
                "（",
            ),
            *(
                "- ",
                "－",
                "•",
                "1. ",
                "（1）",
                "=",
                "＝",
                ";",
                "；",
                "|",
                "｜",
                "丨",
                ">",
                "{",
                "}",
                "&",
                "*",
                "?",
                "---",
                "```",
            ),
            *("\t", "\u3000", "\xa0", "\\", "@", "`", "%", "!", "-", "—", "，时间: 三", " 地点：四", "_", "___", "\r"),
        ]
    ),
    st.text(max_size=3),
)
LINES = st.lists(
    st.sampled_from([one if one.endswith("\n") else f"{one}\n" for one in PLAIN]), min_size=1, max_size=6
).map("".join)


@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.slow
@settings(max_examples=times(300, 1500), deadline=None, derandomize=True, database=None)
@given(text=LINES, edits=st.lists(st.tuples(st.floats(0, 1), PIECES, st.integers(0, 4)), max_size=4))
@pytest.mark.parametrize("model", [Activity, Site, Plan, Study])
def test_whatever_is_plain_has_no_slip(model: type, text: str, edits: list[tuple[float, str, int]]) -> None:
    """Plain texts with pieces put in and signs taken out: where they are still plain, the long way finds nothing."""
    for part, piece, cut in edits:
        place = int(part * len(text))
        text = text[:place] + piece + text[place + cut :]
    keys = field_names(model)
    if is_plain(text, keys):
        assert not find_slips(text, "a.yml", keys)


def test_a_text_made_for_it_takes_no_time() -> None:
    """No part of the pattern is tried twice over: the longest file that almost matches is refused, not for ever."""
    for line in ("标题: 一二三，", "对象:\n  - 一", "正文: |\n  一", "# ", "标题: 2:"):
        assert not is_plain(f"{line}\n" * 5000 + "：", KEYS)
