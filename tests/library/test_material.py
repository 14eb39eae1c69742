"""A study material in words."""

from branchsite.library.library import build_library
from branchsite.load.data import load
from sites import TINY, TODAY


def test_words() -> None:
    """Its address, month, day of writing and colour."""
    first, second = build_library(load(TINY), TODAY).materials
    assert (first.url, first.title, first.month_label) == ("study/sanhui-yike/", "三会一课：各是什么", "2024年3月")
    assert first.checked_label == "2024年2月1日"
    assert (first.strand.slug, second.strand.slug) == ("red", "green")
    assert (first.topic_slug, first.type_slug) == ("organisation", "guide")
