"""The parts of a plan, as its lines have them."""

from collections.abc import Sequence

from branchsite.office.outline import Node, outline_of, split_title
from branchsite.office.source import SourceLine
from rows import over

Shape = list[tuple[int, str]]


def shape(nodes: Sequence[Node], depth: int = 0) -> Shape:
    """Every title with how deep it is."""
    return [one for node in nodes for one in ((depth, node.title), *shape(node.children, depth + 1))]


@over(
    ("lines", "parts"),
    [
        (
            ["一、学习", "每月学习。", "二、活动", "每月活动。", "全年活动安排", "3月：植树", "4月：扫墓"],
            [(0, "学习"), (0, "活动"), (1, "全年活动安排"), (2, "植树"), (2, "扫墓")],
        ),
        (
            ["一、学习", "每月学习。", "全年活动安排表", "二、活动", "每月活动。"],
            [(0, "学习"), (0, "活动")],
        ),
        (
            ["一、学习", "每月学习。", "二、活动", "每月活动。", "附：活动安排", "1.读书", "2.写字"],
            [(0, "学习"), (0, "活动"), (0, "附：活动安排"), (1, "读书"), (1, "写字")],
        ),
    ],
)
def test_titles_of_tables(lines: list[str], parts: Shape) -> None:
    """A line right in front of months heads them, and an appendix is a part; in front of the next part it is text."""
    assert shape(outline_of([SourceLine(line) for line in lines]).nodes) == parts


@over(
    ("text", "title", "rest"),
    [
        ("加强学习。坚持不懈", "加强学习", "坚持不懈"),
        ("加强学习：坚持不懈", "加强学习", "坚持不懈"),
        ("转变作风.开展活动", "转变作风", "开展活动"),
        ("转变A风.开展活动", "转变A风", "开展活动"),
        ("转变A.开展活动", "转变A.开展活动", ""),
        ("学习2.0版本", "学习2.0版本", ""),
        ("转变作风.", "转变作风", ""),
        (".开展活动", ".开展活动", ""),
        ("加强学习；", "加强学习", ""),
    ],
)
def test_split_title(text: str, title: str, rest: str) -> None:
    """At the first full stop or colon; a stop that was typed half-width stands between words of Chinese."""
    assert split_title(text) == (title, rest)
