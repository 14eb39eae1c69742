"""import-plan: a plan's file becomes data that `check` accepts, and nothing that was there is touched."""

import datetime
import re
import shutil
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.build import read_library
from branchsite.commands.import_plan import import_plan
from branchsite.errors import DataError, Severity
from branchsite.office.docx_reader import read_docx
from branchsite.office.draft import draft_of
from branchsite.office.plan_file import read_plan_file
from sites import ROOT, SHIPPED, copy_site, tree
from word_files import add, numbered, saved

PLANS = ROOT / "tests" / "office" / "plans"
SAMPLES = sorted(path.stem for path in PLANS.glob("*.txt"))


@pytest.fixture(scope="module")
def planless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped site without a plan and without what names its parts."""
    root = copy_site(tmp_path_factory.mktemp("import") / "site")
    for gone in ("data/plans", "data/activities", "docs/study"):
        shutil.rmtree(root / gone)
    (root / "data/gongkai.yml").unlink()
    return root


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_written_passes_check(planless: Path, name: str) -> None:
    """Every sample: no error, and each commitment waits to be confirmed."""
    path, draft = import_plan(planless, PLANS / f"{name}.txt", None, None)
    try:
        library, problems = read_library(planless, datetime.date(2024, 5, 10))
        assert [problem for problem in problems if problem.severity is Severity.ERROR] == []
        text = path.read_text("utf-8")
        assert len(re.findall(r"^ +待确认: 是$", text, re.MULTILINE)) == len(draft.proposals)
        assert library is not None
    finally:
        path.unlink()


@pytest.mark.slow
def test_the_file_is_never_overwritten(planless: Path) -> None:
    """The second time it is refused, the first file stays, and the cure that is printed works."""
    source = PLANS / "weitang.txt"
    path, _ = import_plan(planless, source, None, None)
    before = tree(planless)
    with pytest.raises(DataError, match="已经有了") as refused:
        import_plan(planless, source, None, None)
    assert tree(planless) == before
    assert "--name" in refused.value.problems[0].fix
    other, _ = import_plan(planless, source, None, "xin-jihua")
    assert other.name == "xin-jihua.yml"
    for made in (path, other):
        made.unlink()


def test_word_and_text_of_a_plan_give_the_same(tmp_path: Path) -> None:
    """The branch's plan as a Word file that Word itself numbers."""
    document = numbered([("chineseCounting", "%1、"), ("decimal", "%2.")])
    for line in (PLANS / "weitang.txt").read_text("utf-8").splitlines():
        section = re.match(r"\s*[一二三四]、", line)
        item = re.match(r"\d\.", line)
        level = 0 if section else 1 if item else None
        add(document, line[(section or item).end() :] if level is not None else line, level)  # type: ignore[union-attr]
    source = read_docx(saved(document))
    kinds = {"主题党日": "公"}
    assert draft_of(source, kinds) == draft_of(read_plan_file(PLANS / "weitang.txt"), kinds)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.docx"], "没有这个文件"),
        (["untitled.txt"], "加上 --term"),
        (["untitled.txt", "--term", "下个学期"], "看不懂学期"),
    ],
)
def test_refusals(
    planless: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """What is missing is asked for, and nothing is written."""
    (tmp_path / "untitled.txt").write_text("一、学习\n二、交流\n", "utf-8")
    before = tree(planless)
    name, *options = arguments
    assert main(["--root", str(planless), "import-plan", str(tmp_path / name), *options]) == 1
    assert said in capsys.readouterr().err
    assert tree(planless) == before


@pytest.mark.parametrize("name", ["../x", "a/b", "A", "计划", "x" * 61, "-x", ".yml"])
def test_names_that_are_no_file_names(planless: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """A name leads nowhere but into data/plans/."""
    before = tree(planless)
    with pytest.raises(SystemExit):
        main(["--root", str(planless), "import-plan", str(PLANS / "weitang.txt"), f"--name={name}"])
    assert "只能用小写字母" in capsys.readouterr().err
    assert tree(planless) == before


def test_the_report_says_what_was_understood(planless: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, term, parts, number of commitments, what to look at, what comes next."""
    assert main(["--root", str(planless), "import-plan", str(PLANS / "calendar_table.txt")]) == 0
    said = capsys.readouterr().out
    (planless / "data/plans/2023-2024-2.yml").unlink()
    for words in ("data/plans/2023-2024-2.yml", "2024-02-16", "3 个部分，7 个条目", "11 条承诺", "责任人", "待确认"):
        assert words in said
    assert "示例甲" not in said


@pytest.mark.slow
def test_another_plan_of_the_same_term_is_said_by_check(tmp_path: Path) -> None:
    """Importing what is there already under another name: `check` names the overlap."""
    root = copy_site(tmp_path / "site", SHIPPED)
    import_plan(root, PLANS / "weitang.txt", None, "again")
    with pytest.raises(DataError, match="重叠"):
        read_library(root, datetime.date(2024, 5, 10))
