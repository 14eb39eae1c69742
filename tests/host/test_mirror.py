"""A second place: kept up to date, told of when it is not, and a whole server made from it."""

import getpass
import json
import os
import shutil
import socket
import subprocess
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from branchsite.host.server.folder import Host, HostError
from branchsite.host.server.git import MAIN, resolve
from branchsite.host.server.log import now
from branchsite.host.server.mirrors import behind, late, mirror_url, mirrors, push_mirrors
from pushes import SITE_URL, Person, activity, ask, settle
from rows import over
from ssh_server import sshd

ADDRESSES = [
    "ssh://wangzhan@second.example/srv/site.git",
    "ssh://wangzhan@second.example:2222/~/site.git",
    "ssh://[2001:db8::1]/srv/site.git",
    "git@gitee.com:xuexiao/wangzhan.git",
    "second.example:site.git",
    "wangzhan@10.0.0.2:/srv/site.git",
    "wangzhan@10.0.0.2:~/site.git",
    "/mnt/beifen/site.git",
    "/media/移动硬盘/site.git",
]

HOSTILE = [
    "",
    "-",
    "--upload-pack=touch CANARY",
    "--receive-pack=touch CANARY",
    "-oProxyCommand=touch CANARY",
    "ext::sh -c touch% CANARY",
    "ext::sh",
    "fd::7",
    "testgit::/srv",
    "ssh::x",
    "ssh+ext://x/y",
    "ssh://-oProxyCommand=touch/x",
    "ssh://u@-oProxyCommand=x/y",
    "ssh://-u@second.example/x",
    "-u@second.example:x",
    "u@-second.example:x",
    "ssh://second.example/-x",
    "ssh://second.example/../etc",
    "ssh://second.example/a/../../b",
    "ssh://second.example/a b",
    "ssh://second.example/$(touch CANARY)",
    "ssh://second.example/`touch`",
    "ssh://second.example/a;touch",
    "ssh://second.example/a'b",
    'ssh://second.example/a"b',
    "ssh://second.example/a\\b",
    "ssh://second.example/a%2e%2e",
    "ssh://second.example/a?b",
    "ssh://second.example/a#b",
    "ssh://second.example:99999999/a",
    "ssh://second.example:x/a",
    "ssh://second.example",
    "ssh:///srv/site.git",
    "ssh://shuji:MIMA@second.example/site.git",
    "ssh://u\n@second.example/site.git",
    "git@second.example:-x",
    "git@second.example:../x",
    "git@second.example:a b",
    "git@second.example:a\nb",
    "git@second.example:",
    "https://shuji:MIMA@gitee.com/x.git",
    "https://MIMA@gitee.com/x.git",
    "https://gitee.com/x.git",
    "http://second.example/x.git",
    "git://second.example/x.git",
    "ftp://second.example/x.git",
    "rsync://second.example/x",
    "file:///srv/site.git",
    "file://localhost/srv/site.git",
    "FILE:///srv",
    "C:\\wangzhan",
    "\\\\second\\wangzhan",
    "site.git",
    "./site.git",
    "../site.git",
    "~/site.git",
    "/srv/../etc",
    "/srv/./x",
    "/srv//x",
    "/srv/-x",
    "/srv/a b",
    "/srv/a\x1b[2J",
    "/srv/a\u202eb",
    "/srv/$HOME",
    "/srv/a\0b",
    "/",
    "ｓｓｈ://second.example/x",
    "ssh://sеcond.example/x",
    "/" + "a/" * 3000 + ";",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_addresses(address: str) -> None:
    """Over ssh in both forms, and a folder on a disk."""
    assert mirror_url(address) == address


@over("address", HOSTILE)
def test_addresses_that_are_none(address: str) -> None:
    """What git, ssh or a shell would obey, or get elsewhere by: refused with a word, and no password in it."""
    with pytest.raises(HostError) as caught:
        mirror_url(address)
    said = str(caught.value)
    assert "不能用" in said and "MIMA" not in said and len(said) < 500
    assert all(one.isprintable() for one in said)


def land(repository: Path, message: str = "改了") -> str:
    """Another commit on main, as if it had been pushed; gives it."""
    git = ["git", f"--git-dir={repository}", "-c", "user.name=示例", "-c", "user.email=a@school.example"]
    made = [*git, "commit-tree", "-m", message, "-p", MAIN, f"{MAIN}^{{tree}}"]
    commit = subprocess.run(made, check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run([*git, "update-ref", MAIN, commit], check=True)
    return commit


def site_files(at: Host) -> dict[str, bytes]:
    """Every file of the site that is shown."""
    site = at.current.resolve() / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_a_disk(host: Host, secretary: Person, tmp_path: Path) -> None:
    """Each push arrives there by itself; unplugged it is behind, and told of; plugged in it follows."""
    (tmp_path / "disk").mkdir()
    disk = tmp_path / "disk/site.git"
    answer = ask(host, "mirror", "add", str(disk))
    assert answer.accepted and "已推送到提交" in answer.said
    assert resolve(disk, MAIN) == resolve(host.repository, MAIN)
    assert "已经在里面了" in ask(host, "mirror", "add", f"{disk}/").said
    assert f"另一处：{disk}：已跟上" in ask(host, "status").said
    listed = json.loads((host.mirrors / "mirrors.json").read_text("utf-8"))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        slow = f"ssh://127.0.0.1:{silent.getsockname()[1]}/x.git"
        (host.mirrors / "mirrors.json").write_text(json.dumps([*listed, {"url": slow}]))
        (host.mirrors / "key").touch(0o600)
        secretary.commit(activity("er"))
        assert secretary.push().accepted
        # It has been answered, and the slow one is still being asked.
        silent.settimeout(60)
        silent.accept()[0].close()
    assert resolve(disk, MAIN) == resolve(host.repository, MAIN) == mirrors(host)[0].commit
    settle(host)
    assert ask(host, "mirror", "remove", slow).accepted

    disk.rename(tmp_path / "unplugged")
    land(host.repository)
    answer = ask(host, "mirror", "push")
    assert answer.status == 1 and "落后 1 次提交，找不到那个文件夹：磁盘没有接上" in answer.said
    today = datetime.fromisoformat(now())
    assert late(host, today) == [] and not (disk).exists()
    (line,) = late(host, today + timedelta(hours=25))
    assert str(disk) in line and "落后 1 次提交" in line

    (tmp_path / "unplugged").rename(disk)
    answer = ask(host, "mirror", "push")
    assert answer.accepted and late(host, today + timedelta(days=9)) == []
    assert ask(host, "mirror", "remove", str(disk)).accepted and mirrors(host) == []
    assert (disk / "HEAD").exists()
    assert "没有叫" in ask(host, "mirror", "remove", str(disk)).said


def test_another_server(host: Host, tmp_path: Path) -> None:
    """Over ssh with a key of the host's own. All is deleted, and one command brings it back, site and all."""
    second = tmp_path / "second.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(second)], check=True)
    keys = tmp_path / "authorized_keys"
    keys.touch()
    (tmp_path / "ssh").mkdir()
    before, commit = site_files(host), resolve(host.repository, MAIN)
    with sshd(keys, tmp_path / "ssh") as server:
        address = f"ssh://{getpass.getuser()}@127.0.0.1:{server.port}{second}"
        refused = ask(host, "mirror", "add", address)
        assert not refused.accepted and "那边还不认这台服务器的钥匙" in refused.said and mirrors(host) == []
        keys.write_text(refused.said.strip().split("\n")[-1] + "\n")
        assert ask(host, "mirror", "add", address).accepted
        assert resolve(second, MAIN) == commit
        assert "PRIVATE" not in host.log.read_text("utf-8")
        for path in (host.mirrors, host.mirrors / "key", host.mirrors / "mirrors.json"):
            assert path.stat().st_mode & 0o077 == 0

        theirs = land(second, "别处改的")
        land(host.repository)
        assert "那边有这里没有的提交，没有盖掉它" in ask(host, "mirror", "push").said
        assert resolve(second, MAIN) == theirs
        subprocess.run(["git", f"--git-dir={second}", "update-ref", MAIN, commit], check=True)

        settle(host)
        shutil.rmtree(host.root)
        words = ("restore", address, str(host.root), "--site-url", SITE_URL)
        refused = ask(host, *words)
        assert not refused.accepted and "把下面这一行加到那边，再运行一次同一条命令" in refused.said
        keys.write_text(refused.said.strip().split("\n")[-2] + "\n")
        answer = ask(host, *words)
        assert answer.accepted and f"恢复好了：提交 {commit[:7]}" in answer.said and "注意：仓库里" not in answer.said
        assert site_files(host) == before and resolve(host.repository, MAIN) == commit
        assert "里已经有内容" in ask(host, *words).said
    now_gone = ask(host, "restore", address, str(tmp_path / "third"), "--site-url", SITE_URL)
    assert not now_gone.accepted and "没有开 ssh" in now_gone.said


def test_a_program_that_is_not_the_one_here(secretary: Person, tmp_path: Path) -> None:
    """What was mirrored holds another program: the site is made by the one that is installed, which is said."""
    style = secretary.clone / "overrides/assets/css/page.css"
    style.write_text(style.read_text("utf-8") + "/* */\n", "utf-8")
    secretary.git("commit", "-qam", "样式")
    disk = tmp_path / "disk.git"
    subprocess.run(["git", "clone", "-q", "--bare", str(secretary.clone), str(disk)], check=True)
    answer = ask(secretary.host, "restore", str(disk), str(tmp_path / "third"), "--site-url", SITE_URL)
    assert answer.accepted and "注意：仓库里的程序和这台服务器上装着的不一样" in answer.said
    assert f"准备好了：{tmp_path / 'third'}" in answer.said and "恢复好了" in answer.said


def test_disks_that_are_refused(host: Host, tmp_path: Path) -> None:
    """Within the host or around it, somebody else's, in use, not there, open to others: nothing is written there."""
    others, used, shared = tmp_path / "others", tmp_path / "used", tmp_path / "shared"
    for folder in (others, used, shared):
        folder.mkdir()
    (used / "论文.doc").touch()
    shared.chmod(0o777)
    (tmp_path / "link").symlink_to(host.cache)
    wanted = {
        host.root / "mirror.git": "套在一起",
        host.repository: "套在一起",
        tmp_path: "套在一起",
        tmp_path / "link/x.git": "套在一起",
        used: "已经有别的内容",
        used / "论文.doc": "已经有别的内容",
        shared / "x.git": "别人也能写",
        tmp_path / "none/x.git": "没有文件夹",
    }
    if os.geteuid() == 0:
        os.chown(others, 65534, 65534)
        wanted |= {others: "是别的用户的", others / "x.git": "是别的用户的"}
    listed = sorted(tmp_path.glob("[!h]*/*"))
    for path, why in wanted.items():
        answer = ask(host, "mirror", "add", str(path))
        assert not answer.accepted and why in answer.said, (path, answer.said)
    assert sorted(tmp_path.glob("[!h]*/*")) == listed and mirrors(host) == []


def test_nothing_that_a_disk_is_set_to_runs(host: Host, tmp_path: Path) -> None:
    """Whoever had the disk in hand may have put hooks and settings there."""
    disk, canary = tmp_path / "site.git", tmp_path / "canary"
    assert ask(host, "mirror", "add", str(disk)).accepted
    for hook in ("pre-receive", "update", "post-receive", "post-update", "reference-transaction"):
        (disk / "hooks").mkdir(exist_ok=True)
        (disk / "hooks" / hook).write_text(f"#!/bin/sh\ntouch {canary}\n")
        (disk / "hooks" / hook).chmod(0o755)
    (disk / "objects/info").mkdir(exist_ok=True)
    (disk / "objects/info/alternates").write_text(f"{host.repository}/objects\n")
    with (disk / "config").open("a") as file:
        file.write(f"[core]\n\talternateRefsCommand = touch {canary};\n\tfsmonitor = touch {canary}\n")
        file.write(f"[uploadpack]\n\tpackObjectsHook = touch {canary};\n")
    land(host.repository)
    assert ask(host, "mirror", "push").accepted and not canary.exists()


def test_a_damaged_list(host: Host) -> None:
    """Is named with its cure; a push is not kept from landing by it."""
    host.mirrors.mkdir()
    (host.mirrors / "mirrors.json").write_text("{")
    answer = ask(host, "status")
    assert not answer.accepted and "mirrors.json 坏了" in answer.said
    (host.mirrors / "mirrors.json").write_text(json.dumps([{"url": "/x", "more": 1}]))
    assert "mirrors.json 坏了" in ask(host, "mirror", "list").said


def test_two_at_once(host: Host, tmp_path: Path) -> None:
    """Whoever comes while another pushes waits, and looks again."""
    assert ask(host, "mirror", "add", str(tmp_path / "site.git")).accepted
    commit = land(host.repository)
    with ThreadPoolExecutor() as pool:
        list(pool.map(push_mirrors, [host] * 4))
    assert behind(host) == [] and resolve(tmp_path / "site.git", MAIN) == commit
