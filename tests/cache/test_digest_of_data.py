"""A digest changes with anything that can be read from a value or through it, and with nothing else."""

import dataclasses
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from branchsite.cache.digest import Digested
from branchsite.library.library import Library, build_library
from branchsite.load.data import load
from sites import TINY, TODAY, copy_site, replace

# A changed field may hold what its model would refuse.
pytestmark = pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")

Change = tuple[str, Any]
"""Where a value was changed, and the whole with that change."""


def changes(value: Any, place: str = "") -> Iterator[Change]:
    """A value with one thing changed, for every thing that it is made of, however deep."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            for where, other in changes(getattr(value, name), f"{place}.{name}"):
                yield where, value.model_copy(update={name: other})
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            for where, other in changes(getattr(value, field.name), f"{place}.{field.name}"):
                yield where, dataclasses.replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        yield f"{place}+", (*value, "another")
        for index, part in enumerate(value):
            yield f"{place}-{index}", (*value[:index], *value[index + 1 :])
            for where, other in changes(part, f"{place}[{index}]"):
                yield where, (*value[:index], other, *value[index + 1 :])
    elif isinstance(value, Mapping):
        for key, part in value.items():
            for where, other in changes(part, f"{place}[{key}]"):
                yield where, {**value, key: other}
    elif not isinstance(value, Path):
        yield place, another(value)


def another(value: Any) -> Any:
    """A plain value that differs."""
    match value:
        case bool():
            return not value
        case Enum():
            return next(one for one in type(value) if one is not value)
        case str():
            return f"{value}…"
        case int() | float():
            return value + 1
        case bytes():
            return value + b"."
        case datetime.date():
            return value + datetime.timedelta(days=1)
        case None:
            return "something"
    raise AssertionError(type(value))


@pytest.fixture(scope="module")
def tiny() -> Library:
    """Tiny as of TODAY."""
    return build_library(load(TINY), TODAY)


SUBJECTS: dict[str, Callable[[Library], Digested]] = {
    "a record with a photo": lambda tiny: next(one for one in tiny.ledger if one.pictures),
    "an announced record": lambda tiny: tiny.upcoming[0],
    "a material that was studied": lambda tiny: next(one for one in tiny.materials if one.studied_in),
    "an article": lambda tiny: tiny.articles[0],
    "the site": lambda tiny: tiny.site,
    "the brand": lambda tiny: tiny.brand,
    "a progress with parts": lambda tiny: next(one for one in all_progress(tiny) if one.parts and one.records),
    "a schedule": lambda tiny: tiny.schedules[0],
    "a fulfilment": lambda tiny: next(those[0] for one in tiny.ledger if (those := tiny.fulfilments(one))),
}


def all_progress(tiny: Library) -> Iterator[Any]:
    """Of every plan."""
    return (one for schedule in tiny.schedules for one in schedule.all_progress)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_everything_counts(tiny: Library, subject: str) -> None:
    """Any part that a value is made of, changed by itself, changes its digest."""
    value = SUBJECTS[subject](tiny)
    for place, other in changes(value):
        assert other.digest != value.digest, place


def test_the_same_again_has_the_same(tiny: Library, tmp_path: Path) -> None:
    """Read again elsewhere, on a day on which nothing changes, with a comment more in a file."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / "data/activities/2024/2024-03-05-yuanwen.yml", "标题: ", "# 备注\n标题: ")
    again = build_library(load(root), TODAY)
    for name in ("ledger", "materials", "articles", "schedules"):
        assert [one.digest for one in getattr(again, name)] == [one.digest for one in getattr(tiny, name)]


def test_an_ended_term_keeps_its_digest() -> None:
    """Otherwise every page of every plan would be another one each day."""
    late, later = (build_library(load(TINY), datetime.date(year, 1, 1)) for year in (2025, 2026))
    assert [one.digest for one in late.schedules] == [one.digest for one in later.schedules]
    assert late.schedules[0].term.as_of_label == later.schedules[0].term.as_of_label


def test_an_entry_has_the_digest_of_its_file(tmp_path: Path) -> None:
    """For YAML and Markdown alike: of the text, not of its name or its line ends."""
    root = copy_site(tmp_path / "site", TINY)
    before = load(root)
    record, article = (root / before.activities["2024-03-05-yuanwen"].file, root / "docs/about.md")
    record.write_bytes(record.read_bytes().replace(b"\n", b"\r\n"))
    assert load(root).activities["2024-03-05-yuanwen"].digest == before.activities["2024-03-05-yuanwen"].digest
    record.write_bytes(record.read_bytes() + b"# \n")
    article.write_bytes(article.read_bytes() + b"\n")
    after = load(root)
    for one in ("activities", "articles", "studies", "plans"):
        changed = {id for id, entry in getattr(before, one).items() if entry.digest != getattr(after, one)[id].digest}
        assert changed == {"activities": {"2024-03-05-yuanwen"}, "articles": {"about"}}.get(one, set())


def test_what_cannot_be_told_is_refused() -> None:
    """A value whose repr may say too little must not be taken for one that never changes."""

    @dataclass(frozen=True)
    class Odd(Digested):
        held: object

    with pytest.raises(TypeError, match="no digest for object"):
        _ = Odd(object()).digest
    assert Odd("1").digest != Odd(1).digest != Odd(True).digest
    assert Odd(("a", "b")).digest != Odd(("a, b",)).digest
