"""Ensure that someone knows when the footer has no filing numbers (ICP, 公安备案)."""

import datetime
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.data import Data


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice for each number that is not configured."""
    filing = data.site.model.filing
    for name, value in (("ICP", filing.icp), ("公安", filing.police)):
        if value is None:
            message = f"还没有填{name}备案号，页脚不显示"
            fix = f"备案下来以后在“备案”下面写“{name}”，没有就不填"
            yield Problem(data.site.file, 0, message, fix=fix, severity=Severity.NOTICE)
