"""A name that is safe as a file's and an address's part."""

import re

from ..errors import DataError, Problem
from ..system.filenames import objection, usable

LONGEST = 60
"""How many characters it may have; the same as any other id."""


def is_slug(text: str) -> bool:
    """Whether a text may be a file's name and an address's part."""
    return re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text) is not None and len(text) <= LONGEST


def check_slug(slug: str) -> None:
    """Raises DataError where a name is none for an address."""
    if not is_slug(slug):
        message = f"拼音只能用小写字母、数字和短横线，最多 {LONGEST} 个"
        raise DataError([Problem("new", 0, message, slug, "例如 zhishu")])
    if why := objection(slug):
        raise DataError([Problem("new", 0, why, slug, f"例如 {usable(slug)}")])
    # Here, not at the top: the command line imports this for every command.
    from ..private.numbers import private_numbers

    for number in private_numbers(slug):
        # What is committed once stays in git, whatever it is called later.
        raise DataError([Problem("new", 0, f"文件名里有{number.kind}，不能公开", slug, "例如 zhishu")])
