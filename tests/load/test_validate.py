"""What pydantic objects to is said in Chinese, on its line, with the line as it should be."""

import copy
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from branchsite.errors import DataError, Problem
from branchsite.load.document import Document, parse
from branchsite.load.frontmatter import split_front_matter
from branchsite.load.slips.nearest import nearest
from branchsite.load.validate import mend, validate
from branchsite.models.activity import Activity
from branchsite.models.article import Article
from branchsite.models.brand import Brand
from branchsite.models.fields import field_names
from branchsite.models.kind import Kinds
from branchsite.models.plan import Plan
from branchsite.models.site import Site
from branchsite.models.study import Study
from branchsite.models.vocabulary import Vocabulary
from rows import over
from sites import TINY

FILES: dict[str, tuple[type[BaseModel], Path]] = {
    "activity": (Activity, TINY / "data/activities/2024/2024-03-05-yuanwen.yml"),
    "article": (Article, TINY / "docs/about.md"),
    "brand": (Brand, TINY / "data/brand.yml"),
    "kinds": (Kinds, TINY / "data/kinds.yml"),
    "plan": (Plan, TINY / "data/plans/2023-2024-2.yml"),
    "site": (Site, TINY / "data/site.yml"),
    "study": (Study, TINY / "docs/study/sanhui-yike.md"),
}


def text_of(name: str) -> str:
    """A right file of that kind: its YAML."""
    path = FILES[name][1]
    text = path.read_text(encoding="utf-8")
    return split_front_matter(text, path.name).front if path.suffix == ".md" else text


def document_of(name: str) -> Document:
    """The same, read."""
    return parse(text_of(name), f"{name}.yml", field_names(FILES[name][0]))


def problems(name: str, text: str) -> list[Problem]:
    """What the model of that kind says to a text."""
    model = FILES[name][0]
    with pytest.raises(DataError) as caught:
        validate(model, parse(text, f"{name}.yml", field_names(model)))
    return caught.value.problems


SAID = [
    ("activity", "地点: 会议室", "地点: （在哪里）", 6, "“地点”还是提示里的说明", "不写括号"),
    ("activity", "学时: 2.5", "学时: 两（多）", 28, "“学时”要写数字", "学时: （"),
    # kind of file, line as it is, line as it is typed, number of the line, message, part of the cure
    ("activity", "标题: 一起读原文\n", "", 1, "缺少“标题”", "标题: （活动的标题"),
    ("activity", "标题: 一起读原文", "标题:", 1, "“标题”后面没有内容", "标题: （活动的标题"),
    ("activity", "标题: 一起读原文", '标题: ""', 1, "“标题”后面没有内容", "标题: （活动的标题"),
    ("activity", "标题: 一起读原文", f"标题: {'长' * 121}", 1, "“标题”太长，最多 120 个字", "缩短到 120 个字以内"),
    ("activity", "标题: 一起读原文", "标题:\n  - 一", 1, "“标题”要写成一段文字，不是列表", "标题: 一"),
    ("activity", "标题: 一起读原文", "标题: |\n  一\n  二", 1, "“标题”只能写一行", "标题: 一二"),
    ("activity", "标题: 一起读原文", "标题: 一\t二", 1, "“标题”只能写一行", "标题: 一 二"),
    ("activity", "标题: 一起读原文", "标提: 一起读原文", 1, "不认识“标提”", "标题: 一起读原文"),
    (
        "activity",
        "地点: 会议室",
        "赞助: 会议室",
        6,
        "不认识“赞助”，可以写的有：",
        "# 赞助: 会议室",
    ),
    (
        "activity",
        "活动日期: 2024-03-05",
        "活动日期: 2024年2月30日",
        3,
        "“活动日期”：没有这一天：2024年2月30日",
        "活动日期: （",
    ),
    ("activity", "活动日期: 2024-03-05", "活动日期: 3月5日", 3, "“活动日期”：要写成年-月-日，例如 2024-03-05", ""),
    ("activity", "对象: [党员, 教职工]", "对象: [党员, 教职员工]", 8, "“对象”不能写“教职员工”", "对象: [党员, 教职工]"),
    (
        "activity",
        "对象: [党员, 教职工]",
        "对象: 党员、大家",
        8,
        "“对象”不能写“大家”",
        "可以写：党员、教职工、学生、公众",
    ),
    ("activity", "对象: [党员, 教职工]", "对象: []", 8, "“对象”至少要有 1 项", "对象: （给谁办的）"),
    ("activity", "对象: [党员, 教职工]", "对象: {党员: 是}", 8, "“对象”要写成列表", "对象: （给谁办的）"),
    ("activity", "对象: [党员, 教职工]", "对象:\n  - 党员\n  -", 10, "“对象”里有一项没有内容", "删掉这一行"),
    ("activity", "对象: [党员, 教职工]", "对象:\n  -", 9, "“对象”后面没有内容", "可以写：党员"),
    ("activity", "地点: 会议室", "颜色: 蓝", 6, "“颜色”不能写“蓝”", "可以写：红、绿"),
    ("activity", "  - 文件: 01.jpg", "  - 文件: 照片.gif", 12, "“文件”的写法不对：照片.gif", "以 .jpg、.png"),
    (
        "activity",
        "  - 文件: 01.jpg\n    替代文字: 一片绿色\n",
        "  - 替代文字: 一片绿色\n",
        12,
        "缺少“文件”",
        "加一行 文件: （照片的文件名",
    ),
    ("activity", "    替代文字: 一片绿色", "    替代文子: 一片绿色", 13, "不认识“替代文子”", "替代文字: 一片绿色"),
    ("activity", "学时: 2.5", "学时: 两小时", 28, "“学时”要写数字", "学时: 2"),
    ("activity", "学时: 2.5", "学时: [1]", 28, "“学时”要写数字", "学时: 1"),
    ("activity", "学时: 2.5", "学时: 0", 28, "“学时”要大于 0", "学时: （"),
    ("activity", "学时: 2.5", "学时: 17", 28, "“学时”不能大于 16", "学时: （"),
    ("activity", "学时: 2.5", "学时: nan", 28, "“学时”要写普通的数字", "学时: （"),
    ("activity", "地点: 会议室", "示例: 好", 6, "“示例”：只能写“是”或“否”", "示例: （"),
    (
        "activity",
        "学习资料: [sanhui-yike]",
        "学习资料: [三会一课]",
        27,
        "“学习资料”的写法不对：三会一课",
        "学习资料: （",
    ),
    ("activity", "照片:\n", "照片: 01.jpg\n其他:\n", 11, "“照片”要写成列表", "  - 文件: 01.jpg"),
    ("article", "摘要: 测试用的支部，什么也没有发生过。", "摘要: 红: 绿", 2, "", ""),
    ("brand", '  纸: "#fbf8f3"', '  纸: "#fbf8f"', 21, "“纸”的写法不对：#fbf8f", "纸: （页面底色）"),
    (
        "brand",
        "  - 绿在两岸：说的是教育。",
        "  - 绿: 在两岸",
        5,
        "“释义”要写成一段文字：内容里有半角冒号",
        '  - "绿: 在两岸"',
    ),
    ("kinds", "party-day:", "党日:", 7, "“党日”是网址里用的短名", "例如 party-day"),
    ("kinds", "party-day:", "Party-Day:", 7, "“Party-Day”是网址里用的短名", "例如 party-day"),
    (
        "kinds",
        "  可见: 公\n  颜色: 红\n  说明: 党员坐在",
        "  可见: 全\n  颜色: 红\n  说明: 党员坐在",
        3,
        "“可见”不能写“全”",
        "公、计、内",
    ),
    ("kinds", "study:\n", "study: 一\nstudy-2:\n", 1, "“study”下面要写“名称: 内容”", "study:\n  名称: 一"),
    (
        "plan",
        "          方式: 按期覆盖\n          周期: 月\n        依据",
        "          方式: 按月\n          周期: 月\n        依据",
        19,
        "“考核”的“方式”不能写“按月”",
        "可以写：按期覆盖、按次数",
    ),
    (
        "plan",
        "          方式: 按期覆盖\n          周期: 月\n        依据",
        "          方式: 按期\n          周期: 月\n        依据",
        19,
        "“考核”的“方式”不能写“按期”",
        "方式: 按期覆盖",
    ),
    (
        "plan",
        "          方式: 按期覆盖\n          周期: 月\n        依据",
        "          周期: 月\n        依据",
        18,
        "“考核”缺少“方式”",
        "",
    ),
    (
        "plan",
        "        考核:\n          方式: 按期覆盖\n          周期: 月\n        依据",
        "        考核: 每月\n        依据",
        18,
        "“考核”下面要写“名称: 内容”",
        "        考核:\n          方式: （怎样考核）",
    ),
    (
        "plan",
        "          周期: 月\n        依据",
        "          周期: 周\n        依据",
        20,
        "“周期”不能写“周”",
        "可以写：月、季度、半年",
    ),
    (
        "plan",
        "          周期: 月\n        依据",
        "          周期:\n        依据",
        20,
        "“周期”后面没有内容",
        "周期: （月、季度或半年）",
    ),
    (
        "plan",
        "          周期: 月\n        依据",
        "          目标: 3\n        依据",
        20,
        "不认识“目标”，可以写的有：周期、方式、每期",
        "          # 目标: 3",
    ),
    ("plan", "              目标: 2", "              目标: 两次", 50, "“目标”要写整数", "目标: 2"),
    ("plan", "              目标: 2", "              目标: 1.5", 50, "“目标”要写整数", "目标: （本学期几次）"),
    ("plan", "              目标: 2", "              目标: 0", 50, "“目标”不能小于 1", "目标: （本学期几次）"),
    (
        "plan",
        "              目标: 2",
        f"              目标: {'9' * 5000}",
        50,
        "“目标”的数太大",
        "目标: （本学期几次）",
    ),
    ("plan", "              目标: 2", "              目标: [2]", 50, "“目标”要写整数", "目标: 2"),
    ("plan", "主题: [爱国主义, 动手实践, 科学素养]", "主题: 爱国主义", 125, "“主题”至少要有 2 项", "再写几项"),
    (
        "site",
        "  ICP: 苏ICP备00000000号-1",
        "  ICP: 苏ICP备0000号",
        23,
        "“ICP”的写法不对：苏ICP备0000号",
        "ICP: （如 苏ICP备12345678号-1）",
    ),
    ("site", "编辑网址: https://git", "编辑网址: git", 6, "“编辑网址”的写法不对", "编辑网址: https://git"),
    ("site", "示例: 显示", "示例: 是", 5, "“示例”不能写“是”", "可以写：显示、隐藏"),
    ("study", "主题: 组织生活", "主题: 组织", 3, "“主题”不能写“组织”", "主题: 组织生活"),
    ("study", "月份: 2024-03", "月份: 2024-13", 7, "“月份”：没有这个月：2024-13", "3月 是每年三月，2024年3月 只是"),
    ("study", "月份: 2024-03", "月份: 4", 7, "“月份”：要写成 3月（每年三月）或 2024年3月（只那一个月）", "月份: 4月"),
    ("study", "月份: 2024-03", "月份: 2024-03-05", 7, "“月份”：要写成 3月", "月份: 2024年3月"),
    ("study", "月份: 2024-03", "月份: 3月、4月", 7, "“月份”：要写成 3月", "3月 是每年三月"),
    (
        "study",
        "    日期: 2018年10月28日",
        "    日期: 2018-10-28",
        12,
        "“日期”的写法不对：2018-10-28",
        "日期: 2018年10月28日",
    ),
]


@over(("name", "right", "typed", "line", "message", "cure"), SAID)
def test_what_is_said(name: str, right: str, typed: str, line: int, message: str, cure: str) -> None:
    """A right file with one thing wrong gives that message, on that line, with that cure."""
    text = text_of(name)
    assert text.count(right) >= 1, right
    found = [one for one in problems(name, text.replace(right, typed, 1)) if message in one.message]
    assert found, [str(one) for one in problems(name, text.replace(right, typed, 1))]
    assert found[0].line == line
    assert cure in found[0].fix


JUNK: tuple[Any, ...] = (
    "", "x", "甲" * 700, "甲" * 21_000, "甲\n乙", "-1", "0", "1e999", "nan", "9" * 5000, "2024-02-30",
    [], ["x"], [None], [[]], ["甲", "乙", {"丙": "丁"}] * 4, {}, {"x": "y"}, {"方式": "x"}, {"方式": {}}, None,
)  # fmt: skip


def _places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of everything in a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inside:
        yield (*path, key)
        yield from _places(part, (*path, key))


def _with(value: Any, path: tuple[str | int, ...], junk: Any) -> Any:
    """A copy in which something else stands at the path."""
    changed = copy.deepcopy(value)
    place = changed
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = junk
    return changed


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_whatever_is_typed_is_answered_in_chinese(name: str) -> None:
    """Every kind of junk at every place of a right file: accepted, or told in Chinese with a name and a line."""
    model = FILES[name][0]
    document = document_of(name)
    refused = 0
    kinds_of_place = {
        tuple(part if isinstance(part, str) else 0 for part in path): path for path in _places(document.value)
    }
    for path in kinds_of_place.values():
        for junk in JUNK:
            changed = Document(document.file, _with(document.value, path, junk), document.lines, document.typed)
            try:
                validate(model, changed)
            except DataError as error:
                refused += 1
                for problem in error.problems:
                    _judge(problem, len(document.typed))
    assert refused > 20


def _judge(problem: Problem, lines: int) -> None:
    assert 1 <= problem.line <= lines
    assert problem.fix, problem
    assert "写得不对" not in problem.message, "an error type without words of its own"
    said = re.sub("“[^”]*”|：.*|（Tab）", "", problem.message)
    assert not re.search("[A-Za-z]{2,}", said), problem.message
    assert re.search("[\u4e00-\u9fff]", problem.message)


@pytest.mark.parametrize("name", FILES)
def test_every_field_may_be_forgotten_or_misspelt(name: str) -> None:
    """Each key left out is missed or optional; each key with a letter too many is recognised."""
    model = FILES[name][0]
    document = document_of(name)
    for path in _places(document.value):
        if isinstance(path[-1], int) or (name == "kinds" and len(path) == 1):
            continue
        holder = _value_at(document.value, path[:-1])
        key = path[-1]
        changed = _with(document.value, path, None)
        place = _value_at(changed, path[:-1])
        del place[key]
        place[f"{key}儿"] = holder[key]
        with pytest.raises(DataError) as caught:
            validate(model, Document(document.file, changed, document.lines, document.typed))
        assert key == "方式" or any(f"不认识“{key}儿”" in one.message for one in caught.value.problems), path


def _value_at(value: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        value = value[part]
    return value


def test_what_was_shown_is_told_beside_other_objections() -> None:
    """Both in one go."""
    text = text_of("activity").replace("地点: 会议室", "地点: （在哪里）").replace("学时: 2.5", "学时: 多")
    assert [one.line for one in problems("activity", text)] == [6, 28]


def test_right_files_are_read() -> None:
    """The files that the tests above spoil are right."""
    for name, (model, _) in FILES.items():
        assert isinstance(validate(model, document_of(name)), model)


def test_all_objections_to_a_file_come_together() -> None:
    """A file with several faults is not mended one build at a time."""
    found = problems("activity", "标题: 一\n类别: 党课\n活动日期: 明天\n对象: 大家\n学时: 多\n")
    assert [one.line for one in found] == [1, 3, 4, 5]


def test_so_many_objections_are_told() -> None:
    """A file of nothing but faults: the first two hundred, and how many are left, on the last line."""
    found = problems("activity", "标题: 一\n" + "".join(f"甲{number}: 乙\n" for number in range(300)))
    assert len(found) == 201
    assert found[-1].line == 302
    assert found[-1].message == "这个文件还有 104 处错误，没有一一列出"


def test_field_names() -> None:
    """Slips are looked for with the names of every depth, by which the writer knows them."""
    names = field_names(Plan)
    assert {"标题", "部分", "条目", "承诺", "考核", "周期", "节点", "出处"} <= names.keys()
    assert not any(re.fullmatch("[a-z_]+", name) for name in names)
    assert {"名称", "可见"} <= field_names(Kinds).keys()


@pytest.mark.parametrize(("word", "near"), [("党元", "党员"), ("教职员工", "教职工"), ("xyz", None), ("", None)])
def test_nearest(word: str, near: str | None) -> None:
    """The word that was meant, or none rather than a wild guess."""
    assert nearest(word, ["党员", "教职工", "学生"]) == near


@pytest.mark.parametrize(("count", "told"), [(200, 200), (201, 201), (250, 201)])
def test_how_many_objections_are_told(count: int, told: int) -> None:
    """Two hundred of one file; behind them one line says how many more there are."""
    text = "".join(f"名字{number}: x\n" for number in range(count))
    missing = {"标题", "类别", "活动日期", "发布日期", "对象"}
    right = "标题: 一\n类别: 二\n活动日期: 2024-03-05\n发布日期: 2024-03-05\n对象: 党员\n"
    found = problems("activity", right + text)
    assert len(found) == told and missing
    further = [one.message for one in found if "没有一一列出" in one.message]
    assert further == ([f"这个文件还有 {count - 200} 处错误，没有一一列出"] if count > 200 else [])


MENDED = [
    ("[sanhui, sanhui-yike]", "sanhui", "x", "[x, sanhui-yike]"),
    ("[sanhui-yike, sanhui]", "sanhui", "x", "[sanhui-yike, x]"),
    ("党课、党课", "党课", "主题党日", "主题党日、党课"),
    ("类别: 集中学刁", "集中学刁", "集中学习", "类别: 集中学习"),
    ("党员教师、教师", "教师", "教职工", "党员教师、教职工"),
    ("读书党课会", "党课", "主题党日", "读书主题党日会"),
]


@pytest.mark.parametrize(("typed", "wrong", "right", "mended"), MENDED)
def test_one_word_is_mended(typed: str, wrong: str, right: str, mended: str) -> None:
    """Only the first of those that stand alone; one within a word where there is no other."""
    assert mend(typed, wrong, right) == mended


def test_the_field_after_an_items_first_one() -> None:
    """What is missing goes behind the dash's own field, never before the dash."""
    text = text_of("activity").replace("  - 文件: 01.jpg\n    替代文字: 一片绿色\n", "  - 替代文字: 一片绿色\n")
    [found] = [one for one in problems("activity", text) if "缺少“文件”" in one.message]
    line = text.split("\n").index("    说明: 测试用的照片") + 1
    assert found.fix.startswith(f"在第 {line} 行“说明”前面加一行 文件: （")


WORDS = """对象:
  staff: {名称: 教职工}
主题:
  ethics: {名称: 师德师风, 颜色: 红}
类型:
  guide: 实用指南
"""


@pytest.mark.parametrize(
    ("typed", "wrong", "fix"),
    [
        (
            "staff: {名称: 教职工}",
            "staff: {名称: 教职工, 旧网址: 新闻/教师}",
            "staff: {名称: 教职工, 旧网址: （以前的网址）}",
        ),
        (
            "staff: {名称: 教职工}",
            "staff: {旧网址: [新闻/教师, news/audience/a/], 名称: 教职工}",
            "staff: {旧网址: [（以前的网址）, news/audience/a/], 名称: 教职工}",
        ),
        ("staff: {名称: 教职工}", "staff: {未成年人: 否}", "staff: {名称: （“对象”里写的就是它）, 未成年人: 否}"),
        (
            "ethics: {名称: 师德师风, 颜色: 红}",
            "ethics: {名称: 师德师风}",
            "ethics: {颜色: （这一架属于品牌的哪一条主线，如 红）, 名称: 师德师风}",
        ),
        (
            "guide: 实用指南",
            "guide: {旧网址: study/type/use/}",
            "guide: {名称: （学习资料的“类型”里写的就是它）, 旧网址: study/type/use/}",
        ),
    ],
)
def test_a_group_of_fields_on_one_line(typed: str, wrong: str, fix: str) -> None:
    """Its line as it should be: the other fields stay in it, and what is missing is between the braces."""
    document = parse(WORDS.replace(typed, wrong), "data/vocabulary.yml", field_names(Vocabulary))
    with pytest.raises(DataError) as caught:
        validate(Vocabulary, document)
    assert [one.fix for one in caught.value.problems] == [fix]
