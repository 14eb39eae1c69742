"""What a key may do: asked of the rules, and of a real sshd with two people's keys."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from branchsite.host.accounts import Account, Role
from branchsite.host.folder import Host, HostError
from branchsite.host.shell import allowed
from pushes import Person, activity, clone, settle, shown
from pushes import host as ask

ROOT = Host(Path("/srv/site"))
CONTENT = Account("shuji", Role.CONTENT)
MAINTAINER = Account("weihu", Role.MAINTAINER)

ALLOWED = {
    "git-receive-pack 'site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-receive-pack '/site.git'": ["git", "receive-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/site.git'": ["git", "upload-pack", "/srv/site/site.git"],
    "git-upload-pack '/srv/site/../site/site.git/'": ["git", "upload-pack", "/srv/site/site.git"],
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


@contextmanager
def sshd(host: Host, here: Path) -> Iterator[str]:
    """A real ssh server on the loopback that reads the host's keys; gives the options to reach it."""
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "没有 sshd，请运行 tools/system-packages"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", here / "server"], check=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (here / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {here}/server\nAuthorizedKeysFile {host.authorized_keys}\n"
        f"PidFile {here}/pid\nPasswordAuthentication no\nUsePAM no\nStrictModes no\nPermitRootLogin prohibit-password\n"
    )
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = (here / "sshd.log").open("w")
    with subprocess.Popen([program, "-D", "-e", "-f", here / "sshd_config"], stderr=log) as process:
        try:
            public = " ".join((here / "server.pub").read_text().split()[:2])
            (here / "known").write_text(f"[127.0.0.1]:{port} {public}\n")
            for _ in range(200):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, (here / "sshd.log").read_text()
                time.sleep(0.05)
            yield f"-F /dev/null -p {port} -o UserKnownHostsFile={here}/known -o IdentitiesOnly=yes -o BatchMode=yes"
        finally:
            process.kill()
            log.close()


@pytest.mark.slow
def test_two_people_with_keys(host: Host, tmp_path: Path) -> None:
    """The secretary publishes content and nothing else; the maintainer may go back; neither gets a shell."""
    for name, role in (("shuji", "content"), ("weihu", "maintainer")):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
        assert ask(host, "account", "add", name, role, "--key", str(tmp_path / f"{name}.pub")).accepted
    with sshd(host, tmp_path) as options:
        address = f"{getpass.getuser()}@127.0.0.1"

        def ssh(name: str, *words: str) -> subprocess.CompletedProcess[str]:
            command = ["ssh", *options.split(), "-i", str(tmp_path / name), address, *words]
            return subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

        def push(person: Person, name: str) -> subprocess.CompletedProcess[str]:
            environment = {**os.environ, "GIT_SSH_COMMAND": f"ssh {options} -i {tmp_path / name}"}
            command = ["git", "push", f"{address}:{host.repository}", "HEAD:main"]
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
