"""What two people have written of one thing becomes one, and nothing of it is lost."""

from typing import Any

import pytest

from branchsite.edit.fields import FormField, form_fields
from branchsite.edit.merge import BETWEEN, merge
from branchsite.models.activity import Activity
from branchsite.models.words import Words

FIELDS = {one.name: one for one in form_fields(Activity, Words(), {})}
PLACE, TEXT, AUDIENCE, PHOTOS = (FIELDS[name] for name in ("地点", "正文", "对象", "照片"))
A, B, C = ({"文件": f"0{number}.jpg"} for number in (1, 2, 3))
CASES: dict[str, tuple[FormField, Any, Any, Any, Any, bool]] = {
    "nobody": (PLACE, "一", "一", "一", "一", False),
    "only I": (PLACE, "一", "我", "一", "我", False),
    "only the other": (PLACE, "一", "一", "他", "他", False),
    "both the same": (PLACE, "一", "二", "二", "二", False),
    "both, a line": (PLACE, "一", "我", "他", "我", True),
    "both, a text": (TEXT, "一", "我", "他", f"我\n\n{BETWEEN}\n\n他", True),
    "both, a list of words": (AUDIENCE, ["党员"], ["学生", "党员"], ["党员", "家长"], ["学生", "党员", "家长"], True),
    "both, photos": (PHOTOS, [A], [A, B], [A, C], [A, B, C], True),
    "I take out, the other leaves": (PHOTOS, [A, B], [A], [A, B], [A], False),
}


@pytest.mark.parametrize(("field", "base", "mine", "theirs", "merged", "both"), CASES.values(), ids=CASES)
def test_merge(field: FormField, base: Any, mine: Any, theirs: Any, merged: Any, both: bool) -> None:
    """What only one of them changed is as that one wants it; where both did, both are there and it is said."""
    name = field.name
    values = merge((field,), {name: base}, {name: mine}, {name: theirs})
    assert values == ({name: merged}, [name] if both else [])


def test_what_a_side_does_not_have_is_empty() -> None:
    """A field that only one of them has filled in."""
    assert merge((PLACE,), {}, {"地点": "我"}, {}) == ({"地点": "我"}, [])
    assert merge((PLACE,), {}, {}, {"地点": "他"}) == ({"地点": "他"}, [])
