"""Sources that lead to a front page."""

from pathlib import Path

import pytest

from branchsite.checks.sources import check, is_front_page
from branchsite.errors import Severity
from edits import changed, found

FRONT = """
https://www.gov.cn
https://www.gov.cn/
https://www.gov.cn//
http://www.moe.gov.cn:80/
https://www.moe.gov.cn/index.html
https://www.moe.gov.cn/index.htm
https://www.moe.gov.cn/INDEX.HTML
https://www.moe.gov.cn/index.shtml
https://www.moe.gov.cn/index.php
https://www.moe.gov.cn/index.jsp
https://www.moe.gov.cn/index
https://www.moe.gov.cn/default.html
https://www.moe.gov.cn/Default.aspx
https://www.moe.gov.cn/main.htm
https://www.moe.gov.cn/home
https://www.moe.gov.cn/home/
https://www.moe.gov.cn/home/index.html#
https://www.moe.gov.cn/zh-cn/
https://www.moe.gov.cn/cn/index.html
https://www.moe.gov.cn/portal/
https://flk.npc.gov.cn/#/
https://flk.npc.gov.cn/index#/home
https://flk.npc.gov.cn/#top
https://www.xuexi.cn/?from=timeline
https://www.xuexi.cn/index.html?utm_source=wx&utm_medium=a
"""

DEEP = """
https://www.gov.cn/zhengce/2021-07/24/content_5627132.htm
https://www.12371.cn/special/zggcdzc/zggcdzcqw/
https://flk.npc.gov.cn/detail?id=ff8081818f197cf001905e567af635a0
https://flk.npc.gov.cn/#/detail?id=1
https://www.example.cn/?p=123
https://www.example.cn/index.php?id=60991
https://www.example.cn/index.php?from=a&id=60991
https://www.example.cn/index/article/1
https://www.example.cn/index.html/2
https://www.example.cn/homework.html
https://www.example.cn/cn/2024
https://www.example.cn/law
"""


@pytest.mark.parametrize("link", FRONT.split())
def test_front_pages(link: str) -> None:
    """However their addresses are written."""
    assert is_front_page(link)


@pytest.mark.parametrize("link", [*DEEP.split(), "https://[wrong"])
def test_pages_of_their_own(link: str) -> None:
    """A text's own address, and what is none."""
    assert not is_front_page(link)


STUDY = """---
标题: 读两份文件
摘要: 一句话。
主题: 组织生活
类型: 文件导读
对象: [党员]
分钟: 3
月份: 2024-03
条目: [一1]
来源:
  - {名称: 《甲》, 机关: 某机关, 日期: 2018年, 链接: "https://school.example/a/1.html", 网站: 某网}
  - {名称: 《乙》, 机关: 某机关, 日期: 2018年, 链接: "https://school.example/", 网站: 某网}
  - {名称: 《丙》, 机关: 某机关, 日期: 2018年, 链接: "https://school.example/index.html", 网站: 某网}
  - {名称: 某某平台, 机关: 某机关, 日期: 2018年, 链接: "https://school.example/", 网站: 某某平台}
整理日期: 2024-03-01
---

## 一

一段话。
"""


def test_one_notice_for_a_material(tmp_path: Path) -> None:
    """At the first of them, naming all; a platform's own front page is the right one. It stops nothing."""
    (problem,) = found(check, changed(tmp_path, {"docs/study/wenjian.md": STUDY}))
    assert (problem.file, problem.line) == ("docs/study/wenjian.md", 12)
    assert problem.message == "来源的链接打开的是网站首页，读者找不到原文：《乙》、《丙》"
    assert problem.severity is Severity.NOTICE
