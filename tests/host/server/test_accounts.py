"""Accounts and keys."""

import getpass
from pathlib import Path

import pytest

from branchsite.host.server.accounts import Account, Role, accounts, add_account, pushing, remove_account
from branchsite.host.server.folder import Host, HostError

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIuJb2Zf shuji@school"


def test_accounts_come_and_go(tmp_path: Path) -> None:
    """One role each: the last that was given; each key opens `host shell` for its account and nothing else."""
    host = Host(tmp_path)
    add_account(host, "shuji", Role.CONTENT, [KEY])
    add_account(host, "weihu", Role.CONTENT, [])
    add_account(host, "weihu", Role.MAINTAINER, [])
    assert accounts(host) == [Account("shuji", Role.CONTENT, (KEY,)), Account("weihu", Role.MAINTAINER)]
    line = f'restrict,command="{host.launcher} host shell shuji" {KEY}\n'
    assert host.authorized_keys.read_text("utf-8") == line
    assert host.authorized_keys.stat().st_mode & 0o777 == 0o600
    assert remove_account(host, "shuji") and not remove_account(host, "shuji")
    assert host.authorized_keys.read_text("utf-8") == ""


@pytest.mark.parametrize("name", ["", "Shuji", "书记", "../x", "a/b", "-a", "a" * 32, "a b", "a\nb", 'a"b'])
def test_names_that_sshd_could_misread(name: str, tmp_path: Path) -> None:
    """They are refused, and no file is written or removed."""
    host = Host(tmp_path)
    with pytest.raises(HostError, match="不能用"):
        add_account(host, name, Role.CONTENT, [KEY])
    assert not remove_account(host, name)
    assert accounts(host) == []


KEYS = ["", "ssh-ed25519", 'command="sh" ssh-ed25519 AAAA', "ssh-ed25519 AAAA\nssh-rsa AAAA", "-----BEGIN KEY-----"]


@pytest.mark.parametrize("key", KEYS)
def test_keys_that_are_none(key: str, tmp_path: Path) -> None:
    """A private key, a second line, an option of somebody's own: refused."""
    with pytest.raises(HostError, match="这不是 ssh 公钥"):
        add_account(Host(tmp_path), "shuji", Role.CONTENT, [key])
    assert accounts(Host(tmp_path)) == []


def test_who_pushes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key's account; else the machine's user; a stranger writes content."""
    host = Host(tmp_path)
    add_account(host, "weihu", Role.MAINTAINER, [])
    monkeypatch.setenv("BRANCHSITE_ACCOUNT", "weihu")
    assert pushing(host).role is Role.MAINTAINER
    monkeypatch.setenv("BRANCHSITE_ACCOUNT", "shui")
    assert pushing(host) == Account("shui", Role.CONTENT)
    monkeypatch.delenv("BRANCHSITE_ACCOUNT")
    assert pushing(host) == Account(getpass.getuser(), Role.CONTENT)
