"""Hostile names: each judged by the rules, some by a real push to a real server that stays as it was."""

import os
import subprocess
from collections.abc import Callable, Mapping

import pytest

from branchsite.host.server.answer import short_report
from branchsite.host.server.git import MAIN
from pushes import Person, activity, judged

S = "data/_schema/"
R = "data/activities/2024/2024-03-05-yuanwen/"

RESERVED: dict[str, tuple[str, str]] = {
    f"{S}x/host.toml": ("服务器自己要用的名字", "a host's folder"),
    f"{S}x/site.git/HEAD": ("服务器自己要用的名字", "a host's repository"),
    "docs/host.toml": ("服务器自己要用的名字", "a host's settings"),
    "docs/HOST.TOML": ("服务器自己要用的名字", "in other letters"),
    "docs/host.toml.": ("服务器自己要用的名字", "with a dot"),
    "data/x.git/config": ("服务器自己要用的名字", "a bare repository's name"),
    f"{R}authorized_keys": ("服务器自己要用的名字", "keys"),
    "docs/accounts/maintainer/me.pub": ("服务器自己要用的名字", "accounts"),
    "docs/freeze.json": ("服务器自己要用的名字", "the lock"),
    "docs/.passed": ("服务器自己要用的名字", "a program's mark"),
    "docs/.venv/bin/python": ("服务器自己要用的名字", "a program's environment"),
    "docs/x/HEAD": ("git 当成它自己的文件", "a lonely HEAD"),
    "docs/.gitattributes": ("git 当成它自己的文件", "attributes"),
    f"{R}.gitattributes": ("git 当成它自己的文件", "attributes among photos"),
    "docs/.GitIgnore": ("git 当成它自己的文件", "ignored files"),
    "docs/.gitkeep": ("git 当成它自己的文件", "a folder kept"),
    "docs/.gitconfig": ("git 当成它自己的文件", "a user's configuration"),
    "docs/.gitmodules": ("git 当成它自己的文件", "submodules"),
    "docs/.mailmap": ("git 当成它自己的文件", "names of people"),
    "docs/.g\u00adit": ("git 当成它自己的文件", "a soft hyphen"),
    "docs/．ｇｉｔ/config": ("git 当成它自己的文件", "full-width letters"),
    "docs/.git-x/config": ("git 当成它自己的文件", "something like it"),
    "docs/gi7eba~2": ("git 当成它自己的文件", "an abbreviation"),
    "docs/.gitfoo::$INDEX_ALLOCATION/config": ("git 当成它自己的文件", "a stream"),
}
OTHERS: dict[str, str] = {
    f"{R}a:b.jpg": "文件名里有“:”",
    f"{R}a?.jpg": "文件名里有“?”",
    f"{R}aux.jpg": "Windows 的设备名",
    f"{R}con.jpg": "Windows 的设备名",
    f"{R}COM1.jpg": "Windows 的设备名",
    "data/activities/nul.yml": "Windows 的设备名",
    "docs/prn.md": "Windows 的设备名",
    "docs/aux/index.md": "Windows 的设备名",
    f"{R}1.jpg.": "文件名末尾有点",
    f"{R}1.jpg ": "文件名末尾有空格",
    f"{R}a\\b.jpg": "文件名里有“\\”",
    f"{R}1\u200b.jpg": "控制字符",
    "docs/\u202eyt.md": "控制字符",
    f"{R}.DS_Store": "电脑自己留下的文件",
    "docs/Thumbs.db": "电脑自己留下的文件",
    f"{S}.DS_Store": "只有程序自己生成的文件",
    f"{S}Thumbs.db": "只有程序自己生成的文件",
    f"{S}notes.txt": "只有程序自己生成的文件",
    f"{S}activity.json/x": "只有程序自己生成的文件",
    f"{S}Activity.json": "只有程序自己生成的文件",
    "Data/site.yml": "只差大小写",
}


def feed(person: Person, text: str, *arguments: str) -> str:
    """What git prints for a text that it is given."""
    ran = subprocess.run(["git", *arguments], cwd=person.clone, input=text.encode(), capture_output=True, check=True)
    return ran.stdout.decode().strip()


def plant(person: Person, files: Mapping[str, str]) -> None:
    """Commit files under any names, past this computer's own file system."""
    for name, text in files.items():
        blob = feed(person, text, "hash-object", "-w", "--stdin")
        odd = ("-c", "core.protectNTFS=false", "-c", "core.protectHFS=false")
        person.git(*odd, "update-index", "--add", "--replace", "--cacheinfo", f"100644,{blob},{name}")
    person.git("commit", "-q", "-m", "怪名字")


def assert_named(said: str, name: str, reason: str) -> None:
    """That a report names the file with the reason."""
    assert reason in said and "改法：" in said, said
    shown = "".join(one if one.isprintable() else "□" for one in name)
    assert any(line.strip() == shown.strip() for line in said.split("\n")), said


def refused(person: Person, name: str, reason: str) -> str:
    """Push, and have the file named with the reason; gives what was said."""
    answer = person.push()
    said = answer.said.replace("remote: ", "")
    assert not answer.accepted, said
    assert_named(said, name, reason)
    return said


NAMES = {**{name: reason for name, (reason, _) in RESERVED.items()}, **OTHERS}
PUSHED = list(NAMES)[::9]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in PUSHED], ids=ascii)
def test_hostile_names(name: str, writer: Person) -> None:
    """Refused by the rules, which come before anything of the push is written out or built."""
    plant(writer, {name: "x"})
    assert_named(short_report(judged(writer)), name, NAMES[name])


@pytest.mark.parametrize("name", PUSHED, ids=ascii)
def test_pushed_for_real(name: str, intruder: Person) -> None:
    """Refused by a server that stays as it was."""
    plant(intruder, {name: "x"})
    refused(intruder, name, NAMES[name])


@pytest.mark.parametrize("name", list(RESERVED)[::4], ids=ascii)
def test_in_history_alone(name: str, writer: Person) -> None:
    """A name that one commit brings and the next takes away is in the repository for ever; the cure leaves none."""
    plant(writer, {name: "x"})
    writer.git("reset", "-q", "--hard")
    writer.git("rm", "-q", "-f", "--", name)
    writer.commit(activity("hou"), "收回")
    said = short_report(judged(writer))
    assert_named(said, name, "后来的提交虽然删了，历史里还在")
    assert f"git reset --soft {writer.git('rev-parse', 'origin/main').said[:10]}" in said


def lookalike(person: Person) -> None:
    """A repository's files under plain names, HEAD in another commit than the rest."""
    plant(person, {"docs/x/refs/heads/a": "x", "docs/x/objects/a": "x"})
    plant(person, {"docs/x/head": "ref: refs/heads/a"})


def in_a_merge(person: Person) -> None:
    """Only the merge itself has it."""
    person.commit(activity("zhu"))
    person.git("checkout", "-q", "-b", "side", "origin/main")
    person.commit({"docs/b.md": "二"})
    person.git("checkout", "-q", "main")
    person.git("merge", "-q", "--no-commit", "--no-ff", "side")
    plant(person, {"docs/host.toml": "x"})
    person.git("reset", "-q", "--hard")
    person.commit({"docs/host.toml": None})


def on_a_side_branch(person: Person) -> None:
    """The side branch has it, and has it no more when it is merged."""
    person.git("checkout", "-q", "-b", "other", "origin/main")
    person.commit({"docs/host.toml": "x"})
    person.commit({"docs/host.toml": None, "docs/b.md": "二"})
    person.git("checkout", "-q", "main")
    person.git("merge", "-q", "--no-ff", "--no-edit", "other")


def unrelated(person: Person) -> None:
    """A history of its own, from another beginning, merged in."""
    person.git("checkout", "-q", "--orphan", "elsewhere")
    person.git("rm", "-rfq", ".")
    person.commit({"docs/host.toml": "x"})
    person.commit({"docs/host.toml": None, "docs/b.md": "二"})
    person.git("checkout", "-q", "main")
    person.git("merge", "-q", "--no-edit", "--allow-unrelated-histories", "elsewhere")


WAYS: dict[str, tuple[Callable[[Person], None], str, str]] = {
    "a repository in pieces": (lookalike, "docs/x/head", "会被当成另一个 git 仓库"),
    "in a merge": (in_a_merge, "docs/host.toml", "历史里还在"),
    "on a side branch": (on_a_side_branch, "docs/host.toml", "历史里还在"),
    "from another beginning": (unrelated, "docs/host.toml", "历史里还在"),
}


@pytest.mark.parametrize("name", WAYS)
def test_ways_round(name: str, intruder: Person) -> None:
    """However it is brought."""
    change, file, reason = WAYS[name]
    change(intruder)
    try:
        refused(intruder, file, reason)
    finally:
        intruder.git("checkout", "-q", "-f", "main")
        subprocess.run(["git", "branch", "-qD", "side", "other", "elsewhere"], cwd=intruder.clone, check=False)


def test_git_itself_refuses_what_it_knows(intruder: Person) -> None:
    """The names that its own examination stops never reach the rules."""
    tree = intruder.git("rev-parse", "HEAD^{tree}").said.strip()
    made = feed(intruder, f"040000 tree {tree}\t.git\n", "mktree")
    commit = intruder.git("commit-tree", made, "-p", "HEAD", "-m", "仓库里的仓库").said.strip()
    answer = intruder.push(f"{commit}:main")
    assert not answer.accepted and "hasDotgit" in answer.said


def test_a_maintainer_may_have_gits_files_beside_content(maintainer: Person) -> None:
    """As every program's repository has them, but not among content, and no settings of a host."""
    maintainer.commit({".gitignore": "x\n", ".gitattributes": "* text=auto\n", ".github/workflows/a.yml": "x"})
    answer = maintainer.push()
    assert answer.accepted, answer.said
    for name in ("docs/.gitignore", "tools/host.toml", ".passed", "tests/x/site.git/HEAD", ".GITATTRIBUTES"):
        maintainer.git("reset", "-q", "--hard", MAIN)
        plant(maintainer, {name: "x"})
        assert not maintainer.push().accepted, name
        maintainer.git("reset", "-q", "--hard", "HEAD~1")


def test_the_tree_is_closed_to_others(host_after_push: Person) -> None:
    """Photos as they were taken lie in it, with the place."""
    at = host_after_push.host
    for folder in (at.cache, at.tree):
        assert folder.stat().st_mode & 0o077 == 0
    assert os.listdir(at.tree / "data")


@pytest.fixture
def host_after_push(secretary: Person) -> Person:
    """Somebody who has just published."""
    secretary.commit(activity("hou"))
    answer = secretary.push()
    assert answer.accepted, answer.said
    return secretary
