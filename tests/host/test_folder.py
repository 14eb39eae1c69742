"""Settings and finding the host."""

from pathlib import Path

import pytest

from branchsite.host.folder import HostError, find_host, read_settings

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
