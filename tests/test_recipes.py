"""The recipes of CONTRIBUTING.md, followed to the letter on a copy of the program."""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from sites import ROOT, SHIPPED, replace

RECIPES = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PACKAGE = "hooks/branchsite"

pytestmark = pytest.mark.slow


def blocks(section: str, language: str) -> list[str]:
    """The code of a section in one language, in its order."""
    text = RECIPES.split(f"\n## {section}")[1].split("\n## ")[0]
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(code) for _, code in found]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The program and the shipped data, to be changed."""
    junk = shutil.ignore_patterns("__pycache__")
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=junk)
    for name in ("data", "docs"):
        shutil.copytree(SHIPPED / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path


def run(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of the copy, as of a day after the recipes' records."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(root / "hooks"),
        "SITE_TODAY": "2024-05-20",
        "BRANCHSITE_CACHE": str(root / ".cache"),
    }
    command = [sys.executable, "-m", "branchsite", *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def make_new(root: Path, section: str) -> Path:
    """The `make new` of a recipe; gives the file."""
    wanted = re.search(r"make new DATE=(\S+) SLUG=(\S+) KIND=(\S+)", "".join(blocks(section, "shell")))
    assert wanted, section
    ran = run(root, "new", *wanted.groups())
    assert ran.returncode == 0, ran.stderr
    return root / "data/activities" / wanted[1][:4] / f"{wanted[1]}-{wanted[2]}.yml"


def test_a_record(root: Path) -> None:
    """The file that the recipe goes on with is there, and `check` says what is left to fill in."""
    file = make_new(root, "1 ")
    assert file.relative_to(root).as_posix() in RECIPES
    ran = run(root, "check")
    assert ran.returncode == 1 and file.name in ran.stderr


def test_a_check(root: Path) -> None:
    """The new check finds the bad title, and the rest of the data is as right as it was."""
    code, row = blocks("2 ", "python")
    (root / PACKAGE / "checks/titles.py").write_text(code, "utf-8")
    checks = root / PACKAGE / "checks/__init__.py"
    replace(checks, "    strays,\n", "    strays,\n    titles,\n")
    replace(checks, "CHECKS = (\n", f"CHECKS = (\n    {row}")
    assert run(root, "check").returncode == 0
    replace(root / "data/activities/2024/2024-03-12-zhishu.yml", "标题: 植树节：在江风里种下一排小树", "标题: 植树。")
    ran = run(root, "check")
    assert ran.returncode == 1
    assert "错误：标题末尾不写句号\n  改法：标题: 植树\n" in ran.stderr


def test_a_kind(root: Path) -> None:
    """A record of the new kind can be begun, filled in and published, with a list of its own."""
    kinds = root / "data/kinds.yml"
    kinds.write_text(kinds.read_text("utf-8") + "\n" + blocks("3 ", "yaml")[0], "utf-8")
    file = make_new(root, "3 ")
    text = file.read_text("utf-8")
    day = file.name[:10]
    fields = {
        **{"标题": "扫街", "类别": "志愿服务", "活动日期": day, "发布日期": day, "对象": "[党员]"},
        **{"摘要": "扫街。", "审核": "支部书记", "正文": "党员到街上扫地。"},
    }
    assert "类别: 志愿服务" in text
    file.write_text("".join(f"{name}: {value}\n" for name, value in fields.items()), "utf-8")
    ran = run(root, "check", "--json", str(root / "report.json"))
    assert ran.returncode == 0, ran.stderr
    assert '"news/kind/volunteer/"' in (root / "report.json").read_text("utf-8")


def test_a_page(root: Path) -> None:
    """The page of places is written, with the places of the records."""
    view, row = blocks("4 ", "python")
    (root / PACKAGE / "views/places.py").write_text(view, "utf-8")
    (root / "overrides/pages/places.html").write_text(blocks("4 ", "html")[0], "utf-8")
    replace(
        root / PACKAGE / "build.py",
        "from .views.plan import",
        "from .views.places import places_page\nfrom .views.plan import",
    )
    replace(
        root / PACKAGE / "build.py", "        search_page(library),\n", f"        search_page(library),\n        {row}"
    )
    ran = run(root, "pages", "--out", str(root / "out"))
    assert ran.returncode == 0, ran.stderr
    assert re.search(
        r"<li><span>.+</span><span class=\"meta\">\d+ 次</span></li>",
        (root / "out/news/places/index.md").read_text("utf-8"),
    )


def test_a_field(root: Path) -> None:
    """The new field may be written, and only then stands in the schema."""
    model = root / PACKAGE / "models/activity.py"
    line = blocks("5 ", "python")[0]
    replace(model, "    former: FormerAddresses", f"    {line}    former: FormerAddresses")
    record = root / "data/activities/2024/2024-03-12-zhishu.yml"
    record.write_text(f"天气: 多云\n{record.read_text('utf-8')}", "utf-8")
    assert run(root, "check").returncode == 0
    assert run(root, "schema", "--check").returncode == 1
    assert run(root, "schema").returncode == 0
    assert "当天的天气" in (root / "data/_schema/activity.json").read_text("utf-8")
