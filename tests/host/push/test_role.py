"""A content account brings content and nothing else: not at last, not on the way, not first of all."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.answer import short_report
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from pushes import Person, activity, clone, copy_host, first_clone, judged, new_host, settle
from sites import ROOT, TINY

PROGRAM = {
    ".ci/run": "#!/bin/sh\ntouch /tmp/ran\n",
    "tools/virtualenv": "x",
    "tests/conftest.py": "x",
    "Makefile": "test:\n\ttouch /tmp/ran\n",
    "requirements-dev.txt": "x",
    "deploy/check": "x",
    ".github/workflows/site.yml": "x",
    ".gitattributes": "* x",
    ".vscode/settings.json": "{}",
    "pyproject.toml": "x",
    "docs/dev/threats.md": "#",
    "data": "x",
    "index.html": "x",
    "hooks/sitecustomize.py": "x",
    "DATA/x.yml": "x",
}


def commit_any(person: Person, files: dict[str, str | bytes | None], message: str = "改了程序") -> str:
    """Commit, where a file may take the place of a folder."""
    for name in files:
        if (person.clone / name).is_dir():
            shutil.rmtree(person.clone / name)
    return person.commit(files, message)


def assert_named(said: str, path: str, *more: str) -> None:
    """That a report names the file, with a cure."""
    assert any(line.strip() == path for line in said.split("\n")), said
    assert all(one in said for one in ("只能改 data/ 和 docs/ 里的内容", "改法：", *more)), said


def refused(person: Person, path: str, *more: str) -> str:
    """Push, and have the file named; gives what was said."""
    answer = person.push()
    said = answer.said.replace("remote: ", "")
    assert not answer.accepted, said
    assert_named(said, path, *more)
    return said


PUSHED = (".ci/run", "docs/dev/threats.md", "data", "DATA/x.yml")


@pytest.mark.parametrize("path", [path for path in PROGRAM if path not in PUSHED])
def test_a_file_of_the_program(path: str, writer: Person) -> None:
    """New, in whatever place outside content."""
    commit_any(writer, {path: PROGRAM[path]})
    assert_named(short_report(judged(writer)), path)


@pytest.mark.parametrize("path", PUSHED)
def test_a_file_of_the_program_pushed_for_real(path: str, intruder: Person) -> None:
    """Refused by a server that stays as it was."""
    commit_any(intruder, {path: PROGRAM[path]})
    refused(intruder, path)


def then_back(person: Person) -> None:
    """A file comes in one commit and goes in the next."""
    person.commit({".ci/run": "x"})
    person.commit({".ci/run": None, **activity("hou")})


def gone_and_back(person: Person) -> None:
    """A file of the program goes, and comes again as it was."""
    text = (person.clone / "requirements.txt").read_text("utf-8")
    person.commit({"requirements.txt": None})
    person.commit({"requirements.txt": text, **activity("hou")})


def executable(person: Person) -> None:
    """Only its mode is another, for one commit."""
    (person.clone / "mkdocs.yml").chmod(0o755)
    person.commit({})
    (person.clone / "mkdocs.yml").chmod(0o644)
    person.commit(activity("hou"))


def renamed(person: Person) -> None:
    """Moved into content, and back."""
    person.git("mv", "mkdocs.yml", "docs/mkdocs.yml")
    person.commit({})
    person.git("mv", "docs/mkdocs.yml", "mkdocs.yml")
    person.commit({})


def side(person: Person, change: Callable[[], object]) -> None:
    """A change on a branch of its own, which main then has by a merge."""
    person.git("checkout", "-q", "-B", "side", "origin/main")
    change()
    person.git("checkout", "-q", "main")
    person.commit(activity("zhu"))
    person.git("merge", "-q", "--no-ff", "--no-edit", "side")
    person.git("branch", "-q", "-D", "side")


def merged(person: Person) -> None:
    """It comes and goes on a side branch."""
    side(person, lambda: then_back(person))


def in_the_merge(person: Person) -> None:
    """The merge itself brings it, none of its parents has it; the next commit takes it out."""
    side(person, lambda: person.commit({"docs/b.md": "二"}))
    person.write({"tools/x": "x"})
    person.git("add", "-A")
    person.git("commit", "-q", "--amend", "--no-edit")
    person.commit({"tools/x": None})


def unrelated(person: Person) -> None:
    """Another beginning, with a program of its own, of which the merge keeps nothing."""
    person.git("checkout", "-q", "--orphan", "elsewhere")
    person.commit({"mkdocs.yml": "x", ".ci/run": "x"})
    person.git("checkout", "-q", "main")
    person.git("merge", "-q", "-s", "ours", "--no-edit", "--allow-unrelated-histories", "elsewhere")
    person.git("branch", "-q", "-D", "elsewhere")


WAYS: dict[str, tuple[Callable[[Person], None], str]] = {
    "come and gone": (then_back, ".ci/run"),
    "gone and come": (gone_and_back, "requirements.txt"),
    "a mode": (executable, "mkdocs.yml"),
    "a rename": (renamed, "mkdocs.yml"),
    "a side branch": (merged, ".ci/run"),
    "a merge": (in_the_merge, "tools/x"),
    "another beginning": (unrelated, ".ci/run"),
}


@pytest.mark.parametrize("name", WAYS)
def test_on_the_way(name: str, writer: Person) -> None:
    """What the last commit has no more stays in history, and would run for whoever looks at it there."""
    change, path = WAYS[name]
    change(writer)
    assert_named(short_report(judged(writer)), path, *rewritten(writer))


@pytest.mark.parametrize("name", ["come and gone", "a merge"])
def test_on_the_way_pushed_for_real(name: str, intruder: Person) -> None:
    """Refused by a server that stays as it was."""
    change, path = WAYS[name]
    change(intruder)
    refused(intruder, path, *rewritten(intruder))


def rewritten(person: Person) -> tuple[str, str]:
    """The cure of what is in history alone."""
    return "历史里还在", f"git reset --soft {person.git('rev-parse', 'origin/main').said[:10]}"


def test_an_older_program_merged(published: Host, tmp_path: Path) -> None:
    """A merge may not take the program back to what it was; one that keeps it as it landed is right."""
    at = copy_host(published, tmp_path / "host")
    add_account(at, "weihu", Role.MAINTAINER, [])
    secretary, maintainer = clone(at, tmp_path / "a"), clone(at, tmp_path / "b", "weihu")
    maintainer.commit({"README.md": "新的说明"})
    assert maintainer.push().accepted
    settle(at)
    secretary.commit(activity("jiu"))
    secretary.git("fetch", "-q", "origin")
    secretary.git("merge", "-q", "-s", "ours", "--no-edit", "origin/main")
    refused(secretary, "README.md")
    secretary.git("reset", "-q", "--hard", "HEAD~1")
    secretary.git("merge", "-q", "--no-edit", "origin/main")
    answer = secretary.push()
    assert answer.accepted, answer.said


def test_the_cure_is_one_to_follow(host: Host, secretary: Person) -> None:
    """To the letter: the push is accepted, and what was typed is still there."""
    secretary.commit({"README.md": "我的说明", **activity("hou")})
    secretary.commit({"Makefile": "x"})
    said = secretary.push().said
    assert "README.md" in said
    old = secretary.git("rev-parse", "origin/main").said[:10]
    for command in (f"git reset --soft {old}", "git restore --staged -- README.md", "git restore --staged -- Makefile"):
        assert command in said
        secretary.git(*command.split()[1:])
    secretary.git("commit", "-q", "-m", "只有内容")
    answer = secretary.push()
    assert answer.accepted, answer.said
    assert (secretary.clone / "README.md").read_text("utf-8") == "我的说明"


@pytest.mark.slow
def test_the_first_push(tmp_path: Path) -> None:
    """Into an empty repository a content account brings content, with the program that runs already or none."""
    at = new_host(tmp_path / "host")
    person = first_clone(at, tmp_path / "first", account="zhishu")
    for path in (".ci/run", "tools/x", "tests/conftest.py", "Makefile", "requirements-dev.txt", "mkdocs.yml"):
        person.commit({path: "别的"})
        refused(person, path)
        person.git("reset", "-q", "--hard", "HEAD~1")
    person.commit({".ci/run": "x"})
    person.commit({".ci/run": None})
    said = refused(person, ".ci/run", "历史里还在")
    assert "git update-ref -d HEAD" in said
    person.git("update-ref", "-d", "HEAD")
    person.git("commit", "-q", "-m", "合成一次")
    assert resolve(at.repository, MAIN) == "0" * 40
    answer = person.push()
    assert answer.accepted, answer.said


@pytest.mark.slow
def test_a_first_push_of_content_alone(tmp_path: Path) -> None:
    """The installed program builds it."""
    at = new_host(tmp_path / "host")
    folder = tmp_path / "first"
    for name in ("data", "docs"):
        shutil.copytree(TINY / name, folder / name)
    person = Person(at, folder, "zhishu")
    person.git("init", "-q", "-b", "main")
    for name, value in {"user.name": "示例书记", "user.email": "shuji@school.example"}.items():
        person.git("config", name, value)
    person.commit({}, "开始")
    answer = person.push()
    assert answer.accepted, answer.said
    assert at.program.resolve() == ROOT
    assert os.path.exists(at.current / "site/index.html")
    subprocess.run(["git", "--git-dir", at.repository, "fsck", "--strict"], check=True, capture_output=True)
