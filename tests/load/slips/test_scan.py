"""What a Chinese input method does to YAML: each slip is found on its line and mended; prose is left alone."""

import re
from pathlib import Path

import pytest

from branchsite.load.document import parse
from branchsite.load.slips.scan import find_slips
from branchsite.models.activity import Activity
from branchsite.models.brand import Brand
from branchsite.models.fields import field_names
from branchsite.models.kind import Kinds
from branchsite.models.plan import Plan
from branchsite.models.site import Site
from rows import over
from sites import TINY

DATA = TINY / "data"

KEYS = field_names(Activity) | field_names(Plan)

MENDED = [
    # The colon.
    ("标题：植树节", "标题: 植树节"),
    ("标题： 植树节", "标题: 植树节"),
    ("标题 ： 植树节", "标题: 植树节"),
    ("标题；植树节", "标题: 植树节"),
    ("标题﹕植树节", "标题: 植树节"),
    ("标题:植树节", "标题: 植树节"),
    ("标题:\u3000植树节", "标题: 植树节"),
    ("标题:\xa0植树节", "标题: 植树节"),
    ("时间:2:30", "时间: 2:30"),
    ("时间：下午 2:30", "时间: 下午 2:30"),
    ("标题 植树节", "标题: 植树节"),
    ("标题\u3000植树节", "标题: 植树节"),
    ("地点 https://www.12371.cn/", "地点: https://www.12371.cn/"),
    ("主办单位：少先队", "主办单位: 少先队"),
    ("主办单位:少先队", "主办单位: 少先队"),
    ("对象：\n  - 党员", "对象:"),
    ("对象\n  - 党员", "对象:"),
    ("照片:\n  - 文件：01.jpg\n    替代文字: 树", "  - 文件: 01.jpg"),
    ("照片:\n  - 文件:01.jpg\n    替代文字: 树", "  - 文件: 01.jpg"),
    ("考核:\n  方式：按期覆盖\n  周期: 月", "  方式: 按期覆盖"),
    ("考核:\n  方式:按规定", "  方式: 按规定"),
    # What stands in front.
    ("照片:\n\t- 文件: 01.jpg", "  - 文件: 01.jpg"),
    ("\u3000标题: 植树节", "标题: 植树节"),
    ("标题: 植树节\n\u3000\u3000类别: 团队活动", "类别: 团队活动"),
    ("标题: 植树节\n\t类别: 团队活动", "类别: 团队活动"),
    ("标题: 植树节\n  类别: 团队活动", "类别: 团队活动"),
    ("标题: 植树节\n  类别：团队活动", "类别: 团队活动"),
    ("考核:\n\xa0\xa0方式: 按规定", "  方式: 按规定"),
    ("说明:\n\u3000\u3000一句话", "  一句话"),
    # Lists.
    ("对象:\n  -党员", "  - 党员"),
    ("对象:\n  －党员", "  - 党员"),
    ("对象:\n  · 党员", "  - 党员"),
    ("对象:\n  —— 党员".replace("——", "—"), "  - 党员"),
    ("对象:\n  -\u3000党员", "  - 党员"),
    ("对象:\n  * 党员", "  - 党员"),
    ("对象:\n  1. 党员\n  2. 教职工", "  - 党员"),
    ("对象:\n  1、党员", "  - 党员"),
    ("对象: - 党员", "对象:\n  - 党员"),
    ("照片:\n  -文件：01.jpg\n    替代文字: 树", "  - 文件: 01.jpg"),
    ("对象: ［党员，教职工］", "对象: [党员, 教职工]"),
    ("对象: 【党员、教职工】", "对象: [党员, 教职工]"),
    ("对象: [党员，教职工]", "对象: [党员, 教职工]"),
    ("对象: [党员、教职工]", "对象: [党员, 教职工]"),
    ("对象: [党员、教职工】", "对象: [党员, 教职工]"),
    ("对象: [党员, 教职工\n类别: 党课", "对象: [党员, 教职工]"),
    # Quotes.
    ('标题: "植树节”', '标题: "植树节"'),
    ('标题: “植树节"', "标题: “植树节”"),
    ("标题: '植树节’", "标题: '植树节'"),
    ('标题: "植树节\n类别: 党课', '标题: "植树节"'),
    ('标题: "植树节', '标题: "植树节"'),
    ('标题: "江心红"品牌活动', "标题: “江心红”品牌活动"),
    ('兑现:\n  - "江心红"品牌', "  - “江心红”品牌"),
    # What a value may not hold bare.
    ("标题: 通知: 植树", '标题: "通知: 植树"'),
    ("标题: 通知:", '标题: "通知:"'),
    ('标题: 他说: "好"', "标题: '他说: \"好\"'"),
    ("标题：通知: 植树", '标题: "通知: 植树"'),
    ("标题: 学习 #党建", '标题: "学习 #党建"'),
    ("标题: #党建# 学习", '标题: "#党建# 学习"'),
    ("纸: #fbf8f3", '纸: "#fbf8f3"'),
    ("标题: @全体党员", '标题: "@全体党员"'),
    ("标题: *重要*", '标题: "*重要*"'),
    ("标题: !重要", '标题: "!重要"'),
    ("标题: %", '标题: "%"'),
    ("标题: [通知]植树", '标题: "[通知]植树"'),
    ("标题: > 植树", '标题: "> 植树"'),
    ("兑现:\n  - #党建", '  - "#党建"'),
    ("考核: {方式: 按次数, 目标: 2\n标题: 一", "考核: {方式: 按次数, 目标: 2}"),
    # Text of several lines.
    ("正文:\n  1. 一\n  2. 二", "正文: |"),
    ("正文: ｜\n  一", "正文: |"),
    ("正文：|\n  时间：两点", "正文: |"),
    ("正文：｜\n  时间：两点", "正文: |"),
    ("正文:|\n  一", "正文: |"),
    ("正文: |江边", "正文: |\n  江边"),
    ("正文: |\n江边", "  江边"),
    ("正文: |\n  一\n- 二", "  - 二"),
    ("正文: |\n  一\n## 二\n  三", "  ## 二"),
    ("正文: |\n  一\n# 二\n  三", "  # 二"),
    ("正文: |\n\t一", "  一"),
    ("正文: |\n\u3000\u3000一", "  一"),
    ("正文: |\n    一\n  二", "    二"),
    ("正文: |\n  一\n兑现：甲", "兑现: 甲"),
    ("照片:\n  - 说明: |\n      一\n    文件：01.jpg", "    文件: 01.jpg"),
    ("正文: 一\n  二", "正文: |\n  一"),
    ("正文:\n  一\n  二", "正文: |"),
    ("正文:\n  一\n\n  二", "正文: |"),
]

LEFT = [
    "标题: 植树节",
    "标题 : 植树节",
    "标题:\t植树节",
    "标题: 植树节：在江风里种下一排小树",
    "标题: “四有”好老师",
    "标题: 《条例》（试行）",
    "标题: 【喜报】我校获奖",
    "标题: 【喜报】",
    "标题: 圆周率π≈3.14",
    "标题: C#与编程",
    '标题: "通知: 植树"',
    "标题: '通知: 植树'",
    '标题: "植树"  # 备注',
    '标题: "他说：“好”"',
    '标题: "两行\n  写成的"',
    "标题: 植树节  # 三月",
    "新闻时效: 14  #天",
    "标题: 植树  # 三月",
    "截止: 2024-03-15 # 星期五",
    "标题: # 还没有想好",
    "时间: 2:30",
    "时间: 下午 2:30—4:00",
    "链接: https://www.12371.cn/a:b#c",
    "截止: 2024-03-15",
    "对象: 党员、教职工",
    "对象: [党员, 教职工]",
    "对象: [党员,\n  教职工]",
    "主题: [文明、诚信, 动手实践]",
    "证据: []",
    "对象:\n- 党员\n- 教职工",
    "对象:\n  - 党员\n  -   教职工",
    "颜色:\n  红",
    "说明:\n  有一天：写在下面一行",
    "释义:\n  - 植树节：在江风里\n  - 红：在江心\n  - 绿:在两岸",
    "兑现:\n  - 六类教育/动手实践\n  - 2:30 集合",
    "兑现:\n  - 一句很长的话，\n    时间：接着说",
    "释义:\n  - “红”：在江心\n  - 说明：是一句话",
    "照片:\n  - 文件: 01.jpg\n    替代文字: 树\n  - 文件: 02.jpg\n    替代文字: 苗",
    "正文: |\n  时间：下午两点\n  地点: 江边\n  标题:没有空格\n  #不是注释\n  - 一\n  -二",
    "正文: |\n  　　江边的三月。\n\n  　　风还有些凉。",
    "正文: |\n  一\n    - 二\n  　三",
    '正文: |\n  甲\t乙\n  “丙"\n  [附件]（x.pdf）',
    "正文: |\n  一\n\n# 下面是兑现\n兑现: 甲",
    "正文: |-\n  一\n兑现: 甲",
    "正文: |  # 正文\n  一",
    "说明: >\n  一\n  二",
    "照片:\n  - 说明: |\n      一\n    文件: 01.jpg\n  - 文件: 02.jpg",
    "# 标题：写在这里",
    "标题: 三\n# 一\n\n  # 二",
    "---\n标题: 植树节",
    "",
]


@over(("text", "mended"), MENDED)
def test_a_slip_is_mended(text: str, mended: str) -> None:
    """The first slip's message gives the line as it should be."""
    found = find_slips(text, "a.yml", KEYS | field_names(Brand))
    assert found, "not seen as a slip"
    assert found[0].fix == mended
    assert found[0].message


@over(("text", "mended"), MENDED)
def test_what_is_mended_can_be_read(text: str, mended: str) -> None:
    """Doing what the messages say, again and again if need be, ends in YAML that is read."""
    lines = text
    for _ in range(4):
        found = find_slips(lines, "a.yml", KEYS | field_names(Brand))
        if not found:
            break
        typed = lines.split("\n")
        typed[found[0].line - 1] = found[0].fix
        lines = "\n".join(typed)
    assert find_slips(lines, "a.yml", KEYS | field_names(Brand)) == []
    if "\n  一\n  二" not in text and "正文: 一\n" not in text:
        parse(lines, "a.yml", KEYS | field_names(Brand))


@over("text", LEFT)
def test_what_is_right_is_left_alone(text: str) -> None:
    """Prose, comments, addresses, times and quoted values are no slips."""
    assert find_slips(text, "a.yml", KEYS | field_names(Brand)) == []


@over("text", [text for text in LEFT if not text.startswith("#") and text])
def test_what_is_left_alone_is_yaml(text: str) -> None:
    """The table of right lines is itself right: YAML reads every one of them."""
    parse(text, "a.yml", KEYS)


def test_pasted_code_is_no_field() -> None:
    """Neighbouring lines of it are told together, and none is certain."""
    [found] = find_slips("标题: 一\n<div>\n</div>\n类别: 党课", "a.yml", KEYS)
    assert (found.line, found.message) == (2, "从这一行到第 3 行，是网页代码，不是“名称: 内容”")
    assert found.mended == ()


def test_slips_know_their_lines() -> None:
    """Every slip stands on its own line, counted from where the text begins in its file."""
    text = "标题：一\n类别: 党课\n\n发布日期:2024-03-05\n正文: |\n  时间：两点\n江边"
    found = find_slips(text, "docs/a.md", KEYS, first_line=2)
    assert [(one.file, one.line, one.text) for one in found] == [
        ("docs/a.md", 2, "标题：一"),
        ("docs/a.md", 5, "发布日期:2024-03-05"),
        ("docs/a.md", 8, "江边"),
    ]


def test_several_slips_in_a_line_are_one_message() -> None:
    """A line with several slips is shown once, mended in every respect."""
    [found] = find_slips("\u3000标题：通知: 植树", "a.yml", KEYS)
    assert found.fix == '标题: "通知: 植树"'
    assert found.message.count("；") == 2


def test_slugs_of_kinds_are_fields_too() -> None:
    """Names that no model knows, such as a kind's slug, have colons as well."""
    [found] = find_slips("party-day：\n  名称: 主题党日", "data/kinds.yml", field_names(Kinds))
    assert found.fix == "party-day:"


def test_messages_are_for_secretaries() -> None:
    """No message speaks of YAML's own words."""
    for text, _ in MENDED:
        for problem in find_slips(text, "a.yml", KEYS):
            assert not re.search("[A-Za-z]{3,}", problem.message.replace("Tab", "")), problem.message


def _files() -> list[tuple[Path, frozenset[str]]]:
    models = {"activities/2024": Activity, "plans": Plan}
    tables = [(path, field_names(model)) for folder, model in models.items() for path in (DATA / folder).glob("*.yml")]
    tops = {"site": Site, "kinds": Kinds, "brand": Brand}
    return [*tables, *((DATA / f"{name}.yml", field_names(model)) for name, model in tops.items())]


SLIPS = {
    "full-width colon": (re.compile(r"^(\s*(?:- )?[^\s:#]+): ?(?=[^|>\s]|$)"), r"\1："),
    "no space": (re.compile(r"^(\s*(?:- )?[^\s:#]+): (?=[^|>\s])"), r"\1:"),
    "tab": (re.compile(r"^  (?=\s*[^\s-])"), "\t"),
    "full-width indent": (re.compile(r"^  (?=\s*[^\s-])"), "\u3000"),
    "full-width dash": (re.compile(r"^( *)- "), r"\1－ "),
    "no space behind the dash": (re.compile(r"^( *)- "), r"\1-"),
}


@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.slow
@pytest.mark.parametrize("slip", SLIPS)
def test_every_line_of_a_site_can_be_typed_wrong(slip: str) -> None:
    """Wherever in tiny's files the slip is made, a problem stands on that line and mends it; nothing else is blamed."""
    pattern, wrong = SLIPS[slip]
    tried = 0
    for path, keys in _files():
        lines = path.read_text(encoding="utf-8").split("\n")
        block = False
        for index, line in enumerate(lines):
            block = (not line or line.startswith("  ")) if block else line.endswith(": |")
            typed = pattern.sub(wrong, line)
            if typed == line or block or line.lstrip().startswith(("#", "M")):
                continue
            tried += 1
            found = find_slips("\n".join([*lines[:index], typed, *lines[index + 1 :]]), path.name, keys)
            assert [(one.line, one.fix) for one in found] == [(index + 1, line)], (path.name, typed)
    assert tried > 20


@pytest.mark.parametrize(
    ("line", "certain"), [("读一段", True), ("——", False), ("…", False), ("**", False), ("1", True)]
)
def test_a_line_of_signs_is_no_prose_for_sure(line: str, certain: bool) -> None:
    """Below 正文 and not set in: with a letter or a figure it is text, else only its writer knows."""
    [found] = find_slips(f"正文: |\n  一段\n{line}\n  二段\n", "a.yml", KEYS)
    assert bool(found.mended) is certain
    assert found.fix == f"  {line}"


def test_text_below_a_name_that_is_none_of_ours() -> None:
    """Nothing is certain there."""
    [found] = find_slips("说法: |\n  一段\n二段\n", "a.yml", KEYS)
    assert not found.mended


MANY = "正文: |\n" + "".join(f"第{number}段。\n\n" for number in range(60))


def test_many_lines_are_told_in_words() -> None:
    """Twenty are shown as they should be; of more it is said how far in each belongs."""
    [found] = find_slips(MANY, "a.yml", KEYS)
    assert found.fix == "第 2 到 120 行，每行最前面空 2 格，别的不动"
    [few] = find_slips(MANY[: MANY.index("第19段")], "a.yml", KEYS)
    assert few.fix.split("\n")[::2] == [f"  第{number}段。" for number in range(19)]


@pytest.mark.parametrize("sign", [":", "："])
def test_not_all_before_a_colon_is_a_name(sign: str) -> None:
    """A time is not; nor is a part of a name that has its own colon behind it."""
    [found] = find_slips(f"标题: 甲\n\n2{sign}30集合", "a.yml", KEYS)
    assert found.fix == f"标题: 甲2{sign}30集合"
    assert find_slips(f"标题: 甲\n通知{sign}甲: 乙", "a.yml", KEYS) == []


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("对象\n  - 党员", True),
        ("对象\n- 党员", True),
        ("对象 党员\n- 学生", False),
        ("对象\n类别: 党课", False),
        ("标题 植树节\n类别: 党课", False),
    ],
)
def test_a_colon_that_is_lacking(text: str, certain: bool) -> None:
    """It is certain where a list follows a name alone; behind other names words may be no content."""
    assert bool(find_slips(text, "a.yml", KEYS)[0].mended) is certain


def test_many_items_are_told_twenty_at_a_time() -> None:
    """Each message shows all of its lines as they should be."""
    found = find_slips("对象:\n" + "  家长\n" * 45, "a.yml", KEYS)
    assert [(one.line, one.fix.count("  - 家长")) for one in found] == [(2, 20), (22, 20), (42, 5)]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("类别: 党课 标题: 甲", "类别: 党课\n标题: 甲"),
        ("类别: 党课 标题: 甲  # 一", "类别: 党课\n标题: 甲  # 一"),
        ("类别: 党课 标题: 甲 地点: 乙", "类别: 党课\n标题: 甲 地点: 乙"),
        ("照片:\n  - 文件: 01.jpg 替代文字: 树", "  - 文件: 01.jpg\n    替代文字: 树"),
    ],
)
def test_two_fields_in_a_line(text: str, mended: str) -> None:
    """The first two are parted, each set in as it must be, a remark behind the last; more is said the next time."""
    [found] = find_slips(text, "a.yml", KEYS)
    assert found.fix == mended and not found.mended


@pytest.mark.parametrize(
    ("text", "certain"),
    [("标题:植树节", True), ("主办单位:少先队", False), ("标题:植树节 类别:党课", False)],
)
def test_a_blank_that_is_lacking(text: str, certain: bool) -> None:
    """It is certain behind a name that the file may have, and where nothing behind it is a field, too."""
    assert bool(find_slips(text, "a.yml", KEYS)[0].mended) is certain
