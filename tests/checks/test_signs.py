"""Signs in prose that look like markup and are none."""

from pathlib import Path

import pytest

from branchsite.checks.signs import check
from branchsite.commands.fix import mend_files
from branchsite.errors import Severity
from edits import PLAN, A, changed, found, record
from sites import TODAY

TOLD = [
    ("#党建", "照原样显示；要作小标题", "## 党建"),
    ("＃党建", "照原样显示；要作小标题", "## 党建"),
    ("红军不怕远征难\n  万水千山只等闲", "这几行会连成一段", "空一行"),
    ("读书活动\n  大家读书。", "这几行会连成一段", "空一行"),
    ("这是*重点*内容", "“*重点*”里的星号会照原样显示", "这是**重点**内容"),
    ("单价*数量*天数", "“*数量*”里的星号会照原样显示", "单价**数量**天数"),
    ("这是** 重点 **内容", "“** 重点 **”里的星号会照原样显示", "这是**重点**内容"),
    ("这是**重点 **内容", "“**重点 **”里的星号会照原样显示", "这是**重点**内容"),
    ("**甲**和** 乙**", "里的星号会照原样显示", "**甲**和**乙**"),
    ("<div>一段</div>", "会照原样显示在网页上", "一段"),
    ("一段<!-- 注 -->", "会照原样显示在网页上", "一段"),
    ("<!DOCTYPE html>", "会照原样显示在网页上", "删掉这一行"),
    ("看图\ufffc。", "这里原来有一张图片", "看图。"),
]


@pytest.mark.parametrize(("prose", "message", "fix"), TOLD)
def test_told(prose: str, message: str, fix: str, tmp_path: Path) -> None:
    """What may be meant otherwise is a reminder on its line; done as told, nothing is left to say."""
    body = f"|\n  上文。\n\n  {prose}"
    [problem] = found(check, changed(tmp_path / "a", {A + "2024-04-15-a.yml": record(正文=body)}))
    assert (problem.line, problem.severity) == (11, Severity.NOTICE)
    assert message in problem.message and fix in problem.fix
    if problem.fix not in ("删掉这一行",) and "空一行" not in problem.fix:
        mended = body.replace(prose, problem.fix)
        assert found(check, changed(tmp_path / "b", {A + "2024-04-15-a.yml": record(正文=mended)})) == []


@pytest.mark.parametrize(
    ("prose", "plain"),
    [
        ('<p style="text-indent:2em">一段</p>', "一段"),
        ("<section><span>一段</span></section>", "一段"),
        ("<section>", "删掉这一行"),
        ("一段<o:p></o:p>", "一段"),
    ],
)
def test_pasted_code_is_a_notice(prose: str, plain: str, tmp_path: Path) -> None:
    """It goes when the page is made and takes no words with it, so it stops nothing."""
    [problem] = found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=f"|\n  {prose}")}))
    assert (problem.severity, problem.fix) == (Severity.NOTICE, plain)


ACCEPTED = [
    "**甲** 和 **乙** 两处",
    "2 ** 3 ** 4",
    "## 谈体会",
    "＃＃ 谈体会",
    "＃＃谈体会",
    "##谈体会",
    "#＃ 谈体会",
    "#我为群众办实事#",
    "#我为群众办实事# 今天。",
    "#1 楼",
    "- 一",
    "• 先读一段",
    "●先读一段",
    "请用<A4>纸，<B站>直播，x<y且y>z",
    "60*40厘米，90*60厘米，长5*宽3",
    "*注：见附件",
    "**重点**内容",
    "吉𠮷\n  𠮷野家。一二·\n  九运动。",
    "`<div>`和`*`",
    "读一段 • 说一句",
    "一 ＃ 二",
    "3 < 5 > 2",
    "<strong>一</strong>",
    "~~~\n  ＃ 一\n  • 二\n  ~~~",
]


@pytest.mark.parametrize("prose", ACCEPTED)
def test_accepted(prose: str, tmp_path: Path) -> None:
    """Right markup, signs within a line, and code."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=f"|\n  {prose}")})) == []


@pytest.mark.parametrize("file", ["docs/about.md", "docs/study/sanhui-yike.md"])
def test_documents(file: str, tmp_path: Path) -> None:
    """The Markdown files as well, with their own line numbers."""

    def add(path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + "\n#党建\n", encoding="utf-8")

    data = changed(tmp_path, {file: add})
    [problem] = found(check, data)
    assert (problem.file, problem.text) == (file, "#党建")
    assert problem.line == len((data.root / file).read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("code", ["&#x202e;", "&#1;", "&zwj;", "&#xFEFF;"])
@pytest.mark.parametrize("field", ["标题", "摘要", "地点", "正文"])
def test_codes_for_what_nobody_sees(field: str, code: str, tmp_path: Path) -> None:
    """In every field of text: an error at its line; the cure is the line without them, and --fix makes it."""
    data = changed(tmp_path, {A + "2024-04-15-a.yml": record(**{field: f"读{code}书"})})
    [problem] = found(check, data)
    assert problem.severity is Severity.ERROR
    assert (problem.text, problem.fix) == (f"{field}: 读{code}书", f"{field}: 读书")
    mend_files(data.root, TODAY)
    assert f"{field}: 读书\n" in (data.root / A / "2024-04-15-a.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", [PLAN, "data/site.yml", "data/kinds.yml", "data/brand.yml", "docs/about.md"])
def test_codes_in_all_files(file: str, tmp_path: Path) -> None:
    """Comments too: what is committed can be read."""

    def add(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n", "\n# 甲&#x202e;乙\n", 1), encoding="utf-8")

    [problem] = found(check, changed(tmp_path, {file: add}))
    assert (problem.file, problem.line, problem.fix) == (file, 2, "# 甲乙")


@pytest.mark.parametrize("prose", ["`&#x202e;`", "```\n  &#x202e;\n  ```", "A&B; &amp; &nbsp;"])
def test_codes_that_are_shown(prose: str, tmp_path: Path) -> None:
    """As code they stand on the page as they are typed."""
    assert found(check, changed(tmp_path, {A + "2024-04-15-a.yml": record(正文=f"|\n  {prose}")})) == []
