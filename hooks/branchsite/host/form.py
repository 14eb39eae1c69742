"""The form on the school's server: a working copy for each account, and turns for those who publish."""

import contextlib
import shutil
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from ..edit.door import Account
from ..edit.repository import Repository, Tell
from ..edit.workspace import FileChange, Workspace
from .asking import DEVICE, AskedKeeper
from .server.disk import make_private, write_whole
from .server.git import environment

_CONFIGURATION = {
    "core.attributesFile": "/dev/null",
    "core.excludesFile": "/dev/null",
    "core.fsmonitor": "false",
    "core.hooksPath": "/dev/null",
    "core.symlinks": "false",
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
    """A working copy on the server, where others publish, too. late: what another place lacks, in words."""

    late: Callable[[], list[str]] = field(kw_only=True, compare=False, repr=False)
    turns: Turns = field(default_factory=Turns, compare=False, repr=False)

    def refresh(self) -> str:
        """The same, and where that worked, which other place has been behind for more than a day."""
        return super().refresh() or "；".join(self.late())

    def publish(
        self, changes: Sequence[FileChange], message: str, tell: Tell, sending: Tell = lambda commit: None
    ) -> str:
        """The same, when it is this one's turn: nobody publishes in between, and no build is begun in vain."""
        with self.turns.taken(tell):
            return super().publish(changes, message, tell, sending)


class Workspaces:
    """Gives each account its working copy, and makes it where there is none.

    state: the folder of the form's own user. purged: the host's file of what is gone from history. A copy from before
    may have it still, so with every change of that file all copies go.
    """

    def __init__(self, state: Path, site_url: str, keeper: AskedKeeper, purged: Path) -> None:
        self._state = state
        self._site_url = site_url
        self._keeper = keeper
        self._purged = purged
        self._turns = Turns()
        self._made: dict[str, Workspace] = {}
        self._variables: dict[str, dict[str, str]] = {}
        self._lock = threading.Lock()
        make_private(state)
        self.forget_purged()

    def __call__(self, account: Account) -> Workspace:
        """The same one each time, until its folder is gone. Raises GitError where it cannot be made."""
        self.forget_purged()
        with self._lock:
            root = self._state / "copies" / account.name
            variables = self._variables.setdefault(account.name, {})
            variables[DEVICE] = account.session
            if account.name not in self._made or not (root / ".git").is_dir():
                self._made[account.name] = self._make(account.name, root)
            return self._made[account.name]

    def forget_purged(self) -> None:
        """Remove every copy that is older than the last purge; what somebody writes is left."""
        seen, now = self._state / "purged", _stamp(self._purged)
        with self._lock:
            if not seen.exists() or seen.read_text(encoding="utf-8") != now:
                for name in ("copies", "scratch"):
                    shutil.rmtree(self._state / name, ignore_errors=True)
                self._made.clear()
                write_whole(seen, now, 0o600)

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
        drafts, scratch = self._state / "drafts" / name, self._state / "scratch" / name
        for folder in (drafts, scratch):
            make_private(folder)
        return SharedWorkspace(repository, drafts, scratch, self._site_url, late=self._keeper.late, turns=self._turns)

    def _repository(self, name: str, root: Path) -> Repository:
        """Its git reaches the host as the account's key would, and nothing else; nobody's settings count."""
        variables = self._variables.setdefault(name, {})
        variables |= {
            **environment("HOME", configuration=_CONFIGURATION),
            "GIT_ALLOW_PROTOCOL": "ssh",
            "GIT_CEILING_DIRECTORIES": str(root.parent),
            "GIT_SSH_COMMAND": self._keeper.ssh(),
            "GIT_SSH_VARIANT": "simple",
        }
        mail = f"{name}@{urlsplit(self._site_url).hostname}"
        return Repository(root, author=(name, mail), environment=variables)


def _stamp(path: Path) -> str:
    """What tells one state of a file from another, for who may not read it; "" where it is not there."""
    with contextlib.suppress(OSError):
        about = path.stat()
        return f"{about.st_ino} {about.st_mtime_ns} {about.st_size}"
    return ""
