"""What people paste: shown as it was meant where it can mean one thing, as typed where not, and never lost.

Each row is a text and what the page shows of it. Whatever the text, the same words reach the page and the search.
"""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from branchsite.search.text import plain
from branchsite.views.prose import convert
from rows import over

S = "\u3000"


def made(typed: str) -> str:
    """The HTML, without what every link, table, cell and time has."""
    page = convert(typed, "", "a/").html.replace(' rel="noopener noreferrer"', "").strip()
    page = re.sub(r'<span class="unbroken">([^<]*)</span>', r"\1", page)
    page = page.replace('<div class="scroll" tabindex="0"><table class="data">', "<table>").replace(
        "</table></div>", "</table>"
    )
    return re.sub(r">\n(?=<)", ">", re.sub(r'(?<=<td) data-label="[^"]*"', "", page))


def ul(*items: str) -> str:
    return "<ul>" + "".join(f"<li>{one}</li>" for one in items) + "</ul>"


def kept(*items: str) -> str:
    """A list whose signs are shown as they were typed."""
    return ul(*items).replace("<ul>", '<ul class="typed">')


def ol(*items: str, start: int = 1) -> str:
    begin = "<ol>" if start == 1 else f'<ol start="{start}">'
    return begin + "".join(f"<li>{one}</li>" for one in items) + "</ol>"


def p(*paragraphs: str) -> str:
    return "".join(f"<p>{one}</p>" for one in paragraphs)


def signed(*lines: str) -> str:
    return "".join(f'<p class="signature">{one}</p>' for one in lines)


def table(*rows: str) -> str:
    """Rows of cells with bars between them, the first as head."""

    def row(cells: str, name: str) -> str:
        return "<tr>" + "".join(f"<{name}>{one}</{name}>" for one in cells.split("|")) + "</tr>"

    body = "".join(row(one, "td") for one in rows[1:])
    return f"<table><thead>{row(rows[0], 'th')}</thead><tbody>{body}</tbody></table>"


def a(target: str, words: str = "") -> str:
    return f'<a href="{html.escape(target)}">{html.escape(words or target)}</a>'


LONG = (
    "抓好理论学习，全体党员集中在会议室读原文、学原著、悟原理",
    "抓好实践活动，全体党员到江边捡拾垃圾、宣传长江大保护",
    "抓好服务群众，全体党员到社区报到、认领微心愿、办实事好事",
)
"""Items that are longer than half a line and end without a full stop: the last one, too, is an item."""

LISTS = [
    ("三项：\n- 甲\n- 乙", p("三项：") + ul("甲", "乙")),
    ("三项\n- 甲\n- 乙\n", p("三项") + ul("甲", "乙")),
    ("三项：\n* 甲\n* 乙", p("三项：") + ul("甲", "乙")),
    ("三项：\n+ 甲\n+ 乙", p("三项：") + ul("甲", "乙")),
    ("三项：\n-甲\n-乙", p("三项：") + ul("甲", "乙")),
    ("三项：\n*甲\n*乙", p("三项：") + ul("甲", "乙")),
    ("三项：\n+甲\n+乙", p("三项：") + ul("甲", "乙")),
    ("-\u3000甲\n-\u3000乙", ul("甲", "乙")),
    ("-\xa0甲\n-\t乙", ul("甲", "乙")),
    ("–甲\n–乙", ul("甲", "乙")),
    ("— 甲\n— 乙", ul("甲", "乙")),
    ("分工：\n1. 甲\n2. 乙", p("分工：") + ol("甲", "乙")),
    ("分工：\n1.甲\n2.乙", p("分工：") + ol("甲", "乙")),
    ("分工如下\n1.甲\n2.乙", p("分工如下") + ol("甲", "乙")),
    ("3. 丙\n4. 丁", ol("丙", "丁", start=3)),
    ("3.丙\n4.丁", ol("丙", "丁", start=3)),
    ("10. 甲\n11. 乙", ol("甲", "乙", start=10)),
    ("1. 甲\n1. 乙\n1. 丙", ol("甲", "乙", "丙")),
    ("1. 甲\n2. 乙\n4. 丙", kept("1. 甲", "2. 乙", "4. 丙")),
    ("2. 甲\n2. 乙", kept("2. 甲", "2. 乙")),
    ("分工：\n1、甲\n2、乙", p("分工：") + kept("1、甲", "2、乙")),
    ("分工：\n1、 甲\n2、 乙", p("分工：") + kept("1、 甲", "2、 乙")),
    ("分工：\n1) 甲\n2) 乙", p("分工：") + kept("1) 甲", "2) 乙")),
    ("分工：\n1）甲\n2）乙", p("分工：") + kept("1）甲", "2）乙")),
    ("分工：\n1．甲\n2．乙", p("分工：") + kept("1．甲", "2．乙")),
    ("分工：\n１．甲\n２．乙", p("分工：") + kept("１．甲", "２．乙")),
    ("分工：\n１、甲\n２、乙", p("分工：") + kept("１、甲", "２、乙")),
    ("分工：\n⒈甲\n⒉乙", p("分工：") + kept("⒈甲", "⒉乙")),
    ("分工：\n⑴甲\n⑵乙", p("分工：") + kept("⑴甲", "⑵乙")),
    ("分工：\n①甲\n②乙", p("分工：") + kept("①甲", "②乙")),
    ("分工\n①甲\n②乙", p("分工") + kept("①甲", "②乙")),
    ("分工：\n❶甲\n❷乙", p("分工：") + kept("❶甲", "❷乙")),
    ("分工：\n（1）甲\n（2）乙", p("分工：") + kept("（1）甲", "（2）乙")),
    ("分工：\n(1)甲\n(2)乙", p("分工：") + kept("(1)甲", "(2)乙")),
    ("分工：\n（一）甲\n（二）乙", p("分工：") + kept("（一）甲", "（二）乙")),
    ("分工：\n一、甲\n二、乙", p("分工：") + kept("一、甲", "二、乙")),
    ("分工：\na. x\nb. y", p("分工：") + kept("a. x", "b. y")),
    ("分工：\nA、甲\nB、乙", p("分工：") + kept("A、甲", "B、乙")),
    ("分工：\n1️⃣甲\n2️⃣乙", p("分工：") + kept("1️⃣甲", "2️⃣乙")),
    ("奖项：\n★甲\n★乙", p("奖项：") + kept("★甲", "★乙")),
    ("奖项：\n√ 甲\n√ 乙", p("奖项：") + kept("√ 甲", "√ 乙")),
    ("流程：\n8:00 签到\n8:30 开会", p("流程：") + kept("8:00 签到", "8:30 开会")),
    ("流程：\n5月4日 开会\n5月5日 参观", p("流程：") + kept("5月4日 开会", "5月5日 参观")),
    ("流程：\n周一：读书\n周二：写字", p("流程：") + kept("周一：读书", "周二：写字")),
    ("时间：下午\n地点：会议室", kept("时间：下午", "地点：会议室")),
    *((f"三项：\n{sign}甲\n{sign}乙", p("三项：") + ul("甲", "乙")) for sign in "•●▪■◆◇○➢▶❖·∙・"),
    *((f"三项：\n{sign} 甲\n{sign}\t乙", p("三项：") + ul("甲", "乙")) for sign in "•●▪■◆◇○➢▶❖·"),
    ("- 甲\n  - 子\n- 乙", ul("甲" + ul("子"), "乙")),
    ("- 甲\n    - 子\n- 乙", ul("甲" + ul("子"), "乙")),
    ("- 甲\n\t- 子\n- 乙", ul("甲" + ul("子"), "乙")),
    ("- 甲\n\u3000- 子\n- 乙", ul("甲" + ul("子"), "乙")),
    ("- 甲\n\u3000\u3000- 子\n- 乙", ul("甲" + ul("子"), "乙")),
    ("1. 甲\n   - 子\n   - 丑\n2. 乙", ol("甲" + ul("子", "丑"), "乙")),
    ("1. 甲\n  1. 子\n  2. 丑\n2. 乙", ol("甲" + ol("子", "丑"), "乙")),
    ("1、甲\n  - 子\n2、乙", kept("1、甲¦", "2、乙").replace("¦", ul("子"))),
    ("- 一条，\n接着说；\n- 乙", ul("一条，接着说；", "乙")),
    ("- 一条\n  接着说；\n- 乙", ul("一条接着说；", "乙")),
    ("- 甲。\n- 乙。\n后面的话。", ul("甲。", "乙。") + p("后面的话。")),
    ("1、甲。\n2、乙。\n后面的话。", kept("1、甲。", "2、乙。") + p("后面的话。")),
    ("- 甲\n- 乙\n\u3000\u3000后面的话", ul("甲", "乙") + p("后面的话")),
    ("- 甲\n\n- 乙", ul("<p>甲</p>", "<p>乙</p>")),
    ("1、甲\n\n2、乙", p("1、甲", "2、乙")),
    ("[1] 甲，某报\n[2] 乙，某报", kept("[1] 甲，某报", "[2] 乙，某报")),
    ("- 甲\n1. 子\n2. 丑", ul("甲") + ol("子", "丑")),
    *(
        (f"安排：\n{one}抓学习\n{other}抓实践", p("安排：") + kept(f"{one}抓学习", f"{other}抓实践"))
        for one, other in (
            *(("1 ", "2 "), ("1\u3000", "2\u3000"), ("1，", "2，"), ("1：", "2："), ("1.1 ", "1.2 "), ("2.1", "2.2")),
            *(
                ("3．1", "3．2"),
                ("㈠", "㈡"),
                ("㊀", "㊁"),
                ("Ⅰ、", "Ⅱ、"),
                ("Ⅰ ", "Ⅱ "),
                ("【1】", "【2】"),
                ("〔1〕", "〔2〕"),
            ),
            *(
                ("［1］", "［2］"),
                ("甲、", "乙、"),
                ("一.", "二."),
                ("一．", "二．"),
                ("□ ", "□ "),
                ("§", "§"),
                ("» ", "» "),
            ),
            *(
                ("👉", "👉"),
                ("✅", "❌"),
                ("📌 ", "🌸 "),
                ("☞", "☞"),
                ("→", "→"),
                ("⇒ ", "⇒ "),
                ("♪", "♪"),
                ("◈", "◈"),
                ("➖", "➖"),
            ),
            ("👍🏽", "👍🏽"),
        )
    ),
    *((f"三项：\n{sign}甲\n{sign}乙", p("三项：") + kept(f"{sign}甲", f"{sign}乙")) for sign in "－﹣―＊＋"),
    *((f"三项：\n{sign} 甲\n{sign} 乙", p("三项：") + kept(f"{sign} 甲", f"{sign} 乙")) for sign in "－﹣―＊＋"),
    *(
        (f"安排：\n{one}抓学习\n{other}抓实践", p("安排：") + kept(f"{one}抓学习", f"{other}抓实践"))
        for one, other in (
            *(("NO.1 ", "NO.2 "), ("No.1", "No.2"), ("PART 1 ", "PART 2 "), ("Part1：", "Part2："), ("#1 ", "#2 ")),
            *(
                ("步骤1 ", "步骤2 "),
                ("环节一 ", "环节二 "),
                ("第一环节 ", "第二环节 "),
                ("一是", "二是"),
                ("其一，", "其二，"),
            ),
            *(("1-1 ", "1-2 "), ("1—", "2—"), ("1# ", "2# "), ("1,", "2,"), ("1;", "2;"), ("1】", "2】"), ("¹", "²")),
            *(
                ("一）", "二）"),
                ("一 ", "二 "),
                ("一：", "二："),
                ("十 ", "十一 "),
                ("二十 ", "二十一 "),
                ("壹、", "贰、"),
            ),
            *(
                ("甲：", "乙："),
                ("子、", "丑、"),
                ("A ", "B "),
                ("A：", "B："),
                ("Ａ、", "Ｂ、"),
                ("I. ", "II. "),
                ("i) ", "ii) "),
            ),
            *(
                ("Q1: ", "Q2: "),
                ("〖1〗", "〖2〗"),
                ("“1”", "“2”"),
                ("5/1 ", "5/2 "),
                ("三月 ", "四月 "),
                ("001 ", "002 "),
            ),
            *(("上午 ", "下午 "), ("上午9点 ", "下午2点半 "), ("9点 ", "14点 "), ("AM9:00 ", "PM2:00 ")),
            *(
                ("首先，", "其次，"),
                ("【上午】", "【下午】"),
                ("「读」", "「写」"),
                ("~ ", "~ "),
                ("～", "～"),
                ("Δ", "Δ"),
            ),
        )
    ),
    *(
        (f"三项：\n{sign}抓学习\n{sign}抓实践", p("三项：") + ul("抓学习", "抓实践"))
        for sign in (
            *("l ", "l\t", "v\t", "ü\t", "Ø\t", "o  ", "n\u3000", "-- ", "\uf06c", "\uf06c\t", "\uf0b7 ", "\uf0d8 "),
        )
    ),
    ("－\t抓学习\n－\t抓实践", kept("－\t抓学习", "－\t抓实践")),
    *(
        (
            "要求：\n" + "\n".join(f"{sign}{one}" for sign, one in zip(signs, LONG, strict=False)),
            p("要求：")
            + made_of(*(one if made_of is ol else f"{sign}{one}" for sign, one in zip(signs, LONG, strict=False))),
        )
        for signs, made_of in (
            *(
                (("1、", "2、"), kept),
                (("1、", "2、", "3、"), kept),
                (("①", "②"), kept),
                (("（1）", "（2）", "（3）"), kept),
            ),
            *((("1. ", "2. "), ol), (("1.", "2.", "3."), ol), (("01、", "02、"), kept), (("⑴", "⑵", "⑶"), kept)),
        )
    ),
    ("＋ 加分\n－ 减分", kept("＋ 加分", "－ 减分")),
    ("1. 抓学习\n全体读条例\n2. 抓实践\n去江边", ol("抓学习") + p("全体读条例") + ol("抓实践", start=2) + p("去江边")),
    ("4.15全民国家安全教育日\n4.23世界读书日", kept("4.15全民国家安全教育日", "4.23世界读书日")),
]

NO_LISTS = [
    "2024.3.5，我们去了江边",
    "3.5公里的路",
    "1.5万元",
    "-5℃的早晨",
    "- 5".replace(" ", ""),
    "—— 署名",
    "——老师的话",
    "5月4日，我们去了江边",
    "今年是第 1. 次",
    "1986. 一个年份",
    "1.jpg是图",
    "10.0.0.1是地址",
    "3.15晚会",
    "1、2班的同学",
    "一、二年级的同学",
    "1、3号楼",
    "（1）班的同学",
    "+5分",
    "*注：见附件",
    "√",
    "A. Smith先生",
    "·",
    "第一，要认真",
    "1 位老师",
    "2：1获胜",
    "1.5 公里",
    "甲、乙两班",
    "一．五公里",
    "👍大家",
    "→江边",
    "·····",
    "●●●●●",
    "● ● ●",
    "●●●通知●●●",
    "★★★★★",
    "👍👍👍大家",
    "－5℃",
    "＋3分",
    "星期一上午",
    "①",
    "一是学习",
    "步骤1 读书",
    "首先，要认真",
    "v 字形",
    "o 型血",
    "【通知】明天放假",
    "— END —",
    "·END·",
    "-END-",
    "● 通知 ●",
    "～～END～～",
    "A 楼和B 楼",
    "第一段",
]

WRAPPED = [
    ("我们去了江边，看见三\n（1）班的同学", "我们去了江边，看见三（1）班的同学"),
    ("来的有我校\n一、二年级的同学", "来的有我校一、二年级的同学"),
    ("纪念一二\n·九运动", "纪念一二·九运动"),
    ("纪念一二·\n九运动", "纪念一二·九运动"),
    ("吉𠮷\n𠮷野家", "吉𠮷𠮷野家"),
    ("见图\n①和图②", "见图①和图②"),
    ("见图①\n和图②", "见图①和图②"),
    ("建校\n75. 周年", "建校75. 周年"),
    ("共有\n35人", "共有35人"),
    ("共有35\n人", "共有35人"),
    ("今年\n2024年", "今年2024年"),
    ("他说\n“好”", "他说“好”"),
    ("他说“好”\n就走了", "他说“好”就走了"),
    ("真好👍\n大家", "真好👍大家"),
    ("真好👨‍👩‍👧\n大家", "真好👨‍👩‍👧大家"),
    ("气温20℃\n左右", "气温20℃左右"),
    ("第一→\n第二", "第一→第二"),
    ("走了\n1.5公里", "走了1.5公里"),
    ("来了\n12 位老师，\n35 位家长", "来了12 位老师，35 位家长"),
    ("点赞\n👍大家", "点赞👍大家"),
    ("有\n甲、乙两队", "有甲、乙两队"),
    ("在 A 楼  和\nB 楼", "在 A 楼 和 B 楼"),
    ("《条例》\n第三条", "《条例》第三条"),
    ("one\ntwo", "one two"),
    ("用 Word\n写", "用 Word 写"),
    ("写\nWord", "写 Word"),
    ("12\n34", "12 34"),
    ("**重点**\n后面", "重点后面"),
    ("\u9fff\n㐀", "\u9fff㐀"),
    ("一，\n二、\n三", "一，二、三"),
    ("我们到了\nA 楼，又到了\nC 楼", "我们到了 A 楼，又到了 C 楼"),
    ("一共去了\n3次江边，捡了\n5袋垃圾", "一共去了3次江边，捡了5袋垃圾"),
    ("他是学校里第\n一个到的，也是第\n一个走的", "他是学校里第一个到的，也是第一个走的"),
    ("我们在会议室里一起学习了这篇重要的文章，大家都\n很受启发，会后又到江边走了一走，看了看芦苇和水\n鸟，回来写了心得。",
     "我们在会议室里一起学习了这篇重要的文章，大家都很受启发，会后又到江边走了一走，看了看芦苇和水鸟，回来写了心得。"),
]  # fmt: skip

PARAGRAPHS = [
    (f"{S}{S}第一段。\n{S}{S}第二段。", p("第一段。", "第二段。")),
    (f"{S}{S}第一段\n{S}{S}第二段", p("第一段", "第二段")),
    (f"第一段\n{S}第二段", p("第一段", "第二段")),
    ("    第一段\n    第二段。", p("第一段", "第二段。")),
    ("第一段\n\t第二段", p("第一段", "第二段")),
    ("第一段\n\xa0\xa0\xa0\xa0第二段", p("第一段", "第二段")),
    ("&emsp;&emsp;第一段\n&emsp;&emsp;第二段", p("第一段", "第二段")),
    ("&nbsp;&nbsp;&nbsp;&nbsp;第一段\n&nbsp;&nbsp;&nbsp;&nbsp;第二段", p("第一段", "第二段")),
    ("\u2003\u2003第一段\n\u2003\u2003第二段", p("第一段", "第二段")),
    (f"一、宣誓\n{S}{S}面向党旗。\n二、学习\n{S}{S}轮流读。", p("一、宣誓", "面向党旗。", "二、学习", "轮流读。")),
    ("一、重温誓词\n面向党旗。\n二、学习\n轮流读。", p("一、重温誓词", "面向党旗。", "二、学习", "轮流读。")),
    ("（一）抓学习\n轮流读。", p("（一）抓学习", "轮流读。")),
    ("1.抓学习\n轮流读。\n2.抓实践\n去江边。", ol("抓学习") + p("轮流读。") + ol("抓实践", start=2) + p("去江边。")),
    ("第一段。\n第二段。", p("第一段。", "第二段。")),
    ("第一段！\n第二段？\n第三段……\n第四段", p("第一段！", "第二段？", "第三段……", "第四段")),
    ("他说：“好。”\n大家都笑了。", p("他说：“好。”", "大家都笑了。")),
    ("活动总结\n今天下午两点，全体党员在会议室学习了重要文章。\n会后去了江边。",
     p("活动总结", "今天下午两点，全体党员在会议室学习了重要文章。", "会后去了江边。")),
    ("一" * 70 + "\n" + "二" * 70, p("一" * 70, "二" * 70)),
    ("留  \n换行", "<p>留<br>\n换行</p>"),
    ("留   \n换行", "<p>留<br>\n换行</p>"),
    ("#话题#\n正文。", p("#话题#", "正文。")),
    ("#话题 #又一个\n正文。", p("#话题 #又一个", "正文。")),
    ("**一、宣誓**\n面向党旗。\n**二、学习**\n轮流读。",
     p("<strong>一、宣誓</strong>", "面向党旗。", "<strong>二、学习</strong>", "轮流读。")),
    ("__（一）宣誓__\n面向党旗", p("<strong>（一）宣誓</strong>", "面向党旗")),
    ("**1.宣誓：**\n面向党旗", p("<strong>1.宣誓：</strong>", "面向党旗")),
    ("**宣誓**\n**学习**", p("<strong>宣誓</strong>", "<strong>学习</strong>")),
    (f"姓名{S}{S}分工\n甲{S}{S}{S}宣传\n乙{S}{S}{S}后勤", p(f"姓名{S}{S}分工", f"甲{S}{S}{S}宣传", f"乙{S}{S}{S}后勤")),
    ("姓名  分工\n甲    宣传", p("姓名  分工", "甲    宣传")),
    ("┌──┬──┐\n│甲│乙│\n└──┴──┘", p("┌──┬──┐", "│甲│乙│", "└──┴──┘")),
    ("【上午】\n宣誓\n【下午】\n参观", p("【上午】", "宣誓", "【下午】", "参观")),
    ("01\n宣誓\n02\n参观", p("01", "宣誓", "02", "参观")),
    ("PART 1\n宣誓\nPART 2\n参观", p("PART 1", "宣誓", "PART 2", "参观")),
    ("1.\n宣誓\n2.\n参观", p("1.", "宣誓", "2.", "参观")),
    ("第一篇章\n宣誓\n第二篇章\n参观", p("第一篇章", "宣誓", "第二篇章", "参观")),
    ("第一段\n第二段", p("第一段第二段")),
    ("#话题#\n今天去了江边。\n小结", p("#话题#", "今天去了江边。", "小结")),
]  # fmt: skip

SIGNATURES = [
    ("正文。\n\n" + S * 12 + "某支部\n" + S * 12 + "2024年5月3日", p("正文。") + signed("某支部", "2024年5月3日")),
    ("正文。\n" + " " * 30 + "某支部\n" + " " * 28 + "2024年5月3日", p("正文。") + signed("某支部", "2024年5月3日")),
    ("正文。\n" + "\t" * 6 + "某支部\n" + "\t" * 6 + "2024年5月3日", p("正文。") + signed("某支部", "2024年5月3日")),
    ("正文。\n" + "&emsp;" * 12 + "某支部", p("正文。") + signed("某支部")),
    ("正文。\n\n" + " " * 16 + "部" * 30, p("正文。") + signed("部" * 30)),
    ("正文。\n某支部\n2024年5月3日", p("正文。", "某支部", "2024年5月3日")),
    ("某支部\n二〇二四年五月三日", p("某支部", "二〇二四年五月三日")),
    (" " * 20 + "通知\n\n正文。", p("通知", "正文。")),
]

TABLES = [
    ("安排：\n| 时间 | 内容 |\n| --- | --- |\n| 9:00 | 签到 |", p("安排：") + table("时间|内容", "9:00|签到")),
    ("| 时间 | 内容 |\n|:-:|--:|\n| 9:00 | 签到 |\n后面的话", table("时间|内容", "9:00|签到") + p("后面的话")),
    ("| 时间 | 内容 |\n| 9:00 | 签到 |", table("时间|内容", "9:00|签到")),
    ("｜时间｜内容｜\n｜9:00｜签到｜", table("时间|内容", "9:00|签到")),
    ("｜时间｜内容｜\n｜－－｜－－｜\n｜9:00｜签到｜", table("时间|内容", "9:00|签到")),
    ("时间 | 内容\n--- | ---\n9:00 | 签到", table("时间|内容", "9:00|签到")),
    ("姓名|分工\n甲|宣传\n乙|后勤", table("姓名|分工", "甲|宣传", "乙|后勤")),
    ("姓名\t分工\n甲\t宣传\n乙\t后勤", table("姓名|分工", "甲|宣传", "乙|后勤")),
    ("安排：\n姓名\t分工\n甲\t宣传", p("安排：") + table("姓名|分工", "甲|宣传")),
    ("姓名\t分工\t备注\n甲\t宣传\n乙", table("姓名|分工|备注", "甲|宣传|") + p("乙")),
    ("\t周一\t周二\n上午\t语文\t数学", table("|周一|周二", "上午|语文|数学")),
    ('姓名\t备注\n甲\t"一行\n二行"\n乙\t好', table("姓名|备注", "甲|一行<br>\n二行", "乙|好")),
    ("| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |", table("甲|乙|", "1|2|3")),
    ("| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 |", table("甲|乙|丙", "1||")),
    ("| 甲\\|乙 | `a|b` |\n|---|---|\n| 1 | 2 |", table("甲¦乙|<code>a¦b</code>", "1|2").replace("¦", "|")),
    ("| 甲 | 乙 |\n|---|---|\n| 一<br>二 | 3*4 |", table("甲|乙", "一<br>\n二|3*4")),
    ("|---|---|\n| 甲 | 乙 |\n| 1 | 2 |", table("甲|乙", "1|2")),
    ("甲|乙", p("甲|乙")),
    ("| 甲 | 乙 |", p("| 甲 | 乙 |")),
    ("1.\t甲\n2.\t乙", ol("甲", "乙")),
    ("一、\t甲\n二、\t乙", kept("一、\t甲", "二、\t乙")),
    ("甲\t乙", p("甲\t乙")),
]

AS_TYPED = [
    "请用<A4>纸打印，<B站>直播，开设<Scratch>编程社团",
    "x<y且y>z",
    "a<b",
    "1<2>0",
    "<<条例>>",
    "<条例>",
    "《<条例>》",
    "<?php echo 1?>",
    "<!-- 注 -->",
    "<!-- 没有完",
    "<!DOCTYPE html>",
    "<![CDATA[甲]]>",
    "<div>块</div>",
    "<p>",
    "</p>",
    "<a>",
    "向量<a>和<b>",
    "<b>没有完",
    "<script>alert(1)</script>",
    "<style>甲</style>",
    "<textarea>甲",
    "<title>甲",
    "<xml>甲</xml>",
    "<name@>",
    "<-",
    "<3",
    "->",
    "<>",
    "黑板报60*40厘米，展板90*60厘米",
    "3*5=15，4*6=24",
    "3 * 5 = 15，4 * 6 = 24",
    "2**10和3**5",
    "长*宽*高",
    "3人*5组，4人*6组",
    "*合计 3*，共 5*。",
    "30元*2天*3人",
    "a*b*c",
    "（长）*（宽）*（高）",
    "138****0000",
    "王*、李*",
    "张**、李**获奖",
    "张**和李**获奖",
    "*为必填，**为选填",
    "带*的必填，带*的签字",
    "(*^▽^*)",
    "o(*￣▽￣*)ブ",
    "（*。*）",
    "* ",
    "_underscored_names_",
    "a_b_c",
    "__init__",
    "姓名____班级____",
    "3~5天，6~8天",
    "~~删~~",
    "好~~~",
    "#我为群众办实事#",
    "#话题",
    "#话题1# #话题2#",
    "＃话题＃",
    "C#和F#",
    "#1",
    "#",
    "##",
    "很棒[强][强]",
    "据介绍[1][2]",
    "[^1]",
    "[ ] 没做",
    "[x] 做了",
    "[图片]",
    "[文字]",
    "[文字](",
    "[文字]()",
    "[[文字]]",
    "![强]",
    "太好了![强]",
    "[^1]: 注",
    "[1]: 注",
    "*[HTML]: 注",
    "术语\n: 解释".replace("\n", ""),
    ":smile:",
    "{x} {{x}} {: .x}",
    "$1 $$x$$",
    "C:\\dir\\new",
    "\\\\server\\share",
    "\\(x\\) \\[x\\]"[:5],
    "＼",
    "1\\2",
    "AT&T",
    "a&b;",
    "&foo;",
    "&",
    "&#;",
    "`",
    "it`s and that`s",
    "``",
    ">60分",
    ">_<",
    ">=",
    "=",
    "+",
    "！[强]",
    "a@",
    "@大家",
    "https://",
    "www.",
    "http",
    "👨‍👩‍👧❤️1️⃣🏴‍☠️",
    "“双”‘单’\"英\"'文'",
    "∵a∴b",
    "a\xa0b",
    "```没有完",
    "~~~~~~~",
    "–",
    "…",
    "%20",
    "^上^标",
    "H~2~O",
    "==高亮==",
    "||隐藏||",
    "++下划线++",
    ":::提示",
    "!!!提示",
    "???问",
    "/* 注 */",
    "[TOC]",
    "---标题",
]

SHOWN = [
    ("##小标题", '<h2 id="h-小标题">小标题</h2>'),
    ("##小标题##", '<h2 id="h-小标题">小标题</h2>'),
    ("## 小标题 ##", '<h2 id="h-小标题">小标题</h2>'),
    ("＃＃ 小标题", '<h2 id="h-小标题">小标题</h2>'),
    ("###小标题\n正文", '<h3 id="h-小标题">小标题</h3>' + p("正文")),
    ("正文。\n## 小标题\n正文。", p("正文。") + '<h2 id="h-小标题">小标题</h2>' + p("正文。")),
    ("## 学习C#", '<h2 id="h-学习c">学习C#</h2>'),
    ("## Search", '<h2 id="h-search">Search</h2>'),
    ("标题\n---", p("标题") + "<hr>"),
    ("标题\n===", p("标题") + "<hr>"),
    ("- - -", "<hr>"),
    ("* * *", "<hr>"),
    ("***", "<hr>"),
    ("**重**点", p("<strong>重</strong>点")),
    ("**“重点”**后面", p("<strong>“重点”</strong>后面")),
    ("这是**重点：**后面", p("这是<strong>重点：</strong>后面")),
    ("共**60**人", p("共<strong>60</strong>人")),
    ("***重***", p("<strong><em>重</em></strong>")),
    ("*斜* _斜_ __重__", p("<em>斜</em> <em>斜</em> <strong>重</strong>")),
    ("**没有完", p("**没有完")),
    ("`a*b*c`和`<b>`", p("<code>a*b*c</code>和<code>&lt;b&gt;</code>")),
    ("``a`b``", p("<code>a`b</code>")),
    ("\\*不是\\*和\\#", p("*不是*和#")),
    ("&lt;条例&gt;&amp;&nbsp;&copy;", p("&lt;条例&gt;&amp;&nbsp;©")),
    ("&#42;甲&#42;", p("*甲*")),
    ("甲&#x202e;乙&#8203;丙&#1;丁", p("甲乙丙丁")),
    ("H<sub>2</sub>O，x<sup>2</sup>", p("H<sub>2</sub>O，x<sup>2</sup>")),
    ("<b>粗</b>，<i>斜</i>", p("<strong>粗</strong>，<em>斜</em>")),
    ("一<br>二<br/>三", p("一<br>\n二<br>\n三")),
    ('<p style="a">一</p><p style="b">二</p>', p("一<br>\n二")),
    ('<section><span style="a">一</span></section>', p("一")),
    ("一<o:p></o:p>", p("一")),
    ('<a href="https://a.cn/b">甲</a>', p(a("https://a.cn/b", "甲"))),
    ('<a href="javascript:alert(1)">甲</a>', p("甲")),
    ("> 引文\n后面", "<blockquote><p>引文</p></blockquote>" + p("后面")),
    (">引文", "<blockquote><p>引文</p></blockquote>"),
    ("上文。\n> 引文", p("上文。") + "<blockquote><p>引文</p></blockquote>"),
    ("> - 甲\n> - 乙", f"<blockquote>{ul('甲', '乙')}</blockquote>"),
    ("```\n<b> *x*\n```", "<pre><code>&lt;b&gt; *x*\n</code></pre>"),
    ("1. 甲\n   ```\n   代码\n   ```\n2. 乙", "<ol><li>甲<pre><code>代码\n</code></pre></li><li>乙</li></ol>"),
    ("[《条例（试行）》](https://a.cn/b)", p(a("https://a.cn/b", "《条例（试行）》"))),
    ("[《通知》[2024]3号](https://a.cn/b)", p(a("https://a.cn/b", "《通知》[2024]3号"))),
    ("[](https://a.cn/a_b_c)", p(a("https://a.cn/a_b_c"))),
    ("[ ](https://a.cn/b)", p(a("https://a.cn/b"))),
    ("[词条](https://a.cn/a_(b))", p(a("https://a.cn/a_(b)", "词条"))),
    ("[甲]( https://a.cn/b )", p(a("https://a.cn/b", "甲"))),
    ('[甲](https://a.cn/b "题")', '<p><a href="https://a.cn/b" title="题">甲</a></p>'),
    ("太好了！[甲](https://a.cn/b)", p("太好了！" + a("https://a.cn/b", "甲"))),
    ("见https://www.12371.cn/a_b_c?x=1&y=2。", p("见" + a("https://www.12371.cn/a_b_c?x=1&y=2") + "。")),
    ("（https://mp.weixin.qq.com/s?__biz=M==&a=1#rd）", p(f"（{a('https://mp.weixin.qq.com/s?__biz=M==&a=1#rd')}）")),
    ("(https://a.cn/b), https://a.cn/c.", p(f"({a('https://a.cn/b')}), {a('https://a.cn/c')}.")),
    ("网址https://a.cn/b的文章", p("网址" + a("https://a.cn/b") + "的文章")),
    ("HTTPS://A.CN/b！", p(a("HTTPS://A.CN/b") + "！")),
    ("https：//a.cn/b", p(a("https://a.cn/b", "https：//a.cn/b"))),
    ("www.xuexi.cn，", p(a("https://www.xuexi.cn", "www.xuexi.cn") + "，")),
    ("<https://a.cn/b>", p(a("https://a.cn/b"))),
    ("邮箱a_b@c.cn。", p("邮箱" + a("mailto:a_b@c.cn", "a_b@c.cn") + "。")),
    ("http://127.0.0.1:8000/", p("http://127.0.0.1:8000/")),
    ("**https://a.cn/b**", p(f"<strong>{a('https://a.cn/b')}</strong>")),
    ("[https://a.cn/b](https://a.cn/c)", p(a("https://a.cn/c", "https://a.cn/b"))),
    ("甲\ufffc乙", p("甲乙")),
]  # fmt: skip


@over(("typed", "shown"), [*LISTS, *PARAGRAPHS, *SIGNATURES, *TABLES, *SHOWN])
def test_shown_as_meant(typed: str, shown: str) -> None:
    """Lists, paragraphs, tables and signs, however they were pasted."""
    assert made(typed) == shown


def test_cells_name_their_columns() -> None:
    """As text, whatever the head holds: where it is narrow it stands beside the cell."""
    typed = '| **时间** | "a" <b> & [页](b.md) |\n|---|---|\n| 9:00 | 签到 |'
    labels = re.findall(r'<td data-label="([^"]*)">', convert(typed, "", "a/").html)
    assert [html.unescape(one) for one in labels] == ["时间", '"a" <b> & 页']


@over("typed", [*AS_TYPED, *NO_LISTS])
def test_shown_as_typed(typed: str) -> None:
    """What is no markup stands on the page and in the search to the letter."""
    assert made(typed) in (p(html.escape(typed, quote=False).replace("\xa0", "&nbsp;").strip()), p(typed.strip()))
    assert plain(typed) == " ".join(typed.split())


@pytest.mark.parametrize(("typed", "words"), WRAPPED)
def test_lines_broken_by_hand(typed: str, words: str) -> None:
    """One paragraph again, with a blank only where it would be written."""
    assert made(typed).count("<p>") == 1
    assert " ".join(read(typed).split()) == plain(typed) == words


def read(typed: str) -> str:
    """What a reader sees of the page."""
    page = re.sub(r"<br>\n?", " ", convert(typed, "", "a/").html)
    page = re.sub(r"</(?:td|th)>\n?", " ", re.sub(r"</?(?:a|code|em|span|strong|sub|sup)\b[^>]*>", "", page))
    words = html.unescape(
        re.sub(r"<pre>.*?</pre>|<[^>]+>", lambda tag: f"\n{re.sub('<[^>]+>', '', tag[0])}\n", page, flags=re.S)
    )
    return words.strip()


ALL = [
    *(one for one, _ in [*LISTS, *PARAGRAPHS, *SIGNATURES, *TABLES, *SHOWN, *WRAPPED]),
    *AS_TYPED,
    *NO_LISTS,
]


@over("typed", ALL)
def test_the_search_finds_what_the_page_shows(typed: str) -> None:
    """The same words, in their order, whatever the signs around them."""
    assert letters(read(typed)) == letters(plain(typed))


def letters(text: str) -> str:
    """A text without blanks."""
    return re.sub(r"\s", "", text)


SIGNS = [*"江边A4x1.、（）<>*_#-+|~`\\&!:=>@“”。，\n\t\u3000", "[强]", "    ", "3*5"]
LINES = ["\n\n", "\n- ", "\n1. ", "\n① ", "**", "<b>", "</b>"]
PIECES = st.lists(
    st.sampled_from([*SIGNS, *LINES]),
    max_size=30,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=300, deadline=None, derandomize=True)
@given(PIECES)
def test_no_word_is_lost(pieces: list[str]) -> None:
    """Of whatever is typed without a link, every Chinese character reaches the page and the search, in its order."""
    typed = "".join(pieces)
    words = re.sub("[^江边强]", "", typed)
    assert re.sub("[^江边强]", "", read(typed)) == words
    assert re.sub("[^江边强]", "", plain(typed)) == words
