"""What machines are told: the same problems, in their own forms."""

import dataclasses
import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from branchsite.__main__ import main
from branchsite.build import build_pages
from branchsite.commands.forms import FORMS
from branchsite.commands.reports import REPORTS, to_github, to_gitlab, to_json, to_junit, to_markdown
from branchsite.errors import Problem, Severity
from sites import TINY, TODAY, Node, copy_site, parse, replace

PAGES = build_pages(TINY, TODAY)


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def checked(root: Path, file: Path) -> tuple[int, dict[str, list[dict[str, str]]]]:
    """How check ends, and the JSON that it writes."""
    status = main(["--root", str(root), "check", "--json", str(file)])
    return status, json.loads(file.read_text(encoding="utf-8"))


def test_json_of_a_site_that_is_right(tmp_path: Path) -> None:
    """Every page with what it was made from; nothing to mend."""
    status, found = checked(TINY, tmp_path / "check.json")
    assert status == 0
    assert not [one for one in found["problems"] if one["severity"] == "错误"]
    titles = {one["url"]: one["title"] for one in found["pages"]}
    source = {one["url"]: one["source"] for one in found["pages"]}
    assert titles[""]
    assert source["news/2024/2024-04-10-dangri/"] == "data/activities/2024/2024-04-10-dangri.yml"


def test_json_of_a_site_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is said on the terminal stands in the file too, and no page."""
    root = copy_site(tmp_path / "site", TINY)
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰")
    status, found = checked(root, tmp_path / "check.json")
    assert status == 1
    assert found["pages"] == []
    wrong = next(one for one in found["problems"] if one["severity"] == "错误")
    assert wrong["file"] == "data/activities/2024/2024-04-10-dangri.yml"
    assert wrong["text"] == "类别: 主题党曰"
    assert wrong["fix"] == "类别: 主题党日"
    assert f"第 {wrong['line']} 行" in capsys.readouterr().err


PHONE = "13800001234"
NOTICE = Problem("b.yml", 0, "还没有", severity=Severity.NOTICE)
TELLING = Problem(f"{PHONE}.yml", 1, f"不写 {PHONE}", PHONE, f"删掉 {PHONE}")


@pytest.mark.parametrize("form", FORMS)
def test_no_report_repeats_a_long_number(form: str) -> None:
    """It is masked as on the terminal, wherever it stands."""
    said = REPORTS[form]([TELLING], [])
    assert PHONE not in said
    assert "138…34" in said


def test_json_is_sorted_and_readable() -> None:
    """Each problem once, by file and line; Chinese as Chinese."""
    said = to_json([NOTICE, Problem("a.yml", 10, "甲"), Problem("a.yml", 9, "乙"), NOTICE], [])
    assert [one["message"] for one in json.loads(said)["problems"]] == ["乙", "甲", "还没有"]
    assert "还没有" in said


WRONG = Problem("data/a,b: 1%.yml", 3, "不好：100%", "标题，一\n二", "标题: 一")
MISSING = Problem("data/site.yml", 0, "没有填")
HOSTILE = [
    "::error::x",
    "##[add-mask]x",
    "a\n\n# heading\n::stop-commands::x",
    "a\r\n\r\n<script>x()</script>",
    "</code></td></tr></table>\n\n<img src=x onerror=x()>",
    "| a | [b](javascript:c) | `d` | **e** | @everyone | &lt;",
    "]]></failure>",
    "\x1b[31m\x00\x0b\x85\u2028",
    "%0A::error::x",
]


def test_github_marks_the_line() -> None:
    """File, line and title are escaped as properties, what was typed as data; a notice is a warning."""
    said = to_github([NOTICE, WRONG, MISSING], []).splitlines()
    assert said == [
        "::warning file=b.yml,title=还没有::还没有",
        "::error file=data/a%2Cb%3A 1%25.yml,line=3,title=不好：100%25::原文：标题，一□二%0A改法：标题: 一",
        "::error file=data/site.yml,title=没有填::没有填",
    ]


def test_gitlab_finds_file_and_line() -> None:
    """Every field that GitLab asks for; each problem is known by a fingerprint of its own, the same each time."""
    first, second = (json.loads(to_gitlab([WRONG, MISSING, NOTICE], [])) for _ in range(2))
    assert first == second
    assert len({one["fingerprint"] for one in first}) == 3
    found = {one["location"]["path"]: one for one in first}
    wrong = found["data/a,b: 1%.yml"]
    assert wrong["location"]["lines"]["begin"] == 3
    assert (wrong["description"], wrong["severity"]) == ("不好：100%（改法：标题: 一）", "major")
    assert found["data/site.yml"]["location"]["lines"]["begin"] == 1
    assert found["b.yml"]["severity"] == "info"


def test_junit_tells_failures_from_notices() -> None:
    """An error fails, a notice is left out, a site that is right passes."""
    suite = ElementTree.fromstring(to_junit([WRONG, NOTICE], []).encode())
    failure = suite.find("testcase/failure")
    assert failure is not None and failure.text == "原文：标题，一□二\n改法：标题: 一"
    assert [one.get("name") for one in suite.findall("testcase[skipped]")] == ["b.yml 还没有"]
    passed = ElementTree.fromstring(to_junit([], PAGES).encode())
    assert [(one.get("name"), len(one)) for one in passed] == [(f"可以发布：{len(PAGES)} 页", 0)]


def test_a_summary() -> None:
    """Errors first; a table of place, what was typed, what happened and how to mend it."""
    said = to_markdown([NOTICE, WRONG], [])
    assert said.startswith("## ✖ 有 1 处错误，没有发布\n")
    assert "1 处提醒，不挡发布。" in said
    rows = [[cell.text for cell in row.all("td")] for row in parse(said).all("tr")][1:]
    assert rows == [
        ["data/a,b: 1%.yml · 第 3 行", "标题，一□二", "错误：不好：100%", "标题: 一"],
        ["b.yml", "", "提醒：还没有", ""],
    ]
    assert to_markdown([], PAGES) == f"## ✔ 没有错误，可以发布 {len(PAGES)} 页\n"


CURES = {
    "one line": "标题: 一",
    "two": "照片:\n  - 文件: 01.jpg",
    "a blank one": "正文: |\n  一。\n\n  二。",
    "what looks like a heading, a fence, a table": "# 一\n```\n| 二 |\n</pre><b>三</b>",
    "blank ones at the ends": "\n一\n",
}


@pytest.mark.parametrize("cure", CURES.values(), ids=CURES)
def test_a_summary_keeps_the_lines_of_a_cure(cure: str) -> None:
    """It can be copied as it stands, blanks at the beginning of a line too; no blank line ends the table."""
    said = to_markdown([replace_fix(WRONG, cure), NOTICE], [])
    first = parse(said).all("tr")[1].all("td")[3]
    [shown] = first.children
    assert isinstance(shown, Node) and shown.children == [cure]
    assert shown.tag == ("pre" if "\n" in cure else "code")
    assert "\n\n" not in said[said.index("<table>") :].rstrip("\n")


def replace_fix(problem: Problem, fix: str) -> Problem:
    """The same with another cure."""
    return dataclasses.replace(problem, fix=fix)


@pytest.mark.parametrize(("length", "whole"), [(400, True), (401, False)])
def test_a_long_cure_is_cut(length: int, whole: bool) -> None:
    """Longer than 400 characters it says where all of it stands."""
    said = to_markdown([replace_fix(WRONG, "长" * length)], [])
    assert ("长" * 400 in said, "整句见运行记录" in said, "长" * 401 in said) == (True, not whole, False)


@pytest.mark.slow
def test_a_summary_stays_small() -> None:
    """Hosts refuse more than a megabyte: the first hundred are shown, the rest are counted."""
    problems = [Problem("data/a.yml", line, "长" * 300, "<" * 10_000, "&" * 10_000) for line in range(1, 301)]
    said = to_markdown(problems, [])
    assert len(said.encode()) < 1_000_000
    assert "还有 200 处没有列出" in said
    assert len(parse(said).all("tr")) == 101


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_stays_text(text: str) -> None:
    """In every form, wherever it stands: no command, no HTML, no Markdown, no XML."""
    problems = [Problem(text, 1, text, text, text)]
    # One command: GitHub ends a line at either of these two.
    assert re.fullmatch(r"::error file=[^\r\n]+\n", to_github(problems, []))
    assert len(json.loads(to_gitlab(problems, []))) == 1
    assert json.loads(to_json(problems, []))["problems"][0]["text"] == problems[0].public().text
    assert [one.tag for one in ElementTree.fromstring(to_junit(problems, []).encode()).iter()][1:] == [
        "testcase",
        "failure",
    ]
    said = to_markdown(problems, [])
    # A block of HTML lasts until a blank line: what is in it is never read as Markdown.
    table = said[said.index("<table>") :].rstrip("\n")
    assert table.endswith("</table>")
    assert not re.search(r"[\r\x0b\x0c\x85\u2028]|\n\s*\n", table)
    assert {node.tag for node in parse(table).all()} - {"pre"} == {"table", "tr", "th", "td", "code"}
