"""Words that an office would write otherwise: what is said, how the line should be, and when nothing is said."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from branchsite.build import read_library
from branchsite.checks.wording import remarks
from branchsite.errors import Problem, Severity
from sites import SHIPPED, TODAY, copy_site, replace

MENDED = [
    ("你好,世界.今天开会!", "你好，世界。今天开会！"),
    ("图 1,图2", "图 1，图2"),
    ("（一）好;（二）坏", "（一）好；（二）坏"),
    ("Ｗｏｒｄ 文档", "Word 文档"),
    ("为什么??", "为什么？？"),
    ("为什么?!走吧", "为什么？！走吧"),
    ("为什么？!", "为什么？！"),
    ("还有很多等等...", "还有很多等等……"),
    ("还有很多等等。。。", "还有很多等等……"),
    ("党员 ( 12人 )", "党员（12人）"),
    ("他说:“好.”", "他说：“好。”"),
    ("党课:入党誓词", "党课：入党誓词"),
    ("大家 ，都来了", "大家，都来了"),
    ("学习《未成年人学校保护规定》、《中国共产党章程》", "学习《未成年人学校保护规定》《中国共产党章程》"),
    ("《中国共产党支部工作条例》（试行）", "《中国共产党支部工作条例（试行）》"),
    ("《中国共产党支部工作条列（试行）》", "《中国共产党支部工作条例（试行）》"),
    ("《支部工作条例》", "《中国共产党支部工作条例（试行）》"),
    ("《关于新形势下党的政治生活若干准则》", "《关于新形势下党内政治生活的若干准则》"),
    ("《党员权利保障条例》", "《中国共产党党员权利保障条例》"),
    ("2024.3.5开会", "2024年3月5日开会"),
    ("2024/03/05开会", "2024年3月5日开会"),
    ("于2024-3-5召开", "于2024年3月5日召开"),
    ("习近平新时代特色社会主义思想", "习近平新时代中国特色社会主义思想"),
    ("不忘初心，牢记使命", "不忘初心、牢记使命"),
    ("党组织领导下的校长负责制", "党组织领导的校长负责制"),
    ("学习《支部工作条例》、《中国共产党章程》,很好", "学习《中国共产党支部工作条例（试行）》《中国共产党章程》，很好"),
]

LEFT = [
    "每月至少 1 次，一期也不空",
    "下午3:30—5:00",
    "3:1获胜",
    "价格1,000元",
    "“双减”、“双促”",
    "A、B、C三项",
    "网址 https://a.example/2024.3.5/,不动",
    "见 data/site.yml: 名称",
    "写信到 a.b@school.example。",
    "`示例: 是` 一行",
    "《条例》第十一条",
    "《红星照耀中国》",
    "2024年3月5日",
    "版本 2024.3",
    "习近平新时代中国特色社会主义思想",
    "不忘初心、牢记使命",
    "English, only: this. And that!",
    "（12人）……",
    "why?? Really?!",
    "太好了！！",
    "- 一项\t二项",
    "第 1 期（总第 12 期）",
    "3.5公里",
    "第一部分　总体要求",
    "一、　指导思想",
    "[附件](a,b.pdf)",
]


@given(st.text("会员一0８8、，；：？！“”《》（）…—·。 .!-,[]#>*试行"))
def test_nothing_is_passed_over(text: str) -> None:
    """Most lines are known at a glance to have nothing amiss: what is not looked at closely would have stayed."""
    closely = "`a`"
    assert remarks(text + closely)[1] == remarks(text)[1] + closely


@pytest.mark.parametrize(("typed", "mended"), MENDED)
def test_mended(typed: str, mended: str) -> None:
    """Each slip is said, and the line that is shown has nothing left to say."""
    messages, line = remarks(typed)
    assert messages
    assert line == mended
    assert remarks(mended) == ([], mended)


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    """What an office writes just so."""
    assert remarks(text) == ([], text)


def said(root: Path) -> list[Problem]:
    return [one for one in read_library(root, TODAY)[1] if re.search("GB/T|正式写法|书名号里|品牌写作", one.message)]


@pytest.mark.slow
def test_the_shipped_texts_have_none() -> None:
    """No false alarm in a site's worth of prose."""
    assert said(SHIPPED) == []


def test_where_it_looks(tmp_path: Path) -> None:
    """Titles, summaries and prose; not what is quoted whole, not the handbook; never more than a reminder."""
    root = copy_site(tmp_path / "site")
    record = "data/activities/2024/2024-03-13-dangke.yml"
    replace(root / record, "摘要: 这堂党课", "摘要: 江心红•生态绿:这堂党课")
    replace(root / record, "誓词八十个字，人人会背", "誓词八十个字,人人会背")
    replace(root / "docs/handbook/teacher.md", "## ", "## 你好,世界\n\n## ")
    found = said(root)
    assert {one.file for one in found} == {record}
    assert all(one.severity is Severity.NOTICE for one in found)
    assert sorted(one.fix for one in found)[-1].startswith("誓词八十个字，人人会背")
    assert any("江心红·生态绿" in one.fix for one in found)


def test_the_switch(tmp_path: Path) -> None:
    """用词提醒: 否 turns all of it off."""
    root = copy_site(tmp_path / "site")
    replace(root / "data/activities/2024/2024-03-13-dangke.yml", "摘要: 这堂党课", "摘要: 你好,这堂党课")
    assert len(said(root)) == 1
    with (root / "data/site.yml").open("a", encoding="utf-8") as site:
        site.write("\n用词提醒: 否\n")
    assert said(root) == []


@pytest.mark.slow
def test_the_cure_is_the_line(tmp_path: Path) -> None:
    """Put in place of the line that is named, the reminder is gone."""
    root = copy_site(tmp_path / "site")
    file = root / "data/activities/2024/2024-03-13-dangke.yml"
    replace(file, "摘要: 这堂党课", "摘要: 你好,这堂党课")
    (problem,) = said(root)
    lines = file.read_text("utf-8").split("\n")
    lines[problem.line - 1] = problem.fix
    file.write_text("\n".join(lines), "utf-8")
    assert said(root) == []
