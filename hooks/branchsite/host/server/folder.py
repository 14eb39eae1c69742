"""The host's folder: what lies where, and its settings."""

import ipaddress
import os
import pwd
import re
import tomllib
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

SCHOOL_NETWORKS = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7", "fe80::/10")
"""Addresses that nobody has on the internet: this machine's and those of a network within the house."""


class HostError(Exception):
    """The server cannot do it; the message is for the person who gave the command."""


@dataclass(frozen=True)
class Settings:
    """The settings of host.toml.

    site_url: the site's address, with a closing slash. python: the interpreter the program was
    installed with. tests: the command that judges a pushed program, run in its folder.
    keep: releases kept. wait, content_time, build_time, test_time: seconds; content_time is that of a
    build with the installed program. memory, file_size, push_size: MB. edit_networks: where the form
    may be opened from. edit_group: that of the web server, which alone reaches it. edit_user: whom it runs as.
    """

    site_url: str
    python: str
    tests: str = ".ci/run"
    keep: int = 10
    wait: int = 60
    content_time: int = 60
    build_time: int = 300
    test_time: int = 3600
    memory: int = 2048
    file_size: int = 20
    push_size: int = 2048
    edit_networks: tuple[str, ...] = SCHOOL_NETWORKS
    edit_group: str = "www-data"
    edit_user: str = "bian"


@dataclass(frozen=True)
class Host:
    """root: the folder that `host init` prepared."""

    root: Path

    @property
    def repository(self) -> Path:
        """The bare repository that people push to."""
        return self.root / "site.git"

    @property
    def releases(self) -> Path:
        """Whole sites, one a folder, numbered."""
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The link to the release that is shown. nginx follows it."""
        return self.root / "current"

    @property
    def staging(self) -> Path:
        """Where one push is built; whoever holds the lock owns it."""
        return self.root / "staging"

    @property
    def cache(self) -> Path:
        """What saves the next push time and nothing else; written by whoever holds the lock."""
        return self.root / "cache"

    @property
    def tree(self) -> Path:
        """The pushed content as files, kept between pushes."""
        return self.cache / "tree"

    @property
    def built(self) -> Path:
        """What builds keep for the next one."""
        return self.cache / "built"

    @property
    def lock(self) -> Path:
        """Held by whoever may write staging, cache and releases, and move main: for as long as a build takes."""
        return self.root / "lock"

    @property
    def publish_lock(self) -> Path:
        """Held for a moment by whoever changes what is shown, or locks that."""
        return self.root / "publish.lock"

    @property
    def queue(self) -> Path:
        """A lock for each account that has pushed: it waits for the others with one push at a time."""
        return self.root / "queue"

    @property
    def program(self) -> Path:
        """The link to the installed program: the only one that builds."""
        return self.root / "program"

    @property
    def programs(self) -> Path:
        """Programs that maintainers pushed, one a folder, each with its own environment."""
        return self.root / "programs"

    @property
    def accounts(self) -> Path:
        """Who may push: accounts/content/NAME.pub and accounts/maintainer/NAME.pub."""
        return self.root / "accounts"

    @property
    def authorized_keys(self) -> Path:
        """What sshd reads, made from the accounts."""
        return self.root / "authorized_keys"

    @property
    def freeze(self) -> Path:
        """The file that exists while the shown release is locked, with who locked it and why."""
        return self.root / "freeze.json"

    @property
    def log(self) -> Path:
        """One line of JSON for each thing that happened."""
        return self.root / "log.jsonl"

    @property
    def failures(self) -> Path:
        """The output of the last broken build: for maintainers, never for the person who pushed."""
        return self.root / "failures.log"

    @property
    def mirrors(self) -> Path:
        """The other places that get every published commit, and the ssh key for them."""
        return self.root / "mirrors"

    @property
    def edit(self) -> Path:
        """Who is signed in to the form. What it keeps besides, its own user does, elsewhere."""
        return self.root / "edit"

    @property
    def devices(self) -> Path:
        """The signed-in devices, devices/NAME/ID.json each."""
        return self.edit / "devices"

    @property
    def links(self) -> Path:
        """The links that sign a device in, once: links/NAME/ID.json each."""
        return self.edit / "links"

    @property
    def edit_switch(self) -> Path:
        """The file that exists while the form is on."""
        return self.edit / "on"

    @property
    def purged(self) -> Path:
        """What was taken out of history, which is not to come back."""
        return self.root / "purged.json"

    @property
    def launcher(self) -> Path:
        """Starts the installed program, whichever it is at the moment."""
        return self.root / "branchsite"

    @cached_property
    def settings(self) -> Settings:
        """Raises HostError where host.toml cannot be used."""
        return read_settings(self.root / "host.toml")


def find_host(folder: Path | None) -> Host:
    """The host in a folder, by default the one that the launcher belongs to or the current folder.

    Never one that lies within another's: what people push is kept there. Raises HostError where there is none,
    or where it is somebody else's.
    """
    root = (folder or Path(os.environ.get("BRANCHSITE_HOST", "."))).resolve()
    settings = root / "host.toml"
    if not settings.is_file() or settings.is_symlink():
        raise HostError(f"{root} 里没有 host.toml，不是 host init 准备好的文件夹；用 --dir 写明它在哪里。")
    check_place(root)
    return Host(root)


def lent_host(root: Path) -> Host:
    """The host in a folder, for the form's user: nothing of it is theirs. Raises HostError where there is none."""
    if not (root / "host.toml").is_file():
        raise HostError(f"{root} 里没有 host.toml，不是 host init 准备好的文件夹；用 --dir 写明它在哪里。")
    return Host(root)


def check_place(root: Path) -> None:
    """Raise HostError where a folder is no place for a host: it lies within one, or belongs to somebody else.

    root may do all, but what root writes its owner could not change again: the next push would fail.
    """
    outer = next((one for one in root.parents if os.path.lexists(one / "host.toml")), None)
    if outer:
        raise HostError(f"{root} 在 {outer} 里面，不是 host init 准备好的文件夹；用 --dir 写明它在哪里。")
    for path in (root, root / "host.toml"):
        if path.exists() and path.stat().st_uid != os.geteuid():
            owner = _name(path.stat().st_uid)
            raise HostError(
                f"{path} 是用户 {owner} 的，现在是 {_name(os.geteuid())} 在运行。"
                f"请在命令前面加上：runuser -u {owner} --"
            )


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def read_settings(path: Path) -> Settings:
    """The settings in a file. Raises HostError where a name is unknown or a value of the wrong kind."""
    try:
        values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HostError(f"{path} 读不出来：{error}") from None
    kinds = {one.name: one.type for one in fields(Settings)}
    for name, value in values.items():
        if name not in kinds:
            raise HostError(f"{path} 里不认识“{name}”，可以写的有：{'、'.join(kinds)}")
        if name == "edit_networks":
            values[name] = _networks(path, value)
            continue
        if type(value) is not kinds[name] or (isinstance(value, int) and value <= 0):
            raise HostError(f"{path} 里的“{name}”要写{'大于零的整数' if kinds[name] is int else '引号里的文字'}")
    for name, example in (("edit_group", "www-data"), ("edit_user", "bian")):
        if not re.fullmatch("[a-z_][a-z0-9_-]{0,31}", values.get(name, example)):
            raise HostError(
                f"{path} 里的“{name}”要写一个用户{'组' if name == 'edit_group' else ''}的名称，如 {example}"
            )
    missing = [name for name in ("site_url", "python") if name not in values]
    if missing:
        raise HostError(f"{path} 缺少“{'”“'.join(missing)}”")
    return Settings(**values)


def _networks(path: Path, value: object) -> tuple[str, ...]:
    """Networks as nginx and Python read them: they end up in a file that root installs. Raises HostError."""
    how = f'{path} 里的“edit_networks”要写成 edit_networks = ["10.1.0.0/16"]'
    if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
        raise HostError(f"{how}，至少写一个")
    try:
        return tuple(str(ipaddress.ip_network(one)) for one in value)
    except ValueError as error:
        raise HostError(f"{how}：{error}") from None
