"""How much is tried: a short form in every run of the tests, the full one where SOAK=1."""

import os
from collections.abc import Callable

FULL = os.environ.get("SOAK") == "1"
SEED = os.environ.get("SOAK_SEED", "3")
"""Every moment and choice left to chance follows from it, so that a failure can be repeated."""


Record = Callable[[str, object], None]
"""Keeps a figure for benchmarks/README.md: its name in Chinese and its value."""


def times(short: int, full: int) -> int:
    """How often: in the short form, in the full one."""
    return full if FULL else short
