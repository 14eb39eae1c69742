"""The collector rests, and afterwards does what it did before."""

import gc
import weakref

import pytest

from branchsite.system.gc import collect_only_new, pause_gc


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


class _Loop:
    """Garbage that only the collector finds."""

    def __init__(self) -> None:
        self.me = self


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
def test_what_is_new_is_collected(on: bool) -> None:
    """Within it, whatever was before; what was there before is left alone, and is collected again afterwards."""
    before = _Loop()
    old = weakref.ref(before)
    (gc.enable if on else gc.disable)()
    try:
        with collect_only_new():
            del before
            new = weakref.ref(_Loop())
            gc.collect()
            assert new() is None and old() is not None
        assert gc.isenabled() is on
        gc.collect()
        assert old() is None
    finally:
        gc.enable()
