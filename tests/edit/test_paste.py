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
