"""A name like another that nothing has yet, for what may not be called the same twice."""

import itertools
from collections.abc import Container


def untaken(name: str, taken: Container[str]) -> str:
    """The name itself where it is not taken, else with the first number that makes it another: 党课2, lecture-2."""
    if name not in taken:
        return name
    sign = "-" if name.isascii() else ""
    return next(one for one in (f"{name}{sign}{number}" for number in itertools.count(2)) if one not in taken)
