"""The subcommands as a maintainer types them on the server."""

import argparse
import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from branchsite.__main__ import command_line, main
from branchsite.host.release.release import live, releases, switch
from branchsite.host.server.folder import Host
from once import made_once
from pushes import Person, activity, ask, clone, copy_host, new_host, settle, shown

KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIuJb2Zf shuji@school\n"


@pytest.fixture(scope="session")
def second(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server with a second release: nobody writes into it."""

    def make(folder: Path) -> None:
        host = copy_host(published, folder / "host")
        writer = clone(host, folder / "clone")
        writer.commit(activity("er", 标题="第二版的活动"), "第二次")
        answer = writer.push()
        assert answer.accepted, answer.said
        settle(host)

    return Host(made_once(tmp_path_factory, "second", make) / "host")


@pytest.fixture
def two(second: Host, tmp_path: Path) -> Host:
    """A server of one's own with a second release."""
    return copy_host(second, tmp_path / "host")


@pytest.fixture
def author(two: Host, tmp_path: Path) -> Person:
    """Somebody who writes its content."""
    return clone(two, tmp_path / "author")


@pytest.fixture(scope="module")
def kept(second: Host, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """The same for those who change nothing on it."""
    return copy_host(second, tmp_path_factory.mktemp("kept") / "host")


def test_status(kept: Host) -> None:
    """What is shown, what there is, which program."""
    said = ask(kept, "status").said
    shown_now = live(kept)
    assert shown_now is not None
    assert f"正在显示：第 2 版，提交 {shown_now.commit[:7]}“第二次”，zhishu" in said
    assert said.count("→") == 1 and "1  " in said and "程序：" in said and "磁盘：还剩" in said
    assert "注意" not in said


def test_rollback_and_its_lock(two: Host, author: Person) -> None:
    """Back at once, by default by one; locked, a push waits; unlocked, it shows; status and log tell."""
    answer = ask(two, "rollback", "--lock", "有错字", account="weihu")
    assert answer.accepted and "正在显示：第 1 版" in answer.said
    assert not (two.current / "site/news/2024/2024-04-15-er").exists()
    said = ask(two, "status").said
    assert "已锁定：weihu" in said and "原因：有错字" in said and "注意：main 已经到了提交" in said
    author.commit(activity("san"))
    assert "解锁后才显示" in author.push().said
    settle(two)
    assert ask(two, "unlock").said.startswith("已解锁，正在显示：第 3 版")
    assert shown(two, "news/2024/2024-04-15-san")
    said = ask(two, "log").said
    assert [word for word in ("发布", "退回", "锁定", "解锁") if word not in said] == []
    assert len(ask(two, "log", "--last", "2").said.strip().split("\n")) == 2


def test_rollback_to_a_certain_one(two: Host) -> None:
    """And forward again."""
    assert ask(two, "rollback", "1").accepted
    assert live(two) == releases(two)[0]
    assert ask(two, "rollback", releases(two)[1].commit[:9]).accepted
    assert live(two) == releases(two)[1]


REFUSED = {
    "an unknown release": (["rollback", "99"], "没有叫“99”的版本"),
    "nothing to unlock": (["unlock"], "没有锁定"),
    "none kept": (["prune", "--keep", "0"], "至少留下 1 版"),
    "no account": (["account", "remove", "nobody"], "没有账号“nobody”"),
    "no key there": (["account", "add", "shuji", "content", "--key", "/none.pub"], "读不出 /none.pub"),
    "no key at all": (["account", "add", "shuji", "content", "--key", "/etc/hostname"], "这不是 ssh 公钥"),
    "another folder": (["status", "--dir", "/"], "不是 host init 准备好的文件夹"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_said(name: str, host: Host) -> None:
    """In Chinese, with status 1 and no traceback; nothing has changed."""
    arguments, message = REFUSED[name]
    before = live(host)
    answer = ask(host, *arguments)
    assert answer.status == 1 and message in answer.said and "Traceback" not in answer.said
    assert live(host) == before


def test_before_the_first_push(tmp_path: Path) -> None:
    """There is nothing to go back to or to lock."""
    host = new_host(tmp_path / "host")
    for arguments, message in (
        (["rollback"], "没有更早的版本"),
        (["lock", "x"], "还没有发布过"),
        (["rebuild"], "先推送一次"),
    ):
        answer = ask(host, *arguments)
        assert answer.status == 1 and message in answer.said


def test_lock_and_rebuild(two: Host) -> None:
    """Locked as it is; a rebuild then changes nothing, and says so."""
    assert "已锁定在第 2 版" in ask(two, "lock", "公示期").said
    assert "没有新的版本" in ask(two, "rebuild").said
    assert live(two) == releases(two)[-1]


def test_prune_takes_what_was_withdrawn_off_the_disk(two: Host) -> None:
    """The older releases go at once, not after ten more pushes."""
    assert "删除了 1 版，还有 1 版" in ask(two, "prune", "--keep", "1").said
    assert [release.number for release in releases(two)] == [2]
    assert live(two) == releases(two)[0]


def test_accounts(host: Host, tmp_path: Path) -> None:
    """Added with a key, listed, given another role, removed."""
    key = tmp_path / "shuji.pub"
    key.write_text(KEY, "utf-8")
    assert "内容，1 把钥匙" in ask(host, "account", "add", "shuji", "content", "--key", str(key)).said
    assert "shuji  内容  1 把钥匙" in ask(host, "account", "list").said
    assert "shuji" in host.authorized_keys.read_text("utf-8")
    assert "维护，0 把钥匙" in ask(host, "account", "add", "shuji", "maintainer").said
    assert ask(host, "account", "remove", "shuji").accepted
    assert "shuji" not in ask(host, "account", "list").said


@pytest.mark.slow
def test_init_prints_what_is_left_to_do(tmp_path: Path) -> None:
    """The web server's configuration, the line for the clock, the one line that connects a clone."""
    host = new_host(tmp_path / "host")
    shutil.rmtree(host.root)
    host = new_host(tmp_path / "host")
    nginx = ask(host, "nginx").said.strip()
    assert (host.root / "nginx.conf").read_text("utf-8").strip() == nginx


def test_old_lines_of_the_log_can_be_read(host: Host) -> None:
    """A kind of entry that this program does not know is shown by its own word."""
    with host.log.open("a", encoding="utf-8") as file:
        file.write(
            json.dumps({"time": "2024-05-10T09:00:00+08:00", "did": "moved", "account": "x", "seconds": 1.5}) + "\n"
        )
    assert "2024-05-10 09:00  moved  x  1.5 秒" in ask(host, "log").said


@pytest.mark.parametrize("number", ["0", "-1", "²", "x", "1.5", "", "1e3", "５", "9" * 50])
def test_how_many_lines_is_a_number(number: str, host: Host, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip is said in Chinese; nothing ends in a traceback."""
    with pytest.raises(SystemExit), pytest.MonkeyPatch.context() as patch:
        patch.setenv("BRANCHSITE_HOST", str(host.root))
        main(["host", "log", f"--last={number}"])
    assert f"“{number}”要写成大于零的整数" in capsys.readouterr().err


@pytest.mark.parametrize("version", ["²", "①", "-", "\x1b[31m", "\u202e1", "９９", "1" * 5000, "../current"])
def test_versions_that_are_none(version: str, kept: Host) -> None:
    """They are named as a terminal can be shown them."""
    answer = ask(kept, "rollback", "--", version)
    assert answer.status == 1 and "没有叫“" in answer.said
    assert all(one.isprintable() or one == "\n" for one in answer.said)


@pytest.mark.parametrize("reason", ["", "a\nb", "\x1b]0;x\x07", "\u202eb", "长" * 101])
def test_a_reason_that_cannot_be_shown(reason: str, kept: Host) -> None:
    """Is refused before anything has changed."""
    shown_now = live(kept)
    for arguments in (["lock", reason], ["rollback", "--lock", reason]):
        answer = ask(kept, *arguments)
        assert answer.status == 1 and "一行看得见的字" in answer.said
    assert live(kept) == shown_now and not kept.freeze.exists()


def test_signs_of_old_are_shown_as_boxes(two: Host) -> None:
    """A reason, a subject, an account of before this was looked at: nothing is obeyed by a terminal."""
    hostile = "甲\x1b[2J\u202e乙\x9b"
    two.freeze.write_text(json.dumps({"account": hostile, "reason": hostile, "time": "2024-05-10T09:00"}), "utf-8")
    with two.log.open("a", encoding="utf-8") as file:
        entry = {"time": "2024-05-10T09:00", "did": hostile, "account": hostile, "reason": hostile}
        file.write(json.dumps(entry) + "\n")
    about = two.releases / releases(two)[-1].name / "release.json"
    values = json.loads(about.read_text("utf-8"))
    about.write_text(json.dumps({**values, "subject": hostile, "account": hostile}), "utf-8")
    for command in ("status", "log"):
        said = ask(two, command).said
        assert "甲□[2J□乙□" in said
        assert all(one.isprintable() or one == "\n" for one in said)


def test_a_damaged_lock(two: Host, author: Person) -> None:
    """Status says so, a push waits, and it can be unlocked."""
    two.freeze.write_bytes(b"")
    assert "锁定的记录坏了，读不出来" in ask(two, "status").said
    author.commit(activity("san"))
    answer = author.push()
    assert answer.accepted and "解锁后才显示" in answer.said
    settle(two)
    assert ask(two, "unlock").said.startswith("已解锁，正在显示：第 3 版")


def test_lock_names_what_is_shown_when_it_locks(two: Host) -> None:
    """Not what was shown when it began to wait for somebody who is just changing that."""
    held = [os.open(two.root / name, os.O_RDWR | os.O_CREAT, 0o600) for name in ("lock", "publish.lock")]
    for file in held:
        fcntl.flock(file, fcntl.LOCK_EX)
    environment = {**os.environ, "BRANCHSITE_ACCOUNT": "weihu"}
    with subprocess.Popen(
        [two.launcher, "host", "lock", "公示期"], env=environment, stdout=subprocess.PIPE, text=True
    ) as waiting:
        inodes = {os.fstat(file).st_ino for file in held}
        while waiting.poll() is None and not inodes & _open_files(waiting.pid):
            time.sleep(0.02)
        switch(two, releases(two)[0])
        for file in held:
            os.close(file)
        said, _ = waiting.communicate()
    assert "已锁定在第 1 版" in said


def _open_files(process: int) -> set[int]:
    """The files that a process has open, by their places on the disk."""
    found = set()
    for path in Path(f"/proc/{process}/fd").iterdir():
        with contextlib.suppress(OSError):
            found.add(path.stat().st_ino)
    return found


def test_options_are_written_out() -> None:
    """No command takes an abbreviation for an option, wherever in the tree of commands it stands."""
    parsers: list[argparse.ArgumentParser] = [command_line(hosting=True)]
    for parser in parsers:
        assert not parser.allow_abbrev, parser.prog
        for action in parser._actions:
            if isinstance(action, argparse._SubParsersAction):
                parsers += action.choices.values()
    assert len(parsers) > 15
