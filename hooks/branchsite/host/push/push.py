"""A push, as the rules ask about it."""

from dataclasses import dataclass
from functools import cached_property

from ..server import git
from ..server.accounts import Account
from ..server.folder import Host
from ..server.git import Change, TreeEntry


@dataclass(frozen=True)
class Push:
    """One ref that somebody wants to move. old, new: commits, NOTHING for none."""

    host: Host
    account: Account
    old: str
    new: str
    ref: str

    @cached_property
    def files(self) -> list[TreeEntry]:
        """Everything in the pushed tree."""
        return git.files(self.host.repository, self.new)

    @cached_property
    def placed(self) -> set[tuple[str, str]]:
        """Path and blob of every file in the pushed tree."""
        return {(one.path, one.blob) for one in self.files}

    @cached_property
    def commits(self) -> list[str]:
        """The commits that it brings, the newest first."""
        return git.commits(self.host.repository, self.old, self.new)

    @cached_property
    def brought(self) -> list[Change]:
        """The changes of these commits, the newest first."""
        return list(git.brought(self.host.repository, self.old, self.new))

    @cached_property
    def changed(self) -> dict[str, str]:
        """The paths that the push changes, each with git's letter."""
        return git.changed(self.host.repository, self.old, self.new)

    @cached_property
    def sources(self) -> set[str]:
        """The files that it is about: what it changes, and for a photo its record."""
        return {source for path in self.changed for source in (path, f"{path.rpartition('/')[0]}.yml")}
