"""What is pasted from Word, WPS, WeChat and web pages becomes the Markdown of records, and nothing else comes along."""

import pytest

from branchsite.edit.paste import LONGEST, MOST, pasted

OFFICE = "urn:schemas-microsoft-com:office:office"


def word(text: str, level: int, sign: str) -> str:
    return (
        f"<p class=MsoListParagraph style='margin-left:21pt;mso-list:l0 level{level} lfo1'><![if !supportLists]><span>"
        f"<span style='mso-list:Ignore'>{sign}<span style='font:7pt'>&nbsp; </span></span></span><![endif]>{text}</p>"
    )


FORMS = {
    "Word: a document with its style sheet": (
        f'<html xmlns:o="{OFFICE}"><head><style>p.MsoNormal{{x:1}}</style><xml>1</xml></head><body><!--StartFragment-->'
        "<h1>一、开头<o:p></o:p></h1><p class=MsoNormal style='text-indent:21pt'><b><span lang=EN-US>粗</span></b>细"
        "<span style='mso-spacerun:yes'>&nbsp;&nbsp;</span></p><!--EndFragment--></body></html>",
        "## 一、开头\n\n**粗**细",
    ),
    "Word: bullets": (word("甲", 1, "l") + word("乙", 1, "Ø"), "- 甲\n- 乙"),
    "Word: numbers within bullets": (
        word("甲", 1, "·") + word("一", 2, "1.") + word("二", 2, "2.") + word("乙", 1, "·"),
        "- 甲\n  1. 一\n  2. 二\n- 乙",
    ),
    "Word: two lists with a paragraph between": (
        word("甲", 1, "·") + "<p class=MsoNormal>中</p>" + word("乙", 1, "·"),
        "- 甲\n\n中\n\n- 乙",
    ),
    "Word: Chinese numerals": (word("甲", 1, "一、") + word("乙", 1, "二、"), "1. 甲\n2. 乙"),
    "Word: a table": (
        "<table class=MsoTableGrid border=1><tr><td width=9><p class=MsoNormal>月</p></td><td><p>事|物</p></td></tr>"
        "<tr><td><p>3月</p></td><td><p>甲</p><p>乙</p></td></tr></table>",
        "| 月 | 事｜物 |\n| --- | --- |\n| 3月 | 甲 乙 |",
    ),
    "Word: deleted text of a revision": ("<p>留<span style='display:none'>去</span>下</p>", "留下"),
    "Word: a revision": (
        "<p>每月<ins>学习两次</ins><span class=msoDel><del>学习一次</del></span>。</p>",
        "每月学习两次。",
    ),
    "Word: a comment": (
        "<p>正文<span style='mso-special-character:comment'><a href='#_msocom_1'>[A1]</a>"
        "</span>。</p><div style='mso-element:comment-list'><p>这里要改</p></div>",
        "正文。",
    ),
    "Word: a note": (
        "<p>正文<a style='mso-footnote-id:ftn1' href='#_ftn1'><span>[1]</span></a>。"
        "</p><div style='mso-element:footnote-list'><p><a href='#_ftnref1'>[1]</a> 出处</p></div>",
        "正文[1]。\n\n[1] 出处",
    ),
    "Word: bold in pieces": (
        "<p><b>一、</b><b><span lang=EN-US>2024</span></b><b>年</b>：<b>好</b></p>",
        "**一、2024年**：**好**",
    ),
    "Word: merged cells": (
        "<table><tr><td colspan=2>安排</td><td>谁</td></tr><tr><td rowspan=2>3月</td><td>读|书</td><td>甲</td></tr>"
        "<tr><td>写字</td><td rowspan=2>乙</td></tr><tr><td>4月</td><td>画画</td></tr></table>",
        "| 安排 |  | 谁 |\n| --- | --- | --- |\n| 3月 | 读｜书 | 甲 |\n| 3月 | 写字 | 乙 |\n| 4月 | 画画 | 乙 |",
    ),
    "Word: cells merged beyond reason": (
        "<table><tr><td colspan='-1'>甲</td><td colspan=a rowspan=0>乙</td></tr>"
        "<tr><td>1</td><td rowspan=99999>2</td></tr></table>",
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
    ),
    "Word: the caption of a table": (
        "<table><caption>表1</caption><tr><td>甲</td><td>乙</td></tr></table>",
        "表1\n\n| 甲 | 乙 |\n| --- | --- |",
    ),
    "Word: a list that goes on": ("<ol start=3><li>丙</li><li>丁</li></ol>", "3. 丙\n4. 丁"),
    "Word: raised and lowered": ("<p>60m<sup>2</sup>，H<sub>2</sub>O</p>", "60m<sup>2</sup>，H<sub>2</sub>O"),
    "WPS: bullets and ticks of its fonts": (
        "<p><span style='font-family:Wingdings'>&#61548;</span>甲</p>"
        "<p><span style='font-family:Wingdings'>l</span>乙</p>"
        "<p><span style='font-family:Wingdings'>ü</span>丙</p><p>\uf0b7 丁</p>",
        "• 甲\n\n• 乙\n\n√ 丙\n\n• 丁",
    ),
    "WeChat: an emoji": ('<p>真好<img class="wx" alt="[强]" src="x">！</p>', "真好[强]！"),
    "WeChat: lines that are spans": (
        '<span style="display:block">甲</span><span style="display: block;">乙</span>',
        "甲\n\n乙",
    ),
    "WeChat: what nobody sees": ('<p>甲<span style="font-size:0px;">乙</span><span hidden>丙</span></p>', "甲"),
    "a family": ("<p>👨\u200d👩\u200d👧</p>", "👨\u200d👩\u200d👧"),
    "line ends of other programs": ("<p>甲\u2028乙\x0b丙</p>", "甲\n乙\n丙"),
    "web: a link with brackets and blanks": (
        '<a href="https://a.example/b_(c)/d e">甲</a>',
        "[甲](https://a.example/b_%28c%29/d%20e)",
    ),
    "web: a link around a card": (
        '<a href="https://a.example/b"><div>标题</div><p>摘要</p></a>',
        "[标题 摘要](https://a.example/b)",
    ),
    "web: a summary": ("<details><summary>问</summary>答</details>", "问\n\n答"),
    "WPS: spans in spans": (
        '<p style="text-indent:21pt"><span style="mso-spacerun:\'yes\'"><font face="宋体">甲</font></span>'
        '<b style="mso-bidi-font-weight:normal"><span>乙</span></b></p>',
        "甲**乙**",
    ),
    "WeChat: sections": (
        '<section data-role="outer"><section style="text-align:center"><strong>小标题</strong></section><section>'
        '<p><span style="font-weight:700">重</span>轻</p><p><br></p><p>第二段</p></section></section>',
        "**小标题**\n\n**重**轻\n\n第二段",
    ),
    "WeChat: a list": ('<ul class="list-paddingleft-1"><li><p>甲</p></li><li><p>乙</p></li></ul>', "- 甲\n- 乙"),
    "WeChat: a tracking link": (
        '<p><a href="https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=2&sn=3&chksm=4&scene=5#wechat_redirect">原文</a></p>',
        "[原文](https://mp.weixin.qq.com/s?__biz=a&mid=1&idx=2&sn=3)",
    ),
    "web: headings of all depths": (
        "<h2>甲</h2><h3>乙</h3><h5>丙</h5>",
        "## 甲\n\n### 乙\n\n### 丙",
    ),
    "web: navigation around an article": (
        "<div><div><article><p>正文</p></article></div><button>分享</button><form><input></form></div>",
        "正文",
    ),
    "web: a table that is only layout": ("<table><tr><td><p>甲</p><p>乙</p></td></tr></table>", "甲 乙"),
    "web: links that are none": (
        '<p><a href="javascript:alert(1)">甲</a><a href="data:text/html,x">乙</a><a href="//x.example">丙</a>'
        '<a href="https://a@b.example/">丁</a><a href=" JaVaScRiPt:x">戊</a><a>己</a></p>',
        "甲乙丙丁戊己",
    ),
    "web: utm": (
        '<a href="https://a.example/b?id=1&utm_source=x&spm=2.3">甲</a>',
        "[甲](https://a.example/b?id=1)",
    ),
    "Google: the bold that is none": ('<b style="font-weight:normal" id="docs-internal-guid-1"><p>甲</p></b>', "甲"),
    "signs of Markdown are signs": ("<p>60*40 与 a_b_c # 不是标记</p>", "60*40 与 a_b_c # 不是标记"),
    "what cannot be seen": ("<p>甲\u200b\ufeff乙\xa0丙</p>", "甲乙 丙"),
    "a first line that is set in": ("<p>　　甲</p><p>&nbsp;&nbsp;乙</p>", "甲\n\n乙"),
    "bold around nothing": ("<p><b> </b>甲<strong></strong></p>", "甲"),
    "a formula": (
        "<p>已知<math><semantics><mrow><mi>x</mi><mo>=</mo><mn>1</mn></mrow>"
        "<annotation encoding='application/x-tex'>x=1</annotation></semantics></math>。</p>",
        "已知x=1。",
    ),
    "a break within a paragraph": ("<p>甲<br>乙</p>", "甲\n乙"),
}


@pytest.mark.parametrize("form", FORMS)
def test_as_people_paste(form: str) -> None:
    """Headings, lists, tables, bold, links; the rest goes."""
    html, wanted = FORMS[form]
    found = pasted(html)
    assert found and found.text == wanted


HOSTILE = [
    "<script>alert(1)</script><p>x</p>",
    '<p onclick="alert(1)">x</p>',
    "<style>@import 'https://evil.example/x'</style><p>x</p>",
    '<iframe src="https://evil.example/"></iframe><p>x</p>',
    '<svg onload="alert(1)"><script>1</script></svg><p>x</p>',
    "<math><mi><script>alert(1)</script></mi></math><p>x</p>",
    '<p>x</p><img src="https://evil.example/t.gif" onerror="alert(1)">',
    "<noscript><p title='</noscript><script>alert(1)</script>'></p></noscript><p>x</p>",
    "<!--[if mso]><script>alert(1)</script><![endif]--><p>x</p>",
    '<p style="background:url(javascript:alert(1))">x</p>',
]


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_runs(html: str) -> None:
    """Neither a script, nor an address that would be asked, nor markup."""
    found = pasted(html)
    assert found and "x" in found.text
    assert not any(one in found.text.lower() for one in ("script", "evil", "<", "onclick", "alert"))


BOMBS = [
    "<div>" * 100_000,
    "<b>" * 50_000 + "x",
    "<ul><li>" * 20_000,
    "x" * (LONGEST + 1),
    "<p>" * (MOST + 1),
    "<p>" * 2000 + "x",
]


@pytest.mark.parametrize("html", BOMBS, ids=lambda html: f"{html[:8]} {len(html)}")
def test_bombs(html: str) -> None:
    """What is wound up too deeply, or too long, is not read at all."""
    found = pasted(html)
    assert found is None or found.text == "x"


def test_pictures_are_counted() -> None:
    """They do not come along: who pastes is told how many."""
    found = pasted('<p>甲<img src="file:///c:/a.png"><v:imagedata src="b"/></p>')
    assert found and (found.text, found.pictures) == ("甲", 2)
