"""What lies where the program does not look."""

from pathlib import Path

import pytest

from branchsite.checks.strays import check
from branchsite.errors import Severity
from edits import PLAN, A, changed, found, record
from sites import TINY

UNKNOWN = "不认识这个文件，程序不会读它"
WRONG = "记录放错了地方，程序读不到它"
DELETE = "删掉这个文件；要留着就存到别处，记录放在 data/activities/年份/ 里"

CASES = {
    "data/notes.txt": (UNKNOWN, DELETE),
    "data/总结.docx": (UNKNOWN, DELETE),
    "data/activities/notes.txt": (UNKNOWN, DELETE),
    "data/old/site.bak": (UNKNOWN, DELETE),
    "data/2024-04-15-a.yml": (WRONG, "移到 data/activities/2024/"),
    "data/2024/2024-04-15-a.yml": (WRONG, "移到 data/activities/2024/"),
    "data/activities/2024-04-15-a.yml": (WRONG, "移到 data/activities/2024/"),
    "data/old/2024.4.15 A.yaml": (WRONG, "改成 2024-04-15-a.yml，移到 data/activities/2024/"),
    "data/2024-2025-1.yml": (UNKNOWN, "移到 data/plans/"),
    "data/plans/old/a.yml": (UNKNOWN, "移到 data/plans/"),
    "data/zhibu.md": (UNKNOWN, "移到 docs/"),
    "data/IMG_1.JPG": (UNKNOWN, "移到 data/activities/年份/（记录的文件名，不带 .yml）/"),
    "data/activities/IMG_1.JPG": (UNKNOWN, "移到 data/activities/年份/（记录的文件名，不带 .yml）/"),
    "2024-04-15-a.yml": ("放错了地方，程序读不到它", "移到 data/activities/2024/"),
    "2024-4-15 a.yml": ("放错了地方，程序读不到它", "改成 2024-04-15-a.yml，移到 data/activities/2024/"),
    "2024-04-15-a/01.jpg": ("放错了地方，程序读不到它", "移到 data/activities/2024/"),
}


@pytest.mark.parametrize("file", CASES)
def test_a_stray_file(file: str, tmp_path: Path) -> None:
    """Each is named with the place where it belongs, or with what else to do."""
    text = (TINY / PLAN).read_text("utf-8") if file.startswith("data/plans/old/a") else record()
    [problem] = found(check, changed(tmp_path, {file: text}))
    assert problem.file == (file if file.startswith("data/") else file.split("/")[0])
    assert (problem.message, problem.fix, problem.severity) == (*CASES[file], Severity.ERROR)


@pytest.mark.parametrize("name", ["IMG_1.jpg", "总结.docx", "照片.zip", "~$总结.docx", "会议.mp4", "花名册.xlsx"])
def test_what_is_dropped_beside_the_data(name: str, tmp_path: Path) -> None:
    """Git would take it and everybody could read it: a reminder, for it may be the program's."""
    [problem] = found(check, changed(tmp_path, {name: b"x"}))
    assert (problem.file, problem.severity) == (name, Severity.NOTICE)
    assert problem.fix.startswith("删掉这个文件")


@pytest.mark.parametrize("name", ["README.md", "requirements.txt", "Makefile", "LICENSE", "mkdocs.yml", ".DS_Store"])
def test_the_program_s_own(name: str, tmp_path: Path) -> None:
    """They belong there."""
    assert found(check, changed(tmp_path, {name: b"x"})) == []


@pytest.mark.parametrize("name", ["data/_schema/a.json", "data/plans/a.yml", A + "2024-03-05-yuanwen/2.jpg"])
def test_what_has_a_place(name: str, tmp_path: Path) -> None:
    """Other checks see to those."""
    text = (TINY / PLAN).read_bytes() if "plans" in name else b"x"
    assert found(check, changed(tmp_path, {name: text})) == []


@pytest.mark.parametrize("name", ["calender.yml", "calendar.yaml", "Calendar.yml", "calendar.yml.txt", "calendars.yml"])
def test_a_calendar_under_another_name(name: str, tmp_path: Path) -> None:
    """It is not read; the name that is, is told while no file has it."""
    data = changed(tmp_path, {f"data/{name}": "放假: []\n", "data/calendar.yml": lambda path: path.unlink()})
    [problem] = found(check, data)
    assert (problem.file, problem.fix) == (f"data/{name}", "改成 calendar.yml")
