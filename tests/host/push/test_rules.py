"""What a push may be: every refusal by a real push to a real repository, with its reason in Chinese."""

import os
import subprocess
from collections.abc import Callable

import pytest

from branchsite.host.push.rules import LIMITS, RULES
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from pushes import Person, activity

MOBILE = "13800138000"
Change = Callable[[Person], None]


def entry(person: Person, mode: str, name: bytes, content: bytes = b"x", *, kind: str = "blob") -> None:
    """Commit a tree that has one more entry on top, however odd: written by git's plumbing, not by its porcelain."""

    def plumb(*arguments: str, feed: bytes = b"") -> str:
        return (
            subprocess.run(["git", *arguments], cwd=person.clone, input=feed, capture_output=True, check=True)
            .stdout.decode()
            .strip()
        )

    blob = "1" * 40 if kind == "commit" else plumb("hash-object", "-w", "--stdin", feed=content)
    listed = subprocess.run(["git", "ls-tree", "-z", "HEAD"], cwd=person.clone, capture_output=True, check=True).stdout
    new = listed + f"{mode} {kind} {blob}\t".encode() + name + b"\0"
    tree = plumb("mktree", "-z", "--missing", feed=new)
    person.git("update-ref", MAIN, plumb("commit-tree", tree, "-p", "HEAD", "-m", "怪文件"))


def linked(person: Person) -> None:
    """A link where a record should be."""
    os.symlink("/etc/passwd", person.clone / "data/activities/2024/2024-04-01-link.yml")
    person.commit({})


def rewritten(person: Person) -> None:
    """Another history than the one that landed."""
    person.git("commit", "-q", "--amend", "-m", "改写")
    person.commit(activity("chongxie"))


def taken_back(person: Person) -> None:
    """A number that one commit brings and the next takes out."""
    person.commit(activity("hao", 正文=f"电话{MOBILE}。"))
    person.commit(activity("hao"))


CASES: dict[str, tuple[Change, str, str]] = {
    "overrides": (lambda one: one.commit({"overrides/main.html": "x"}) and None, "overrides/main.html", "只能改"),
    "hooks": (lambda one: one.commit({"hooks/events.py": "x"}) and None, "hooks/events.py", "只能改"),
    "settings": (lambda one: one.commit({"mkdocs.yml": "x"}) and None, "mkdocs.yml", "只能改"),
    "a new file on top": (lambda one: one.commit({"Makefile": "x"}) and None, "Makefile", "只能改"),
    "a removed file": (lambda one: one.commit({"requirements.txt": None}) and None, "requirements.txt", "只能改"),
    "a name that begins alike": (lambda one: one.commit({"database/x.yml": "x"}) and None, "database/x.yml", "只能改"),
    "a link": (linked, "data/activities/2024/2024-04-01-link.yml", "这是一个链接"),
    "a submodule": (lambda one: entry(one, "160000", b"vendor", kind="commit"), "vendor", "子模块"),
    "a line break in a name": (lambda one: entry(one, "100644", b"a\nb"), "a□b", "控制字符"),
    "bytes that are no UTF-8": (lambda one: entry(one, "100644", b"\xff\xfe.yml"), "□□.yml", "乱码"),
    "a name far too long": (lambda one: entry(one, "100644", b"a" * 250), "a" * 60 + "…", "文件名太长"),
    "two names in other letters": (
        lambda one: entry(one, "100644", b"MKDOCS.yml"),
        "mkdocs.yml",
        "和 MKDOCS.yml 只差大小写",
    ),
    "a number in history": (taken_back, "data/activities/2024/2024-04-15-hao.yml", "里有手机号"),
    "another history": (rewritten, "main", "改掉已经收下的提交历史"),
}


@pytest.mark.parametrize("name", CASES)
def test_is_refused_with_a_reason(name: str, host: Host, secretary: Person) -> None:
    """Nothing lands, the reason names the file, and what is to be done."""
    change, file, reason = CASES[name]
    before = resolve(host.repository, MAIN), os.readlink(host.current)
    change(secretary)
    answer = secretary.push("--force", "HEAD:main")
    assert not answer.accepted
    said = answer.said.replace("remote: ", "")
    assert any(line.strip() == file for line in said.split("\n")), said
    assert reason in said and "改法：" in said
    assert MOBILE not in said
    assert (resolve(host.repository, MAIN), os.readlink(host.current)) == before


REFS = {
    "another branch": (["HEAD:refs/heads/draft"], "draft", "不收别的分支"),
    "a tag": (["HEAD:refs/tags/v1"], "tags/v1", "不收别的分支和标签"),
    "no main": ([":main"], "main", "不能删除 main"),
    "two at once": (["HEAD:main", "HEAD:refs/heads/draft"], "draft", "不收别的分支"),
}


@pytest.mark.parametrize("name", REFS)
def test_only_main_is_taken(name: str, host: Host, secretary: Person) -> None:
    """And it stays: where one ref of a push is refused, none moves."""
    refs, shown, reason = REFS[name]
    before = resolve(host.repository, MAIN)
    secretary.commit(activity("fenzhi"))
    answer = secretary.push(*refs)
    assert not answer.accepted
    assert shown in answer.said and reason in answer.said
    assert resolve(host.repository, MAIN) == before
    assert resolve(host.repository, "refs/heads/draft") == "0" * 40


@pytest.mark.parametrize("name", [b"..", b".", b".git", b".GIT", b"a/b"], ids=repr)
def test_names_that_lead_elsewhere(name: bytes, host: Host, secretary: Person) -> None:
    """Git's own examination of the objects stops them before the gate; nothing lands and nothing is written."""
    blob = subprocess.run(
        ["git", "hash-object", "-w", "--stdin"], cwd=secretary.clone, input=b"x", capture_output=True, check=True
    ).stdout.strip()
    tree = (
        subprocess.run(
            ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"],
            cwd=secretary.clone,
            input=b"100644 " + name + b"\0" + bytes.fromhex(blob.decode()),
            capture_output=True,
            check=True,
        )
        .stdout.decode()
        .strip()
    )
    commit = secretary.git("commit-tree", tree, "-p", "HEAD", "-m", "越界").said.strip()
    before = resolve(host.repository, MAIN), sorted(host.root.iterdir())
    assert not secretary.push(f"{commit}:main").accepted
    assert (resolve(host.repository, MAIN), sorted(host.root.iterdir())) == before


SIZES = {
    "a large file": ("file_size = 1", {"data/activities/2024/2024-04-15-da/01.jpg": bytes(1_100_000)}, "超过 1 MB"),
    "too much in all": ("push_size = 1", {f"docs/{n}.md": bytes(600_000) for n in "ab"}, "超过上限"),
}


@pytest.mark.parametrize("name", SIZES)
def test_sizes(name: str, host: Host, secretary: Person) -> None:
    """Over the limit of host.toml a push is refused before anything of it is written out or built."""
    setting, files, reason = SIZES[name]
    key = setting.partition(" ")[0]
    settings = host.root / "host.toml"
    kept = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith(key)]
    settings.write_text("\n".join([*kept, setting, ""]), "utf-8")
    secretary.commit({path: content for path, content in files.items()})
    answer = secretary.push()
    assert not answer.accepted
    assert reason in answer.said
    assert not host.staging.exists()


def test_every_rule_has_a_case() -> None:
    """A new rule needs one: those of names, roles, history and amounts have tables of their own, sizes above."""
    assert set(RULES) == {"role", "plain_files", "reserved", "names", "nothing_private_in_history"}
    assert set(LIMITS) == {"amounts", "sizes"}
