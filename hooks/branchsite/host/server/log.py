"""What happened on the server, one line of JSON each."""

import contextlib
import datetime
import json
import os
from typing import Any

from ...system.clock import SHANGHAI
from .folder import Host


def now() -> str:
    """The time in Shanghai, for people; nothing is ordered or decided by it."""
    return datetime.datetime.now(SHANGHAI).isoformat(timespec="seconds")


def plain_time(moment: str) -> str:
    """A time as `now` gives it, to the minute: 2024-03-12 14:30."""
    return moment[:16].replace("T", " ")


def note(host: Host, did: str, account: str, **more: Any) -> None:
    """Add a line. A full disk must not undo what it would tell of."""
    line = json.dumps({"time": now(), "did": did, "account": account, **more}, ensure_ascii=False)
    with contextlib.suppress(OSError):
        file = os.open(host.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(file, f"{line}\n".encode())
        finally:
            os.close(file)


def keep_failure(host: Host, said: str) -> bool:
    """Write the output of a broken hook or build over that of the last; gives whether there was room for it."""
    try:
        host.failures.write_text(f"{now()} {said}", encoding="utf-8")
    except OSError:
        return False
    return True


def entries(host: Host) -> list[dict[str, Any]]:
    """Every line that can be read, oldest first: a line that was cut off is passed over."""
    if not host.log.exists():
        return []
    found = []
    for line in host.log.read_text(encoding="utf-8", errors="replace").splitlines():
        with contextlib.suppress(json.JSONDecodeError):
            found.append(json.loads(line))
    return [one for one in found if isinstance(one, dict) and {"time", "did", "account"} <= set(one)]
