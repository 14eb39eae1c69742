"""Links lead somewhere, and no page asks another host for a picture."""

from pathlib import Path

import pytest

from branchsite.checks.links import check
from edits import A, changed, found, record
from sites import TINY

REFUSED = [
    ("[资料](study/sanhui.md)", "链接的文章 study/sanhui.md 不存在", "[资料](study/sanhui-yike.md)"),
    ("[资料](xyz)", "链接的文章 xyz 不存在", "核对文件名"),
    ("[资料](study/sanhui.md#一)", "链接的文章 study/sanhui.md#一 不存在", "[资料](study/sanhui-yike.md)"),
    ("[资料](/study/)", "链接“/study/”的写法不对", "写完整的网址"),
    ("[资料](//a.cn)", "链接“//a.cn”的写法不对", "写完整的网址"),
    ("[资料](javascript:void)", "链接“javascript:void”的写法不对", "不要链接，只写“资料”；要链接，就写完整的网址"),
    ("[资料](file:///C:/a.doc)", "链接“file:///C:/a.doc”的写法不对", "不要链接，只写“资料”"),
    ("[打电话](tel:051988888888)", "链接“tel:051988888888”的写法不对", "不要链接，只写“打电话”"),
    ("[公众号](weixin://dl/business)", "链接“weixin://dl/business”的写法不对", "不要链接，只写“公众号”"),
    ("[资料]()", "链接“”的写法不对", "写完整的网址"),
    ("![图](https://a.cn/a.png)", "正文不能用别的网站的图片", "把图片存下来"),
    ("![图](//a.cn/a.png)", "正文不能用别的网站的图片", "把图片存下来"),
    ("![图](data:image/png;base64,xyz)", "正文不能用别的网站的图片", "把图片存下来"),
    ("![图](a.png)", "找不到图片 a.png", "活动的图片写在“照片”里"),
    ("[附件]（study/sanhui-yike.md）", "链接的括号要用半角的，中间不空格", "[附件](study/sanhui-yike.md)"),
    ("【附件】（x.pdf）", "链接的括号要用半角的，中间不空格", "[附件](x.pdf)"),
    ("［附件］(x.pdf)", "链接的括号要用半角的，中间不空格", "[附件](x.pdf)"),
    ("[附件](x.pdf）", "链接的括号要用半角的，中间不空格", "[附件](x.pdf)"),
    ("[网站]（https://www.12371.cn/）", "链接的括号要用半角的，中间不空格", "[网站](https://www.12371.cn/)"),
    ("[资料] (about.md)", "链接的括号要用半角的，中间不空格", "[资料](about.md)"),
    ("[资料](my file.md)", "链接的地址里有空格", "文件名里不用空格，改了文件名再写链接"),
    ("[资料][甲]。\n\n  [甲]: https://a.cn/b", "链接和图片的地址要直接写在后面", "[资料](https://a.cn/b)"),
    ("![图][1]。\n\n  [1]: b.png", "链接和图片的地址要直接写在后面", "![图](b.png)"),
    ("[学习强国](www.xuexi.cn)", "网址前面要写 https://", "[学习强国](https://www.xuexi.cn)"),
    ("[文章](https：//www.12371.cn/a)", "网址前面要写 https://", "[文章](https://www.12371.cn/a)"),
    ("[文章](http：//a.gov.cn)", "网址前面要写 https://", "[文章](http://a.gov.cn)"),
    ("[文章](http:/a.gov.cn/b)", "网址前面要写 https://", "[文章](http://a.gov.cn/b)"),
    ("[文章](https//a.gov.cn/b)", "网址前面要写 https://", "[文章](https://a.gov.cn/b)"),
    ("[文章](https:\\\\a.gov.cn\\b)", "网址前面要写 https://", "[文章](https://a.gov.cn/b)"),
    ("[文章](http://https://a.gov.cn/b)", "网址开头写了两遍", "[文章](https://a.gov.cn/b)"),
    ("[文章](https://a.gov.cn/b。)", "网址里有中文标点，打不开", "[文章](https://a.gov.cn/b)"),
    ("[文章](https://a.gov.cn/b，)", "网址里有中文标点，打不开", "[文章](https://a.gov.cn/b)"),
    ("[文章](https://a.gov。cn/b)", "网址里有中文标点，打不开", "[文章](https://a.gov.cn/b)"),
    ("[文章](http://127.0.0.1:8000/news/)", "这个网址只有自己的电脑或者学校里打得开", "不要链接，只写“文章”"),
    ("[文章](http://localhost:8000/news/)", "这个网址只有自己的电脑或者学校里打得开", "不要链接，只写“文章”"),
    ("[文章](http://192.168.1.8/a)", "这个网址只有自己的电脑或者学校里打得开", "不要链接，只写“文章”"),
    ("[文章](https://a.gov.cn/b", "链接少了一个括号", "[文章](https://a.gov.cn/b)"),
    ("[文章](https://a.gov.cn/b 和别的", "链接少了一个括号", "[文章](https://a.gov.cn/b)"),
    ("[文章](https://a.gov.cn/b，还有别的", "链接少了一个括号", "[文章](https://a.gov.cn/b)"),
    ("[文章]https://a.gov.cn/b)", "链接少了一个括号", "[文章](https://a.gov.cn/b)"),
    ("[文章]（https://a.gov.cn/b", "链接少了一个括号", "[文章](https://a.gov.cn/b)"),
    ("[文章](https:\\\\a.gov.cn)", "网址前面要写 https://", "[文章](https://a.gov.cn)"),
    ("[文章](htps://a.gov.cn)", "网址前面要写 https://", "[文章](https://a.gov.cn)"),
    ("[文章](ttps://a.gov.cn)", "网址前面要写 https://", "[文章](https://a.gov.cn)"),
    ("[文章](https;//a.gov.cn)", "网址前面要写 https://", "[文章](https://a.gov.cn)"),
    ("[文章](https: //a.gov.cn)", "网址前面要写 https://", "[文章](https://a.gov.cn)"),
    ("[文章](xuexi.cn/a?b=c)", "网址前面要写 https://", "[文章](https://xuexi.cn/a?b=c)"),
    ("[文章](www。xuexi。cn)", "网址前面要写 https://", "[文章](https://www.xuexi.cn)"),
    ("[文件](https://a.cn/b c.pdf)", "链接的地址里有空格", "[文件](https://a.cn/b%20c.pdf)"),
    ("[资料](study/sanhui yike.md)", "链接的地址里有空格", "[资料](study/sanhui-yike.md)"),
    ("[上面](#小结)", "这一篇里没有小标题“小结”", "不要链接，只写“上面”"),
    ("[上面](#小接)\n\n  ## 小结", "这一篇里没有小标题“小接”", "[上面](#小结)"),
    (
        "[资料](study/sanhui-yike.md#是啥)",
        "study/sanhui-yike.md 里没有小标题“是啥”",
        "[资料](study/sanhui-yike.md#是什么)",
    ),
    (
        "【条例】（https://www.12371.cn/2024/03/05/ARTI1709601234567890.shtml）",
        "链接的括号要用半角的，中间不空格",
        "[条例](https://www.12371.cn/2024/03/05/ARTI1709601234567890.shtml)",
    ),
    (
        "[《条例（试行）》]（https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=1#rd）",
        "链接的括号要用半角的，中间不空格",
        "[《条例（试行）》](https://mp.weixin.qq.com/s?__biz=MzA=&mid=1&idx=1#rd)",
    ),
    ("[《条例，试行！》] (https://a.cn/b)", "链接的括号要用半角的，中间不空格", "[《条例，试行！》](https://a.cn/b)"),
    ('<img src="https://a.cn/a.png">', "正文里不能用 HTML 放图片和视频", "活动的图片写在“照片”里"),
    ("<IFRAME src=x>", "正文里不能用 HTML 放图片和视频", "活动的图片写在“照片”里"),
    ("<video src", "正文里不能用 HTML 放图片和视频", "活动的图片写在“照片”里"),
]


@pytest.mark.parametrize(("prose", "message", "fix"), REFUSED)
def test_refused(prose: str, message: str, fix: str, tmp_path: Path) -> None:
    """Told on its line, mended where that can be guessed."""
    body = f"|\n  上文。\n\n  见{prose}。" if not prose.startswith("[1]") else f"|\n  上文。\n\n  {prose}"
    problems = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=body)}))
    assert [(one.line, one.message) for one in problems] == [(11, message)]
    assert fix in problems[0].fix


ACCEPTED = [
    "[资料](study/sanhui-yike.md)",
    "[资料](study/sanhui-yike.md#是什么)",
    "[手册](handbook/index.md)",
    '[网站](https://www.12371.cn/ "共产党员网")',
    "[信](mailto:a@example.org)",
    "[上面](#上面)\n\n  ## 上面",
    "[上面](#h-上面)\n\n  ## 上面",
    "[上面](#%E4%B8%8A%E9%9D%A2)\n\n  ### 上面",
    "[上面](#规矩-方法)\n\n  ## 规矩 & *方法*",
    "大家都很棒[强][强]",
    "据介绍[1][2]，他",
    "数据[^1]\n\n  [^1]: 说明",
    "资料[1]\n\n  [1]: https://a.cn/b",
    "[《中国共产党支部工作条例（试行）》](https://www.12371.cn/a.shtml)",
    "[出发！](https://www.12371.cn/b.shtml)",
    "太好了！[看这里](study/sanhui-yike.md)",
    "[《通知》[2024]3号](https://a.cn/b)",
    "[文章](HTTPS://A.CN/b)",
    "[词条](https://a.cn/wiki/a_(b))",
    "[文章]( https://a.cn/b )",
    "[文章](https://mp.weixin.qq.com/s?__biz=MzA==&mid=1&idx=1&sn=a#rd)",
    "【重要文章】（见附件）",
    "[x]（1）",
    "`[附件]（x.pdf）`",
    "【通知】（第一期）",
    "【公告】（2024.3.5）",
    "[注]（见上）",
    "数组 a[1](2)".replace("(2)", ""),
    "3 < 5，a <b> c",
]


@pytest.mark.parametrize("prose", ACCEPTED)
def test_accepted(prose: str, tmp_path: Path) -> None:
    """Pages that are there, addresses of the web, code, and brackets that are no links."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=f"|\n  见{prose}。")})) == []


def test_code_blocks_are_not_read(tmp_path: Path) -> None:
    """The handbook shows how links are written."""
    text = (
        "```\n[附件]（x.pdf）\n[没有](nothing.md)\n```\n\n~~~\n![图](https://a.cn/a.png)\n~~~\n\n[没有](nothing.md)\n"
    )
    about = (TINY / "docs/about.md").read_text(encoding="utf-8")
    [problem] = found(check, changed(tmp_path, {"docs/about.md": about + "\n" + text}))
    assert problem.line == (about + "\n" + text).count("\n")


def test_links_start_from_their_own_folder(tmp_path: Path) -> None:
    """A material links to its neighbour, an article in the handbook to one above."""
    changes = {
        "docs/study/sanhui-yike.md": ("(weichengnianren.md)", "(study/weichengnianren.md)"),
        "docs/handbook/index.md": ("写一条记录", "[概况](../about.md) [手册](index.md) [概况](about.md)"),
        "docs/handbook/a.png": b"x",
        "docs/about.md": ("测试用的支部。", "![图](handbook/a.png)"),
    }
    problems = found(check, changed(tmp_path, dict(changes)))
    assert [(one.file, one.text) for one in problems] == [
        ("docs/handbook/index.md", "[概况](about.md)"),
        ("docs/study/sanhui-yike.md", "[未成年人学校保护](study/weichengnianren.md)"),
    ]
    assert problems[0].fix == "[概况](../about.md)"
    assert problems[1].fix == "[未成年人学校保护](weichengnianren.md)"
