"""The form on the school's server: a working copy for each account, and turns for those who publish."""

import contextlib
import datetime
import shlex
import shutil
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..edit.door import Account
from ..edit.repository import Repository, Tell
from ..edit.workspace import FileChange, Workspace
from ..system.clock import SHANGHAI
from .server.disk import make_private, write_whole
from .server.folder import Host
from .server.git import environment
from .server.mirrors import late

_SSH = """#!/bin/sh
# git 在“写一条”里用它代替 ssh：和一把钥匙走同一道门，能做的一样多。
SSH_ORIGINAL_COMMAND=$3 exec {launcher} host shell "$1"
"""

_CONFIGURATION = {
    "core.attributesFile": "/dev/null",
    "core.excludesFile": "/dev/null",
    "core.fsmonitor": "false",
    "core.hooksPath": "/dev/null",
    "gc.autoDetach": "false",
    "maintenance.autoDetach": "false",
    "protocol.allow": "never",
}


class Turns:
    """One publishes after another, in the order in which they came: who waits is told so, and nobody is overtaken."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: list[object] = []

    @contextlib.contextmanager
    def taken(self, tell: Tell) -> Iterator[None]:
        """For a block, be the one whose turn it is."""
        mine = object()
        with self._changed:
            self._waiting.append(mine)
            before = len(self._waiting) - 1
            if before:
                tell(f"前面还有 {before} 位在发布，排队等一等……")
            while self._waiting[0] is not mine:
                self._changed.wait()
        try:
            yield
        finally:
            with self._changed:
                self._waiting.remove(mine)
                self._changed.notify_all()


@dataclass(frozen=True)
class SharedWorkspace(Workspace):
    """A working copy on the server, where others publish, too. host: the server."""

    host: Host = field(kw_only=True, compare=False, repr=False)
    turns: Turns = field(default_factory=Turns, compare=False, repr=False)

    def refresh(self) -> str:
        """The same, and where that worked, which other place has been behind for more than a day."""
        return super().refresh() or "；".join(late(self.host, datetime.datetime.now(SHANGHAI)))

    def publish(self, changes: Sequence[FileChange], message: str, tell: Tell) -> str:
        """The same, when it is this one's turn: nobody publishes in between, and no build is begun in vain."""
        with self.turns.taken(tell):
            return super().publish(changes, message, tell)


class Workspaces:
    """Gives each account its working copy, and makes it where there is none."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._turns = Turns()
        self._made: dict[str, Workspace] = {}
        self._lock = threading.Lock()
        for folder in (host.edit, host.copies):
            make_private(folder)
        write_whole(host.edit / "ssh", _SSH.format(launcher=shlex.quote(str(host.launcher))), 0o700)

    def __call__(self, account: Account) -> Workspace:
        """The same one each time, until its folder is gone. Raises GitError where it cannot be made."""
        with self._lock:
            root = self._host.copies / account.name
            if account.name not in self._made or not (root / ".git").is_dir():
                self._made[account.name] = self._make(account.name, root)
            return self._made[account.name]

    def _make(self, name: str, root: Path) -> Workspace:
        repository = self._repository(name, root)
        if repository.resolve("HEAD") is None:
            shutil.rmtree(root, ignore_errors=True)
            fresh = self._repository(name, root.with_name(f".{name}"))
            shutil.rmtree(fresh.root, ignore_errors=True)
            make_private(fresh.root)
            fresh.run("init", "--quiet", "--initial-branch=main", "--template=")
            fresh.run("remote", "add", "origin", "ssh://host/site.git")
            fresh.fetch()
            fresh.run("reset", "--quiet", "--hard", fresh.tracking)
            fresh.root.rename(root)
        drafts, scratch = self._host.edit / "drafts" / name, self._host.edit / "scratch" / name
        for folder in (drafts.parent, scratch.parent, drafts, scratch):
            make_private(folder)
        return SharedWorkspace(
            repository, drafts, scratch, self._host.settings.site_url, host=self._host, turns=self._turns
        )

    def _repository(self, name: str, root: Path) -> Repository:
        """Its git reaches this server as the account's key would, and nothing else; nobody's settings count."""
        variables = {
            **environment("HOME", configuration=_CONFIGURATION),
            "GIT_ALLOW_PROTOCOL": "ssh",
            "GIT_CEILING_DIRECTORIES": str(self._host.copies),
            "GIT_SSH_COMMAND": shlex.join([str(self._host.edit / "ssh"), name]),
            "GIT_SSH_VARIANT": "simple",
        }
        mail = f"{name}@{urlsplit(self._host.settings.site_url).hostname}"
        return Repository(root, author=(name, mail), environment=variables)
