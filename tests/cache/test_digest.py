"""Digests: equal for equal values, different for different ones, and never silent about what they cannot name."""

import datetime
import subprocess
import sys
from dataclasses import dataclass
from enum import Enum, StrEnum

import pytest

from branchsite.cache.digest import digest
from branchsite.models.kind import Kind


class Colour(StrEnum):
    RED = "红"
    GREEN = "绿"


class Other(Enum):
    RED = "红"


@dataclass(frozen=True)
class Point:
    x: object
    y: object = None


@dataclass(frozen=True)
class Named:
    digest: str
    more: object = None


DAY = datetime.date(2024, 3, 12)
KIND = {"名称": "一", "可见": "公", "颜色": "红", "说明": "二", "插图": "hands"}
VALUES = [
    *("", "a", "1", "红", 1, 0, 1.0, True, False, None, DAY, b"a"),
    *(datetime.datetime(2024, 3, 12), "2024-03-12", Colour.RED, Colour.GREEN, Other.RED),
    *((), ((),), ("a",), ("a", "b"), ("ab",), (("a",), "b"), ("a", ("b",)), ("a", "", "b")),
    *({}, {"a": 1}, {"a": 2}, {"b": 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}),
    *(Point(1), Point(1, 2), Point(2, 1), Point(Point(1)), Named("a"), Named("b")),
    *(Kind.model_validate(KIND), Kind.model_validate({**KIND, "说明": "三"})),
]


def test_no_two_values_meet() -> None:
    """Values of every sort, some of which are equal in Python (1, 1.0 and True; 红 and Colour.RED)."""
    assert len({digest(one) for one in VALUES}) == len(VALUES)
    assert digest("a", "b") != digest("ab")
    assert digest("a", "sb") != digest("as", "b") != digest("a1:s", "b")
    assert digest("a", "s1:b") != digest("as1:", "b")
    assert digest(("a", "b")) != digest("a", "b")


def test_a_digest_of_its_own_stands_for_an_object() -> None:
    """What else is in it is not looked at."""
    assert digest(Named("a", 1)) == digest(Named("a", 2))


def test_lists_and_tuples_are_the_same() -> None:
    """A template cannot tell them apart."""
    assert digest(["a", 1]) == digest(("a", 1))


@pytest.mark.slow
def test_the_same_in_another_process() -> None:
    """Hash seeds and addresses do not show."""
    code = "from branchsite.cache.digest import digest; print(digest({'a': (1, '红', None)}, 2.5))"
    for seed in ("1", "2"):
        said = subprocess.run(
            [sys.executable, "-c", code], env={"PYTHONHASHSEED": seed}, stdout=subprocess.PIPE, text=True, check=True
        )
        assert said.stdout.strip() == digest({"a": (1, "红", None)}, 2.5)


@pytest.mark.parametrize("value", [object(), {1, 2}, len, iter(()), [object()]], ids=lambda value: type(value).__name__)
def test_what_cannot_be_named_is_refused(value: object) -> None:
    """A set has no order, a function no content: better an error than a page that stays old."""
    with pytest.raises(TypeError, match="no digest for"):
        digest(value)
