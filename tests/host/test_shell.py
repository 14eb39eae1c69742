"""What a key may do: asked of the rules, and of a real sshd with two people's keys."""

import getpass
import os
import shlex
import subprocess
from pathlib import Path

import pytest

from branchsite.host.accounts import Account, Role
from branchsite.host.folder import Host, HostError
from branchsite.host.shell import allowed
from pushes import Person, activity, clone, settle, shown
from pushes import host as ask
from ssh_server import new_key, sshd

ROOT = Host(Path("/srv/site"))
CONTENT = Account("shuji", Role.CONTENT)
MAINTAINER = Account("weihu", Role.MAINTAINER)

ALLOWED = {
    "git-receive-pack 'site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-receive-pack '/site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/site.git'": ["git", "upload-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/site.git/'": ["git", "upload-pack", "/srv/site/site.git"],
    "status": ["/srv/site/branchsite", "host", "status"],
    "log --last 5": ["/srv/site/branchsite", "host", "log", "--last", "5"],
}


@pytest.mark.parametrize("asked", ALLOWED)
def test_anybody_may_push_fetch_and_ask(asked: str) -> None:
    """However git spells the way to the one repository."""
    assert allowed(ROOT, CONTENT, asked) == allowed(ROOT, MAINTAINER, asked) == ALLOWED[asked]


@pytest.mark.parametrize("asked", ["rollback", "rollback 3", "lock '有 错字'", "unlock"])
def test_only_maintainers_change_what_is_shown(asked: str) -> None:
    """The words after the command stay words."""
    assert allowed(ROOT, MAINTAINER, asked)[:2] == ["/srv/site/branchsite", "host"]
    with pytest.raises(HostError, match="账号“shuji”可以推送、拉取"):
        allowed(ROOT, CONTENT, asked)


REFUSED = [
    "",
    "sh",
    "bash -c id",
    "git-receive-pack '/etc'",
    "git-receive-pack 'site.git/../../other.git'",
    "git-receive-pack 'site.git' extra",
    "git-upload-archive 'site.git'",
    "git-shell",
    "status; id | sh'",
    "account add x maintainer",
    "init /tmp --site-url https://x/",
    "--dir /x status",
    "pre-receive",
    "prune --keep 1",
]


@pytest.mark.parametrize("asked", REFUSED)
def test_all_else_is_refused(asked: str) -> None:
    """To a maintainer too: whatever opens a shell, another repository or another account."""
    with pytest.raises(HostError, match="可以推送、拉取"):
        allowed(ROOT, MAINTAINER, asked)


@pytest.mark.slow
def test_two_people_with_keys(host: Host, tmp_path: Path) -> None:
    """The secretary publishes content and nothing else; the maintainer may go back; neither gets a shell."""
    keys = {name: new_key(tmp_path / name) for name in ("shuji", "weihu")}
    for name, role in (("shuji", "content"), ("weihu", "maintainer")):
        assert ask(host, "account", "add", name, role, "--key", f"{keys[name]}.pub").accepted
    with sshd(host.authorized_keys, tmp_path) as server:
        address = f"{getpass.getuser()}@127.0.0.1"

        def ssh(name: str, *words: str) -> subprocess.CompletedProcess[str]:
            command = ["ssh", *server.options(keys[name]), address, *words]
            return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

        def push(person: Person, name: str) -> subprocess.CompletedProcess[str]:
            environment = {**os.environ, "GIT_SSH_COMMAND": shlex.join(["ssh", *server.options(keys[name])])}
            command = ["git", "push", f"{address}:site.git", "HEAD:main"]
            return subprocess.run(
                command, cwd=person.clone, env=environment, capture_output=True, text=True, check=False
            )

        person = clone(host, tmp_path / "clone")
        person.commit(activity("yaoshi", 标题="凭钥匙发布"))
        pushed = push(person, "shuji")
        assert pushed.returncode == 0, pushed.stderr
        assert "已发布：第 2 版" in pushed.stderr
        assert "凭钥匙发布" in shown(host, "news/2024/2024-04-15-yaoshi")
        settle(host)
        person.commit({"overrides/main.html": "x"})
        refused = push(person, "shuji")
        assert refused.returncode != 0 and "账号“shuji”只能改" in refused.stderr
        assert "正在显示：第 2 版" in ssh("shuji", "status").stdout
        for words in ((), ("id",), ("rollback",), ("sh", "-c", "id")):
            answer = ssh("shuji", *words)
            assert answer.returncode == 1 and "账号“shuji”可以推送、拉取" in answer.stderr, answer
            assert "uid=" not in answer.stdout
        assert "正在显示：第 1 版" in ssh("weihu", "rollback").stdout
