"""A push killed at a random moment: the site is whole, nothing lies about, and the next push works."""

import itertools
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from branchsite.host.release.release import live
from branchsite.host.server import git
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN
from nginx_site import nginx
from pushes import Person, activity, settle
from pushes import host as command
from soak.processes import kill, wait_until_over
from soak.scale import Record, times
from soak.school import assert_readable, assert_shows, assert_swept, assert_whole, built, renamed, shown_tree

pytestmark = pytest.mark.slow

LATE = 0.5
"""The part of the kills that wait for the short moments after the build, in which main and the site change."""
UNGUARDED = ("guard", "all")
"""With the guard dead, only the next push or rebuild can clear up."""


def test_a_killed_push_leaves_nothing_half_done(
    host: Host, person: Person, chance: random.Random, tmp_path: Path, record: Record
) -> None:
    """Whoever dies whenever: readers have the old or the new site whole, and the next push works."""
    usual = statistics.median(
        timed(lambda number=number: publish(person, f"warm-{number}")) for number in range(times(1, 2))
    )
    settle(host)
    killed: Counter[str] = Counter()
    landed = healed = 0
    with nginx(host.root) as address:
        for number in itertools.count():
            if killed.total() == times(2, 50):
                break
            before, old = shown_tree(host), git.resolve(host.repository, MAIN)
            new = person.commit({**activity(f"k{number}"), **renamed(person, f"示例支部 {number}")})
            push = person.start_push()
            wait(host, chance, usual)
            role = kill(host, push.pid, chance)
            said, _ = push.communicate(timeout=60)
            wait_until_over(host, push.pid)
            main, shown = git.resolve(host.repository, MAIN), live(host)
            print(f"{number}: {role or 'too late'}, main {main[:7]} of {old[:7]} {new[:7]}, shown {shown}\n{said}")
            assert main in (old, new)
            assert shown is not None and shown.commit in (old, main)
            assert_readable(host)
            if shown.commit == old:
                assert shown_tree(host) == before
            else:
                assert_shows(host, built(host, new, tmp_path / "built"))
            assert urlopen(address, timeout=30).read() == shown_tree(host)["index.html"]
            if role not in UNGUARDED:
                assert_whole(host)
                assert_swept(host)
            if role and number % 2:
                assert command(host, "rebuild").accepted
                assert_whole(host)
            if role:
                killed[role] += 1
                landed += main == new
                healed += shown.commit != main
                publish(person, f"after-{number}")
                settle(host)
                assert_whole(host)
                assert_swept(host)
                assert f"示例支部 {number}" in shown_tree(host)["404.html"].decode("utf-8")
    record("杀掉", killed.total())
    record("杀掉的是", "、".join(f"{role} {count}" for role, count in sorted(killed.items())))
    record("推送已经收下的", landed)
    record("收下了、等下一次推送或 rebuild 才显示的", healed)
    record("平常一次推送（秒）", round(usual, 2))


def test_git_may_have_left_its_own_lock(host: Host, person: Person) -> None:
    """Killed while it moves main it leaves a file that would stop every later push."""
    (host.repository / "refs/heads/main.lock").touch()
    publish(person, "next")
    settle(host)
    assert_whole(host)


def wait(host: Host, chance: random.Random, usual: float) -> None:
    """Until a random moment of the push, or a random moment of its last part."""
    if chance.random() >= LATE:
        time.sleep(chance.uniform(0, usual * 1.05))
        return
    end = time.monotonic() + 60
    while not (host.staging / "push.json").exists() and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, usual * 0.15))


def publish(person: Person, slug: str) -> None:
    """Push another record."""
    person.commit(activity(slug))
    answer = person.push()
    assert answer.accepted, answer.said


def timed(work: Callable[[], object]) -> float:
    """Seconds that something takes."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
