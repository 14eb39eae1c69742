"""deploy/push-to-server, by ssh on the loopback, into a bare repository whose hook decides."""

import getpass
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from checkout import DEPLOY, git, script
from ssh_server import Ssh, new_key, sshd

pytestmark = pytest.mark.slow

HOOK = """#!/bin/sh
read -r old new ref
echo "检查 $ref"
if git cat-file -p "$new:data/a.yml" | grep -q bad; then
  echo "data/a.yml · 第 1 行"
  exit 1
fi
"""


@dataclass(frozen=True)
class Server:
    """A server that is up, and the keys that it knows or does not."""

    repository: Path
    ssh: Ssh

    def secrets(self, key: str = "deploy", host: str = "server") -> dict[str, str]:
        """What the workflow is given: where to push, with which key, and which key to expect there."""
        port, keys = self.ssh.port, self.ssh.keys
        return {
            "SERVER_REMOTE": f"ssh://{getpass.getuser()}@127.0.0.1:{port}{self.repository}",
            "SERVER_KEY": (keys / key).read_text(),
            "SERVER_KNOWN_HOSTS": f"[127.0.0.1]:{port} {(keys / host).with_suffix('.pub').read_text()}",
        }

    @property
    def live(self) -> str:
        """The commit that main is at; empty before the first."""
        return git(self.repository, "for-each-ref", "--format=%(objectname)", "refs/heads/main")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """sshd as this user, with keys and settings of its own."""
    folder = tmp_path_factory.mktemp("server")
    for name in ("other-host", "deploy", "stranger"):
        new_key(folder / name)
    repository = folder / "site.git"
    git(folder, "init", "-q", "--bare", repository)
    hook = repository / "hooks/pre-receive"
    hook.write_text(HOOK)
    hook.chmod(0o755)
    with sshd(folder / "deploy.pub", folder) as ssh:
        yield Server(repository, ssh)


@pytest.fixture
def root(server: Server, tmp_path: Path) -> Path:
    """A repository with one commit and the scripts, and nothing on the server yet."""
    if server.live:
        git(server.repository, "update-ref", "-d", "refs/heads/main")
    root = tmp_path / "site"
    shutil.copytree(DEPLOY, root / "deploy")
    (root / "data").mkdir()
    (root / "data/a.yml").write_text("good")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "one")
    return root


def commit(root: Path, text: str) -> str:
    """Another commit; returns its name."""
    (root / "data/a.yml").write_text(text)
    git(root, "commit", "-q", "-a", "-m", text)
    return git(root, "rev-parse", "HEAD")


def tells(said: str, secrets: dict[str, str]) -> list[str]:
    """The lines of the private key that an output repeats."""
    return [line for line in secrets["SERVER_KEY"].splitlines() if len(line) > 20 and line in said]


@pytest.mark.parametrize("ends", ["\n", "\r\n", ""], ids=["lf", "crlf", "cut"])
def test_a_push_goes_live(server: Server, root: Path, ends: str) -> None:
    """However the secret was pasted; the server's words are in the log, the key is nowhere afterwards."""
    wanted = commit(root, f"good {ends!r}")
    secrets = server.secrets()
    pasted = ends.join(secrets["SERVER_KEY"].splitlines()) + ends if ends else secrets["SERVER_KEY"].rstrip("\n")
    ran = script(root, "push-to-server", **{**secrets, "SERVER_KEY": pasted}, GITHUB_ACTIONS="true")
    assert ran.returncode == 0, ran.stdout
    assert server.live == wanted
    assert "remote: 检查 refs/heads/main" in ran.stdout
    assert "网站已经更新" in ran.stdout
    assert not tells(ran.stdout, secrets)
    assert not list(root.with_name("site-tmp").iterdir())


def test_a_refusal_fails_and_says_why(server: Server, root: Path) -> None:
    """The server's lines are shown, and what was live stays."""
    secrets = server.secrets()
    assert script(root, "push-to-server", **secrets).returncode == 0
    before = server.live
    commit(root, "bad")
    ran = script(root, "push-to-server", **secrets)
    assert ran.returncode == 1
    assert "remote: data/a.yml · 第 1 行" in ran.stdout
    assert "服务器没有收下" in ran.stdout
    assert server.live == before
    assert not tells(ran.stdout, secrets)


def test_what_the_server_has_is_not_overwritten(server: Server, root: Path) -> None:
    """An older commit, pushed late, changes nothing; the log says what to do."""
    first = git(root, "rev-parse", "HEAD")
    newer = commit(root, "newer")
    assert script(root, "push-to-server", **server.secrets()).returncode == 0
    git(root, "reset", "-q", "--hard", first)
    ran = script(root, "push-to-server", **server.secrets())
    assert ran.returncode == 1
    assert "先合并过来" in ran.stdout
    assert server.live == newer


@pytest.mark.parametrize(("key", "host"), [("stranger", "server"), ("deploy", "other-host")])
def test_only_the_right_key_and_the_right_server(server: Server, root: Path, key: str, host: str) -> None:
    """Nothing is pushed with a key that the server does not know, or to a server that is not the one expected."""
    secrets = server.secrets(key, host)
    ran = script(root, "push-to-server", **secrets)
    assert ran.returncode not in (0, 1)
    assert "没有连上服务器" in ran.stdout
    assert "remote:" not in ran.stdout
    assert not server.live
    assert not tells(ran.stdout, secrets)
    assert not list(root.with_name("site-tmp").iterdir())


@pytest.mark.parametrize("name", ["SERVER_REMOTE", "SERVER_KEY", "SERVER_KNOWN_HOSTS"])
def test_what_is_not_set_is_named(server: Server, root: Path, name: str) -> None:
    """And nothing else is tried."""
    ran = script(root, "push-to-server", **{**server.secrets(), name: ""})
    assert ran.returncode == 1
    assert f"还没有设：{name}。" in ran.stdout


def test_half_a_history_is_not_pushed(server: Server, root: Path, tmp_path: Path) -> None:
    """A shallow checkout is said to be one, in place of git's own words."""
    commit(root, "two")
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{root}", tmp_path / "shallow")
    ran = script(tmp_path / "shallow", "push-to-server", **server.secrets())
    assert ran.returncode == 1
    assert "fetch-depth: 0" in ran.stdout
