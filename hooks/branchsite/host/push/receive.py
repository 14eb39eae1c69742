"""Git's own part of a push, before any hook runs; where git gives up, what that means in Chinese.

Git unpacks what arrives, within limits, and names only in English the one that was reached. It also writes what it does
as events (git's api-trace2), and they are read when it has ended.
"""

import contextlib
import json
import os
from collections.abc import Iterable, Iterator
from typing import Any

from ..server.accounts import BY_FORM
from ..server.answer import tell
from ..server.folder import Host
from ..server.git import take_push
from ..server.limits import soft_limits
from ..server.log import note

_MEMORY = 512
"""MB of address space for each process of git that takes a push: what is unpacked, and that what it names is there."""

_SECONDS = 120
"""Of a processor, for the same."""

_EVENTS = 9
"""The file that git writes its events to: it takes a number of one digit."""

_KILLED = 128
"""Above it git gives the signal that ended what it started."""

_FEWER = "分几次推送，照片先另存得小一些，视频和压缩包不要放进来；还不行就请告诉维护人员"
_AGAIN = "重新取一份仓库（git clone），把改动放进去，再提交、推送"


def receive(host: Host, account: str, by_form: bool = False) -> int:
    """Let git take a push of an account from a client over ssh, or from the form; gives its exit status.

    The hooks of the repository run. Where git itself refuses what arrives, the reason is printed in Chinese.
    """
    events = os.memfd_create("events", 0)
    os.dup2(events, _EVENTS, inheritable=True)
    largest = host.settings.push_size
    who = {"BRANCHSITE_ACCOUNT": account, **({BY_FORM: "1"} if by_form else {})}
    status = take_push(host.repository, who, largest, soft_limits(_MEMORY, _SECONDS), _EVENTS)
    with open(events, "rb") as file:
        file.seek(0)
        why = meaning(file, largest)
    if why:
        note(host, "refused", account, reason=why[0])
        tell(f"\n{why[0]}。\n改法：{why[1]}。\n已发布的内容不受影响。\n")
    return status


def meaning(events: Iterable[bytes], largest: int) -> tuple[str, str] | None:
    """Why git gave up before it ran a hook, and what to do; None where it did not.

    events: lines of JSON. largest: MB that a push may have, packed.
    """
    told = list(_read(events))
    codes = list(_codes(told))
    if not any(codes):
        return None
    errors = "\n".join(one.get("msg", "") for one in told if one["event"] == "error")
    if "maximum allowed size" in errors:
        return f"这次推送压缩后超过了 {largest} MB，没有收下", _FEWER
    if "ut of memory" in errors or "mmap failed" in errors:
        return f"解开这次推送用的内存超过了 {_MEMORY} MB，没有收下", _FEWER
    if max(codes) > _KILLED:
        return f"解开这次推送用的时间超过了 {_SECONDS} 秒，没有收下", _FEWER
    return "推送来的内容读不出来：不完整，或者坏了，没有收下", _AGAIN


def _read(events: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """Each event; whoever is killed may leave half a line."""
    for line in events:
        with contextlib.suppress(ValueError):
            yield json.loads(line)


def _codes(told: list[dict[str, Any]]) -> Iterator[int]:
    """How each command ended that unpacks a push, or sees that all it names is there."""
    started = {(one["sid"], one["child_id"]): one["argv"] for one in told if one["event"] == "child_start"}
    for one in told:
        if one["event"] == "child_exit" and _TAKING.intersection(started.get((one["sid"], one["child_id"]), ())):
            yield one["code"]


_TAKING = {"index-pack", "unpack-objects", "rev-list"}
