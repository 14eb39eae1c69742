"""Pause and resume Python's collector of cyclic garbage."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collect_only_new() -> Iterator[None]:
    """Collect the garbage of a block, and do not look through what was there before it, which all stays."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not was_on:
            gc.disable()


@contextmanager
def pause_gc() -> Iterator[None]:
    """Pause the collector for a block that makes many objects which all stay: it would scan them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
