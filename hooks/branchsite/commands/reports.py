"""Problems as the machines of a hosted repository read them. What people typed is data in every form."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from xml.etree import ElementTree

from ..errors import Problem, Severity, errors
from ..output.published import published, to_report
from ..views.page import Page
from ..views.render import render

_SHOWN = 100
"""How many problems a summary shows: the hosts refuse one that is larger than a megabyte."""

_LONGEST = 400
"""The longest cure in a summary, in characters; the log of the run has it whole."""

_NOT_XML = r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"


def to_json(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """Every problem, sorted, as anyone may read it, and every page that would be published.

    A problem has file, line (0: the file as a whole), severity (错误, 提醒), message, text and fix;
    a page source, url (from the site's top) and title. `moved` has the present address by each
    former one, `passing` the lists that lead elsewhere while they are empty. There are no pages where there are errors.
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
    return json.dumps({"problems": found, **to_report(published(pages))}, ensure_ascii=False, indent=2) + "\n"


def to_github(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """Workflow commands that GitHub turns into annotations, one a line."""
    return "".join(f"{_command(one)}\n" for one in _public(problems))


def _command(problem: Problem) -> str:
    name = "error" if problem.severity is Severity.ERROR else "warning"
    where = {"file": problem.file, **({"line": str(problem.line)} if problem.line else {}), "title": problem.message}
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    return f"::{name} {properties}::{_data(_detail(problem) or problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _detail(problem: Problem) -> str:
    """The typed text and its cure, in lines; empty where neither is known."""
    parts = {"原文": problem.text, "改法": problem.fix}
    return "\n".join(f"{name}：{part}" for name, part in parts.items() if part)


def to_gitlab(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """A code quality report, which GitLab shows in a merge request."""
    return json.dumps([_finding(one) for one in _public(problems)], ensure_ascii=False, indent=2) + "\n"


def _finding(problem: Problem) -> dict[str, object]:
    said = f"{problem.message}（改法：{problem.fix}）" if problem.fix else problem.message
    known_by = json.dumps([problem.file, problem.line, problem.message, problem.text])
    return {
        "description": said,
        "check_name": "branchsite",
        "fingerprint": hashlib.sha256(known_by.encode()).hexdigest(),
        "severity": "major" if problem.severity is Severity.ERROR else "info",
        "location": {"path": problem.file, "lines": {"begin": problem.line or 1}},
    }


def to_junit(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """A test report, which GitLab shows beside the run: an error is a test that failed, a notice one left out."""
    suite = ElementTree.Element("testsuite", name="资料检查")
    if pages:
        ElementTree.SubElement(suite, "testcase", classname="资料", name=f"可以发布：{len(pages)} 页")
    for one in _public(problems):
        name = _xml(f"{one.place} {one.message}")
        case = ElementTree.SubElement(suite, "testcase", classname="资料", name=name, file=_xml(one.file))
        result = "failure" if one.severity is Severity.ERROR else "skipped"
        ElementTree.SubElement(case, result, message=_xml(one.message)).text = _xml(_detail(one))
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"


def _xml(text: str) -> str:
    return re.sub(_NOT_XML, "�", text)


def _short(cure: str) -> str:
    """A cure that fits into a summary."""
    return cure if len(cure) <= _LONGEST else f"{cure[:_LONGEST]}…（太长，整句见运行记录）"


def to_markdown(problems: Iterable[Problem], pages: Sequence[Page]) -> str:
    """A summary for the page of a run."""
    found = _public(problems)
    stopping = len(errors(found))
    shown = sorted(found, key=lambda one: one.severity is not Severity.ERROR)[:_SHOWN]
    shown = [replace(one, fix=_short(one.fix)) for one in shown]
    return render(
        "summary.html",
        "",
        stopping=stopping,
        notices=len(found) - stopping,
        shown=shown,
        left=len(found) - len(shown),
        pages=len(pages),
    ).html


def _public(problems: Iterable[Problem]) -> list[Problem]:
    return [problem.public() for problem in sorted(set(problems))]


REPORTS: dict[str, Callable[[Iterable[Problem], Sequence[Page]], str]] = {
    "json": to_json,
    "github": to_github,
    "gitlab": to_gitlab,
    "junit": to_junit,
    "markdown": to_markdown,
}
"""What writes each of the forms."""
