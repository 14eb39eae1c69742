"""Study materials: months, dates of sources as far as they are known, slugs."""

import pytest
from pydantic import TypeAdapter, ValidationError

from branchsite.models.study import SourceDate


@pytest.mark.parametrize("value", ["2018年10月28日", "2018年10月", "2018年"])
def test_dates_as_far_as_they_are_known(value: str) -> None:
    """An uncertain part is left out rather than made up."""
    assert TypeAdapter(SourceDate).validate_python(value) == value


@pytest.mark.parametrize("value", ["2018-10-28", "10月28日", "2018年28日", "二〇一八年", "2018年10月28日发布"])
def test_other_dates_are_refused(value: str) -> None:
    """One form on every page."""
    with pytest.raises(ValidationError):
        TypeAdapter(SourceDate).validate_python(value)
