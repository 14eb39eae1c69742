"""What is changed in a form changes its own lines in the file and no other byte of it."""

import difflib
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchsite.edit.fields import ORIGIN, FormField, Widget, form_fields, read_values
from branchsite.edit.file_edit import edit_file
from branchsite.edit.values import PREFIX, changes, sent_values
from branchsite.edit.yaml_edit import KEEP, Fields
from branchsite.load.document import parse
from branchsite.load.frontmatter import split_front_matter
from branchsite.load.reading import fields_in, model_of
from branchsite.load.text import text_of
from branchsite.models.words import Words
from rows import over
from sites import SHIPPED, TINY

FILES = [
    (root, path.relative_to(root).as_posix())
    for root in (TINY, SHIPPED)
    for path in sorted([*root.glob("data/**/*.yml"), *root.glob("docs/**/*.md")])
    if model_of(path.relative_to(root).as_posix()) and path.name not in ("kinds.yml", "vocabulary.yml")
    if "handbook" not in path.parts
]
"""All but the two whose keys are their own, and the program's own papers, which no form changes."""
TEXTS = (
    "换过的字",
    "5",
    "是",
    "有：冒号和 # 井号",
    "- 像一项",
    "“引号”",
    'say "x"',
    "it's",
    "a: b",
    "[x]",
    "&a",
    "100%",
    "结尾 ",
)


def source_of(raw: bytes, file: str) -> str:
    text = text_of(raw, file)
    return text if file.startswith("data/") else split_front_matter(text, file).front


def shown(raw: bytes, file: str) -> tuple[tuple[FormField, ...], dict[str, Any]]:
    model = model_of(file)
    assert model
    fields = form_fields(model, Words(), {})
    return fields, read_values(fields, parse(source_of(raw, file), file, fields_in(file)).value)


def changed(fields: tuple[FormField, ...], values: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Values of which one field, at any depth, is another."""
    field = chance.choice(fields)
    return {**values, field.name: other(field, values[field.name], chance)}


def other(field: FormField, value: Any, chance: random.Random) -> Any:
    match field.widget:
        case Widget.GROUP:
            return changed(field.parts, value, chance)
        case Widget.WAYS:
            parts = field.parts_for(value)
            return {**value, **changed(parts, {one.name: value[one.name] for one in parts}, chance)} if parts else value
        case Widget.CHOICES | Widget.LINES:
            return chance.choice([[*value, chance.choice(TEXTS).strip()], value[1:], value[::-1], []])
        case Widget.GROUPS:
            new = {**read_values(field.parts, None), field.parts[0].name: "新的", ORIGIN: ""}
            at = chance.randrange(len(value) + 1)
            some = [[*value[:at], new, *value[at:]], value[:at] + value[at + 1 :], chance.sample(value, len(value))]
            if value:
                one = chance.randrange(len(value))
                inner = {**changed(field.parts, value[one], chance), ORIGIN: value[one][ORIGIN]}
                some += [[*value[:one], inner, *value[one + 1 :]]] * 3
            return chance.choice(some)
        case Widget.YES:
            return "" if value else "是"
        case Widget.DATE:
            return chance.choice(["2024-02-29", ""])
        case Widget.TEXT:
            longer, half = f"{value}\n\n新的一段：“{chance.choice(TEXTS).strip()}”", value[len(value) // 2 :]
            return chance.choice([longer.strip(), half.strip(), "一行", "", "两\n行"])
    return chance.choice([*(one.strip() for one in TEXTS), ""])


def without(values: Any) -> Any:
    """Values without the places that they had in another file, and texts as a file gives them back."""
    if isinstance(values, dict):
        return {name: without(one) for name, one in values.items() if name != ORIGIN}
    if isinstance(values, list):
        return [without(one) for one in values]
    return values


@pytest.mark.parametrize(("root", "file"), FILES, ids=lambda one: one if isinstance(one, str) else one.name)
def test_nothing_changed(root: Path, file: str) -> None:
    """A form that is sent back as it came leaves every file as it is, however it was typed."""
    raw = (root / file).read_bytes()
    fields, values = shown(raw, file)
    for typed in (raw, b"\xef\xbb\xbf" + raw.replace(b"\n", b"\r\n"), raw.rstrip(b"\n")):
        assert edit_file(typed, file, changes(fields, values, values)) == typed


HEAD = "标题: 读书\n类别: 集中学习\n活动日期: 2024-04-15\n发布日期: 2024-04-16\n对象: 党员\n"


@over(
    "typed",
    [
        "正文: |\n  在这里  \n  换行\n\n  第二段  \n",
        "正文: |\n  一\t\n  二\xa0\n  三\u3000\n",
        "正文: |\n  一\n  \t\n  二\n",
        "正文: |2\n     三格\n",
        "正文: |\n\n  \u3000\u3000一\n\n\n",
        "正文: >\n  一  \n  二\n\n  三\n",
        "正文: |-\n  一",
        "摘要: ' 前后 '\n正文: 一\n",
    ],
)
def test_sent_back_by_a_window(typed: str) -> None:
    """A window changes line ends and drops what is at the ends of a text: what nobody touched stays all the same."""
    raw, file = (HEAD + typed).encode(), "data/activities/2024/2024-04-15-dushu.yml"
    fields, values = shown(raw, file)

    def sent(name: str) -> list[str]:
        value = values.get(name.removeprefix(f"{PREFIX}/"), [])
        texts = value if isinstance(value, list) else [value]
        return [one.replace("\n", "\r\n") for one in texts]

    assert edit_file(raw, file, changes(fields, values, sent_values(fields, sent))) == raw


def test_a_line_end_that_was_asked_for() -> None:
    """Two blanks at a line's end outlive a change of another paragraph."""
    raw, file = (HEAD + "正文: |\n  在这里  \n  换行\n\n  旧的\n").encode(), "data/activities/2024/2024-04-15-dushu.yml"
    fields, values = shown(raw, file)
    sent = {f"{PREFIX}/正文": ["在这里  \r\n换行\r\n\r\n新的"]}
    after = {**values, "正文": sent_values(fields, lambda name: sent.get(name, []))["正文"]}
    assert edit_file(raw, file, changes(fields, values, after)) == raw.replace("旧".encode(), "新".encode())


def test_a_file_of_one_line() -> None:
    """Without any line end: a new line has the usual one."""
    change = Fields({"地点": "操场"}, ("标题", "地点"))
    assert (
        edit_file("标题: 一".encode(), "data/activities/2024/2024-04-15-a.yml", change).decode()
        == "标题: 一\n地点: 操场"
    )


FRONT = "---\n标题: 一  # 备注\n主题: 组织生活\n---\n"


@over(
    "typed",
    [
        FRONT + "\n第一段。  \n二行\n\n旧的。\n",
        FRONT + "第一段。\n\n旧的。\n",
        FRONT + "\n\n\n第一段。\n\n---\n\n旧的。\n\n\n",
        (FRONT + "\n第一段。\n\n旧的。\n").replace("\n", "\r\n"),
        (FRONT + "\n第一段。\n\n旧的。\n").replace("\n", "\r"),
        "\ufeff" + FRONT + "\n```\n---\n```\n\n旧的。\n",
    ],
)
def test_prose_keeps_what_is_around_it(typed: str) -> None:
    """A change of one paragraph changes no empty line and no line end."""
    file = "docs/study/a.md"
    prose = split_front_matter(text_of(typed.encode(), file), file).body
    made = edit_file(typed.encode(), file, Fields({}, ()), prose.strip("\n").replace("旧", "新"))
    assert made.decode() == typed.replace("旧", "新")


@pytest.mark.slow
@given(st.sampled_from(FILES), st.integers(0, 2**32), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=80, deadline=None, derandomize=True)
def test_a_change_touches_its_own_lines(place: tuple[Path, str], seed: int, ending: str) -> None:
    """The file then says what the form said; lines of other fields, comments and line ends are the same bytes."""
    root, file = place
    raw = (root / file).read_bytes().replace(b"\n", ending.encode())
    fields, values = shown(raw, file)
    after = changed(fields, values, random.Random(seed))
    made = edit_file(raw, file, changes(fields, values, after))
    if without(after) != without(values):
        assert without(shown(made, file)[1]) == without(after)
    old, new = (one.decode().splitlines(keepends=True) for one in (raw, made))
    if not made.endswith(b"\n") and raw.endswith(b"\n"):
        pytest.fail("the file's last line has lost its end")
    spans = spans_of(raw, file)
    for tag, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        names = {name for name, lines in spans.items() if lines & set(range(first, last))}
        assert len(names) <= 1, (names, new[start:end])
        assert all(one.endswith(ending) for one in new[start:end])


def spans_of(raw: bytes, file: str) -> dict[str, set[int]]:
    """The lines of each field at the top, counted from 0 in the file."""
    front = 0 if file.startswith("data/") else 1
    document = parse(source_of(raw, file), file, fields_in(file))
    starts = {path[0]: line - 1 + front for path, line in document.lines.items() if len(path) == 1}
    return {str(name): set(range(line, document.last(line + 1 - front) + front)) for name, line in starts.items()}


TYPED = """\
# 一
标题:   "旧的"   # 二
对象: 党员、教职工
时间:
照片:
  # 三
  - 文件: 01.jpg
    说明: 甲

  # 四
  - {文件: 02.jpg, 说明: 乙}
  - 文件: 03.jpg
正文: >
  折起来的
  一行
兑现: [支委会, "党课"] # 五
# 六
"""
CASES = {
    "a quoted value keeps its quotes and the remark behind it": (
        {"标题": "新的"},
        '标题:   "旧的"   # 二',
        '标题:   "新的"   # 二',
    ),
    "a list on a line stays on it": ({"对象": ["党员", "学生"]}, "党员、教职工", "党员、学生"),
    "a list in brackets stays in them": ({"兑现": ["党课"]}, '[支委会, "党课"] # 五', "[党课] # 五"),
    "a field that was there without a value": ({"时间": "下午"}, "时间:\n", "时间: 下午\n"),
    "a new field comes where the form has it": ({"地点": "操场"}, "时间:\n", "时间:\n地点: 操场\n"),
    "a field that goes": ({"兑现": None}, '兑现: [支委会, "党课"] # 五\n', ""),
    "a folded text": ({"正文": "两\n行"}, "正文: >\n  折起来的\n  一行\n", "正文: |\n  两\n  行\n"),
}


@pytest.mark.parametrize("case", CASES)
def test_as_somebody_typed_it(case: str) -> None:
    """Whatever style a field has, it keeps."""
    made, old, new = CASES[case]
    order = ["标题", "对象", "时间", "地点", "照片", "正文", "兑现"]
    edited = edit_file(
        TYPED.encode(), "data/activities/2024/a.yml", Fields({**dict.fromkeys(order, KEEP), **made}, order)
    )
    assert edited.decode() == TYPED.replace(old, new)
