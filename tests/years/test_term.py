"""A whole term with the commands that its secretary types: plan in, records, what is due, report out, the next plan."""

import datetime
import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from branchsite.__main__ import main
from branchsite.build import read_library
from branchsite.checks.completeness import PLACEHOLDER
from branchsite.commands.office import FOLDER
from branchsite.library.due import DueGroup, due_entries
from branchsite.models.base import Visibility
from pushes import Person, first_clone, host, new_host, settle
from sites import ROOT, SHIPPED

PLAN = ROOT / "tests" / "office" / "plans" / "weitang.txt"
MIDDLE, AFTER = "2024-05-10", "2024-07-05"


@pytest.fixture(scope="module")
def secretary(tmp_path_factory: pytest.TempPathFactory) -> Person:
    """A server, and a clone of the shipped site without plan and records."""
    folder = tmp_path_factory.mktemp("term")
    at = new_host(folder / "host")
    person = first_clone(at, folder / "clone", SHIPPED)
    person.git("rm", "-rqf", "data/plans", "data/activities", "data/gongkai.yml", "--ignore-unmatch")
    return person


def typed(person: Person, day: str, *words: str) -> None:
    """A command in the clone, as of a day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", day)
        assert main(["--root", str(person.clone), *words]) == 0


def confirm(path: Path) -> None:
    """Go through all that waits to be confirmed."""
    path.write_text(re.sub(r"(?m)^ +待确认: 是\n", "", path.read_text("utf-8")), "utf-8")


def finish(path: Path) -> None:
    """Write behind the colons and in the text's place; the guardians agreed."""
    text = path.read_text("utf-8").replace(PLACEHOLDER, "写好的正文。").replace("监护人同意: 否", "监护人同意: 是")
    path.write_text(re.sub(r"(?m)^(时间|地点|组织|参加|摘要): $", r"\1: 填好了", text), "utf-8")


def published(person: Person, day: str, message: str) -> set[str]:
    """Commit and push all of it; the addresses that the server shows then."""
    person.commit({}, message)
    answer = person.push(SITE_TODAY=day)
    assert answer.accepted, answer.said
    settle(person.host)
    site = person.host.current / "site"
    return {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}


@pytest.mark.slow
def test_a_term(secretary: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """Everything by commands; what is published is never lost."""
    root = secretary.clone

    typed(secretary, MIDDLE, "import-plan", str(PLAN))
    plan = root / "data/plans/2023-2024-2.yml"
    waiting = read_library(root, read_day(MIDDLE))[0].schedule
    assert waiting is not None
    assert waiting.tally.done == 0
    confirm(plan)
    before = published(secretary, MIDDLE, "新学期的计划")
    assert "plan/2023-2024-2" in before

    library = read_library(root, read_day(MIDDLE))[0]
    owed = {one.proves for one in due_entries(library) if one.group is DueGroup.LATE}
    assert owed
    number = 0
    for kind in library.data.kinds.values():
        if kind.visibility is Visibility.INTERNAL:
            continue
        number += 1
        offered = next((one for one in due_entries(library) if one.kind == kind.name), None)
        proves = ["--proves", offered.proves] if offered else []
        day = f"2024-04-{number % 28 + 1:02}"
        words = ["--kind", kind.name, "--date", day, "--title", f"{kind.name}活动", "--slug", f"term-{number}"]
        if kind.former or kind.name == "公示":
            continue
        typed(secretary, MIDDLE, "new", "activity", *words, *proves)
        finish(next((root / "data/activities").rglob(f"*term-{number}.yml")))
    records = published(secretary, MIDDLE, "四月的活动")
    assert before <= records
    after = read_library(root, read_day(MIDDLE))[0]
    assert {one.proves for one in due_entries(after) if one.group is DueGroup.LATE} < owed

    typed(secretary, MIDDLE, "due")
    said = capsys.readouterr().out
    assert all(one.short in said for one in due_entries(after) if one.group is not DueGroup.LATER)

    typed(secretary, AFTER, "report")
    typed(secretary, AFTER, "ledger")
    closed = read_library(root, read_day(AFTER))[0]
    schedule = next(one for one in closed.schedules if one.id == "2023-2024-2")
    report = "\n".join(one.text for one in Document(str(root / FOLDER / "工作总结-2023-2024-2.docx")).paragraphs)
    assert f"已完成{schedule.tally.done}项" in report
    book = load_workbook(root / FOLDER / "台账-2023-2024-2.xlsx")
    assert book["全部记录"].max_row - 1 == len(closed.happened)

    typed(secretary, AFTER, "new", "plan", "--from", "2023-2024-2")
    confirm(root / "data/plans/2024-2025-1.yml")
    ended = published(secretary, AFTER, "下学期的计划")
    assert records <= ended
    assert "plan/2024-2025-1" in ended
    assert "工作总结" not in secretary.git("ls-files").said
    assert host(secretary.host, "status").accepted


def read_day(day: str) -> datetime.date:
    """A day as the library wants it."""
    return datetime.date.fromisoformat(day)
