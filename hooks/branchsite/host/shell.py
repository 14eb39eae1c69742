"""What an ssh key may do: push, fetch, and ask."""

import os
import shlex

from .accounts import Account, Role
from .folder import Host, HostError

GIT = ("git-receive-pack", "git-upload-pack")
ASK = ("status", "log")
COMMAND = ("rollback", "lock", "unlock")


def allowed(host: Host, account: Account, asked: str) -> list[str]:
    """The command to run for what an ssh client asked: git on this repository, or a subcommand of `host`.

    Raises HostError for everything else.
    """
    try:
        words = shlex.split(asked)
    except ValueError:
        words = []
    if len(words) == 2 and words[0] in GIT and _is_repository(host, words[1]):
        return ["git", words[0].removeprefix("git-"), str(host.repository)]
    may = (*ASK, *(COMMAND if account.role is Role.MAINTAINER else ()))
    if words and words[0] in may:
        return [str(host.launcher), "host", *words]
    raise HostError(f"账号“{account.name}”可以推送、拉取，或运行：{'、'.join(may)}。")


def _is_repository(host: Host, path: str) -> bool:
    """Git's clients write /site.git for ssh://server/site.git: the top is that of the host."""
    return path == "/site.git" or os.path.normpath(host.root / path) == str(host.repository)
