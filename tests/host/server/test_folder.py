"""Settings and finding the host."""

import os
import pwd
from pathlib import Path

import pytest

from branchsite.host.server.folder import HostError, check_place, find_host, lent_host, read_settings

GOOD = 'site_url = "https://school.example/"\npython = "/usr/bin/python3"\n'


def test_settings_have_defaults(tmp_path: Path) -> None:
    """Only the address and the interpreter must be there; what is given is taken."""
    path = tmp_path / "host.toml"
    path.write_text(GOOD + "keep = 3  # 三版\n", "utf-8")
    settings = read_settings(path)
    assert (settings.site_url, settings.keep, settings.tests) == ("https://school.example/", 3, ".ci/run")


BAD = {
    "no file": (None, "读不出来"),
    "no TOML": ("keep：10", "读不出来"),
    "unknown name": (GOOD + "kept = 3\n", "不认识“kept”，可以写的有：site_url"),
    "text for a number": (GOOD + 'keep = "3"\n', "“keep”要写大于零的整数"),
    "nothing kept": (GOOD + "keep = 0\n", "“keep”要写大于零的整数"),
    "yes for a number": (GOOD + "keep = true\n", "“keep”要写大于零的整数"),
    "number for a text": (GOOD + "tests = 3\n", "“tests”要写引号里的文字"),
    "no address": ('python = "x"\n', "缺少“site_url”"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_settings_are_named(name: str, tmp_path: Path) -> None:
    """A slip in host.toml says which name is wrong and what may stand there."""
    text, message = BAD[name]
    path = tmp_path / "host.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    with pytest.raises(HostError, match=message):
        read_settings(path)


def test_finds_the_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By folder, by the launcher's variable, by the current folder, in this order; elsewhere there is none."""
    (tmp_path / "host").mkdir()
    (tmp_path / "host" / "host.toml").write_text(GOOD, "utf-8")
    assert find_host(tmp_path / "host").root == tmp_path / "host"
    with pytest.raises(HostError, match="不是 host init 准备好的文件夹"):
        find_host(tmp_path)
    monkeypatch.setenv("BRANCHSITE_HOST", str(tmp_path / "host"))
    assert find_host(None).root == tmp_path / "host"
    monkeypatch.delenv("BRANCHSITE_HOST")
    monkeypatch.chdir(tmp_path / "host")
    assert find_host(None).root == tmp_path / "host"


def test_a_host_that_is_lent(tmp_path: Path) -> None:
    """Whoever it belongs to; where there is none it is said."""
    with pytest.raises(HostError, match="不是 host init 准备好的文件夹"):
        lent_host(tmp_path)
    (tmp_path / "host.toml").write_text(GOOD, "utf-8")
    assert lent_host(tmp_path).root == tmp_path


INNER = ["cache/tree/data/_schema/x", "programs/0123456789ab", "releases/000001-aaaaaaa/site", "staging", "x/y/z"]


@pytest.mark.parametrize("inner", INNER)
def test_a_folder_within_a_host_is_none(inner: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What people push is kept there: by name, by variable, by the current folder, through a link, it is refused."""
    folder = tmp_path / "host" / inner
    folder.mkdir(parents=True)
    for place in (folder, tmp_path / "host"):
        (place / "host.toml").write_text(GOOD, "utf-8")
    (tmp_path / "link").symlink_to(folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("BRANCHSITE_HOST", raising=False)
    for named in (folder, tmp_path / "link", None):
        with pytest.raises(HostError, match="里面，不是 host init 准备好的文件夹"):
            find_host(named)
    monkeypatch.setenv("BRANCHSITE_HOST", str(folder))
    with pytest.raises(HostError, match="里面，不是 host init 准备好的文件夹"):
        find_host(None)
    with pytest.raises(HostError, match="里面，不是 host init 准备好的文件夹"):
        check_place(folder / "new")


def test_no_folder_above_is_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a host, the current folder is not taken for it."""
    (tmp_path / "host.toml").write_text(GOOD, "utf-8")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    monkeypatch.delenv("BRANCHSITE_HOST", raising=False)
    with pytest.raises(HostError, match=r"没有 host\.toml"):
        find_host(None)


def test_settings_that_are_a_link(tmp_path: Path) -> None:
    """They could be anybody's."""
    (tmp_path / "settings").write_text(GOOD, "utf-8")
    (tmp_path / "host").mkdir()
    (tmp_path / "host/host.toml").symlink_to(tmp_path / "settings")
    with pytest.raises(HostError, match=r"没有 host\.toml"):
        find_host(tmp_path / "host")


def test_somebody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root, above all: what it writes, the owner could not change again. The message says how to run it."""
    (tmp_path / "host.toml").write_text(GOOD, "utf-8")
    owner = pwd.getpwuid(os.geteuid()).pw_name
    assert find_host(tmp_path).root == tmp_path
    monkeypatch.setattr(os, "geteuid", lambda: 54321)
    with pytest.raises(
        HostError, match=f"是用户 {owner} 的，现在是 54321 在运行。请在命令前面加上：runuser -u {owner} --"
    ):
        find_host(tmp_path)
