"""The catalogue of mistakes: what a secretary types, and what is said to it or how it is understood.

Each starts from one right record. Refused: the line, the message, the cure, and what the record says
after `check --fix`, where that could mend it whole (None where a person has to). Understood: what the
record then says. Fields that are not named stay as they are in the right record.
"""

import functools
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from branchsite.checks import run_checks
from branchsite.commands.fix import mend_files
from branchsite.errors import Problem
from branchsite.load.data import read
from branchsite.load.document import parse
from branchsite.load.text import read_text
from branchsite.load.validate import validate
from branchsite.models.activity import Activity
from branchsite.models.fields import field_names
from sites import TODAY, copy_without_records

Change = tuple[str, str] | str | bytes
"""Old and new text (an empty old one: added at the end); or the whole file."""

FILE = "data/activities/2024/2024-04-15-dushu.yml"
RIGHT = """\
标题: 读书
类别: 集中学习
活动日期: 2024-04-15
发布日期: 2024-04-16
对象: 党员
摘要: 一句话。
审核: 支部书记
正文: |
  一段话。
"""
BIG5 = "標題: 讀書\n類別: 集中學習\n活動日期: 2024-04-15\n發布日期: 2024-04-16\n對象: 黨員\n".encode("big5")

REFUSED: dict[str, tuple[Change, int, str, str, dict[str, object] | None]] = {
    "two people changed the title": (
        ("标题: 读书", "<<<<<<< HEAD\n标题: 读书\n=======\n标题: 看书\n>>>>>>> origin/main"),
        1,
        "两个人改了同一处，还没有合好：第 2 行是一份，第 4 行是另一份",
        "两份里留下对的内容，再删掉 <<<<<<<、=======、>>>>>>> 这几行（第 1、3、5 行）",
        None,
    ),
    "two people changed the prose": (
        ("  一段话。", "<<<<<<< HEAD\n  一段话。\n=======\n  两段话。\n>>>>>>> 1a2b3c"),
        9,
        "两个人改了同一处，还没有合好：第 10 行是一份，第 12 行是另一份",
        "两份里留下对的内容，再删掉 <<<<<<<、=======、>>>>>>> 这几行（第 9、11、13 行）",
        None,
    ),
    "two people changed the title, with what was there before": (
        ("标题: 读书", "<<<<<<< HEAD\n标题: 读书\n||||||| base\n标题: 书\n=======\n标题: 看书\n>>>>>>> origin/main"),
        1,
        "两个人改了同一处，还没有合好：第 2 到 4 行是一份，第 6 行是另一份",
        "两份里留下对的内容，再删掉 <<<<<<<、=======、>>>>>>> 这几行（第 1、5、7 行）",
        None,
    ),
    "no place, in words": (
        ("标题: 读书", "标题: 读书\n地点: 无"),
        2,
        "没有“地点”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "no correction, in words": (
        ("标题: 读书", "标题: 读书\n更正: 暂无。"),
        2,
        "没有“更正”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "no time, as a form has it": (
        ("标题: 读书", "标题: 读书\n时间: /"),
        2,
        "没有“时间”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "no photos, in words": (("", "照片: 没有\n"), 10, "没有“照片”，就不写这一项", "删掉这一行", None),
    "no photos, as an item": (("", "照片:\n  - 无\n"), 11, "没有“照片”，就不写这一项", "删掉第 10 到 11 行", None),
    "no claim, in words": (
        ("标题: 读书", "标题: 读书\n兑现: （无）"),
        2,
        "没有“兑现”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "no material, in words": (
        ("标题: 读书", "标题: 读书\n学习资料: 无"),
        2,
        "没有“学习资料”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "no organizer, as an English form has it": (
        ("标题: 读书", "标题: 读书\n组织: N/A"),
        2,
        "没有“组织”，就不写这一项",
        "删掉这一行",
        None,
    ),
    "words behind a photo's file": (
        ("", "照片:\n  - 文件: 01.jpg 老师种树\n"),
        11,
        "“文件”只写文件名，后面的字写在“替代文字”里",
        "  - 文件: 01.jpg\n    替代文字: 老师种树",
        None,
    ),
    "words behind a photo's file that has others": (
        ("", "照片:\n  - 文件: 01.jpg，种好以后\n    替代文字: 老师种树\n"),
        11,
        "“文件”只写文件名，后面的字写在“说明”里",
        "  - 文件: 01.jpg\n    说明: 种好以后",
        None,
    ),
    "a photo and its words alone": (
        ("", "照片:\n  - 01.JPG——老师种树\n"),
        11,
        "“照片”下面要写“名称: 内容”",
        "  - 文件: 01.JPG\n    替代文字: 老师种树",
        None,
    ),
    "an escape for a sign of direction": (
        ("标题: 读书", '标题: "读\\u202E书"'),
        1,
        "双引号里的“\\”写法带进了看不见的控制字符",
        '标题: "读书"',
        {},
    ),
    "an escape for a control": (
        ("标题: 读书", '标题: "读\\x01书"'),
        1,
        "双引号里的“\\”写法带进了看不见的控制字符",
        '标题: "读书"',
        {},
    ),
    "an escape for half a character": (
        ("标题: 读书", '标题: "读\\uD800书"'),
        1,
        "双引号里的“\\”写法带进了看不见的控制字符",
        '标题: "读书"',
        None,
    ),
    "a code for a sign of direction": (
        ("标题: 读书", "标题: 读&#x202e;书"),
        1,
        "“&…;”写法带进了看不见的控制字符",
        "标题: 读书",
        {},
    ),
    "a code for a joiner in the prose": (
        ("  一段话。", "  一&zwj;段话。"),
        9,
        "“&…;”写法带进了看不见的控制字符",
        "一段话。",
        {},
    ),
    "an equals sign": (("标题: 读书", "标题 = 读书"), 1, "“标题”后面要用冒号“:”，不用“=”", "标题: 读书", {}),
    "an equals sign without blanks": (
        ("标题: 读书", "标题=读书"),
        1,
        "“标题”后面要用冒号“:”，不用“=”",
        "标题: 读书",
        {},
    ),
    "a full-width equals sign": (("标题: 读书", "标题＝读书"), 1, "“标题”后面要用冒号“:”，不用“＝”", "标题: 读书", {}),
    "a yen sign, the colon's neighbour": (
        ("标题: 读书", "标题￥读书"),
        1,
        "“标题”后面要用冒号“:”，不用“￥”",
        "标题: 读书",
        None,
    ),
    "a full stop for the colon": (
        ("标题: 读书", "标题。读书"),
        1,
        "“标题”后面要用冒号“:”，不用“。”",
        "标题: 读书",
        None,
    ),
    "a 、 for the colon": (("标题: 读书", "标题、读书"), 1, "“标题”后面要用冒号“:”，不用“、”", "标题: 读书", None),
    "a comma for the colon": (("标题: 读书", "标题，读书"), 1, "“标题”后面要用冒号“:”，不用“，”", "标题: 读书", None),
    "an arrow for the colon": (("标题: 读书", "标题→读书"), 1, "“标题”后面要用冒号“:”，不用“→”", "标题: 读书", None),
    "a dash for the colon": (("标题: 读书", "标题——读书"), 1, "“标题”后面要用冒号“:”，不用“——”", "标题: 读书", None),
    "a hyphen for the colon": (("标题: 读书", "标题 - 读书"), 1, "“标题”后面要用冒号“:”，不用“-”", "标题: 读书", None),
    "two colons": (("标题: 读书", "标题:: 读书"), 1, "冒号多打了一个", "标题: 读书", {}),
    "a full-width colon and a plain one": (
        ("标题: 读书", "标题：: 读书"),
        1,
        "冒号打成了全角的“：:”，要用半角的“:”，后面空一格",
        "标题: 读书",
        {},
    ),
    "a non-breaking space after the colon": (
        ("标题: 读书", "标题:\xa0读书"),
        1,
        "冒号后面要用普通空格",
        "标题: 读书",
        {},
    ),
    "a tab from Excel for the colon": (("标题: 读书", "标题\t读书"), 1, "“标题”后面少了冒号", "标题: 读书", None),
    "no year": (
        ("活动日期: 2024-04-15", "活动日期: 4月15日"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a year of two digits": (
        ("活动日期: 2024-04-15", "活动日期: 24-04-15"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "the day first": (
        ("活动日期: 2024-04-15", "活动日期: 15/04/2024"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "blanks in the date": (
        ("活动日期: 2024-04-15", "活动日期: 2024 04 15"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "no signs in the date": (
        ("活动日期: 2024-04-15", "活动日期: 20240415"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a time behind the date": (
        ("活动日期: 2024-04-15", "活动日期: 2024-04-15 14:00"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "the weekday behind the date": (
        ("活动日期: 2024-04-15", "活动日期: 2024年4月15日（星期一）"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a date in Chinese numerals": (
        ("活动日期: 2024-04-15", "活动日期: 二〇二四年四月十五日"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "month 13": (
        ("活动日期: 2024-04-15", "活动日期: 2024-13-15"),
        3,
        "“活动日期”：没有这一天：2024年13月15日",
        "活动日期: 2024-04-15",
        None,
    ),
    "30 February": (
        ("活动日期: 2024-04-15", "活动日期: 2024-02-30"),
        3,
        "“活动日期”：没有这一天：2024年2月30日",
        "活动日期: 2024-04-15",
        None,
    ),
    "the number that Excel keeps for a date": (
        ("活动日期: 2024-04-15", "活动日期: 45397"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a date as a list": (
        ("活动日期: 2024-04-15", "活动日期:\n  - 2024-04-15"),
        3,
        "从这一行到第 4 行，“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a date in brackets": (
        ("发布日期: 2024-04-16", "发布日期: [2024-04-16]"),
        4,
        "“发布日期”：要写成年-月-日，例如 2024-03-05",
        "发布日期: 2024-04-16",
        None,
    ),
    "a number as a list": (("", "学时:\n  - 2\n"), 10, "从这一行到第 11 行，“学时”要写数字", "学时: 2", None),
    "yes in brackets": (("", "示例: [是]\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "a word of a list in brackets": (
        ("", "颜色: [红]\n"),
        10,
        "“颜色”要写成一段文字，不是列表",
        "颜色: 红",
        None,
    ),
    "an item with two dashes": (
        ("对象: 党员", "对象:\n  - - 党员"),
        6,
        "“对象”要写成一段文字，不是列表",
        "  - 党员",
        None,
    ),
    "underscores in the date": (
        ("活动日期: 2024-04-15", "活动日期: 2024_04_15"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "the letter O in the year": (
        ("活动日期: 2024-04-15", "活动日期: 2O24-04-15"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "a full stop behind the date": (
        ("活动日期: 2024-04-15", "活动日期: 2024-04-15。"),
        3,
        "“活动日期”：要写成年-月-日，例如 2024-03-05",
        "活动日期: 2024-04-15",
        None,
    ),
    "full-width colons in a time": (
        ("", "时间：12：30\n"),
        10,
        "冒号打成了全角的“：”，要用半角的“:”，后面空一格",
        "时间: 12：30",
        {"时间": "12：30"},
    ),
    "是的": (("", "示例: 是的\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "a tick": (("", "示例: √\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "a full stop behind 是": (("", "示例: 是。\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "Y": (("", "示例: Y\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "a ticked box": (("", "示例: ☑\n"), 10, "“示例”：只能写“是”或“否”", "示例: 是", None),
    "blanks between the items": (
        ("对象: 党员", "对象: 党员 教职工"),
        5,
        "“对象”不能写“党员 教职工”",
        "对象: 党员、教职工",
        None,
    ),
    "slashes between the items": (
        ("对象: 党员", "对象: 党员/教职工"),
        5,
        "“对象”不能写“党员/教职工”",
        "对象: 党员、教职工",
        None,
    ),
    "和 between the items": (
        ("对象: 党员", "对象: 党员和教职工"),
        5,
        "“对象”不能写“党员和教职工”",
        "对象: 党员、教职工",
        None,
    ),
    "a full stop behind the items": (
        ("对象: 党员", "对象: 党员，教职工。"),
        5,
        "“对象”不能写“教职工。”",
        "对象: 党员，教职工",
        None,
    ),
    "items with numbers": (
        ("对象: 党员", "对象:\n  1. 党员\n  2. 教职工"),
        6,
        "列表的每一项要以“- ”开头，不写序号",
        "  - 党员",
        {"对象": ["党员", "教职工"]},
    ),
    "items with numbers in circles": (
        ("对象: 党员", "对象:\n  ① 党员\n  ② 教职工"),
        6,
        "列表的每一项要以“- ”开头，不写序号",
        "  - 党员",
        {"对象": ["党员", "教职工"]},
    ),
    "items with numbers in brackets": (
        ("对象: 党员", "对象:\n  （1）党员\n  （2）教职工"),
        6,
        "列表的每一项要以“- ”开头，不写序号",
        "  - 党员",
        {"对象": ["党员", "教职工"]},
    ),
    "items with numbers, not indented": (
        ("对象: 党员", "对象:\n1. 党员\n2. 教职工"),
        6,
        "列表的每一项要以“- ”开头，不写序号",
        "- 党员",
        {"对象": ["党员", "教职工"]},
    ),
    "items without dashes": (
        ("对象: 党员", "对象:\n  党员\n  教职工"),
        6,
        "从这一行到第 7 行，“对象”是列表，每一项要以“- ”开头",
        "  - 党员\n  - 教职工",
        None,
    ),
    "items without dashes, not indented": (
        ("对象: 党员", "对象:\n党员\n教职工"),
        6,
        "从这一行到第 7 行，不是“名称: 内容”，少了冒号",
        "  - 党员\n  - 教职工",
        None,
    ),
    "one item without a dash": (
        ("对象: 党员", "对象:\n  - 党员\n  教职工"),
        7,
        "这一行不是“名称: 内容”，少了冒号",
        "  - 教职工",
        None,
    ),
    "bullets from Word for dashes": (
        ("对象: 党员", "对象:\n  • 党员\n  • 教职工"),
        6,
        "列表要用半角短横线“-”开头，这里用了“•”",
        "  - 党员",
        {"对象": ["党员", "教职工"]},
    ),
    "a character typed wrong in a name": (("标题: 读书", "标趣: 读书"), 1, "不认识“标趣”", "标题: 读书", None),
    "a name in Traditional characters": (("标题: 读书", "標題: 读书"), 1, "不认识“標題”", "标题: 读书", None),
    "a blank in a name": (
        ("活动日期: 2024-04-15", "活动 日期: 2024-04-15"),
        3,
        "“活动日期”中间不能有空格",
        "活动日期: 2024-04-15",
        {},
    ),
    "a full-width blank in a name": (
        ("活动日期: 2024-04-15", "活动\u3000日期: 2024-04-15"),
        3,
        "“活动日期”中间不能有空格",
        "活动日期: 2024-04-15",
        {},
    ),
    "an English name": (("标题: 读书", "title: 读书"), 1, "不认识“title”", "标题: 读书", None),
    "half a name": (("活动日期: 2024-04-15", "日期: 2024-04-15"), 3, "不认识“日期”", "活动日期: 2024-04-15", None),
    "another word for a name": (("标题: 读书", "题目: 读书"), 1, "不认识“题目”", "标题: 读书", None),
    "正文 called 内容": (("正文: |", "内容: |"), 8, "不认识“内容”", "正文: |", None),
    "a name in bold": (("标题: 读书", "**标题**: 读书"), 1, "名称不用括号、引号或星号：写“标题:”", "标题: 读书", {}),
    "a name in Chinese quotes": (
        ("标题: 读书", "“标题”: 读书"),
        1,
        "名称不用括号、引号或星号：写“标题:”",
        "标题: 读书",
        {},
    ),
    "a name in brackets without a colon": (
        ("标题: 读书", "【标题】读书"),
        1,
        "名称不用括号、引号或星号：写“标题:”",
        "标题: 读书",
        None,
    ),
    "a name in brackets": (
        ("标题: 读书", "【标题】: 读书"),
        1,
        "名称不用括号、引号或星号：写“标题:”",
        "标题: 读书",
        {},
    ),
    "a # in front of a name": (
        ("标题: 读书", "# 标题: 读书"),
        1,
        "“标题”前面有“#”，这一行成了备注，程序不读",
        "标题: 读书",
        None,
    ),
    "a dash in front of the first line": (("标题: 读书", "- 标题: 读书"), 1, "第一行多写了“- ”", "标题: 读书", {}),
    "two files pasted together": (
        ("", RIGHT),
        10,
        "从这一行起又是一份内容，好像两个文件粘在了一起",
        "从这一行起剪切，存成另一个文件；多余的一份就删掉",
        None,
    ),
    "two files pasted together with a line": (
        ("", f"---\n{RIGHT}"),
        10,
        "一个文件只能写一份内容，不要写“---”",
        "删掉这一行；下面还有一份内容的，分成两个文件",
        None,
    ),
    "a line at the end, as in Markdown": (
        f"---\n{RIGHT}---\n",
        11,
        "一个文件只能写一份内容，不要写“---”",
        "删掉这一行；下面还有一份内容的，分成两个文件",
        None,
    ),
    "dots at the end": (
        ("", "...\n"),
        10,
        "一个文件只能写一份内容，不要写“...”",
        "删掉这一行；下面还有一份内容的，分成两个文件",
        None,
    ),
    "a fence from a chat with a machine": (
        f"```yaml\n{RIGHT}```\n",
        1,
        "粘贴时多带了“```”，它不属于记录",
        "删掉这一行",
        None,
    ),
    "the sender's line of a WeChat message": (
        f"王 2024-04-15 10:00:00\n{RIGHT}",
        1,
        "这一行不是“名称: 内容”，少了冒号",
        "删掉这一行；要留着，就移到“正文: |”下面，前面空两格",
        None,
    ),
    "prose without any name": (
        "4月15日，支部开展了读书活动。\n大家都很高兴。\n",
        1,
        "从这一行到第 2 行，不是“名称: 内容”，少了冒号",
        "先照样例写“标题: …”这样的各行，再把这几行移到“正文: |”下面，前面空两格",
        None,
    ),
    "a row of a table": (
        ("标题: 读书", "| 标题 | 读书 |"),
        1,
        "从表格里粘贴来的一行，不用“|”隔开",
        "标题: 读书",
        None,
    ),
    "a page saved by WPS": (
        "<html xmlns:o=office>\n<p>标题: 读书</p>\n</html>\n",
        1,
        "这个文件其实是：网页。改了名字，也不是文字文件",
        "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”",
        None,
    ),
    "a Word document renamed": (
        b"PK\x03\x04 word/document.xml \x8f\x90",
        1,
        "这个文件其实是：Word、Excel 或 WPS 的文档（或者压缩包）。改了名字，也不是文字文件",
        "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”",
        None,
    ),
    "a PDF renamed": (
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
        1,
        "这个文件其实是：PDF。改了名字，也不是文字文件",
        "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”",
        None,
    ),
    "an RTF renamed": (
        b"{\\rtf1 hello}",
        1,
        "这个文件其实是：写字板的文档（RTF）。改了名字，也不是文字文件",
        "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”",
        None,
    ),
    "an old Word document renamed": (
        b"\xd0\xcf\x11\xe0" + bytes(40),
        1,
        "这个文件其实是：Word、Excel 或 WPS 的旧格式文档。改了名字，也不是文字文件",
        "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”",
        None,
    ),
    "a photo renamed": (
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        1,
        "这个文件其实是：图片或视频。改了名字，也不是文字文件",
        "照片放进同名文件夹",
        None,
    ),
    "UTF-16 from Notepad": (
        RIGHT.encode("utf-16"),
        0,
        "文件存成了 UTF-16（记事本里叫“Unicode”）",
        "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存",
        {},
    ),
    "UTF-16 without a mark": (
        RIGHT.encode("utf-16-le"),
        0,
        "文件存成了 UTF-16（记事本里叫“Unicode”）",
        "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存",
        {},
    ),
    "GBK from Notepad": (
        RIGHT.encode("gbk"),
        1,
        "文件存成了 GBK（记事本里叫“ANSI”），要用 UTF-8",
        "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存",
        {},
    ),
    "GB 18030 with an emoji": (
        RIGHT.replace("读书", "读书😀").encode("gb18030"),
        1,
        "文件存成了 GBK（记事本里叫“ANSI”），要用 UTF-8",
        "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存",
        {"标题": "读书😀"},
    ),
    "Big5": (
        BIG5,
        1,
        "文件的编码认不出来，既不是 UTF-8，也不是 GBK",
        "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存",
        None,
    ),
    "UTF-8 opened as GBK and saved again": (
        RIGHT.encode().decode("gbk", "replace"),
        0,
        "整个文件成了乱码，多半是用别的编码打开又存过一次",
        "从上一次的版本里恢复它；没有就重新写一遍",
        None,
    ),
    "a bullet of a Word font": (
        ("  一段话。", "  \uf0b7 一段"),
        9,
        "这一行有网页上显示不出来的符号，多半是从 Word 带来的项目符号",
        "  - 一段",
        {"正文": "- 一段"},
    ),
    "a bullet of a Word font behind a field's name": (
        ("标题: 读书", "标题: \uf06c 读书"),
        1,
        "这一行有网页上显示不出来的符号，多半是从 Word 带来的项目符号",
        "标题: 读书",
        None,
    ),
    "a line end of Word": (
        ("  一段话。", "  一段话。\x0b又一段。"),
        9,
        "这一行里有看不见的控制字符，是从 Word 或网页带来的换行，要分成两行",
        "  一段话。\n  又一段。",
        {"正文": "一段话。\n又一段。"},
    ),
    "an address without https": (
        ("  一段话。", "  [学习强国](www.xuexi.cn)"),
        9,
        "网址前面要写 https://",
        "[学习强国](https://www.xuexi.cn)",
        None,
    ),
    "a heading that is not there": (
        ("  一段话。", "  看[下面](#小接)。\n\n  ## 小结\n\n  一段。"),
        9,
        "这一篇里没有小标题“小接”",
        "[下面](#小结)",
        None,
    ),
    "a WeChat emoji at the start": (
        ("标题: 读书", "标题: [玫瑰]读书"),
        1,
        "内容以方括号开头，要给整个内容加引号",
        '标题: "[玫瑰]读书"',
        {"标题": "[玫瑰]读书"},
    ),
    "% at the start": (
        ("标题: 读书", "标题: %读书"),
        1,
        "内容不能以“%”开头，要给整个内容加引号",
        '标题: "%读书"',
        {"标题": "%读书"},
    ),
    "@ at the start": (
        ("标题: 读书", "标题: @读书"),
        1,
        "内容不能以“@”开头，要给整个内容加引号",
        '标题: "@读书"',
        {"标题": "@读书"},
    ),
    "a backtick at the start": (
        ("标题: 读书", "标题: `读书"),
        1,
        "内容不能以“`”开头，要给整个内容加引号",
        '标题: "`读书"',
        {"标题": "`读书"},
    ),
    "* at the start": (
        ("标题: 读书", "标题: *读书"),
        1,
        "内容不能以“*”开头，要给整个内容加引号",
        '标题: "*读书"',
        {"标题": "*读书"},
    ),
    "& at the start": (
        ("标题: 读书", "标题: &读书"),
        1,
        "内容不能以“&”开头，要给整个内容加引号",
        '标题: "&读书"',
        {"标题": "&读书"},
    ),
    "! at the start": (
        ("标题: 读书", "标题: !读书"),
        1,
        "内容不能以“!”开头，要给整个内容加引号",
        '标题: "!读书"',
        {"标题": "!读书"},
    ),
    "{ at the start": (
        ("标题: 读书", "标题: {读书"),
        1,
        "内容不能以“{”开头，要给整个内容加引号",
        '标题: "{读书"',
        {"标题": "{读书"},
    ),
    "[ at the start": (
        ("标题: 读书", "标题: [读书"),
        1,
        "内容以方括号开头，要给整个内容加引号",
        '标题: "[读书"',
        {"标题": "[读书"},
    ),
    "> at the start": (
        ("标题: 读书", "标题: >读书"),
        1,
        "内容不能以“>”开头，要给整个内容加引号",
        '标题: ">读书"',
        {"标题": ">读书"},
    ),
    "| at the start": (
        ("标题: 读书", "标题: |读书"),
        1,
        "冒号后面单独写半角的“|”，正文从下一行开始，每行空两格",
        "标题: |\n  读书",
        {},
    ),
    "a comma at the start": (
        ("标题: 读书", "标题: ,读书"),
        1,
        "内容不能以“,”开头，要给整个内容加引号",
        '标题: ",读书"',
        {"标题": ",读书"},
    ),
    "# at the start": (
        ("标题: 读书", "标题: #读书"),
        1,
        "内容不能以“#”开头，要给整个内容加引号",
        '标题: "#读书"',
        None,
    ),
    "] at the start": (
        ("标题: 读书", "标题: ]读书"),
        1,
        "内容不能以“]”开头，要给整个内容加引号",
        '标题: "]读书"',
        {"标题": "]读书"},
    ),
    "braces around all": (
        ("标题: 读书", "标题: {读书}"),
        1,
        "内容不能以“{”开头，要给整个内容加引号",
        '标题: "{读书}"',
        {"标题": "{读书}"},
    ),
    "a quoted word and more": (
        ("标题: 读书", '标题: "读书"活动'),
        1,
        "英文引号只能括住整个内容，词语用中文引号",
        "标题: “读书”活动",
        {"标题": "“读书”活动"},
    ),
    "quotes within quotes": (
        ("标题: 读书", '标题: "他说"好""'),
        1,
        "内容里又有英文引号，里面的换成中文引号，或者外面换一种",
        "标题: '他说\"好\"'",
        None,
    ),
    "a quote that never closes": (("标题: 读书", '标题: "读书'), 1, "引号没有写完", '标题: "读书"', {}),
    "a quote over several lines that never closes": (
        ("摘要: 一句话。", '摘要: "一句话。\n  第二句。'),
        6,
        "从这一行到第 7 行，引号一直没有写完",
        '摘要: "一句话。第二句。"',
        None,
    ),
    "a quote in a list that never closes": (
        ("对象: 党员", '对象:\n  - "党员\n  - 教职工'),
        6,
        "引号没有写完",
        '  - "党员"',
        {"对象": ["党员", "教职工"]},
    ),
    "a backslash in quotes": (
        ("标题: 读书", '标题: "读\\书"'),
        1,
        "双引号里有反斜杠，改用单引号",
        "标题: '读\\书'",
        None,
    ),
    "a topic behind a blank": (
        ("标题: 读书", "标题: 读书 #春天"),
        1,
        "空格加“#”后面的字会被当成备注丢掉，要给整个内容加引号（真是备注，就在“#”前面空两格）",
        '标题: "读书 #春天"',
        None,
    ),
    "a number sign between blanks": (
        ("标题: 读书", "标题: 第 # 1 期"),
        1,
        "空格加“#”后面的字会被当成备注丢掉，要给整个内容加引号（真是备注，就在“#”前面空两格）",
        '标题: "第 # 1 期"',
        None,
    ),
    "two fields in a line": (
        ("类别: 集中学习\n活动日期: 2024-04-15", "类别: 集中学习 活动日期: 2024-04-15"),
        2,
        "一行里写了两项，要分成两行",
        "类别: 集中学习\n活动日期: 2024-04-15",
        None,
    ),
    "two fields in a line, with full-width signs": (
        ("类别: 集中学习\n活动日期: 2024-04-15", "类别: 集中学习，活动日期：2024-04-15"),
        2,
        "一行里写了两项，“活动日期”要另起一行",
        "类别: 集中学习\n活动日期: 2024-04-15",
        None,
    ),
    "no blank before the bar": (("正文: |", "正文:|"), 8, "冒号后面少一个空格", "正文: |", {}),
    "a full-width bar": (
        ("正文: |", "正文: ｜"),
        8,
        "冒号后面单独写半角的“|”，正文从下一行开始，每行空两格",
        "正文: |",
        {},
    ),
    "the character 丨 for the bar": (
        ("正文: |", "正文: 丨"),
        8,
        "“正文”后面的“丨”要用半角的“|”（键盘上回车键上方、按住 Shift）",
        "正文: |",
        {},
    ),
    "the letter l for the bar": (
        ("正文: |", "正文: l"),
        8,
        "“正文”后面的“l”要用半角的“|”（键盘上回车键上方、按住 Shift）",
        "正文: |",
        {},
    ),
    "the digit 1 for the bar": (
        ("正文: |", "正文: 1"),
        8,
        "“正文”的内容有好几行：冒号后面写 |，内容从下一行开始，每行空两格",
        "正文: |\n  1",
        None,
    ),
    "a full-width colon and a full-width bar": (
        ("正文: |", "正文：｜"),
        8,
        "冒号打成了全角的“：”，要用半角的“:”，后面空一格；冒号后面单独写半角的“|”，正文从下一行开始，每行空两格",
        "正文: |",
        {},
    ),
    "text behind the bar": (
        ("正文: |", "正文: | 江边"),
        8,
        "冒号后面单独写半角的“|”，正文从下一行开始，每行空两格",
        "正文: |\n  江边",
        {"正文": "江边\n一段话。"},
    ),
    "prose without an indent": (
        ("  一段话。", "一段话。\n\n二段话。\n三段话。"),
        9,
        "从这一行到第 12 行，“正文”的每一行前面要空两格，这里没有空",
        "  一段话。\n  \n  二段话。\n  三段话。",
        {"正文": "一段话。\n\n二段话。\n三段话。"},
    ),
    "prose behind tabs": (
        ("  一段话。", "\t一段话。\n\n\t二段话。"),
        9,
        "从这一行到第 11 行，行首的空格用了制表符（Tab），要用普通空格",
        "  一段话。\n  \n  二段话。",
        {"正文": "一段话。\n\n二段话。"},
    ),
    "prose behind all sorts of blanks": (
        ("", " 二段。\n\t三段。\n\u3000\u3000四段。\n   五段。\n"),
        10,
        "“正文”的第一行空了 2 格，下面每一行都要空这么多",
        "  二段。",
        {"正文": "一段话。\n二段。\n三段。\n四段。\n 五段。"},
    ),
    "prose without an indent that looks like fields": (
        ("  一段话。", "时间：下午\n地点：会议室\n第三行"),
        9,
        "从这一行到第 11 行，“正文”的每一行前面要空两格，这里没有空",
        "  时间：下午\n  地点：会议室\n  第三行",
        None,
    ),
    "a long line broken by hand": (
        ("摘要: 一句话。", "摘要: 一句话，\n接着说。"),
        6,
        "从这一行到第 7 行，“摘要”只能写一行",
        "摘要: 一句话，接着说。",
        None,
    ),
    "a long line broken by hand and indented": (
        ("摘要: 一句话。", "摘要: 一句话，\n  接着说。"),
        6,
        "从这一行到第 7 行，“摘要”只能写一行",
        "摘要: 一句话，接着说。",
        None,
    ),
    "the same line twice": (
        ("审核: 支部书记\n", "审核: 支部书记\n审核: 支部书记\n"),
        8,
        "“审核”写了两次，第 7 行已经有了",
        "删掉这一行",
        None,
    ),
    "a field left empty that the page needs": (
        ("摘要: 一句话。", "摘要:\n地点:"),
        6,
        "“集中学习”有自己的页面，还缺“摘要”",
        "摘要: （一两句话，列表和分享时用；“公”的类别要写）",
        None,
    ),
    "a full-width blank before the first line": (
        ("标题: 读书", "\u3000标题: 读书"),
        1,
        "行首的空格用了全角空格，要用普通空格",
        "标题: 读书",
        {},
    ),
    "everything behind a tab": (
        textwrap.indent(RIGHT, "\t"),
        1,
        "行首的空格用了制表符（Tab），要用普通空格",
        "  标题: 读书",
        None,
    ),
    "a photo without 文件": (
        ("", "照片:\n  - 01.jpg\n"),
        11,
        "“照片”下面要写“名称: 内容”",
        "  - 文件: 01.jpg",
        None,
    ),
    "a photo instead of a list": (
        ("", "照片: 01.jpg\n"),
        10,
        "“照片”要写成列表，每项一行，以“- ”开头",
        "照片:\n  - 文件: 01.jpg",
        None,
    ),
    "no colon behind an item's first name": (
        ("", "照片:\n  - 文件 01.jpg\n    替代文字: 树\n"),
        11,
        "“文件”后面少了冒号",
        "  - 文件: 01.jpg",
        None,
    ),
    "nothing between an item's first name and its value": (
        ("", "照片:\n  - 文件01.jpg\n    替代文字: 树\n"),
        11,
        "“文件”后面少了冒号",
        "  - 文件: 01.jpg",
        None,
    ),
    "a dash for nothing": (("", "地点: -\n"), 10, "没有内容的，冒号后面空着，不写“-”", "地点:", {}),
    "full-width blanks behind a quote": (
        ("标题: 读书", '标题: "读书"\u3000\u3000'),
        1,
        "行末多了看不见的空格",
        '标题: "读书"',
        {},
    ),
    "a full-width blank behind a list": (
        ("对象: 党员", "对象: [党员]\u3000"),
        5,
        "行末多了看不见的空格",
        "对象: [党员]",
        {},
    ),
    "two lists on one line": (
        ("对象: 党员", "对象: [党员]、[教职工]"),
        5,
        "一个列表只用一对方括号",
        "对象: [党员, 教职工]",
        {"对象": ["党员", "教职工"]},
    ),
    "each word of a list in quotes": (
        ("对象: 党员", '对象: "党员"、"教职工"'),
        5,
        "列表里的词不用引号",
        "对象: 党员、教职工",
        {"对象": ["党员", "教职工"]},
    ),
    "two words in one item": (
        ("对象: 党员", "对象:\n  - 党员、教职工"),
        6,
        "“对象”一项一行，这里写了 2 项",
        "  - 党员\n  - 教职工",
        None,
    ),
    "an item with nothing in it": (
        ("对象: 党员", "对象:\n  - 党员\n  -"),
        7,
        "“对象”里有一项没有内容",
        "删掉这一行",
        None,
    ),
    "a correction whose day is left empty": (
        ("", "更正: 改了字。\n更新日期:\n"),
        11,
        "写了更正，还要写更新日期",
        "更新日期: 2024-05-10",
        None,
    ),
    "a photo without its dash": (
        ("", "照片:\n  文件: 01.jpg\n  替代文字: 树\n"),
        10,
        "从这一行到第 12 行，“照片”要写成列表，每项一行，以“- ”开头",
        "照片:\n  - 文件: 01.jpg\n    替代文字: 树",
        None,
    ),
    "a video among the photos": (
        ("", "照片:\n  - 文件: 春天.mp4\n    替代文字: 树\n"),
        11,
        "“文件”的写法不对：春天.mp4",
        "- 文件: （照片的文件名，以 .jpg、.png、.webp 或 .heic 结尾，如 01.jpg）",
        None,
    ),
    "a photo with its folder": (
        ("", "照片:\n  - 文件: 2024-04-15-dushu/01.jpg\n    替代文字: 树\n"),
        11,
        "“文件”的写法不对：2024-04-15-dushu/01.jpg",
        "- 文件: 01.jpg",
        None,
    ),
    "a photo without its ending": (
        ("", "照片:\n  - 文件: 01\n    替代文字: 树\n"),
        11,
        "“文件”的写法不对：01",
        "- 文件: 01.jpg",
        None,
    ),
    "the photo's text beside its dash": (
        ("", "照片:\n  - 文件: 01.jpg\n  替代文字: 树\n"),
        12,
        "这一行和上一行是同一项，前面要空得一样多",
        "    替代文字: 树",
        None,
    ),
    "the photo's text too deep": (
        ("", "照片:\n  - 文件: 01.jpg\n      替代文字: 树\n"),
        12,
        "这一行前面多了空格，要和上一行对齐",
        "    替代文字: 树",
        None,
    ),
    "the photo's text not indented": (
        ("", "照片:\n- 文件: 01.jpg\n替代文字: 树\n"),
        12,
        "“替代文字”是“照片”里面的一项，前面要空格，和它的上一项对齐",
        "  替代文字: 树",
        None,
    ),
    "full-width digits in a photo's name": (
        ("", "照片:\n  - 文件: ０１.jpg\n    替代文字: 树\n"),
        11,
        "找不到照片 ０１.jpg",
        "把照片放进 data/activities/2024/2024-04-15-dushu/；照片不要了，就删掉第 10 到 12 行",
        None,
    ),
    "the file's ending in 学习资料": (
        ("", "学习资料:\n  - sanhui-yike.md\n"),
        11,
        "“学习资料”的写法不对：sanhui-yike.md",
        "- sanhui-yike",
        None,
    ),
    "capitals in 学习资料": (
        ("", "学习资料:\n  - Sanhui-Yike\n"),
        11,
        "“学习资料”的写法不对：Sanhui-Yike",
        "- sanhui-yike",
        None,
    ),
    "an underscore in 学习资料": (
        ("", "学习资料:\n  - sanhui_yike\n"),
        11,
        "“学习资料”的写法不对：sanhui_yike",
        "- sanhui-yike",
        None,
    ),
    "a unit behind the number": (("", "学时: 2小时\n"), 10, "“学时”要写数字", "学时: 2", None),
    "Chinese quotes around a word of the list": (
        ("类别: 集中学习", "类别: “集中学习”"),
        2,
        "没有叫““集中学习””的类别",
        "类别: 集中学习",
        None,
    ),
    "a full stop behind a word of the list": (
        ("类别: 集中学习", "类别: 集中学习。"),
        2,
        "没有叫“集中学习。”的类别",
        "类别: 集中学习",
        None,
    ),
    "full-width brackets of a link": (
        ("  一段话。", "  [附件]（x.pdf）"),
        9,
        "链接的括号要用半角的，中间不空格",
        "[附件](x.pdf)",
        None,
    ),
    "full-width brackets of a picture without text": (
        ("  一段话。", "  ![]（01.jpg）"),
        9,
        "链接的括号要用半角的，中间不空格",
        "![](01.jpg)",
        None,
    ),
    "a full-width exclamation mark before a picture": (
        ("  一段话。", "  ！[图](01.jpg)"),
        9,
        "链接的括号要用半角的，中间不空格",
        "![图](01.jpg)",
        None,
    ),
    "the brackets of a link the wrong way round": (
        ("  一段话。", "  (三会一课)[study/sanhui-yike.md]"),
        9,
        "链接的两种括号写反了",
        "[三会一课](study/sanhui-yike.md)",
        None,
    ),
    "code pasted from a WeChat article": (
        ("  一段话。", '  <p style="text-indent:2em">一段</p>'),
        9,
        "从公众号或网页带来的格式代码，发布时会去掉，只留下文字",
        "一段",
        None,
    ),
}

UNDERSTOOD: dict[str, tuple[Change, dict[str, object]]] = {
    "a tab after the colon": (("标题: 读书", "标题:\t读书"), {}),
    "a date in full-width digits": (("活动日期: 2024-04-15", "活动日期: ２０２４－０４－１５"), {}),
    "a date without zeros": (("活动日期: 2024-04-15", "活动日期: 2024-4-15"), {}),
    "a date with one hyphen and one 月": (("活动日期: 2024-04-15", "活动日期: 2024-4月15"), {}),
    "a date with hyphens and 日": (("活动日期: 2024-04-15", "活动日期: 2024-04-15日"), {}),
    "a time of day": (("", "时间: 12:30\n"), {"时间": "12:30"}),
    "yes": (("", "示例: yes\n"), {"示例": True}),
    "TRUE": (("", "示例: TRUE\n"), {"示例": True}),
    "a Chinese comma between the items": (("对象: 党员", "对象: 党员，教职工"), {"对象": ["党员", "教职工"]}),
    "a semicolon between the items": (("对象: 党员", "对象: 党员;教职工"), {"对象": ["党员", "教职工"]}),
    "a name in plain quotes": (("标题: 读书", '"标题": 读书'), {}),
    "blanks at the end of a line": (("标题: 读书", "标题: 读书   "), {}),
    "a zero-width blank in a name": (("标题: 读书", "标\u200b题: 读书"), {}),
    "a byte-order mark in the middle": (("类别: 集中学习", "\ufeff类别: 集中学习"), {}),
    "a line at the start, as in Markdown": (f"---\n{RIGHT}", {}),
    "JSON": (
        '{"标题": "读书", "类别": "集中学习", "活动日期": "2024-04-15", "发布日期": "2024-04-16", "对象": ["党员"],'
        ' "摘要": "一", "审核": "支部书记", "正文": "一"}',
        {"摘要": "一", "正文": "一"},
    ),
    "line ends of old Macs": (RIGHT.replace("\n", "\r"), {}),
    "everything behind two blanks": (textwrap.indent(RIGHT, "  "), {}),
    "a WeChat emoji": (("标题: 读书", "标题: 读书[微笑]"), {"标题": "读书[微笑]"}),
    "a # within a word": (("标题: 读书", "标题: 读书#春天"), {"标题": "读书#春天"}),
    "a word in Chinese quotes at the start": (("标题: 读书", "标题: “读书”活动"), {"标题": "“读书”活动"}),
    "four blanks from Word before a paragraph": (
        ("", "\n      第二段前面四个空格。\n"),
        {"正文": "一段话。\n\n    第二段前面四个空格。"},
    ),
    "no blank after the number signs": (("", "\n  ##小标题\n\n  一段。\n"), {"正文": "一段话。\n\n##小标题\n\n一段。"}),
    "full-width number signs before a heading": (
        ("", "\n  ＃＃ 小标题\n\n  一段。\n"),
        {"正文": "一段话。\n\n＃＃ 小标题\n\n一段。"},
    ),
    "bullets in the prose": (("  一段话。", "  • 第一\n  • 第二"), {"正文": "• 第一\n• 第二"}),
    "an official title in a link": (
        ("  一段话。", "  [《条例（试行）》](https://www.12371.cn/a.shtml)"),
        {"正文": "[《条例（试行）》](https://www.12371.cn/a.shtml)"},
    ),
    "a topic": (("  一段话。", "  #我为群众办实事#"), {"正文": "#我为群众办实事#"}),
    "sizes": (("  一段话。", "  60*40厘米，90*60厘米。"), {"正文": "60*40厘米，90*60厘米。"}),
    "words in <>": (("  一段话。", "  请用<A4>纸。"), {"正文": "请用<A4>纸。"}),
    "WeChat emojis side by side": (("  一段话。", "  很棒[强][强]。"), {"正文": "很棒[强][强]。"}),
    "prose under an empty 正文": (("正文: |", "正文:"), {}),
    "a number in full-width digits": (("", "学时: ２．５\n"), {"学时": 2.5}),
    "a full-width colon at the end": (("标题: 读书", "标题: 读书："), {"标题": "读书："}),
}
NAMES = {
    "2024-04-15-dushu.yml.txt": "改成 2024-04-15-dushu.yml（Windows 可能藏了 .txt，在“查看”里勾上“文件扩展名”）",
    "2024-04-15-dushu.yaml": "改成 2024-04-15-dushu.yml",
    "2024-04-15-dushu.YML": "改成 2024-04-15-dushu.yml",
    "2024-04-15-dushu.md": "改成 2024-04-15-dushu.yml",
    "2024-04-15-Dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024-04-15-dushu - 副本.yml": "改成 2024-04-15-dushu.yml",
    "2024-04-15-dushu (1).yml": "改成 2024-04-15-dushu.yml",
    "2024-04-15 dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024-04-15_dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024-4-15-dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024.04.15-dushu.yml": "改成 2024-04-15-dushu.yml",
    "20240415dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024年4月15日dushu.yml": "改成 2024-04-15-dushu.yml",
    "２０２４-04-15-dushu.yml": "改成 2024-04-15-dushu.yml",
    "2024-04-15-读书.yml": "改成 2024-04-15-（活动的拼音）.yml",
    "2024-04-15.yml": "改成 2024-04-15-（活动的拼音）.yml",
    "~$24-04-15-dushu.yml": "删掉这个文件",
    "2024-04-15-dushu.yml.orig": "删掉这个文件",
    "2024-04-15-dushu_BACKUP_123.yml": "删掉这个文件",
    "2024-04-15-dushu.docx": "删掉这个文件；里面的字复制到记录里",
    "IMG_0001.JPG": "移到 data/activities/2024/（记录的文件名，不带 .yml）/",
}
"""Names of files in a year's folder, and what is said to do."""

ENGLISH = re.compile(
    r"Traceback|[Ee]xpected|mapping|scanning|[Ff]ound|Input|should|valid|error|YAML|None|\[key\]|codec|byte|pydantic"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tiny without its records, to put one into."""
    return copy_without_records(tmp_path_factory.mktemp("mistakes") / "site")


@pytest.fixture
def record(root: Path) -> Iterator[Path]:
    """Where the record lies; it is gone for the next test."""
    path = root / FILE
    yield path
    path.unlink(missing_ok=True)


def write(path: Path, change: Change) -> None:
    """The right record with the change."""
    if isinstance(change, bytes):
        path.write_bytes(change)
        return
    if isinstance(change, tuple):
        old, new = change
        assert RIGHT.count(old) == 1 or not old, old
        change = RIGHT.replace(old, new) if old else RIGHT + new
    path.write_bytes(change.encode())


def problems(root: Path) -> list[Problem]:
    """What is said about the record, sorted."""
    data, found = read(root)
    assert data is not None
    return sorted({one for one in [*found, *run_checks(data, TODAY)] if one.file.startswith(FILE[:-4])})


def says(root: Path) -> dict[str, object]:
    """What the record says that the right one does not."""
    now, right = values(read_text(root / FILE, FILE)), values(RIGHT)
    assert now.keys() == right.keys()
    return {name: value for name, value in now.items() if value != right[name]}


@functools.cache
def values(text: str) -> dict[str, object]:
    """Every field of a record, by its name."""
    document = parse(text, FILE, field_names(Activity))
    return validate(Activity, document).model_dump(mode="json", by_alias=True)


def test_the_right_record_is_right(root: Path, record: Path) -> None:
    """Nothing is said about what the catalogue starts from."""
    write(record, RIGHT)
    assert problems(root) == []


def test_there_are_more_than_forty() -> None:
    """Distinct ones: each has its own text."""
    assert len({str(row[0]) for row in REFUSED.values()} | {str(row[0]) for row in UNDERSTOOD.values()}) > 160


@pytest.mark.parametrize("name", REFUSED)
def test_refused(name: str, root: Path, record: Path) -> None:
    """The first thing said names the line, what is wrong and the mended line, in Chinese.

    `check --fix` then gives the record that was meant, or leaves something for a person to decide.
    """
    change, line, message, fix, means = REFUSED[name]
    write(record, change)
    found = problems(root)
    assert [(one.file, one.line, one.message, one.fix) for one in found[:1]] == [(FILE, line, message, fix)]
    lines = record.read_bytes().replace(b"\r", b"\n").count(b"\n") + 1
    for one in found:
        assert 0 <= one.line <= lines and one.fix
        assert not ENGLISH.search(one.message + one.fix), one
    mend_files(root, TODAY)
    assert bool(problems(root)) is (means is None)
    if means is not None:
        assert says(root) == means


@pytest.mark.parametrize("name", UNDERSTOOD)
def test_understood(name: str, root: Path, record: Path) -> None:
    """Nothing is said, the record says what was meant, and `check --fix` leaves the file alone."""
    change, means = UNDERSTOOD[name]
    write(record, change)
    typed = record.read_bytes()
    assert problems(root) == []
    assert mend_files(root, TODAY) == []
    assert record.read_bytes() == typed
    assert says(root) == means


@pytest.mark.parametrize("name", NAMES)
def test_names(name: str, root: Path) -> None:
    """A file that is misnamed is never passed over; the cure is its right name, or where it belongs."""
    path = root / "data/activities/2024" / name
    path.write_text(RIGHT, encoding="utf-8")
    try:
        data, found = read(root)
        assert data is not None
        fixes = [one.fix for one in [*found, *run_checks(data, TODAY)] if one.file.endswith(name)]
    finally:
        path.unlink()
    assert NAMES[name] in fixes
