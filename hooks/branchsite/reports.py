"""Problems as machines read them."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .errors import Problem
from .views.page import Page


def to_json(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """Every problem, sorted, as anyone may read it, and every page that would be published.

    A problem has file, line (0: the file as a whole), severity (错误, 提醒), message, text and fix;
    a page source, url (from the site's top) and title. There are no pages where there are errors.
    """
    found = [
        {
            "file": one.file,
            "line": one.line,
            "severity": one.severity,
            "message": one.message,
            "text": one.text,
            "fix": one.fix,
        }
        for one in _public(problems)
    ]
    made = [{"source": page.source, "url": page.url, "title": page.title} for page in pages]
    return json.dumps({"problems": found, "pages": made}, ensure_ascii=False, indent=2) + "\n"


def _public(problems: Iterable[Problem]) -> list[Problem]:
    return [problem.public() for problem in sorted(set(problems))]


@dataclass(frozen=True)
class Report:
    """A form that a check can be written in. help: what it is for."""

    render: Callable[[Iterable[Problem], Sequence[Page]], str]
    help: str


REPORTS = {
    "json": Report(to_json, "问题和页面另存成 JSON，给别的程序读"),
}
"""By the name of the option that asks for it."""
