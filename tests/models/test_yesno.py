"""是 and 否."""

import pytest
from pydantic_core import PydanticCustomError

from branchsite.models.yesno import parse_yesno


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("是", True), ("否", False), (" 是 ", True), ("true", True), ("False", False), ("YES", True), ("no", False),
     (True, True), (False, False)],
)  # fmt: skip
def test_accepted(typed: object, meant: bool) -> None:
    """The Chinese words, and those that an editor may offer."""
    assert parse_yesno(typed) is meant


@pytest.mark.parametrize("typed", ["", "有", "不是", "1", 1, 0, None, [], "是的", "y"])
def test_refused(typed: object) -> None:
    """Nothing else is guessed at: consent of guardians hangs on it."""
    with pytest.raises(PydanticCustomError, match="只能写“是”或“否”"):
        parse_yesno(typed)
