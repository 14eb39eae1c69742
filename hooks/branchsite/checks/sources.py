"""Ensure that someone knows which sources of a material lead to a site's front page instead of the official text."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from ..errors import Problem, Severity
from ..load.data import Data
from ..models.study import Source

_FRONT = re.compile(
    r"/*(?:(?:zh|cn|zh[-_](?:cn|hans)|chinese|www|web|portal|site|m|mobile|wap|home)/+){0,3}"
    r"(?:(?:home|index|default|main|welcome|shouye)(?:\.[a-z]{2,5})?/*)?",
    re.IGNORECASE,
)
"""The paths of front pages: none, /, /index.html, /default.aspx, /home, each also behind the name of a language."""

_ROUTE = re.compile(r"!?/*(?:home|index|main)?/*", re.IGNORECASE)
"""Of a page that is drawn by a script, its front: #/, #!/home."""

_TRACKED = re.compile(r"(?:(?:from|utm_[a-z]+|spm|source|share[a-z_]*|v|t|_t|lang|timestamp)=[^&]*&?)*", re.IGNORECASE)
"""What stands behind a question mark without saying which page is asked for."""


def check(data: Data, today: datetime.date) -> Iterator[Problem]:
    """A notice for each material, with all of its sources that lead to a front page."""
    for entry in data.studies.values():
        found = [(index, one) for index, one in enumerate(entry.model.sources) if not _is_site(one)]
        those = [(index, one) for index, one in found if is_front_page(one.link)]
        if those:
            names = "、".join(one.title for _, one in those)
            message = f"来源的链接打开的是网站首页，读者找不到原文：{names}"
            fix = "打开官方网站上的这份原文，把浏览器地址栏里的地址换上来；找不到的，可以先留着"
            problem = entry.problem(message, "来源", those[0][0], "链接", fix=fix)
            yield replace(problem, severity=Severity.NOTICE)


def is_front_page(link: str) -> bool:
    """Whether an address is that of a site's front page."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    tracked = _TRACKED.fullmatch(parts.query) is not None
    routed = _ROUTE.fullmatch(parts.fragment) is not None or "/" not in parts.fragment
    return tracked and routed and _FRONT.fullmatch(parts.path) is not None


def _is_site(source: Source) -> bool:
    """Whether the source is the site itself, such as a platform: its front page is the right address."""
    return source.site in source.title
