"""What has been taken out of history: it never comes back."""

import json
from dataclasses import asdict, dataclass

from .disk import write_whole
from .folder import Host, HostError


@dataclass(frozen=True)
class Purge:
    """One that has begun.

    main: the commit before and after. commits: old to new. releases: the names of those to go.
    """

    main: tuple[str, str]
    commits: dict[str, str]
    releases: tuple[str, ...]


def purged(host: Host) -> set[str]:
    """The blobs that are not to come back."""
    return set(_read(host)[0])


def begun(host: Host) -> Purge | None:
    """A purge that was cut off before its end."""
    return _read(host)[1]


def begin(host: Host, blobs: set[str], purge: Purge) -> None:
    """Note that these blobs go: before anything of them does."""
    _write(host, _read(host)[0] | blobs, purge)


def end(host: Host) -> None:
    """Note that all is done."""
    _write(host, _read(host)[0], None)


def _read(host: Host) -> tuple[set[str], Purge | None]:
    try:
        values = json.loads(host.purged.read_text(encoding="utf-8"))
        left = values["begun"]
        purge = Purge(tuple(left["main"]), dict(left["commits"]), tuple(left["releases"])) if left else None
        return set(values["blobs"]), purge
    except FileNotFoundError:
        return set(), None
    except (OSError, ValueError, TypeError, KeyError):
        raise HostError(f"{host.purged} 坏了，读不出来。请从备份里取回它；它记着哪些文件已经从历史里清除。") from None


def _write(host: Host, blobs: set[str], purge: Purge | None) -> None:
    text = json.dumps({"blobs": sorted(blobs), "begun": asdict(purge) if purge else None})
    write_whole(host.purged, text, 0o600)
