"""The keeper: the host's own user, who answers the form, which runs as another one and can read nothing of the host.

One question a connection. Git runs here only as the account of a device that is signed in, and with the rights to
content alone: whoever gets hold of the form can do no more than those who are signed in.
"""

import contextlib
import datetime
import json
import os
import socket
import socketserver
import subprocess
import threading
from dataclasses import dataclass
from typing import Any

from ..system.clock import SHANGHAI
from .server.devices import is_link, signed_in, use_link
from .server.folder import Host
from .server.mirrors import late

SERVICES = ("git-upload-pack '/site.git'", "git-receive-pack '/site.git'")
"""All that git of the form asks for."""

_LONGEST = 8192
"""Bytes of a question: a device's token, and what its browser is called."""

_SECONDS = 10.0
_MOST = 64
"""Questions at once, as many as the form takes requests. Others wait."""


@dataclass(frozen=True)
class Keeper:
    """Answers for one host."""

    host: Host

    def is_open(self) -> bool:
        """Whether the form is on."""
        return self.host.edit_switch.exists()

    def is_link(self, token: str) -> bool:
        """Whether a link would sign a device in now."""
        return is_link(self.host, token)

    def use_link(self, token: str, agent: str) -> str | None:
        """Use up a link; gives the token of the device that it signs in."""
        return use_link(self.host, token, agent) if self.is_open() else None

    def signed_in(self, token: str) -> str | None:
        """The account of a device; None for all where the form is off."""
        return signed_in(self.host, token) if self.is_open() else None

    def late(self) -> list[str]:
        """A line for each other place that has been behind for more than a day."""
        return late(self.host, datetime.datetime.now(SHANGHAI))

    def git(self, token: str, asked: str, files: list[int]) -> int:
        """Run git as the account of a device; gives its exit status.

        files: its input, output and errors, which the form has opened with its own rights.
        """
        account = self.signed_in(token)
        if account is None or asked not in SERVICES or len(files) != 3:
            return 1
        kept = {name: os.environ[name] for name in ("HOME", "LOGNAME", "PATH", "USER") if name in os.environ}
        return subprocess.run(
            [self.host.launcher, "host", "shell", "--form", account],
            stdin=files[0],
            stdout=files[1],
            stderr=files[2],
            cwd="/",
            env={**kept, "SSH_ORIGINAL_COMMAND": asked},
            start_new_session=True,
            check=False,
        ).returncode


QUESTIONS = {"is_open": (), "is_link": ("token",), "use_link": ("token", "agent"), "signed_in": ("token",), "late": ()}
"""What may be asked, with what has to be said besides; git apart."""


def answer(keeper: Keeper, question: Any, files: list[int]) -> Any:
    """The answer to a question; None for whatever is none."""
    if not isinstance(question, dict) or not all(isinstance(one, str) for one in question.values()):
        return None
    what, said = question.get("what"), set(question) - {"what"}
    if what == "git" and said == {"token", "asked"}:
        return keeper.git(question["token"], question["asked"], files)
    if what in QUESTIONS and said == set(QUESTIONS[what]):
        return getattr(keeper, what)(*(question[name] for name in QUESTIONS[what]))
    return None


class KeeperServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    """Answers at a socket that is open already; whoever runs git is done before it ends."""

    daemon_threads = False

    def __init__(self, keeper: Keeper, at: socket.socket) -> None:
        super().__init__("", _Question, bind_and_activate=False)
        self.socket.close()
        self.socket = at
        self.keeper = keeper
        self._room = threading.BoundedSemaphore(_MOST)

    def get_request(self) -> Any:
        """The next one, when there is room."""
        self._room.acquire()
        try:
            return super().get_request()
        except BaseException:
            self._room.release()
            raise

    def shutdown_request(self, request: Any) -> None:
        """Called behind each, whatever came of it."""
        super().shutdown_request(request)
        self._room.release()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks and goes away is no news."""


class _Question(socketserver.BaseRequestHandler):
    server: KeeperServer

    def handle(self) -> None:
        self.request.settimeout(_SECONDS)
        said, files, _, _ = socket.recv_fds(self.request, _LONGEST, 3)
        try:
            while not said.endswith(b"\n") and len(said) < _LONGEST and (more := self.request.recv(_LONGEST)):
                said += more
            question = json.loads(said) if said.endswith(b"\n") else None
            found = answer(self.server.keeper, question, files)
        except ValueError:
            found = None
        finally:
            for one in files:
                with contextlib.suppress(OSError):
                    os.close(one)
        self.request.sendall(json.dumps(found, ensure_ascii=False).encode() + b"\n")
