"""A push is never larger than what is looked at: bombs are refused, in little memory, and leave nothing.

They come as over ssh, by `host shell`; what the server's processes took at most is measured.
"""

import hashlib
import os
import shlex
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.errors import Problem
from branchsite.host.push.arrival import amounts, limit_input
from branchsite.host.push.push import Push
from branchsite.host.push.rules import problems
from branchsite.host.server.accounts import Account, Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, MOST_FILES, NOTHING, git, resolve
from pushes import Answer, Person, clone
from sites import replace

MEGABYTE = 1_048_576
MOST_MEMORY = 300
"""MB: a server of 1 GB has room for that."""

SSH = """#!{python}
import os, resource, subprocess, sys
environment = dict(os.environ, SSH_ORIGINAL_COMMAND=sys.argv[-1])
status = subprocess.run([{launcher!r}, "host", "shell", {account!r}], env=environment).returncode
with open({measured!r}, "a") as file:
    file.write(f"{{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}}\\n")
sys.exit(status)
"""
"""In the place of ssh: what sshd does with a key, and how much memory the largest of the server's processes took."""


@dataclass(frozen=True)
class Line:
    """A way to a server, as over ssh."""

    person: Person
    script: Path

    def push(self, commit: str = "HEAD") -> tuple[Answer, int]:
        """Push a commit to main; gives what was said, and the server's memory in MB."""
        measured = self.script.with_name("measured")
        measured.unlink(missing_ok=True)
        ran = subprocess.run(
            ["git", "push", "ssh://server/site.git", f"{commit}:main"],
            cwd=self.person.clone,
            env={**os.environ, "GIT_SSH": str(self.script), "GIT_SSH_VARIANT": "simple", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        return Answer(ran.returncode, ran.stderr), max(map(int, measured.read_text().split()))


@pytest.fixture
def line(intruder: Person, tmp_path: Path) -> Line:
    """To a server that refuses all, and has nothing left of it."""
    add_account(intruder.host, intruder.account, Role.CONTENT, [])
    script = tmp_path / "ssh"
    values = {
        "python": sys.executable,
        "launcher": str(intruder.host.launcher),
        "account": intruder.account,
        "measured": str(tmp_path / "measured"),
    }
    script.write_text(SSH.format(**values), encoding="utf-8")
    script.chmod(0o755)
    return Line(intruder, script)


def store(person: Person, content: bytes) -> str:
    """A file's content in a clone, by git's plumbing."""
    command = ["git", "hash-object", "-w", "--stdin"]
    ran = subprocess.run(command, cwd=person.clone, input=content, capture_output=True, check=True)
    return ran.stdout.decode().strip()


def commit_of(person: Person, content: str, path: str = "data/x") -> str:
    """A commit of what has landed with another tree or file at a path in data/."""
    name = path.removeprefix("data/")
    kind = "tree" if person.git("cat-file", "-t", content).said.strip() == "tree" else "blob"
    mode = "040000" if kind == "tree" else "100644"
    data = listing(person, "HEAD:data") + f"{mode} {kind} {content}\t{name}\n"
    top = listing(person, "HEAD").replace(person.git("rev-parse", "HEAD:data").said.strip(), make_tree(person, data))
    return person.git("commit-tree", make_tree(person, top), "-p", "HEAD", "-m", "x").said.strip()


def listing(person: Person, tree: str) -> str:
    """What git says is in a tree."""
    return person.git("ls-tree", tree).said


def make_tree(person: Person, listed: str) -> str:
    """A tree of such a listing."""
    command = ["git", "mktree", "--missing"]
    ran = subprocess.run(command, cwd=person.clone, input=listed, text=True, capture_output=True, check=True)
    return ran.stdout.strip()


def nested(person: Person, levels: int, copies: int = 10) -> str:
    """A tree of few objects that lists copies to the power of levels files."""
    tree = store(person, b"x")
    mode = "100644 blob"
    for _ in range(levels):
        tree = make_tree(person, "".join(f"{mode} {tree}\t{number}\n" for number in range(copies)))
        mode = "040000 tree"
    return tree


def chain(person: Person, depth: int) -> str:
    """Folders in folders: one file, far down."""
    found = bytes.fromhex(store(person, b"x"))
    mode = b"100644"
    packed = []
    for _ in range(depth):
        content = mode + b" a\0" + found
        found = hashlib.sha1(b"tree %d\0" % len(content) + content, usedforsecurity=False).digest()
        packed.append((2, content))
        mode = b"40000"
    index_pack(person, packed)
    return found.hex()


def index_pack(person: Person, objects: list[tuple[int, bytes]]) -> None:
    """Put objects into a clone by a pack written here. Their kinds by git's numbers: 1 commit, 2 tree, 3 blob."""
    pieces = [b"PACK" + struct.pack(">II", 2, len(objects))]
    for kind, content in objects:
        size = len(content)
        head = kind << 4 | size & 15
        size >>= 4
        while size:
            pieces.append(bytes([head | 128]))
            head, size = size & 127, size >> 7
        pieces += [bytes([head]), zlib.compress(content, 1)]
    pack = b"".join(pieces)
    pack += hashlib.sha1(pack, usedforsecurity=False).digest()
    command = ["git", "index-pack", "--stdin"]
    subprocess.run(command, cwd=person.clone, input=pack, capture_output=True, check=True)


def commits(person: Person, number: int) -> str:
    """So many commits without a change."""
    tree = person.git("rev-parse", "HEAD^{tree}").said.strip()
    parent = person.git("rev-parse", "HEAD").said.strip()
    objects = []
    for count in range(number):
        who = f"x <x@school.example> {1_700_000_000 + count} +0800"
        content = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\nx\n".encode()
        parent = hashlib.sha1(b"commit %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
        objects.append((1, content))
    index_pack(person, objects)
    return parent


def zeros(person: Person, megabytes: int) -> str:
    """A large file that packs into little."""
    content = bytes(megabytes * MEGABYTE)
    index_pack(person, [(3, content)])
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def passing(person: Person, content: str, path: str = "data/x") -> str:
    """Two commits: one brings something, the next takes it out."""
    first = commit_of(person, content, path)
    return person.git("commit-tree", "HEAD^{tree}", "-p", first, "-m", "y").said.strip()


def long_message(person: Person) -> str:
    """A commit with a book in it."""
    (person.clone / ".git/message").write_text("啊" * 100_000, encoding="utf-8")
    person.git("commit", "-q", "--allow-empty", "-F", ".git/message")
    return "HEAD"


BOMBS: dict[str, tuple[Callable[[Person], str], tuple[str, ...]]] = {
    "a million files": (lambda one: commit_of(one, nested(one, 6)), ("100000 个文件",)),
    "a billion files": (lambda one: commit_of(one, nested(one, 9)), ("100000 个文件",)),
    "a million files that went": (lambda one: passing(one, nested(one, 6)), ("300000 处改动", "读不出来")),
    "a billion files that went": (lambda one: passing(one, nested(one, 9)), ("读不出来",)),
    "a file too many": (lambda one: commit_of(one, nested(one, 5)), ("100000 个文件",)),
    "folders in folders": (lambda one: commit_of(one, chain(one, 200)), ("层文件夹",)),
    "folders in folders that went": (lambda one: passing(one, chain(one, 200)), ("层文件夹",)),
    "folders without end": (lambda one: commit_of(one, chain(one, 5_000)), ("层文件夹", "读不出来", "rejected")),
    "a large file": (lambda one: commit_of(one, zeros(one, 300)), ("文件有 300 MB，超过 20 MB",)),
    "a large file that went": (lambda one: passing(one, zeros(one, 300)), ("文件有 300 MB，超过 20 MB；提交",)),
    "a large file among the photos": (lambda one: passing(one, zeros(one, 60), "data/x.mp4"), ("历史里还在",)),
    "commits": (lambda one: commits(one, 20_001), ("20000 次提交",)),
    "a long message": (long_message, ("一条提交说明该有的大小",)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_little_memory(name: str, line: Line) -> None:
    """In Chinese where it came so far; nothing of it is kept, and no process of the server took much."""
    make, words = BOMBS[name]
    commit = line.person.git("rev-parse", make(line.person)).said.strip()
    answer, memory = line.push(commit)
    assert not answer.accepted
    assert any(word in answer.said for word in words), answer.said
    assert "Traceback" not in answer.said and "服务器读写文件时出了错" not in answer.said
    assert memory < MOST_MEMORY, memory
    assert resolve(line.person.host.repository, commit) == NOTHING


def test_more_than_may_come_in_at_once(line: Line) -> None:
    """All of a push counts, and git itself stops reading where it is too much, as host.toml says at that moment."""
    host = line.person.host
    settings = host.root / "host.toml"
    before = settings.read_text("utf-8")
    try:
        replace(settings, "push_size = 2048", "push_size = 1")
        for count, random, words in ((3, False, "超过了 1 MB（历次提交都算在内）"), (3, True, "maximum allowed size")):
            for number in range(count):
                content = os.urandom(600_000) if random else bytes([number]) * 600_000
                line.person.commit({f"data/{number}.bin": content})
            line.person.commit({f"data/{number}.bin": None for number in range(count)})
            answer, _ = line.push()
            assert not answer.accepted and words in answer.said, answer.said
        answer = line.person.push()
        assert not answer.accepted and "maximum allowed size" in answer.said
        assert git(host.repository, "config", "receive.maxInputSize") == b"1m\n"
    finally:
        settings.write_text(before, "utf-8")


@pytest.fixture(scope="module")
def desk(shared: Person, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """A clone whose own repository is judged as if it had been pushed, with limits of 2 MB a file and 6 in all."""
    folder = tmp_path_factory.mktemp("amounts")
    clone(shared.host, folder / "clone")
    (folder / "host").mkdir()
    (folder / "host/site.git").symlink_to(folder / "clone/.git")
    (folder / "host/program").symlink_to(shared.host.program.resolve())
    text = (shared.host.root / "host.toml").read_text("utf-8")
    text = text.replace("file_size = 20", "file_size = 2").replace("push_size = 2048", "push_size = 6")
    (folder / "host/host.toml").write_text(text, "utf-8")
    yield Person(Host(folder / "host"), folder / "clone", "zhishu")


EDGES: dict[str, tuple[dict[str, int], list[str]]] = {
    "just as large as allowed": ({"data/a.bin": 2 * MEGABYTE}, []),
    "a byte more": ({"data/a.bin": 2 * MEGABYTE + 1}, ["data/a.bin"]),
    "each allowed, all together not": ({f"data/{one}.bin": 1_900_000 for one in "abc"}, ["main"]),
}


@pytest.mark.parametrize("name", EDGES)
def test_at_the_edge(name: str, desk: Person) -> None:
    """The limits themselves are allowed."""
    sizes, objections = EDGES[name]
    desk.git("reset", "-q", "--hard", "origin/main")
    desk.commit({path: bytes(size) for path, size in sizes.items()})
    assert [one.file for one in judged(desk, "HEAD")] == objections
    desk.git("rm", "-rq", *sizes)
    desk.git("commit", "-q", "-m", "删了")
    assert [one.file for one in judged(desk, "HEAD")] == [one for one in objections if one != "main"]


def test_just_as_many_files_as_allowed(desk: Person) -> None:
    """And no more."""
    desk.git("reset", "-q", "--hard", "origin/main")
    whole = len(desk.git("ls-tree", "-r", "HEAD").said.splitlines())
    wanted = MOST_FILES - whole
    blob = store(desk, b"x")
    for number, objections in ((wanted, []), (wanted + 1, ["main"])):
        tree = make_tree(desk, "".join(f"100644 blob {blob}\t{one}\n" for one in range(number)))
        assert [one.file for one in amounts(pushed(desk, commit_of(desk, tree)))] == objections


def test_just_as_many_objects_as_allowed(desk: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what a push brings each counts, whether a commit needs it or not."""
    desk.git("reset", "-q", "--hard", "origin/main")
    monkeypatch.setattr("branchsite.host.push.arrival.MOST_OBJECTS", 3)
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("GIT_ALTERNATE_OBJECT_DIRECTORIES", str(desk.clone / ".git/objects"))
    for number in range(1, 5):
        subprocess.run(["git", "hash-object", "-w", "--stdin"], cwd=desk.clone, input=b"%d" % number, check=True)
        assert ["3 个对象" in one.message for one in amounts(pushed(desk, "HEAD"))] == [True] * (number > 3)


@pytest.mark.parametrize(("later", "limit"), [(-1, b"6m\n"), (0, b"6m\n"), (1, b"5m\n")])
def test_the_limit_is_read_again(later: int, limit: bytes, desk: Person) -> None:
    """When host.toml was written after git's configuration, or at the same moment.

    later: by how many seconds the configuration was.
    """
    git(desk.host.repository, "config", "receive.maxInputSize", "5m")
    written = (desk.host.root / "host.toml").stat().st_mtime + later
    os.utime(desk.host.repository / "config", (written, written))
    limit_input(desk.host)
    assert git(desk.host.repository, "config", "receive.maxInputSize") == limit


def pushed(person: Person, commit: str) -> Push:
    """A commit as if it had been pushed."""
    new = person.git("rev-parse", commit).said.strip()
    old = person.git("rev-parse", "origin/main").said.strip()
    return Push(person.host, Account(person.account, Role.CONTENT), old, new, MAIN)


def judged(person: Person, commit: str) -> list[Problem]:
    """What the rules say of a commit."""
    return problems(pushed(person, commit))


def test_the_cure_of_a_large_file(desk: Person) -> None:
    """Made smaller and committed as told it is well; only committed on top it is in history still."""
    desk.git("reset", "-q", "--hard", "origin/main")
    desk.commit({"data/a.bin": bytes(2 * MEGABYTE + 1)})
    [found] = judged(desk, "HEAD")
    command = found.fix[found.fix.index("git reset") : found.fix.index("，把改动")]
    desk.commit({"data/a.bin": b"x"})
    [again] = judged(desk, "HEAD")
    assert "历史里还在" in again.message
    desk.git(*shlex.split(command)[1:])
    desk.commit({})
    assert judged(desk, "HEAD") == []
