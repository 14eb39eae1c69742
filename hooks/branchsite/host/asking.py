"""Ask the keeper, from the form's side; run as a program it is git's ssh there.

Only the standard library: git starts it several times a publication.
"""

import contextlib
import json
import os
import shlex
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DEVICE = "BRANCHSITE_DEVICE"
"""The variable of git's environment that has who asks: another user of the machine cannot read it."""

_SECONDS = 10.0
_LONGEST = 65_536


def ask(place: str, question: dict[str, str], files: tuple[int, ...] = ()) -> Any:
    """The answer of the keeper at a socket. files: what git there is to read and write. Raises OSError."""
    with socket.socket(socket.AF_UNIX) as at:
        # Git takes as long as a publication does.
        at.settimeout(None if files else _SECONDS)
        at.connect(place)
        socket.send_fds(at, [json.dumps(question).encode() + b"\n"], files)
        answer = b""
        while not answer.endswith(b"\n"):
            piece = at.recv(_LONGEST)
            if not piece or len(answer) > _LONGEST:
                raise ConnectionResetError(place)
            answer += piece
    return json.loads(answer)


@dataclass(frozen=True)
class AskedKeeper:
    """The keeper as the form sees it: each question goes over its socket. Every method raises OSError without one."""

    place: Path

    def is_open(self) -> bool:
        """Whether the form is on."""
        return bool(self._ask("is_open"))

    def is_link(self, token: str) -> bool:
        """Whether a link would sign a device in now."""
        return bool(self._ask("is_link", token=token))

    def use_link(self, token: str, agent: str) -> str | None:
        """Use up a link; gives the token of the device."""
        found = self._ask("use_link", token=token, agent=agent)
        return str(found) if found else None

    def signed_in(self, token: str) -> str | None:
        """The account of a device."""
        found = self._ask("signed_in", token=token)
        return str(found) if found else None

    def late(self) -> list[str]:
        """A line for each other place that has been behind for more than a day; none where nobody answers."""
        with contextlib.suppress(OSError):
            return [str(one) for one in self._ask("late")]
        return []

    def ssh(self) -> str:
        """What git is given as its ssh: this file, with no library and no setting of anybody's."""
        return shlex.join([sys.executable, "-I", "-S", __file__, str(self.place)])

    def _ask(self, what: str, **more: str) -> Any:
        return ask(str(self.place), {"what": what, **more})


def main(place: str, asked: str) -> int:
    """Have git's own input, output and errors used by git at the host; gives its exit status."""
    try:
        status = ask(place, {"what": "git", "token": os.environ.get(DEVICE, ""), "asked": asked}, (0, 1, 2))
    except (OSError, ValueError):
        print("Could not read from remote", file=sys.stderr)
        return 1
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[-1]))
