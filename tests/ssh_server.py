"""A real sshd on the loopback, for keys of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 20
"""Seconds that sshd may take to answer, on a machine that is busy."""


@dataclass(frozen=True)
class Ssh:
    """A server that is up. keys: the folder with its own key, `server`. known_hosts: the line that names it."""

    port: int
    keys: Path

    @property
    def known_hosts(self) -> str:
        """What a client must have, to be sure of the server."""
        return f"[127.0.0.1]:{self.port} {(self.keys / 'server.pub').read_text()}"

    def options(self, key: Path) -> list[str]:
        """How ssh reaches it with one key, whatever this machine's own settings are."""
        known = self.keys / "known_hosts"
        known.write_text(self.known_hosts)
        chosen = {"UserKnownHostsFile": known, "IdentitiesOnly": "yes", "BatchMode": "yes", "HostName": "127.0.0.1"}
        settings = [f"-o{name}={value}" for name, value in chosen.items()]
        return [
            "-F",
            os.devnull,
            "-p",
            str(self.port),
            f"-oHostKeyAlias=[127.0.0.1]:{self.port}",
            *settings,
            "-i",
            str(key),
        ]


def new_key(path: Path) -> Path:
    """A pair of keys: path and path.pub."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", path.name, "-f", path], check=True)
    return path


@contextmanager
def sshd(authorized_keys: Path, keys: Path, settings: str = "") -> Iterator[Ssh]:
    """Run sshd as this user.

    authorized_keys: whom it lets in. keys: an empty folder for its own key and settings. settings: more of these.
    """
    program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
    assert program, "没有找到 sshd，请运行 tools/system-packages"
    new_key(keys / "server")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (keys / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {keys}/server\nAuthorizedKeysFile {authorized_keys}\n"
        "PidFile none\nStrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin prohibit-password\n"
        f"{settings}\n"
    )
    if os.geteuid() == 0:
        # Where root starts sshd, this must be there; the system's own service makes it otherwise.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    command = [program, "-D", "-e", "-f", keys / "sshd_config"]
    with (keys / "log").open("w") as log, subprocess.Popen(command, stderr=log) as running:
        try:
            _wait(port, running, keys / "log")
            yield Ssh(port, keys)
        finally:
            running.terminate()


def _wait(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
