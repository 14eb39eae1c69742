"""The lock on what is shown: later pushes are built and kept ready, but wait."""

import json
from dataclasses import asdict, dataclass

from ...system.terminal import visible
from ..server.disk import sync_folder, write_whole
from ..server.folder import Host, HostError
from ..server.log import now

LONGEST_REASON = 100
"""Characters of a reason."""


@dataclass(frozen=True)
class Freeze:
    """account: who locked. reason: why, as they put it. time: in Shanghai."""

    account: str
    reason: str
    time: str


_DAMAGED = Freeze("（不知道是谁）", "锁定的记录坏了，读不出来", "")


def frozen(host: Host) -> Freeze | None:
    """The lock, where there is one. One that cannot be read locks all the same: somebody wanted it."""
    try:
        values = json.loads(host.freeze.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError):
        return _DAMAGED
    if not isinstance(values, dict) or values.keys() != asdict(_DAMAGED).keys():
        return _DAMAGED
    return Freeze(**values) if all(isinstance(value, str) for value in values.values()) else _DAMAGED


def freeze(host: Host, account: str, reason: str) -> None:
    """Keep what is shown until thaw. reason: as plain_reason gives it."""
    write_whole(host.freeze, json.dumps(asdict(Freeze(account, reason, now())), ensure_ascii=False))


def thaw(host: Host) -> None:
    """Let pushes show again."""
    host.freeze.unlink(missing_ok=True)
    sync_folder(host.root)


def plain_reason(reason: str) -> str:
    """A reason as it is kept and shown to others. Raises HostError where it is no line of text that can be seen."""
    plain = reason.replace("\u3000", " ").strip()
    if not plain or visible(plain) != plain or len(plain) > LONGEST_REASON:
        raise HostError(f"原因要写一行看得见的字，最多 {LONGEST_REASON} 个，不要有换行和控制字符。")
    return plain
