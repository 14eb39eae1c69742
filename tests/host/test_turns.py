"""Whoever builds keeps nobody from going back, locking or asking; whoever does not read keeps nobody at all.

The builds of this file are a shell script's: they take as long as a test wants, and say what it wants.
"""

import json
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.host.release.freeze import frozen
from branchsite.host.release.release import link, live, releases
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, resolve
from branchsite.host.server.lock import holding
from branchsite.host.server.log import entries
from pushes import PROGRAM, Person, activity, clone, copy_host, settle
from pushes import host as ask
from sites import ROOT, replace

PATIENCE = 30
SCRIPT = """#!/bin/sh
case "$*" in *"branchsite build"*) ;; *) exec {python} "$@" ;; esac
touch {folder}/started
while [ -e {folder}/hold ]; do sleep 0.05; done
rm {folder}/started
for site; do :; done
mkdir -p "$site"
date +%N > "$site/index.html"
mv {folder}/once "$BRANCHSITE_REPORT" || cat {folder}/report > "$BRANCHSITE_REPORT"
"""


@dataclass(frozen=True)
class Builder:
    """An interpreter in whose builds a test has its hand."""

    folder: Path

    def hold(self) -> None:
        """Let no build end until `go_on`."""
        (self.folder / "hold").touch()

    def go_on(self) -> None:
        """Let builds end."""
        (self.folder / "hold").unlink(missing_ok=True)

    @property
    def is_building(self) -> bool:
        """Whether a build is held."""
        return (self.folder / "started").exists()

    def says(self, problems: int = 0, reminders: int = 0, file: str = "data/site.yml", name: str = "report") -> None:
        """What builds find from now on; with the name `once`, the next to end alone."""
        found = [
            {
                "file": file,
                "line": number + 1,
                "severity": "错误" if number < problems else "提醒",
                "message": f"第 {number} 处" + "错" * 300,
                "text": "",
                "fix": "",
            }
            for number in range(problems + reminders)
        ]
        pages = [{"source": "docs/index.md", "url": "", "title": "首页"}]
        report = json.dumps({"problems": found, "pages": pages}, ensure_ascii=False)
        (self.folder / name).write_text(report, encoding="utf-8")


def until(true: Callable[[], object]) -> None:
    """Wait for something that is to happen."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture(scope="module")
def shared(published: Host, tmp_path_factory: pytest.TempPathFactory) -> Host:
    """A server for all tests of this file; each leaves it whole."""
    folder = tmp_path_factory.mktemp("turns")
    host = copy_host(published, folder / "host")
    # Without an environment of its own a program is run by the interpreter that host.toml names.
    (folder / "program").mkdir()
    for name in PROGRAM:
        (folder / "program" / name).symlink_to(ROOT / name)
    link(host.program, folder / "program")
    script = folder / "python"
    script.write_text(SCRIPT.format(python=host.settings.python, folder=folder), encoding="utf-8")
    script.chmod(0o755)
    replace(host.root / "host.toml", f'python = "{host.settings.python}"', f'python = "{script}"')
    host.__dict__.pop("settings")
    for name, role in (("weihu", Role.MAINTAINER), ("shuji", Role.CONTENT), ("zhishu", Role.CONTENT)):
        add_account(host, name, role, [])
    # A build reports one page here: of what was published before, nothing is known that could be missed.
    for known in host.releases.glob("*/pages.json"):
        known.unlink()
    # From here on a build finds what the last one has cached, and has the time of such a one.
    Builder(folder).says()
    first = clone(host, folder / "first")
    first.commit(activity("diyici"))
    assert first.push().accepted
    settle(host)
    return host


@pytest.fixture
def builder(shared: Host) -> Iterator[Builder]:
    """Nothing is wrong, nothing is held."""
    one = Builder(shared.root.parent)
    (one.folder / "started").unlink(missing_ok=True)
    one.says()
    yield one
    one.go_on()
    settle(shared)
    assert not shared.staging.exists()


@pytest.fixture
def person(shared: Host, builder: Builder, tmp_path: Path) -> Person:
    """Somebody with a record to publish."""
    one = clone(shared, tmp_path / "person")
    one.commit(activity(f"a{os.urandom(4).hex()}"))
    return one


@pytest.fixture
def push(person: Person, builder: Builder) -> Iterator["subprocess.Popen[str]"]:
    """A push in whose build everything else happens."""
    builder.hold()
    with person.start_push() as process:
        try:
            until(lambda: builder.is_building)
            yield process
        finally:
            builder.go_on()
            process.kill()


def ends(push: "subprocess.Popen[str]", builder: Builder, host: Host) -> str:
    """Let a push end; gives what it was told."""
    builder.go_on()
    said, _ = push.communicate(timeout=PATIENCE)
    settle(host)
    return said


def test_nobody_else_waits_for_a_build(shared: Host, builder: Builder, push: "subprocess.Popen[str]") -> None:
    """Going back and forth, locking, unlocking and asking: each is done while the build is still held."""
    first = releases(shared)[0]
    for words in (["rollback", "1"], ["lock", "核对"], ["status"], ["log"], ["unlock"], ["rollback", "1"]):
        answer = ask(shared, *words, account="weihu")
        assert answer.accepted, answer.said
        assert builder.is_building
    assert live(shared) == first
    ends(push, builder, shared)


def test_going_back_during_a_build(shared: Host, builder: Builder, person: Person, tmp_path: Path) -> None:
    """The push was begun before: it is kept, but does not undo what the maintainer did. The next one shows."""
    assert person.push().accepted
    settle(shared)
    person.commit(activity("zaituihui"))
    builder.hold()
    push = person.start_push()
    until(lambda: builder.is_building)
    assert "正在显示：第 1 版" in ask(shared, "rollback", "1", account="weihu").said
    said = ends(push, builder, shared)
    newest = releases(shared)[-1]
    assert push.returncode == 0 and newest.commit == resolve(shared.repository, MAIN)
    assert f"已收下并生成第 {newest.number} 版，但刚才有人让网站显示第 1 版" in said
    assert f"host rollback {newest.number}" in said
    shown = live(shared)
    assert shown and shown.number == 1
    assert ask(shared, "rollback", str(newest.number), account="weihu").accepted
    assert live(shared) == newest
    assert ask(shared, "rollback", "1", account="weihu").accepted
    person.commit(activity("xiayici"))
    assert "已发布" in person.push().said
    assert live(shared) == releases(shared)[-1]


def test_locking_during_a_build(shared: Host, builder: Builder, push: "subprocess.Popen[str]") -> None:
    """What is locked is what is shown, by name; the push is kept, and shown when it is unlocked."""
    before = live(shared)
    assert before
    assert f"已锁定在第 {before.number} 版" in ask(shared, "lock", "公示期", account="weihu").said
    last = entries(shared)[-1]
    assert (last["did"], last["release"]) == ("locked", before.name)
    said = ends(push, builder, shared)
    assert f"但网站锁定在第 {before.number} 版，解锁后才显示" in said
    assert live(shared) == before and releases(shared)[-1] != before
    assert ask(shared, "unlock", account="weihu").accepted
    assert live(shared) == releases(shared)[-1]


def test_unlocking_during_a_build(shared: Host, builder: Builder, person: Person) -> None:
    """The newest is shown at once, and the push when it is built."""
    assert ask(shared, "rollback", "1", "--lock", "核对", account="weihu").accepted
    builder.hold()
    push = person.start_push()
    until(lambda: builder.is_building)
    newest = releases(shared)[-1]
    assert ask(shared, "unlock", account="weihu").accepted
    assert live(shared) == newest and frozen(shared) is None
    assert "已发布" in ends(push, builder, shared)
    assert live(shared) == releases(shared)[-1] != newest


@pytest.mark.parametrize("words", [["rebuild"], ["prune", "--keep", "2"]], ids=str)
def test_what_touches_releases_waits(
    words: list[str], shared: Host, builder: Builder, push: "subprocess.Popen[str]"
) -> None:
    """And then does its work: nothing is taken from under a build."""
    other = subprocess.Popen([shared.launcher, "host", *words], stdout=subprocess.PIPE, text=True)
    assert other.stdout is not None
    assert "zhishu 正在发布" in other.stdout.readline()
    assert "已发布" in ends(push, builder, shared)
    said, _ = other.communicate(timeout=PATIENCE)
    assert other.returncode == 0, said
    settle(shared)
    assert live(shared) == releases(shared)[-1]
    assert (
        words[0] == "rebuild"
        or [one.number for one in releases(shared)] == [one.number for one in releases(shared)][-2:]
    )


def test_a_push_waits_for_another_and_then_builds(
    shared: Host, builder: Builder, push: "subprocess.Popen[str]", tmp_path: Path
) -> None:
    """It is told who builds and how long at most; where that one is refused, it goes on."""
    other = clone(shared, tmp_path / "other", "shuji")
    other.commit(activity(f"d{os.urandom(4).hex()}"))
    second = other.start_push()
    assert second.stdout is not None
    said = ""
    while "正在发布" not in said:
        said = second.stdout.readline()
        assert said
    assert re.search(r"zhishu 正在发布（最多 (90|330) 秒），排队等一等", said)
    builder.says(problems=1, name="once")
    builder.go_on()
    assert "共 1 处错误" in push.communicate(timeout=PATIENCE)[0]
    rest, _ = second.communicate(timeout=PATIENCE)
    assert second.returncode == 0 and "已发布" in rest, rest


def test_what_never_landed_is_never_shown(shared: Host, builder: Builder, person: Person) -> None:
    """Git itself refuses the ref when all is built: an update hook of a maintainer's says no."""
    hook = shared.repository / "hooks/update"
    hook.write_text("#!/bin/sh\nexit 1\n")
    hook.chmod(0o755)
    before = live(shared), len(releases(shared)), resolve(shared.repository, MAIN)
    try:
        answer = person.push()
        assert not answer.accepted and "hook declined" in answer.said
        settle(shared)
        assert (live(shared), len(releases(shared)), resolve(shared.repository, MAIN)) == before
        assert not shared.staging.exists()
    finally:
        hook.unlink()
    assert person.push().accepted


READERS: dict[str, tuple[signal.Signals, int]] = {
    "killed, refused": (signal.SIGKILL, 1),
    "stopped, refused": (signal.SIGSTOP, 1),
    "interrupted, refused": (signal.SIGINT, 1),
    "hung up, refused": (signal.SIGHUP, 1),
    "killed, accepted": (signal.SIGKILL, 0),
    "stopped, accepted": (signal.SIGSTOP, 0),
}


@pytest.mark.parametrize("name", READERS)
def test_a_reader_who_goes_away(
    name: str, shared: Host, builder: Builder, push: "subprocess.Popen[str]", person: Person, tmp_path: Path
) -> None:
    """Or stops, while a long answer is on its way: nobody else waits for that."""
    number, problems = READERS[name]
    before = resolve(shared.repository, MAIN)
    builder.says(problems=problems * 2000, reminders=2000, file=f"{touched(person)}")
    # The client alone: its server is another machine.
    os.kill(push.pid, number)
    builder.go_on()
    with holding(shared.lock, PATIENCE):
        assert not shared.staging.exists()
        main = resolve(shared.repository, MAIN)
        assert main in ([before] if problems else [before, resolve(person.clone / ".git", "HEAD")])
    builder.says()
    other = clone(shared, tmp_path / "other", "shuji")
    other.commit(activity(f"h{os.urandom(4).hex()}"))
    answer = other.push()
    assert answer.accepted, answer.said
    settle(shared)
    assert live(shared) == releases(shared)[-1]


def touched(person: Person) -> str:
    """The file that a clone's last commit brings."""
    return person.git("show", "--name-only", "--format=", "HEAD").said.strip()


def test_a_long_report_is_cut(shared: Host, builder: Builder, person: Person) -> None:
    """Under 50 KB, the first problems whole, errors before reminders, and how many are left."""
    builder.says(problems=300, reminders=3000, file="data/a.yml")
    answer = person.push()
    assert not answer.accepted and len(answer.said.encode()) < 60_000
    report = answer.said.replace("remote: ", "")
    assert report.index("第 0 处") < report.index("第 1 处") < report.index("第 2 处")
    assert "共 300 处错误，0 处提醒" in report
    listed = report.count("错误：第 ")
    assert listed > 20 and f"还有 {300 - listed} 处没有列出" in report


def test_many_reminders_do_not_drown_the_address(shared: Host, builder: Builder, person: Person) -> None:
    """What is live is said, however much there is to remind of."""
    builder.says(reminders=3000, file=touched(person))
    answer = person.push()
    assert answer.accepted and len(answer.said.encode()) < 60_000
    assert "处没有列出" in answer.said and "已发布：第" in answer.said
