"""Dates of records against names, folders and each other."""

from pathlib import Path

import pytest

from branchsite.checks.dates import check
from branchsite.errors import Severity
from edits import A, changed, found, record

CASES = [
    (A + "2024-04-16-a.yml", record("2024-04-15"), 3, "活动日期和文件名里的 2024-04-16 不一样"),
    ("data/activities/2023/2024-04-15-a.yml", record("2024-04-15"), 3, "记录放在 2023 年的文件夹里"),
    ("data/activities/1999/1999-12-31-a.yml", record("1999-12-31"), 3, "活动日期离今天太远，是不是年份写错了"),
    (
        "data/activities/2025/2025-06-15-a.yml",
        record("2025-06-15", 发布日期="2024-05-01"),
        3,
        "活动日期离今天太远，是不是年份写错了",
    ),
    (A + "2024-04-15-a.yml", record(更新日期="2024-04-14"), 9, "更新日期早于发布日期"),
    (A + "2024-04-15-a.yml", record(更正="改了一个字。"), 9, "写了更正，还要写更新日期"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "text", "line", "message"), CASES)
def test_refused(file: str, text: str, line: int, message: str, tmp_path: Path) -> None:
    """Told where the date stands."""
    [problem] = found(check, changed(tmp_path, {file: text}))
    assert (problem.file, problem.line, problem.message) == (file, line, message)
    assert problem.severity is Severity.ERROR


def test_a_day_in_a_name_that_does_not_exist(tmp_path: Path) -> None:
    """Only the name can be mended then."""
    [problem] = found(check, changed(tmp_path, {A + "2024-13-15-a.yml": record("2024-04-15")}))
    assert problem.fix == "把文件名改成 2024-04-15-a.yml"


ACCEPTED = [
    ("2024-04-15", record(更新日期="2024-04-15", 更正="改了一个字。")),
    ("2024-06-20", record("2024-06-20", 发布日期="2024-05-10")),
    ("2000-01-01", record("2000-01-01")),
    ("2025-06-14", record("2025-06-14", 发布日期="2024-05-01")),
]


@pytest.mark.parametrize(("day", "text"), ACCEPTED)
def test_accepted(day: str, text: str, tmp_path: Path) -> None:
    """Announcements come before their day; old records may be brought in."""
    assert found(check, changed(tmp_path, {f"data/activities/{day[:4]}/{day}-a.yml": text})) == []


def test_a_publication_to_come_is_a_notice(tmp_path: Path) -> None:
    """It stops nothing; samples are not worth one."""
    later = {"发布日期": "2024-05-11"}
    data = changed(
        tmp_path, {A + "2024-04-15-a.yml": record(**later), A + "2024-04-15-b.yml": record(**later, 示例="是")}
    )
    [problem] = found(check, data)
    assert (problem.severity, problem.line) == (Severity.NOTICE, 4)
    assert problem.fix == "要现在发布就写 2024-05-10"
