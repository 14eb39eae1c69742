"""The collector rests, and afterwards does what it did before."""

import gc

import pytest

from branchsite.system.gc import pause_gc


def test_it_rests_within() -> None:
    """One within another as well."""
    assert gc.isenabled()
    with pause_gc():
        assert not gc.isenabled()
        with pause_gc():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_an_error() -> None:
    """Or the process would fill up."""
    with pytest.raises(ZeroDivisionError), pause_gc():
        _ = 1 / 0
    assert gc.isenabled()
