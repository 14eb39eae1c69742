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
    ("[资料](javascript:void)", "链接“javascript:void”的写法不对", "写完整的网址"),
    ("[资料](file:///C:/a.doc)", "链接“file:///C:/a.doc”的写法不对", "写完整的网址"),
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
    ("[资料][1]", "链接和图片的地址要直接写在后面", "[文字](地址)"),
    ("![图][1]", "链接和图片的地址要直接写在后面", "[文字](地址)"),
    ("[1]: https://a.cn/a.png", "链接和图片的地址要直接写在后面", "[文字](地址)"),
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
    "[上面](#上面)",
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
