"""Git is never given what may not be public."""

from pathlib import Path

import pytest

from branchsite.checks.visibility import check
from edits import A, changed, found, record

LEAST = {"摘要": "", "正文": "", "审核": ""}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("摘要", "一句话。"),
        ("正文", "一段话。"),
        ("参加", "全体党员"),
        ("照片", "\n  - 文件: 01.jpg\n    替代文字: 会场"),
        ("照片", "[]"),
        ("正文", "\n插图: meeting"),
    ],
)
def test_counted_records_carry_no_content(name: str, value: str, tmp_path: Path) -> None:
    """Not even an empty field: it would be filled in some day."""
    text = record(kind="支部党员大会", **{**LEAST, name: value})
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": text}))
    assert problem.message == f"“支部党员大会”只公开日期和次数，不能写“{name}”：git 会永远保留提交过的内容"
    assert problem.text.startswith(name)


def test_counted_records_with_date_alone(tmp_path: Path) -> None:
    """What they are for."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(kind="党费收缴", **LEAST)})) == []


def test_internal_kinds_have_no_records(tmp_path: Path) -> None:
    """The message says to take the whole file away."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(kind="谈心谈话", **LEAST)}))
    assert "内部类别，不能建记录" in problem.message
    assert problem.fix == "删掉这个文件，资料存在校内"


def test_unknown_kinds_are_another_checks_business(tmp_path: Path) -> None:
    """One message for one mistake."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(kind="足球")})) == []


def test_counted_records_have_no_photos(tmp_path: Path) -> None:
    """A folder of them is as bad as a list: git keeps it."""
    changes = {A + "2024-04-15-a.yml": record(kind="党费收缴", **LEAST), A + "2024-04-15-a/1.jpg": b"x"}
    [problem] = found(check, changed(tmp_path, changes))
    assert problem.message == "“党费收缴”只公开日期和次数，不能有照片：git 会永远保留提交过的内容"
    assert problem.file == A + "2024-04-15-a/"


@pytest.mark.parametrize(("fields", "before"), [({}, "公"), ({"摘要": "", "正文": "", "审核": ""}, "计")])
def test_a_kind_that_was_made_internal(fields: dict[str, str], before: str, tmp_path: Path) -> None:
    """One message that says what that means, and the line as it was; not one that deletes each of its records."""
    records = {A + f"2024-04-{day}-a.yml": record(f"2024-04-{day}", kind="谈心谈话", **fields) for day in (15, 16, 17)}
    [problem] = found(check, changed(tmp_path, records))
    assert problem.file == "data/kinds.yml" and problem.text == "可见: 内"
    assert problem.fix == f"可见: {before}"
    assert "“谈心谈话”改成了“内”，可是有 3 条记录" in problem.message


def test_a_kind_that_was_made_internal_with_one_record(tmp_path: Path) -> None:
    """It proves a commitment: it was not internal before, and nobody wrote a record of what is."""
    kinds = ("  名称: 团队活动\n  可见: 公\n", "  名称: 团队活动\n  可见: 内\n")
    data = changed(tmp_path, {"data/kinds.yml": kinds})
    assert data.kind_uses["团队活动"] == 2
    [problem] = found(check, data)
    assert problem.message.startswith("“团队活动”改成了“内”，可是有 1 条记录")
    assert (problem.text, problem.fix) == ("可见: 内", "可见: 公")
