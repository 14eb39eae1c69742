"""Ensure that someone knows when the footer has no filing numbers (ICP, 公安备案)."""

import datetime
from collections.abc import Iterator
from dataclasses import replace

from ..errors import Problem, Severity
from ..load.data import Data


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice for each number that is not configured."""
    filing = data.site.model.filing
    for name, value in (("ICP", filing.icp), ("公安", filing.police)):
        if value is None:
            notice = data.site.problem(f"还没有填{name}备案号，页脚不显示", "备案", fix="备案下来以后填在“备案”里，没有就不填")
            yield replace(notice, text="", severity=Severity.NOTICE)
