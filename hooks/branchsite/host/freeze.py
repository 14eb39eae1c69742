"""The lock on what is shown: later pushes are built and kept ready, but wait."""

import json
from dataclasses import asdict, dataclass

from .disk import write_whole
from .folder import Host
from .log import now


@dataclass(frozen=True)
class Freeze:
    """account: who locked. reason: why, as they put it. time: in Shanghai."""

    account: str
    reason: str
    time: str


def frozen(host: Host) -> Freeze | None:
    """The lock, where there is one."""
    if not host.freeze.exists():
        return None
    return Freeze(**json.loads(host.freeze.read_text(encoding="utf-8")))


def freeze(host: Host, account: str, reason: str) -> None:
    """Keep what is shown until thaw."""
    write_whole(host.freeze, json.dumps(asdict(Freeze(account, reason, now())), ensure_ascii=False))


def thaw(host: Host) -> None:
    """Let pushes show again."""
    host.freeze.unlink(missing_ok=True)
