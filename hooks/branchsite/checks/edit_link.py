"""Ensure that someone knows when the edit links lead to the sample address."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from ..errors import Problem, Severity
from ..load.data import Data


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice while 编辑网址 is on example.com, the name that RFC 2606 keeps for examples."""
    base = data.site.model.edit_base
    if base and urlsplit(base).hostname == "example.com":
        notice = data.site.problem(
            "编辑网址还是样例", "编辑网址", fix="删掉这一行；有仓库网站的，换成那里编辑文件的地址前缀"
        )
        yield replace(notice, severity=Severity.NOTICE)
