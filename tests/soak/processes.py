"""The processes of a push, found by what the kernel tells of them, and how to kill one."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from branchsite.host.server.folder import Host
from branchsite.host.server.lock import holding

PATIENCE = 60


@dataclass(frozen=True)
class Process:
    """parent, session: process ids. words: its command."""

    id: int
    parent: int
    session: int
    words: tuple[str, ...]


def processes(host: Host, client: int) -> dict[str, list[Process]]:
    """Who works on a push, by role: client, receive, gate, guard, post, build."""
    found: dict[str, list[Process]] = {}
    for process in _about(host, client):
        found.setdefault(_role(host, client, process), []).append(process)
    return found


def kill(host: Host, client: int, chance: random.Random) -> str:
    """Kill one process of a push, or all at once, as chance will have it.

    Gives its role, "" where the push was over.
    """
    now = processes(host, client)
    if not now:
        return ""
    role = chance.choice([*sorted(now), *(["all"] if "receive" in now else [])])
    victims = [one.id for ones in now.values() for one in ones] if role == "all" else [now[role][-1].id]
    # Stopped first, so that none of them lives to see another one die.
    for number in (signal.SIGSTOP, signal.SIGKILL):
        for victim in victims:
            with suppress(ProcessLookupError):
                os.kill(victim, number)
    return role


def wait_until_over(host: Host, client: int) -> None:
    """Until nobody works on the push any more, and the lock is free."""
    end = time.monotonic() + PATIENCE
    while left := processes(host, client):
        assert time.monotonic() < end, left
        time.sleep(0.02)
    with holding(host.lock, 1):
        pass


def _about(host: Host, client: int) -> Iterator[Process]:
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                words = tuple((folder / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")[:-1])
                environment = (folder / "environ").read_bytes().split(b"\0")
                # Behind the name in brackets: state, parent, group, session.
                state, parent, _, session = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
                ours = f"BRANCHSITE_HOST={host.root}".encode() in environment or str(host.repository) in " ".join(words)
                if state not in "ZX" and words and (ours or int(folder.name) == client):
                    yield Process(int(folder.name), int(parent), int(session), words)


def _role(host: Host, client: int, process: Process) -> str:
    said = " ".join(process.words)
    if process.id == client:
        return "client"
    if "pre-receive" in said:
        return "guard" if process.session == process.id else "gate"
    if "post-receive" in said:
        return "post"
    if "build" in process.words or "check" in process.words:
        return "build"
    return "receive" if "receive-pack" in said else "other"
