"""The commands that an ssh key may run: git's push and fetch, and some of `host`.

The whole line that a client sends is held against a table. What it gives are words of ours, with a number, a version
or a reason in them; nothing a client has written is read as an option or as a path.
"""

import re
from dataclasses import dataclass

from .release.freeze import LONGEST_REASON, plain_reason
from .server.accounts import Account, Role
from .server.folder import Host, HostError

_VERSION = r"[0-9]{1,6}|[0-9a-f]{7,40}|[0-9]{6}-[0-9a-f]{7}"
_REASON = r"""'[^'-][^']*'|"[^"-][^"$`\\]*"|[^\s'"\\$`;&|<>(){}*?#~-][^\s'"\\$`;&|<>(){}*?#]*"""
_LONGEST = 1000


@dataclass(frozen=True)
class Word:
    """A subcommand of `host` that a key may ask for. usage: how to write it. pattern: all that may be written."""

    name: str
    role: Role
    usage: str
    pattern: str

    def arguments(self, asked: str) -> list[str] | None:
        """The arguments of `host` for a command line; None where that is another word, or this one in another form.

        Raises HostError where its reason cannot be shown.
        """
        match = re.fullmatch(self.pattern, asked)
        if match is None:
            return None
        found = match.groupdict()
        release, last, reason = found.get("release"), found.get("last"), found.get("reason")
        if reason is not None:
            reason = plain_reason(reason[1:-1] if reason[0] in "'\"" else reason)
        return [
            self.name,
            *(["--last", last] if last else []),
            *([release] if release else []),
            *([f"--lock={reason}"] if reason and self.name == "rollback" else []),
            *(["--", reason] if reason and self.name == "lock" else []),
        ]


WORDS = (
    Word("status", Role.CONTENT, "status", r"status"),
    Word("log", Role.CONTENT, "log [--last 条数]", r"log(?: --last (?P<last>[1-9][0-9]{0,3}))?"),
    Word(
        "rollback",
        Role.MAINTAINER,
        "rollback [版本] [--lock 原因]",
        rf"rollback(?: (?P<release>{_VERSION}))?(?: --lock (?P<reason>{_REASON}))?",
    ),
    Word("lock", Role.MAINTAINER, "lock 原因", rf"lock (?P<reason>{_REASON})"),
    Word("unlock", Role.MAINTAINER, "unlock", r"unlock"),
)


def allowed(host: Host, account: Account, asked: str) -> list[str]:
    """The command to run for the command line of an ssh client: git on this repository, or a subcommand of `host`.

    Raises HostError for everything else.
    """
    words = [word for word in WORDS if account.role in (word.role, Role.MAINTAINER)]
    if len(asked) <= _LONGEST:
        for service in ("receive-pack", "upload-pack"):
            if asked in _ways(host, service):
                return ["git", service, str(host.repository)]
        for word in words:
            if (arguments := word.arguments(asked)) is not None:
                return [str(host.launcher), "host", *arguments]
    usages = "、".join(word.usage for word in words)
    reason = f"。原因里不要有空格，最多 {LONGEST_REASON} 个字" if account.role is Role.MAINTAINER else ""
    raise HostError(f"账号“{account.name}”可以推送、拉取，或运行：{usages}{reason}。")


def _ways(host: Host, service: str) -> set[str]:
    """How git's clients ask for the one repository: ssh://server/site.git gives /site.git."""
    paths = [f"{path}{end}" for path in ("site.git", "/site.git", str(host.repository)) for end in ("", "/")]
    return {f"git-{service} {quote}{path}{quote}" for path in paths for quote in ("'", "")}
