"""Preparing a server's folder."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from branchsite.host.init import INSTALLED, init, obstacles, remote
from branchsite.host.server.accounts import Role, accounts
from branchsite.host.server.folder import HostError
from pushes import first_clone, new_host, settle
from pushes import host as ask
from sites import ROOT
from ssh_server import new_key


def test_everything_is_there(tmp_path: Path) -> None:
    """Repository with both hooks, settings, launcher, the program that runs this; whoever did it maintains it."""
    host = init(tmp_path / "server", "https://school.example", ".ci/run")
    for script in (host.launcher, host.repository / "hooks/pre-receive", host.repository / "hooks/post-receive"):
        assert os.access(script, os.X_OK)
    assert host.settings.site_url == "https://school.example/"
    assert host.program.resolve() == INSTALLED == ROOT
    assert [account.role for account in accounts(host)] == [Role.MAINTAINER]
    assert host.repository.stat().st_mode & 0o077 == 0
    assert remote(host).startswith("git remote add school ")
    assert remote(host).endswith(f"@school.example:{host.repository}")
    assert "还没有发布过" in ask(host, "status").said


def test_again_it_renews_and_keeps(tmp_path: Path) -> None:
    """Settings and accounts that people changed stay; a hook that somebody deleted comes back."""
    host = init(tmp_path / "server", "https://school.example/", ".ci/run")
    (host.root / "host.toml").write_text((host.root / "host.toml").read_text("utf-8").replace("keep = 10", "keep = 4"))
    (host.repository / "hooks/pre-receive").unlink()
    again = init(tmp_path / "server", "https://other.example/", "true")
    assert (again.settings.keep, again.settings.site_url) == (4, "https://school.example/")
    assert (again.repository / "hooks/pre-receive").is_file()
    assert [account.name for account in accounts(again)] == [account.name for account in accounts(host)]


@pytest.mark.parametrize(
    "url", ["school.example", "ftp://school.example/", "https://", "https://a/?b", "https://a/#b", ""]
)
def test_addresses_that_are_none(url: str, tmp_path: Path) -> None:
    """They are refused before anything is made."""
    with pytest.raises(HostError, match="要写成 https://"):
        init(tmp_path / "server", url, ".ci/run")
    assert not (tmp_path / "server").exists()


def test_a_site_has_a_name_of_its_own(tmp_path: Path) -> None:
    """nginx serves it at the top of its name: a path is refused, with the address as it could be."""
    with pytest.raises(HostError, match=r"写成 https://school\.example/"):
        init(tmp_path / "server", "https://school.example/party/", ".ci/run")


@pytest.mark.parametrize("name", ["a b", "a'b", 'a"b', "a;b", "$HOME", "a\nb"])
def test_folders_that_nginx_or_ssh_would_misread(name: str, tmp_path: Path) -> None:
    """A path stands in two shells and two configurations: only plain ones."""
    with pytest.raises(HostError, match="不能用"):
        init(tmp_path / name, "https://school.example/", ".ci/run")
    assert os.listdir(tmp_path) == []


def test_a_folder_with_something_else_in_it(tmp_path: Path) -> None:
    """It is left alone."""
    (tmp_path / "论文.doc").touch()
    with pytest.raises(HostError, match="已经有别的内容"):
        init(tmp_path, "https://school.example/", ".ci/run")
    assert os.listdir(tmp_path) == ["论文.doc"]


def test_scripts_are_sound(tmp_path: Path) -> None:
    """shellcheck finds nothing in what init writes."""
    host = init(tmp_path / "server", "https://school.example/", ".ci/run")
    shellcheck = shutil.which("shellcheck")
    assert shellcheck, "没有 shellcheck，请运行 tools/system-packages"
    scripts = [host.launcher, host.repository / "hooks/pre-receive", host.repository / "hooks/post-receive"]
    ran = subprocess.run([shellcheck, *scripts], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


@pytest.mark.slow
@pytest.mark.parametrize("mask", [0o002, 0o027, 0o077, 0o000], ids=oct)
def test_whatever_the_umask(mask: int, tmp_path: Path) -> None:
    """A web server can read what is to be shown, sshd obeys its file, and content is closed to others."""
    before = os.umask(mask)
    try:
        new_host(tmp_path / "server")
        host = new_host(tmp_path / "server")
        key = new_key(tmp_path / "key")
        assert ask(host, "account", "add", "shuji", "content", "--key", f"{key}.pub").accepted
    finally:
        os.umask(before)
    for folder in (host.root, host.releases):
        assert folder.stat().st_mode & 0o777 == 0o755
    for folder in (host.repository, host.cache):
        assert folder.stat().st_mode & 0o777 == 0o700
    assert host.programs.stat().st_mode & 0o777 == 0o711
    assert host.authorized_keys.stat().st_mode & 0o777 == 0o600
    assert [path for path in host.root.rglob("*") if not path.is_symlink() and path.stat().st_mode & 0o022] == []


@pytest.mark.slow
def test_a_site_published_under_a_narrow_umask(tmp_path: Path) -> None:
    """Every file of it can be read by a web server, and nothing of what was pushed."""
    before = os.umask(0o077)
    try:
        host = new_host(tmp_path / "server")
        answer = first_clone(host, tmp_path / "clone").push()
    finally:
        os.umask(before)
    assert answer.accepted, answer.said
    settle(host)
    for path in [host.root, host.releases, *host.releases.rglob("*")]:
        assert path.stat().st_mode & 0o004, path
        assert not path.is_dir() or path.stat().st_mode & 0o001, path
    assert host.cache.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_a_folder_that_was_closed_is_opened_again(tmp_path: Path) -> None:
    """By running init once more."""
    host = new_host(tmp_path / "server")
    for folder in (host.root, host.releases):
        folder.chmod(0o770)
    host.cache.chmod(0o755)
    new_host(tmp_path / "server")
    assert [folder.stat().st_mode & 0o777 for folder in (host.root, host.releases, host.cache)] == [0o755, 0o755, 0o700]


def test_obstacles_above(tmp_path: Path) -> None:
    """Folders that keep sshd or a web server out are named, each with a command that helps."""
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    (tmp_path / "a").chmod(0o775)
    (tmp_path / "a/b").chmod(0o750)
    found = [line for line in obstacles(folder) if f"{tmp_path}/a" in line]
    assert found == [
        f"{tmp_path}/a/b 别人进不去，nginx 因此读不到网站：chmod o+x {tmp_path}/a/b",
        f"{tmp_path}/a 别人也能写，sshd 会因此不认钥匙：chmod go-w {tmp_path}/a",
    ]
    for line in found:
        subprocess.run(line.partition("：")[2].split(), check=True)
    assert not [line for line in obstacles(folder) if f"{tmp_path}/a" in line]


def test_not_within_another_host(tmp_path: Path) -> None:
    """Its cache, say: what people push is kept there."""
    host = new_host(tmp_path / "server")
    with pytest.raises(HostError, match="里面，不是 host init 准备好的文件夹"):
        init(host.cache / "x", "https://school.example/", ".ci/run")
    assert os.listdir(host.cache) == []
