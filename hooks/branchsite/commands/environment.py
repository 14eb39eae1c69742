"""The environment variables that commands read."""

import datetime
import os

from ..errors import DataError, Problem
from ..library.address import EXAMPLE
from ..system.clock import SHANGHAI

REPORT = "BRANCHSITE_REPORT"
"""Names a file for what `check --json` writes, so that a server need not read everything twice."""

SEARCH = "BRANCHSITE_SEARCH"
"""Set to 0: without the search index. For measuring."""

PLAIN = "BRANCHSITE_PLAIN"
"""Set to 1: MkDocs builds every page by itself. The site is the same, byte for byte."""

WHY = "BRANCHSITE_WHY"
"""Set to 1: a line is said of each file that is written, and why."""


def today() -> datetime.date:
    """The date the site is built as of: SITE_TODAY, else today in Shanghai. Raises DataError where it is no date."""
    return today_in_shanghai(os.environ.get("SITE_TODAY"))


def today_in_shanghai(fixed: str | None) -> datetime.date:
    """The day the site stands for: fixed (YYYY-MM-DD, from SITE_TODAY) or the day it is in Shanghai.

    Raises DataError where fixed is no date.
    """
    if not fixed:
        return datetime.datetime.now(SHANGHAI).date()
    try:
        return datetime.date.fromisoformat(fixed)
    except ValueError:
        raise DataError([Problem("SITE_TODAY", 0, "要写成年-月-日", fixed, "SITE_TODAY=2024-05-10")]) from None


def address() -> str:
    """The address of the site: SITE_URL, else an example."""
    return os.environ.get("SITE_URL") or EXAMPLE
