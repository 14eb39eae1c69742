"""Over a real sshd: whoever stops reading a long refusal, or is gone, keeps out nobody."""

import getpass
import os
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.host.release.release import live, releases
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from pushes import Person, activity, clone, copy_host, settle
from ssh_server import Ssh, new_key, sshd

PATIENCE = 60
WRONG = 160
"""Records, each with more than one mistake: the report is longer than what is printed of it."""


@dataclass(frozen=True)
class School:
    """A server that is reached over ssh, and the keys of a secretary, another one, and a maintainer."""

    host: Host
    server: Ssh
    keys: dict[str, Path]

    @property
    def address(self) -> str:
        """Whom a client logs in as, and where."""
        return f"{getpass.getuser()}@127.0.0.1"

    def ask(self, name: str, *words: str) -> str:
        """A word of `host`; gives what was said, and must succeed."""
        command = ["ssh", *self.server.options(self.keys[name]), self.address, *words]
        ran = subprocess.run(
            command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=PATIENCE, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    @contextmanager
    def pushing(self, person: Person, name: str) -> "Iterator[subprocess.Popen[bytes]]":
        """A push that goes on while the test does, in a group of processes of its own, with a pipe to what is said."""
        way = shlex.join(["ssh", *self.server.options(self.keys[name])])
        with subprocess.Popen(
            ["git", "push", f"{self.address}:site.git", "HEAD:main"],
            cwd=person.clone,
            env={**os.environ, "GIT_SSH_COMMAND": way, "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        ) as push:
            try:
                yield push
            finally:
                with suppress(ProcessLookupError):
                    os.killpg(push.pid, signal.SIGKILL)


@pytest.fixture(scope="module")
def school(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    """One for all tests of this file; each leaves it whole."""
    folder = tmp_path_factory.mktemp("readers")
    host = copy_host(published, folder / "host")
    first = clone(host, folder / "first")
    first.commit(activity("diyici"))
    assert first.push().accepted
    keys = {name: new_key(folder / name) for name in ("shuji", "lingyiwei", "weihu")}
    for name, key in keys.items():
        add_account(
            host,
            name,
            Role.MAINTAINER if name == "weihu" else Role.CONTENT,
            [Path(f"{key}.pub").read_text("utf-8").strip()],
        )
    with sshd(host.authorized_keys, folder) as server:
        yield School(host, server, keys)


def wrong_records() -> dict[str, str]:
    """Records that name a kind and a plan which do not exist."""
    files: dict[str, str] = {}
    for number in range(WRONG):
        files |= activity(f"cuo{number}", 类别=f"没有这一类{number}" + "错" * 40)
    return files


WAYS = {
    "stopped while it is printed": (signal.SIGSTOP, True),
    "stopped before it is printed": (signal.SIGSTOP, False),
    "killed while it is printed": (signal.SIGKILL, True),
}


@pytest.mark.parametrize("name", WAYS)
def test_a_reader_over_ssh_keeps_nobody_out(name: str, school: School, tmp_path: Path) -> None:
    """Another's push, going back, locking and unlocking succeed while it stands there; nothing of the push is left."""
    way, printed = WAYS[name]
    host = school.host
    person, other = clone(host, tmp_path / "wrong"), clone(host, tmp_path / "right")
    person.commit(wrong_records())
    other.commit(activity(f"dui{len(releases(host))}"))
    with school.pushing(person, "shuji") as push:
        assert push.stdout is not None
        while not host.staging.exists() and push.poll() is None:
            time.sleep(0.02)
        if printed:
            # The first of it has come, the rest lies in the pipe.
            assert push.stdout.read(2000)
        os.killpg(push.pid, way)
        assert school.ask("weihu", "rollback")
        assert "已锁定" in school.ask("weihu", "lock", "核对")
        assert school.ask("weihu", "unlock")
        with school.pushing(other, "lingyiwei") as second:
            said, _ = second.communicate(timeout=PATIENCE)
        assert second.returncode == 0, said.decode()
        settle(host)
        assert resolve(host.repository, MAIN) == resolve(other.clone / ".git", "HEAD")
        assert live(host) == releases(host)[-1]
        assert not host.staging.exists()


def test_who_goes_on_reading_gets_all(school: School, tmp_path: Path) -> None:
    """Stopped for as long as others publish, and then continued: the refusal is there, to its last line."""
    person = clone(school.host, tmp_path / "wrong")
    person.commit(wrong_records())
    with school.pushing(person, "shuji") as push:
        assert push.stdout is not None
        begin = push.stdout.read(2000)
        os.killpg(push.pid, signal.SIGSTOP)
        assert school.ask("weihu", "status")
        os.killpg(push.pid, signal.SIGCONT)
        rest, _ = push.communicate(timeout=PATIENCE)
    said = (begin + rest).decode("utf-8", "replace")
    assert push.returncode != 0 and "处没有列出" in said and "改好错误之前不会发布" in said
