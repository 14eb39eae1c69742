"""Pupils: consent is stated, and no name stands with a class."""

from pathlib import Path

import pytest

from branchsite.checks.pupils import check
from branchsite.errors import Severity
from edits import A, changed, found, record
from pupil_forms import UNNAMED

CONSENT = [
    ({"对象": "学生"}, "对象或类别有学生，要写明涉及学生", "对象: 学生"),
    ({"对象": "[党员, 学生]", "涉及学生": "否"}, "对象或类别有学生，要写明涉及学生", "涉及学生: 否"),
    ({"kind": "团队活动"}, "对象或类别有学生，要写明涉及学生", "对象: 党员"),
    ({"涉及学生": "是"}, "涉及学生的内容要先取得监护人同意", "涉及学生: 是"),
    ({"对象": "学生", "涉及学生": "是"}, "涉及学生的内容要先取得监护人同意", "涉及学生: 是"),
    ({"涉及学生": "是", "监护人同意": "否"}, "涉及学生的内容要先取得监护人同意", "监护人同意: 否"),
]


@pytest.mark.parametrize(("fields", "message", "typed"), CONSENT)
def test_consent_is_stated(fields: dict[str, str], message: str, typed: str, tmp_path: Path) -> None:
    """By audience, by kind, and by the record's own word."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)}))
    assert (problem.message, problem.text) == (message, typed)


@pytest.mark.parametrize("fields", [{}, {"kind": "团队活动", "对象": "学生", "涉及学生": "是", "监护人同意": "是"}])
def test_consent_is_given(fields: dict[str, str], tmp_path: Path) -> None:
    """Nothing to say where no pupil is or all have agreed."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)})) == []


SURELY = "班级和姓名写在一起，会认出具体的学生"
PERHAPS = "这里好像有学生的姓名"


def body(text: str) -> str:
    """A text as 正文 of a record."""
    return "|\n" + "\n".join(f"  {line}" for line in text.split("\n"))


def test_names_are_found(tmp_path: Path) -> None:
    """On its line, with the words it stands in: an error beside a class, else a reminder."""
    text = "三（2）班王小明同学第一个到\n一段话。\n班长王小明说\n王小明（**三（2）班**）\n三（2）班王某某"
    fields = {"正文": body(text), "涉及学生": "是", "监护人同意": "是"}
    problems = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)}))
    assert [(one.line, one.message, one.severity, one.text) for one in problems] == [
        (9, SURELY, Severity.ERROR, "三（2）班王小明"),
        (11, PERHAPS, Severity.NOTICE, "班长王小明"),
        (12, SURELY, Severity.ERROR, "王小明（三（2）班"),
    ]


def test_all_prose_is_read(tmp_path: Path) -> None:
    """Titles, materials and articles, front matter included; captions and names of photos."""
    photo = A + "2024-03-05-yuanwen/三（2）班王小明.jpg"
    changes = {
        A + "2024-04-15-a.yml": record(标题="三（2）班王小明获奖"),
        "docs/about.md": ("摘要: 测试用的支部，", "摘要: 三（2）班王小明，"),
        "docs/study/sanhui-yike.md": ("还可以看", "三（2）班王小明同学还可以看"),
        photo: record(),
    }
    problems = found(check, changed(tmp_path, dict(changes)))
    assert {one.file for one in problems if one.message == SURELY} == set(changes)


def test_a_record_that_names_pupils_says_so(tmp_path: Path) -> None:
    """涉及学生 is asked for where pupils are seen, though neither audience nor kind says so."""
    problems = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文="学生代表王小明发言。")}))
    assert [one.message for one in problems] == ["好像写到了学生，要写明涉及学生", PERHAPS]
    assert {one.severity for one in problems} == {Severity.NOTICE}


def test_prizes_are_pupils_where_the_record_is_about_them(tmp_path: Path) -> None:
    """一等奖 of teachers is public."""
    text = {"正文": "一等奖：王小明、李小红。"}
    assert found(check, changed(tmp_path / "a", {A + "2024-04-15-a.yml": record(**text)})) == []
    photo = {A + "2024-03-05-yuanwen/一等奖：王小明、李小红.jpg": b""}
    assert found(check, changed(tmp_path / "c", photo)) == []
    about = {**text, "涉及学生": "是", "监护人同意": "是"}
    [problem] = found(check, changed(tmp_path / "b", {A + "2024-04-15-a.yml": record(**about)}))
    assert problem.message == PERHAPS


def test_the_cure_works(tmp_path: Path) -> None:
    """What is said instead of a name is accepted."""
    text = body("三年级学生第一个到\n少先队员代表说\n几年级学生")
    fields = {"正文": text, "涉及学生": "是", "监护人同意": "是"}
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)})) == []


def test_sentences_without_names(tmp_path: Path) -> None:
    """In a record, all of them."""
    fields = {"正文": body("\n".join(UNNAMED)), "涉及学生": "是", "监护人同意": "是"}
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(**fields)})) == []
