"""YAML as plain values with their lines; what only a program would write is refused."""

import sys

import pytest

from branchsite.errors import DataError, Problem
from branchsite.load.document import Document, field_name, field_path, parse


def problems(text: str, first_line: int = 1) -> list[Problem]:
    """What reading the text gives."""
    with pytest.raises(DataError) as caught:
        parse(text, "a.yml", {}, first_line)
    return caught.value.problems


NESTED = """\
# 一条记录
a: 一
b:
  - c: 二
    d: 三
  - c: 四

e: {f: 五, g: [六, 七]}
h: |
  八

  九
"""

LINES = [
    ((), 2),
    (("a",), 2),
    (("b",), 3),
    (("b", 0), 4),
    (("b", 0, "c"), 4),
    (("b", 0, "d"), 5),
    (("b", 1), 6),
    (("b", 1, "c"), 6),
    (("b", 1, "x"), 6),
    (("b", 7), 3),
    (("e", "f"), 8),
    (("e", "g", 1), 8),
    (("h",), 9),
    (("x",), 2),
    (("b", "tag", 1, "c"), 6),
]


@pytest.mark.parametrize(("path", "line"), LINES)
def test_every_value_knows_its_line(path: tuple[str | int, ...], line: int) -> None:
    """Keys, items and their insides have lines; what is not there has that of what would hold it."""
    document = parse(NESTED, "a.yml", {})
    assert document.line(*path) == line
    assert parse(NESTED, "a.yml", {}, 11).line(*path) == line + 10


def test_the_typed_text_of_a_line() -> None:
    """A problem can quote the line, also where the YAML starts further down its file."""
    document = parse("a: 一\n  # 二\n", "a.yml", {}, 5)
    assert [document.text(line) for line in (4, 5, 6, 9)] == ["", "a: 一", "# 二", ""]


VALUES = [
    ("12:30", "12:30"),
    ("007", "007"),
    ("no", "no"),
    ("0x10", "0x10"),
    ("1e3", "1e3"),
    ("2024-03-05", "2024-03-05"),
    ("~", "~"),
    ("null", "null"),
    ('"a b"', "a b"),
    ("'a'", "a"),
    ('""', ""),
    ("\u3000甲\u3000", "甲"),
    ("甲  # 注释", "甲"),
    ("[甲, 乙]", ["甲", "乙"]),
    ("{甲: 乙}", {"甲": "乙"}),
    ("|\n  甲\n\n  乙", "甲\n\n乙"),
    ("|\n  甲\n   乙\n", "甲\n 乙\n"),
    (">-\n  甲\n  乙", "甲乙"),
    (">\n  a\n  b\n", "a b"),
]


@pytest.mark.parametrize(("typed", "value"), VALUES)
def test_scalars_stay_as_typed(typed: str, value: object) -> None:
    """No time, number or no of YAML's own; only blanks around a short text go."""
    assert parse(f"a: {typed}", "a.yml", {}).value["a"] == value


@pytest.mark.parametrize("typed", ["a:\nb: 一", "a: \u3000\nb: 一", "a: # 以后再写\nb: 一"])
def test_a_key_with_nothing_behind_it_counts_as_not_written(typed: str) -> None:
    """It keeps its line, so that a message can point to it."""
    document = parse(typed, "a.yml", {})
    assert document.value == {"b": "一"}
    assert ("a",) in document.lines


REFUSED = {
    "the same key twice": ("a: 一\nb: 二\na: 三", 3, "“a”写了两次，第 1 行已经有了", "a: 三"),
    "an empty key twice": ("a:\na: 三", 2, "“a”写了两次，第 1 行已经有了", "a: 三"),
    "twice in an item": ("x:\n  - a: 一\n    b: 二\n    a: 三", 4, "“a”写了两次，第 2 行已经有了", "a: 三"),
    "an anchor": ("a: [&x 一]", 1, "“&”“*”“!”", "a: [&x 一]"),
    "an anchor on a value": ("a: &x\n  - 一", 1, "不能以“&”开头", "a: &x"),
    "an anchor on a key": ("a: 一\n&x b: 二", 2, "“&”“*”“!”", "&x b: 二"),
    "an anchor that is a word": ("a: [&甲 一]", 1, "“&”和“*”", "a: [&甲 一]"),
    "an alias": ("a: [*x]", 1, "“&”“*”“!”", "a: [*x]"),
    "an alias as a key": ("a: {*x : 二}", 1, "“&”“*”“!”", "a: {*x : 二}"),
    "a tag": ("a: [!!python/object:os.system x]", 1, "“&”“*”“!”", ""),
    "two documents": ("a: 一\n---\na: 二", 2, "一个文件只能写一份内容", "---"),
    "nothing": ("", 1, "文件是空的", ""),
    "only comments": ("# 一\n# 二", 1, "文件是空的", "# 一"),
    "a list": ("- 一\n- 二", 1, "名称: 内容", "- 一"),
    "a sentence": ("植树节到了", 1, "名称: 内容", "植树节到了"),
    "a list as a key": ("? [a]\n: b", 1, "冒号前面只能是一个名称", "? [a]"),
    "an open list": ("a: [一, {二\nb: 三", 1, "从这一行到第 2 行，方括号一直没有写完", "a: [一, {二"),
    "an open list at the end": ("a: [一,\n  二\n\n", 1, "从这一行到第 2 行，方括号一直没有写完", "a: [一,"),
    "items at different depths": ("a:\n  - 一\n - 二", 3, "对齐", "- 二"),
    "fields at different depths": ("a:\n    b: 一\n  c: 二", 3, "空得一样多", "c: 二"),
    "a field deeper than its neighbour": ('a: "一"\n  b: 二', 2, "对齐", "b: 二"),
    "a line without colon": ("a: 一\n下一行\nb: 二", 2, "少了冒号", "下一行"),
    "an unknown escape": ('a: "C:\\甲"', 1, "反斜杠", ""),
    "an end mark and more": ("a: 一\n...\n下一行", 2, "不要写“...”", "..."),
    "a directive": ("%YAML 1.1\na: 一", 2, "", ""),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused(case: str) -> None:
    """Each names its line, in Chinese, and how to mend it."""
    text, line, message, typed = REFUSED[case]
    found = problems(text)[0]
    assert (found.line, found.file) == (line, "a.yml"), found
    assert message in found.message
    assert typed in found.text
    assert found.fix
    assert not any(word in str(found) for word in ("did not", "found ", "expected", "mapping", "scanning"))


def test_every_double_key_is_told() -> None:
    """Not only the first."""
    assert [one.line for one in problems("a: 1\na: 2\nb: 1\nb: 2")] == [2, 4]


def test_lines_are_those_of_the_file() -> None:
    """Front matter starts on line 2; so do its problems."""
    assert problems("a: 一\na: 二", first_line=2)[0].line == 3


def test_depth_is_limited() -> None:
    """More levels than any file of ours has are refused before they fill the stack."""
    deep = "a: " + "[" * 13 + "]" * 13
    assert "层次太深" in problems(deep)[0].message
    assert "层次太深" in problems("a: " + "[" * 5000 + "]" * 5000)[0].message
    assert isinstance(parse("a: " + "[" * 12 + "]" * 12, "a.yml", {}), Document)


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
def test_size_is_limited() -> None:
    """A file of many thousand values is no record."""
    assert "内容太多" in problems("a: [" + ",".join(["一"] * 20_001) + "]")[0].message


def test_an_alias_bomb_is_refused_at_once() -> None:
    """A few lines that would stand for 10^9 values cost no more steps than others, for the first anchor stops them."""
    bomb = "a: [" + ",".join(["x"] * 9) + "]\n"
    bomb = bomb.replace("[", "&a [", 1) + "\n".join(
        f"{chr(98 + level)}: &{chr(98 + level)} [" + ",".join([f"*{chr(97 + level)}"] * 9) + "]" for level in range(9)
    )
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = problems(bomb)
    finally:
        sys.setprofile(before)
    assert found[0].line == 1
    assert 0 < steps < 100_000


@pytest.mark.parametrize("end", ["\r", "\x85", "\u2028"])
def test_line_ends_that_only_yaml_counts(end: str) -> None:
    """What is wrong behind them is told of the last line that there is."""
    assert [one.line for one in problems(f"?{end}g: [一{end}")] == [1]


def test_a_field_set_in_below_a_list() -> None:
    """It may belong to the list or to the whole: nobody but its writer knows."""
    [found] = problems("d:\n  - 乙\n  b: 二")
    assert found.line == 3 and found.fix.startswith("对照使用手册里的样例")


@pytest.mark.parametrize(
    ("path", "field", "name"),
    [
        ((), (), ""),
        (("标题",), ("标题",), "标题"),
        (("照片", 0, "文件"), ("照片", 0, "文件"), "文件"),
        (("兑现", 2), ("兑现",), "兑现"),
        (("章节", 1, "对象", 0), ("章节", 1, "对象"), "对象"),
        ((3,), (), ""),
    ],
)
def test_the_field_of_a_value(path: tuple[str | int, ...], field: tuple[str | int, ...], name: str) -> None:
    """An item of a list belongs to the list's field."""
    assert (field_path(path), field_name(path)) == (field, name)
