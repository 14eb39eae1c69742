"""The program without MkDocs, as one types it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from branchsite.__main__ import command_line, main
from branchsite.build import build_pages
from branchsite.system import terminal
from sites import TINY, TODAY, copy_site, replace, run, tree


@pytest.fixture(autouse=True)
def _day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())


def broken(to: Path) -> Path:
    """Tiny with a wrong word in two files."""
    root = copy_site(to, TINY)
    replace(root / "data/activities/2024/2024-04-10-dangri.yml", "类别: 主题党日", "类别: 主题党曰")
    replace(root / "data/activities/2024/2024-05-08-xuexi.yml", "对象: 党员", "对象: 党圆")
    return root


def test_check_says_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    """With the number of pages that would be published."""
    assert main(["--root", str(TINY), "check"]) == 0
    said = capsys.readouterr().out
    assert f"可以发布：{len(build_pages(TINY, TODAY))} 页。" in said


def test_check_says_everything_that_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file's problems at once, on the error stream, in Chinese, without a traceback."""
    assert main(["--root", str(broken(tmp_path / "site")), "check"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "2024-05-08-xuexi.yml · 第 5 行" in captured.err
    assert "已发布的内容不受影响" in captured.err
    assert "Traceback" not in captured.err


@pytest.mark.slow
def test_pages_writes_every_page_and_asset(tmp_path: Path) -> None:
    """A Markdown file a page, with front matter, and the files beside it."""
    assert main(["--root", str(TINY), "pages", "--out", str(tmp_path / "out")]) == 0
    pages = build_pages(TINY, TODAY)
    wanted = {page.src_uri: page.markdown.encode() for page in pages}
    wanted |= {asset.uri: asset.read() for page in pages for asset in page.assets}
    assert tree(tmp_path / "out") == wanted


def test_pages_writes_no_page_from_bad_data(tmp_path: Path) -> None:
    """A page is never made from data that failed (docs/dev/decisions.md)."""
    assert main(["--root", str(broken(tmp_path / "site")), "pages", "--out", str(tmp_path / "out")]) == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("there", ["folder", "file"])
def test_pages_leaves_what_is_there_alone(tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Only a new or empty folder is written to."""
    out = tmp_path / "out"
    if there == "folder":
        out.mkdir()
        (out / "kept.txt").write_text("kept")
    else:
        out.write_text("kept")
    before = tree(tmp_path)
    assert main(["--root", str(TINY), "pages", "--out", str(out)]) == 1
    assert "已经有内容" in capsys.readouterr().err
    assert tree(tmp_path) == before


def test_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Written, they are current; missing or changed, they are named with the command to run."""
    assert main(["--root", str(tmp_path), "schema", "--check"]) == 1
    assert "data/_schema/activity.json 不是最新的，请运行 make schema" in capsys.readouterr().err
    assert main(["--root", str(tmp_path), "schema"]) == 0
    assert main(["--root", str(tmp_path), "schema", "--check"]) == 0
    (tmp_path / "data/_schema/site.json").write_text("{}")
    assert main(["--root", str(tmp_path), "schema", "--check"]) == 1


def test_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Says which file to open; the day of publication is today in Shanghai."""
    root = copy_site(tmp_path / "site", TINY)
    assert main(["--root", str(root), "new", "2024-05-09", "zhishu", "主题党日"]) == 0
    assert "data/activities/2024/2024-05-09-zhishu.yml" in capsys.readouterr().out
    made = yaml.safe_load((root / "data/activities/2024/2024-05-09-zhishu.yml").read_text("utf-8"))
    assert made["发布日期"] == TODAY
    assert main(["--root", str(root), "new", "2024-05-09", "zhishu", "主题党日"]) == 1
    assert "这个文件已经有了" in capsys.readouterr().err


def test_a_wrong_day(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """SITE_TODAY that is no date is a mistake with a message too."""
    monkeypatch.setenv("SITE_TODAY", "五月十日")
    assert main(["--root", str(TINY), "check"]) == 1
    assert "SITE_TODAY=2024-05-10" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "还缺：命令"),
        (["nonsense"], "没有'nonsense'，可以写："),
        (["check", "a"], "不认识“a”"),
        (["chec"], "没有'chec'"),
        (["due", "--icss"], "不认识“--icss”"),
        (["due", "--ics=a"], "--ics 后面不写'a'"),
        (["pages"], "还缺：--out"),
        (["report", "--month"], "--month 后面要写内容"),
        (["import-plan", "a.docx", "--name", "A b"], "--name：“A b”不行：只能用小写字母"),
        (["check", "\x1b[2J"], "不认识“□[2J”"),
    ],
)
def test_what_is_said_of_wrong_words(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In Chinese, and where one can read what may be written."""
    with pytest.raises(SystemExit):
        main(arguments)
    [line] = capsys.readouterr().err.splitlines()[-1:]
    assert line.startswith(said) and line.endswith(" --help")


@pytest.mark.parametrize("arguments", [[], ["nonsense"], ["pages"], ["new"]])
def test_wrong_words(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command line that makes no sense ends with 2 and the usage."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: branchsite" in capsys.readouterr().err


COMMANDS = (
    *("check", "build", "archive a.zip", "pages --out a", "schema", "new activity", "import-plan a.docx", "due"),
    *("report", "ledger", "form a", "wordmark 词", "edit"),
)


@pytest.mark.parametrize("words", COMMANDS)
def test_every_command_can_be_run(words: str) -> None:
    """The parser knows what each is to do."""
    assert callable(command_line(hosting=False).parse_args(words.split()).run)


@pytest.mark.slow
def test_from_a_shell(shipped_root: Path) -> None:
    """python -m branchsite in the site's own folder, which is the default."""
    ran = run("branchsite", "check", root=shipped_root)
    assert ran.returncode == 0, ran.stdout
    assert re.search(r"可以发布：\d+ 页。", ran.stdout)


@pytest.mark.parametrize(("system", "said"), [("linux", "make check"), ("win32", ".venv/Scripts/python hooks check")])
def test_what_to_type(system: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no make."""
    monkeypatch.setattr(terminal.sys, "platform", system)
    assert terminal.command("check") == said


@pytest.mark.slow
def test_host_is_read_when_it_is_asked_for() -> None:
    """Not by any other command."""
    code = "import sys; from branchsite.__main__ import command_line, main; main(['--root', sys.argv[1], 'check'])"
    code += "; print([one for one in sys.modules if one.startswith('branchsite.host')])"
    ran = subprocess.run([sys.executable, "-c", code, str(TINY)], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("\n[]\n")
