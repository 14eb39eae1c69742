"""A record: its words, its place, and what it takes from its kind."""

import datetime

import pytest

from branchsite.library.library import Library, build_library
from branchsite.library.record import Record
from branchsite.load.data import load
from sites import TINY, TODAY


@pytest.fixture(scope="module")
def tiny() -> Library:
    """Tiny as of TODAY."""
    return build_library(load(TINY), TODAY)


def one(tiny: Library, name: str) -> Record:
    """A record by the end of its id."""
    return next(record for record in tiny.ledger if record.id.endswith(name))


def test_words(tiny: Library) -> None:
    """Dates as GB/T 15835 has them, the weekday in brackets."""
    record = one(tiny, "yuanwen")
    assert record.day_label == "2024年3月5日"
    assert record.short_day == "3月5日"
    assert record.when == "2024年3月5日（星期二）下午 2:30—4:00"
    assert record.published_label == "2024年3月6日"
    assert record.updated_label == "2024年3月8日"
    assert record.title == "一起读原文"
    assert record.url == "news/2024/2024-03-05-yuanwen/"
    assert one(tiny, "xuexi").when == "2024年5月8日（星期三）"
    assert one(tiny, "xuexi").updated_label is None


def test_what_it_takes_from_its_kind(tiny: Library) -> None:
    """Colour and drawing, unless it has its own."""
    assert (one(tiny, "yuanwen").strand.name, one(tiny, "yuanwen").drawing) == ("红", "reading")
    assert (one(tiny, "dangri").strand.name, one(tiny, "hangtian").drawing) == ("绿", "science")
    assert one(tiny, "yuanwen").public
    assert not one(tiny, "dahui").public
    assert one(tiny, "yuanwen").kind_slug == "study"


@pytest.mark.parametrize(("today", "announced"), [("2024-05-19", True), ("2024-05-20", False), ("2024-05-21", False)])
def test_announced(today: str, announced: bool) -> None:
    """Until its day; on the day itself it takes place."""
    facts = build_library(load(TINY), datetime.date.fromisoformat(today))
    assert one(facts, "yugao").announced is announced
