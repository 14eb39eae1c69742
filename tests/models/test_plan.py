"""A plan: its commitments in order, the keys of its items, what a record must name."""

from branchsite.load.data import load
from branchsite.models.measure import Milestones, Themes
from branchsite.models.plan import NUMERALS, Plan
from sites import TINY


def tiny() -> Plan:
    """The plan of tiny."""
    return load(TINY).plans["2023-2024-2"].model


def test_commitments_in_the_order_of_the_plan() -> None:
    """A section's own come before its items'."""
    assert [one.id for one in tiny().commitments] == [
        "spirit",
        *("general-meeting", "party-day", "hours", "group-meeting", "use"),
        *("no-tutoring", "educations", "congress", "dues", "news", "heart-talk"),
    ]


def test_keys_of_items() -> None:
    """As people say them."""
    assert tiny().item_keys == ("一", "一1", "一2", "二", "二1", "二2")


def test_parts() -> None:
    """Themes and milestones must be named by a record; other measures have none."""
    for one in tiny().commitments:
        assert bool(one.parts) == isinstance(one.measure, Themes | Milestones)
    by_id = {one.id: one for one in tiny().commitments}
    assert by_id["no-tutoring"].parts == ("公开承诺", "自查自纠")
    assert by_id["educations"].parts == ("爱国主义", "动手实践", "科学素养")


def test_no_section_is_lost() -> None:
    """A plan has no more sections than there are numerals; an eleventh would silently be left out."""
    limits = Plan.model_fields["sections"].metadata
    assert any(getattr(one, "max_length", None) == len(NUMERALS) for one in limits)
