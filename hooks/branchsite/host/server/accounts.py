"""Who may push, and what: content accounts change data/ and docs/, maintainers the program too."""

import getpass
import os
import re
import shlex
import shutil
from dataclasses import dataclass
from enum import StrEnum

from .disk import write_whole
from .folder import Host, HostError

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_KEY = re.compile(r"(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-[a-z0-9-]+|sk-[a-z0-9@.-]+) [A-Za-z0-9+/=]+(?: [^\n\"]*)?")


BY_FORM = "BRANCHSITE_BY_FORM"
"""The variable that says to the hooks of a push that it comes from the form."""


class Role(StrEnum):
    """Also the name of the folder under accounts/."""

    CONTENT = "content"
    MAINTAINER = "maintainer"


LABELS = {Role.CONTENT: "内容", Role.MAINTAINER: "维护"}


@dataclass(frozen=True)
class Account:
    """keys: public ssh keys; none for a user of the machine itself."""

    name: str
    role: Role
    keys: tuple[str, ...] = ()


def accounts(host: Host) -> list[Account]:
    """Everyone, by role and name."""
    return [
        Account(path.stem, role, tuple(path.read_text(encoding="utf-8").split("\n")[:-1]))
        for role in Role
        for path in sorted((host.accounts / role).glob("*.pub"))
    ]


def pushing(host: Host) -> Account:
    """Who pushes: the account of the ssh key, else the machine's user; who is not listed writes content.

    So does everybody by the form, also who may change the program: with an ssh key, and not with a browser's cookie.
    """
    name = os.environ.get("BRANCHSITE_ACCOUNT") or getpass.getuser()
    content = Account(name, Role.CONTENT)
    if os.environ.get(BY_FORM):
        return content
    known = {account.name: account for account in accounts(host)}
    return known.get(name, content)


def add_account(host: Host, name: str, role: Role, keys: list[str]) -> None:
    """Add an account, or give one another role or other keys.

    Raises HostError where the name or a key is none: both end up in a file that sshd obeys.
    """
    if not _NAME.fullmatch(name):
        raise HostError(f"账号“{name}”不能用：小写字母开头，只用小写字母、数字和短横线，最多 31 个字")
    for key in keys:
        if not _KEY.fullmatch(key):
            raise HostError("这不是 ssh 公钥：应该是一行，以 ssh-ed25519 开头（文件名以 .pub 结尾的那个）")
    if all(one.name != name for one in accounts(host)):
        # Of somebody who had that name before.
        forget_devices(host, name)
    folder = host.accounts / role
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / f"{name}.pub", "".join(f"{key}\n" for key in keys))
    for other in set(Role) - {role}:
        (host.accounts / other / f"{name}.pub").unlink(missing_ok=True)
    write_authorized_keys(host)


def remove_account(host: Host, name: str) -> bool:
    """Whether there was one to remove."""
    found = [host.accounts / role / f"{name}.pub" for role in Role if _NAME.fullmatch(name)]
    there = [path for path in found if path.exists()]
    for path in there:
        path.unlink()
    write_authorized_keys(host)
    if there:
        forget_devices(host, name)
    return bool(there)


def forget_devices(host: Host, name: str) -> None:
    """End every sign-in of an account, and void its links."""
    for folder in (host.devices, host.links):
        shutil.rmtree(folder / name, ignore_errors=True)


def write_authorized_keys(host: Host) -> None:
    """A key opens nothing but `host shell` for its account: no shell, no forwarding."""
    lines = [
        f'restrict,command="{shlex.quote(str(host.launcher))} host shell {account.name}" {key}\n'
        for account in accounts(host)
        for key in account.keys
    ]
    write_whole(host.authorized_keys, "".join(lines), 0o600)
