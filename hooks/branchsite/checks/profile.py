"""Ensure that someone knows what 支部概况 leaves unsaid."""

import datetime
from collections.abc import Iterator

from ..errors import Problem, Severity
from ..load.data import Data


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """One notice with all that is not filled in."""
    profile = data.site.model.profile
    contact = profile.contact
    known = {
        "主办单位": profile.owner,
        "简介": profile.about,
        "党员人数": profile.members,
        "班子": profile.posts,
        "办公电话": contact.phone,
        "地址": contact.address,
        "邮箱": contact.email,
        "接待时间": contact.hours,
    }
    missing = [name for name, value in known.items() if not value]
    if missing:
        message = f"支部概况还没有填：{'、'.join(missing)}，页面上不显示"
        fix = "知道的写在“概况”下面（电话、地址、邮箱、接待时间写在“联系方式”里），照使用手册的样例；没有的不用管"
        line = data.site.document.line("概况") if data.site.has("概况") else 0
        yield Problem(data.site.file, line, message, fix=fix, severity=Severity.NOTICE)
