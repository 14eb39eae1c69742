"""A school's server in a folder, and people with clones of it who push: real git, real hooks, no network."""

import contextlib
import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.__main__ import main
from branchsite.errors import Problem
from branchsite.host.push.push import Push
from branchsite.host.push.rules import problems
from branchsite.host.server.accounts import Account, Role
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN
from branchsite.host.server.lock import holding
from edits import record
from forked import run_forked
from sites import ROOT, TINY, TODAY

SITE_URL = "https://school.example/"
PROGRAM = ("hooks", "overrides", "mkdocs.yml", "requirements.txt")
_JUNK = shutil.ignore_patterns("__pycache__")


@dataclass(frozen=True)
class Answer:
    """What a command said, errors and all, and how it ended."""

    status: int
    said: str

    @property
    def accepted(self) -> bool:
        """Whether it did what it was asked."""
        return self.status == 0


def said(answer: Answer) -> str:
    """What the server said, without git's prefix and the blanks that git adds."""
    lines = answer.said.split("\n")
    return "\n".join(line.removeprefix("remote: ").rstrip() for line in lines if line.startswith("remote: "))


def new_host(folder: Path, *arguments: str) -> Host:
    """`host init`, with the program under test as the installed one."""
    words = ["branchsite", "host", "init", str(folder), "--site-url", SITE_URL, *arguments]
    ran = run_forked(words, folder.parent, _environment())
    assert ran.returncode == 0, ran.stdout
    return Host(folder.resolve())


def copy_host(of: Host, to: Path) -> Host:
    """A host as another one stands, in a folder of its own: hooks and launcher name the new folder."""
    settle(of)
    shutil.copytree(of.root, to, symlinks=True)
    return new_host(to)


def settle(at: Host) -> None:
    """Wait until the last push has cleared up behind itself."""
    with holding(at.lock, 30):
        pass


def host(at: Host, *arguments: str, account: str = "") -> Answer:
    """A subcommand of `host`, by the launcher, as a maintainer on the server would run it."""
    environment = {**_environment(), **({"BRANCHSITE_ACCOUNT": account} if account else {})}
    return _answer([str(at.launcher), "host", *arguments], at.root, environment)


def ask(host: Host, *arguments: str, account: str = "weihu") -> Answer:
    """What the launcher does (test_init starts it), within this process."""
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        patch.setenv("BRANCHSITE_HOST", str(host.root))
        patch.setenv("BRANCHSITE_ACCOUNT", account)
        patch.setenv("SITE_TODAY", TODAY.isoformat())
        status = main(["host", *arguments])
    return Answer(status, said.getvalue())


@dataclass(frozen=True)
class Person:
    """Somebody with a clone. account: whose key they push with."""

    host: Host
    clone: Path
    account: str = "zhishu"

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Write files, or remove those that are None."""
        for name, content in files.items():
            path = self.clone / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            elif isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(content, encoding="utf-8")

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "改了内容") -> str:
        """Write files and commit everything; gives the commit."""
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD").said.strip()

    def push(self, *arguments: str, **environment: str) -> Answer:
        """Push HEAD to main, or what the arguments say."""
        command = ["git", "push", str(self.host.repository), *(arguments or ("HEAD:main",))]
        return _answer(command, self.clone, {**_environment(), "BRANCHSITE_ACCOUNT": self.account, **environment})

    def start_push(self, **environment: str) -> "subprocess.Popen[str]":
        """A push that goes on while the test does."""
        return subprocess.Popen(
            ["git", "push", str(self.host.repository), "HEAD:main"],
            cwd=self.clone,
            env={**_environment(), "BRANCHSITE_ACCOUNT": self.account, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def git(self, *arguments: str) -> Answer:
        """A git command in the clone, which must succeed."""
        answer = _answer(["git", *arguments], self.clone, _environment())
        assert answer.accepted, answer.said
        return answer


def first_clone(at: Host, folder: Path, content: Path = TINY, account: str = "root") -> Person:
    """A repository with the program under test and some content, not yet pushed."""
    folder.mkdir(parents=True)
    for name in PROGRAM:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=_JUNK)
        else:
            shutil.copy(source, folder / name)
    for name in ("data", "docs"):
        shutil.copytree(content / name, folder / name)
    person = Person(at, folder, account)
    person.git("init", "-q", "-b", "main")
    introduce(person)
    person.git("add", "-A")
    person.git("commit", "-q", "-m", "开始")
    return person


def clone(at: Host, folder: Path, account: str = "zhishu") -> Person:
    """A clone of what has landed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", "clone", "-q", str(at.repository), str(folder)], check=True, env=_environment())
    person = Person(at, folder, account)
    introduce(person)
    return person


def judging_clone(of: Person, folder: Path) -> Person:
    """A clone with a host whose repository is the clone's own: what is committed there can be judged, not pushed."""
    person = clone(of.host, folder / "clone", of.account)
    (folder / "host").mkdir()
    (folder / "host/site.git").symlink_to(folder / "clone/.git")
    (folder / "host/host.toml").symlink_to(of.host.root / "host.toml")
    (folder / "host/program").symlink_to(of.host.program.resolve())
    return Person(Host(folder / "host"), person.clone, person.account)


def judged(person: Person, role: Role = Role.CONTENT, old: str | None = None, commit: str = "HEAD") -> list[Problem]:
    """What the rules say of a commit of such a clone, by default of its last. old: what main is on the server."""
    landed = person.git("rev-parse", "origin/main").said.strip() if old is None else old
    new = person.git("rev-parse", commit).said.strip()
    return problems(Push(person.host, Account(person.account, role), landed, new, MAIN))


def activity(slug: str, day: str = "2024-04-15", **fields: str) -> dict[str, str]:
    """A right record as a file to commit."""
    return {f"data/activities/{day[:4]}/{day}-{slug}.yml": record(day, **fields)}


def shown(at: Host, url: str) -> str:
    """What the site gives at an address right now, as a web server reads it."""
    return (at.current / "site" / url / "index.html").read_text(encoding="utf-8")


def introduce(person: Person) -> None:
    """Say in a clone who commits."""
    person.git("config", "user.name", "示例书记")
    person.git("config", "user.email", "shuji@school.example")
    person.git("config", "commit.gpgsign", "false")


def _environment() -> dict[str, str]:
    """As of TODAY, and without what would make git ask or differ from machine to machine."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SITE_", "BRANCHSITE_"))}
    return {
        **kept,
        "SITE_TODAY": TODAY.isoformat(),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C.UTF-8",
    }


def _answer(command: list[str], folder: Path, environment: Mapping[str, str]) -> Answer:
    ran = subprocess.run(
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        timeout=600,
        check=False,
    )
    return Answer(ran.returncode, ran.stdout)
