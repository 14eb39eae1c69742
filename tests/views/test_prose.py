"""Markdown that people write: what becomes of it, and what cannot get through."""

import random
import re
from pathlib import Path

import material
import pytest
from markdown.extensions.toc import slugify_unicode

from branchsite.blocks.html import slugify
from branchsite.load.data import OVERRIDES
from branchsite.views.prose import AnchoredHeading, convert


def html(text: str, folder: str = "handbook", url: str = "handbook/teacher/") -> str:
    return convert(text, folder, url).html.replace(' rel="noopener noreferrer"', "").strip()


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("一段\n\n另一段", "<p>一段</p>\n<p>另一段</p>"),
        ("## 小标题\n正文", '<h2 id="h-小标题">小标题</h2>\n<p>正文</p>'),
        ("# 一级", '<h2 id="h-一级">一级</h2>'),
        ("##### 五级", '<h4 id="h-五级">五级</h4>'),
        ("###### 六级", '<h4 id="h-六级">六级</h4>'),
        ("## 同名\n\n## 同名", '<h2 id="h-同名">同名</h2>\n<h2 id="h-同名_1">同名</h2>'),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
        ("3. 丙\n4. 丁", '<ol start="3">\n<li>丙</li>\n<li>丁</li>\n</ol>'),
        ("**重**点", "<p><strong>重</strong>点</p>"),
        ("> 引文", "<blockquote>\n<p>引文</p>\n</blockquote>"),
        ("H<sub>2</sub>O", "<p>H<sub>2</sub>O</p>"),
        ("2 < 3 & 4 > 1", "<p>2 &lt; 3 &amp; 4 &gt; 1</p>"),
        ("龘朤", "<p>龘朤</p>"),
    ],
)
def test_markdown(typed: str, made: str) -> None:
    """The usual signs; the page has its own h1, so prose begins at h2 and ends at h4."""
    assert html(typed) == made


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("    Word 的四个空格", "<p>Word 的四个空格</p>"),
        ("\u3000\u3000中文的缩进", "<p>中文的缩进</p>"),
        ("  \u3000\u3000混着的缩进", "<p>混着的缩进</p>"),
        ("一段\n\u3000\u3000二段", "<p>一段</p>\n<p>二段</p>"),
        ("- 甲\n    - 乙", "<ul>\n<li>甲<ul>\n<li>乙</li>\n</ul>\n</li>\n</ul>"),
        ("```\n    代码\n```", "<pre><code>    代码\n</code></pre>"),
    ],
)
def test_indents_are_not_code(typed: str, made: str) -> None:
    """What Word and Chinese typing put in front of a paragraph goes; lists and fenced code keep theirs."""
    assert html(typed) == made


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ("一行，\n下一行", "<p>一行，下一行</p>"),
        ("一行\n二行\n三行", "<p>一行二行三行</p>"),
        ("**重点**\n后面", "<p><strong>重点</strong>后面</p>"),
        ("前面\n**重点**", "<p>前面<strong>重点</strong></p>"),
        ("English\n中文", "<p>English\n中文</p>"),
        ("two\nwords", "<p>two\nwords</p>"),
        ("留  \n换行", "<p>留<br>\n换行</p>"),
        ("> 引一\n> 引二", "<blockquote>\n<p>引一引二</p>\n</blockquote>"),
        ("```\n第一行\n第二行\n```", "<pre><code>第一行\n第二行\n</code></pre>"),
        ("- 甲\n- 乙", "<ul>\n<li>甲</li>\n<li>乙</li>\n</ul>"),
    ],
)
def test_line_ends_between_chinese_characters(typed: str, made: str) -> None:
    """A browser would show them as spaces. Between Latin words they stay, and so does a wanted break."""
    assert html(typed) == made


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("定于下午 3:30—4:10开会", "定于[下午 3:30—4:10]开会"),
        ("上午9：20至10：40", "[上午9：20至10：40]"),
        ("8:00 签到，8：30 开会", "8:00 签到，[8：30] 开会"),
        ("14:00-15:30 培训", "[14:00-15:30] 培训"),
        ("下午\n3:30", "[下午3:30]"),
        ("在江心红·生态绿的品牌里", "在[江心红·生态绿]的品牌里"),
        ("**江心红**·生态绿", "<strong>江心红</strong>·生态绿"),
        ("**下午3:30**前", "<strong>[下午3:30]</strong>前"),
        ("# 一二·九运动", "[一二·九运动]"),
        ("[下午3:30](https://a.cn/下午3:30)", "[下午3:30]"),
        ("![下午3:30](无.jpg)", '<img alt="下午3:30" src="../无.jpg">'),
        ("比分 3:1，A·B", "比分 3:1，A·B"),
        ("<b>下午3:30&lt;", "&lt;b&gt;[下午3:30]&lt;"),
    ],
)
def test_what_the_end_of_a_line_does_not_cut(typed: str, shown: str) -> None:
    """A time with its words, and what is around a dot; an address and a picture's words stay as they are."""
    made = re.sub(r'<span class="unbroken">([^<]*)</span>', r"[\1]", html(typed))
    assert re.sub(r"</?(?:p|h\d|a)\b[^>]*>", "", made) == shown


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("secretary.md", "../secretary/"),
        ("secretary.md#照片", "../secretary/#h-照片"),
        ("index.md", "../"),
        ("../about.md", "../../about/"),
        ("../index.md", "../../"),
        ("../study/sanhui-yike.md", "../../study/sanhui-yike/"),
        ("#here", "#h-here"),
        ("https://www.gov.cn/", "https://www.gov.cn/"),
        ("mailto:a@b.cn", "mailto:a@b.cn"),
    ],
)
def test_links_lead_to_pages(target: str, href: str) -> None:
    """Between Markdown files as an editor follows them; the page may lie elsewhere than its file."""
    assert html(f"[看]({target})") == f'<p><a href="{href}">看</a></p>'


def test_links_of_a_record_start_at_docs() -> None:
    """A record's file is not under docs/: its links are written from there."""
    assert 'href="../../../study/a/"' in html("[看](study/a.md)", "", "news/2024/x/")


def test_pictures_lie_beside_their_file() -> None:
    """An article's picture is found from the article's page."""
    assert html("![图](a.png)") == '<p><img alt="图" src="../a.png"></p>'


def test_a_table_scrolls_by_itself() -> None:
    """A wide table must not widen the page on a phone, and the keyboard must be able to scroll it."""
    made = html("|甲|乙|\n|-|-:|\n|1|2|")
    assert re.match(r'<div class="scroll" tabindex="0"><table[^>]*>\n<thead>', made)
    assert made.endswith("</table></div>")


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//x.example/a.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "[点我](javascript:alert(1))",
    "[点我](JaVa&#115;cript:alert(1))",
    "[点我](data:text/html;base64,PHNjcmlwdD4=)",
    "[点我](vbscript:msgbox)",
    "[点我][x]\n\n[x]: javascript:alert(1)",
    '<a href="jav\tascript:alert(1)">点我</a>',
    "<style>body{display:none}</style>",
    '<p style="background:url(//x.example/a.png)">文字</p>',
    "<iframe src=https://x.example/></iframe>",
    "<object data=//x.example></object><embed src=//x.example>",
    "<form action=//x.example><input name=a></form>",
    '<base href="//x.example/">',
    '<link rel=stylesheet href="//x.example/a.css">',
    '<meta http-equiv=refresh content="0;url=//x.example">',
    '<div class="md-overlay" id="main" tabindex="1">文字</div>',
    "<p onclick=alert(1)>文字</p>",
    "<!-- <script>alert(1)</script> -->",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>`",
]


@pytest.mark.parametrize("typed", ATTACKS)
def test_nothing_runs(typed: str) -> None:
    """Raw HTML is cleaned by a list of what is allowed: no script, style, event, frame or form survives."""
    made = html(typed)
    tags = re.findall(r"<([a-z0-9]+)((?:\s[^>]*)?)>", made)
    assert {name for name, _ in tags} <= {"p", "a", "img", "div", "pre", "code"}, made
    said = " ".join(attributes for _, attributes in tags)
    assert not re.search(r"(on\w+|style|id|tabindex)=|x\.example|md-overlay", said), made
    # A browser drops tabs and line ends anywhere in an address, and blanks in front of it.
    schemes = {
        re.sub(r"[\t\r\n]", "", one).strip().partition(":")[0].lower() for one in re.findall('href="([^"]*)"', said)
    }
    assert not schemes & {"javascript", "data", "vbscript"}, made
    assert "<!--" not in made


@pytest.mark.parametrize(
    "typed",
    [
        "![图](https://x.example/a.png)",
        "![图](//x.example/a.png)",
        "![图][p]\n\n[p]: https://x.example/a.png",
        "<img src=https://x.example/a.png>",
        r"<img src='/\x.example/a.png'>",
        "<img src=' \t//x.example/a.png'>",
        "<img srcset='//x.example/a.png 2x' src=''>",
    ],
)
def test_no_picture_comes_from_another_host(typed: str) -> None:
    """No request leaves the site (docs/dev/decisions.md), however the address is hidden."""
    assert not re.search(r"<[^>]*x\.example", html(typed).replace('<a href="https://x.example/', ""))


@pytest.mark.parametrize("typed", ["{{ config }}", "{% raw %}文{% endraw %}", "{# 注 #}", "${x}", "{{ 7*7 }}"])
def test_template_signs_are_text(typed: str) -> None:
    """Prose is never a template."""
    assert html(typed) == f"<p>{typed}</p>"


def test_headings_for_a_table_of_contents() -> None:
    """Those of level 2, a typed h1 among them, as plain words: the template escapes them."""
    text = convert("### 先有三级\n\n## 规矩 & *方法*\n\n### 三级\n\n# 一级", "", "")
    assert text.headings == (AnchoredHeading("h-规矩-方法", "规矩 & 方法"), AnchoredHeading("h-一级", "一级"))
    assert all(f'id="{heading.id}"' in text.html for heading in text.headings)


def test_ids_are_those_of_python_markdown() -> None:
    """Of any words: links to headings were typed for them."""
    signs = [
        "规矩",
        "A4",
        "é",
        "_",
        "-",
        "—",
        " ",
        "\t",
        "\u3000",
        "\n",
        "（一）",
        "1.",
        "3:30",
        "&",
        "İ",
        "\xa0",
        "٣",
        "²",
    ]
    chance = random.Random(1)
    for _ in range(500):
        words = "".join(chance.choices(signs, k=chance.randint(0, 7)))
        assert slugify(words) == slugify_unicode(words, "-"), words


def test_no_heading_takes_the_id_of_something_else() -> None:
    """Whatever it says: ids of pages, of their scripts and of the theme do not begin as those of headings do."""
    text = convert("## Search\n\n## main\n\n## foot\n\n## drawer\n\n## __search\n\n## h-\n\n## ！", "", "a/")
    ids = re.findall(r' id="([^"]*)"', text.html)
    assert len(set(ids)) == 7 and all(one.startswith("h-") for one in ids)
    theme = Path(material.__file__).parent / "templates"
    others = [
        name
        for folder, ending in ((OVERRIDES, "*.html"), (OVERRIDES, "*.js"), (theme, "*.html"))
        for path in folder.rglob(ending)
        for name in re.findall(
            r"""\bid=["']?([^"' >]+)|getElementById\(["']([^"']+)""", path.read_text(encoding="utf-8")
        )
    ]
    assert len(others) > 20
    assert not any(one.startswith("h-") for pair in others for one in pair if one != "h-")


def test_no_memory() -> None:
    """The same text gives the same HTML: ids of one page do not leak into the next."""
    first, second = (convert("## 一\n\n## 一\n", "", "a/") for _ in range(2))
    assert first == second and len({one.id for one in first.headings}) == 2
