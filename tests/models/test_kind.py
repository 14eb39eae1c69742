"""Kinds by slug."""

import pytest
from pydantic import ValidationError

from branchsite.models.base import Visibility
from branchsite.models.kind import Kinds

KIND = {"名称": "团队活动", "可见": "公", "颜色": "绿", "说明": "少先队的活动。", "插图": "planting"}


def test_a_kind() -> None:
    """Words become what the program reckons with."""
    kind = Kinds.model_validate({"youth": {**KIND, "必涉学生": "是"}}).root["youth"]
    assert (kind.visibility, kind.strand, kind.pupils) == (Visibility.PUBLIC, "绿", True)
    assert not Kinds.model_validate({"youth": KIND}).root["youth"].pupils


@pytest.mark.parametrize("slug", ["团队", "Youth", "a b", "../a", ""])
def test_slugs_are_safe(slug: str) -> None:
    """A kind's slug is part of an address."""
    with pytest.raises(ValidationError):
        Kinds.model_validate({slug: KIND})
