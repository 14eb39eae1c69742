"""Lines are counted where they are to be, and only there: to count them takes a test twice its time."""

import pytest
from coverage import Coverage


@pytest.mark.no_cover
def test_what_is_not_counted() -> None:
    """By nobody, in pytest's workers either."""
    assert Coverage.current() is None


def test_what_is_counted(pytestconfig: pytest.Config) -> None:
    """Where lines are counted at all."""
    assert (Coverage.current() is not None) == bool(pytestconfig.getoption("cov_source"))
