"""Private numbers are found in all texts and names of files, in what is meant as in what is typed, and never repeated.

How they are found in a text is tested in tests/private.
"""

from pathlib import Path

import pytest

from branchsite.checks.privacy import check, private_numbers
from branchsite.errors import Severity, report
from edits import A, changed, found, record
from number_forms import ID, MOBILE, PRIVATE, PUBLIC, codes

FILE = A + "2024-04-15-a.yml"


@pytest.mark.parametrize(
    "file",
    [A + "2024-04-15-a.yml", "docs/about.md", "docs/study/sanhui-yike.md", "data/site.yml", "data/kinds.yml"],
)
def test_all_texts_are_searched(file: str, tmp_path: Path) -> None:
    """Comments included: what is committed is public. The message names file and line."""
    text = record() if "activities" in file else (Path(__file__).parents[1] / "worlds/tiny" / file).read_text("utf-8")
    typed = f"{text}# {ID}\n"
    [problem] = found(check, changed(tmp_path, {file: typed}))
    assert (problem.file, problem.line) == (file, typed.count("\n"))
    assert problem.message == "这里有身份证号，不能公开"


@pytest.mark.parametrize(
    "file", [A + f"2024-04-15-x{MOBILE}.yml", A + f"2024-03-05-yuanwen/{ID}.jpg", f"docs/{MOBILE}.png"]
)
def test_names_of_files_are_searched(file: str, tmp_path: Path) -> None:
    """A photo named by its sender is as public as its page."""
    problems = found(check, changed(tmp_path, {file: record()}))
    assert problems
    assert all("文件名里有" in one.message for one in problems)


@pytest.mark.slow
def test_no_message_repeats_a_number(tmp_path: Path) -> None:
    """The log of a public build is public: three digits and two, and the words around, are enough to find it."""
    lines = [(kind, typed) for kind, typed in PRIVATE if "\n" not in typed and len(private_numbers(typed)) == 1]
    text = record() + "".join(f"# {typed}\n#\n" for _, typed in lines)
    problems = [one for one in found(check, changed(tmp_path, {FILE: text}))]
    assert [one.message for one in problems] == [f"这里有{kind}，不能公开" for kind, _ in lines]
    said = report(problems)
    assert private_numbers(said) == []
    assert not any(typed in said for _, typed in lines)


def test_other_numbers_are_accepted(tmp_path: Path) -> None:
    """In the prose of a record."""
    prose = "".join(f"  {line}\n  \n" for text in PUBLIC if not private_numbers(text) for line in text.split("\n"))
    assert found(check, changed(tmp_path, {FILE: record(正文="|\n" + prose.rstrip("\n"))})) == []


def test_a_photo_of_wechat_keeps_its_name(tmp_path: Path) -> None:
    """Day, time and a running digit are no identity number."""
    photo = A + "2024-03-05-yuanwen/微信图片_202406281029182.jpg"
    assert found(check, changed(tmp_path, {photo: record()})) == []


X, U = codes(MOBILE, "\\x{:x}"), codes(MOBILE, "\\u{:04x}")
MEANT = [
    f'地点: "{X}"',
    f'地点: "{U}"',
    f'地点: "打{X}，{U[:12]}"',
    f'摘要二: "{X}"',
    f'# 地点: "{X}"',
    "地点: >\n  138\n  0000\n  1234",
    '地点: "138\n  0000\n  1234"',
    "地点: '138\n  0000\n  1234'",
    '地点: "138\\u00200000\\u30001234"',
    '地点: "138\\x200000\\xA01234"',
    '地点: "1\\x338\\x2D0000\\u002d1234"',
]


@pytest.mark.parametrize("typed", MEANT)
def test_what_is_meant_counts(typed: str, tmp_path: Path) -> None:
    """Escapes, and lines that YAML joins: told at the line, once, as it may be shown."""
    lines = typed.replace("摘要二", "组织")
    data = changed(tmp_path, {FILE: f"{record()}{lines}\n"})
    [problem] = found(check, data)
    assert problem.message.startswith("这里有手机号，不能公开")
    assert "138…34" in problem.text
    assert problem.line == 9


def test_names_count(tmp_path: Path) -> None:
    """What stands before a colon is committed as well, though no field has that name."""
    [problem] = found(check, changed(tmp_path, {"data/notes.yml": f'"{X}": 一\n'}))
    assert (problem.file, problem.line) == ("data/notes.yml", 1)


def test_doubt_is_a_reminder(tmp_path: Path) -> None:
    """Where it may be something else, it stops nothing; the cure says how to tell, and works."""
    [problem] = found(check, changed(tmp_path / "a", {FILE: record(摘要="13812-345678 号。")}))
    assert problem.severity is Severity.NOTICE
    assert "13812-345678" in problem.text
    assert found(check, changed(tmp_path / "b", {FILE: record(摘要="编号13812-345678 号。")})) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("庆祝建党百年，请拨13800001234报名参加活动，欢迎大家", "摘要: 庆祝建党百年，请拨138…34报名参加活动，欢迎大家"),
        ("这是很长的一段话前面有许多字然后请拨13800001234", "…很长的一段话前面有许多字然后请拨138…34"),
        ("13800001234，13800001235", "摘要: 138…34，138…35"),
    ],
)
def test_the_words_around_are_shown(typed: str, shown: str, tmp_path: Path) -> None:
    """Enough of the line to find the number by."""
    problem = found(check, changed(tmp_path, {FILE: record(摘要=typed)}))[0]
    assert problem.text == shown


def test_names_of_files_are_masked(tmp_path: Path) -> None:
    """Also where the message names the file itself."""
    said = report(found(check, changed(tmp_path, {A + f"2024-04-15-x{MOBILE}.yml": record()})))
    assert MOBILE not in said
    assert "138…34" in said


def test_unreadable_files_are_the_loaders_business(tmp_path: Path) -> None:
    """A file that is no text cannot be searched and is not read anyway."""
    data = changed(tmp_path, {})
    (data.root / "docs/about.md").write_bytes("中文".encode("gbk"))
    assert found(check, data) == []
