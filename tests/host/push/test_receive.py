"""What git unpacks before a hook is asked is bounded, and what it gives up for is said in Chinese.

The packs are written by hand: they are small, and what they say they hold is not.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from branchsite.host.push.receive import meaning
from branchsite.host.server.accounts import Role, add_account
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN, NOTHING, resolve
from branchsite.host.server.log import entries
from packs import BLOB, COMMIT, DELTA, MEGABYTE, TREE, Outcome, Pack, copy, insert, name_of, name_of_zeros, push
from pushes import Person
from sites import replace

MOST_MEMORY = 600
"""MB of all the server's processes together: a machine of 1 GB has room for that."""

GIGABYTE = 1024 * MEGABYTE
LARGE = 1500 * MEGABYTE


@dataclass(frozen=True)
class Attacker:
    """A content account that writes its packs itself."""

    host: Host
    account: str

    def push(self, fill: Callable[[Pack, str], str], seconds: int | None = None) -> tuple[str, Outcome]:
        """Push what is put into a pack; gives the commit and the outcome."""
        pack, old = Pack(), resolve(self.host.repository, MAIN)
        new = fill(pack, old)
        return new, push(self.host, self.account, old, new, pack.whole(), seconds)


@pytest.fixture
def attacker(intruder: Person) -> Iterator[Attacker]:
    """Of a server that refuses all: nothing is left of it, not even among git's own files."""
    at = intruder.host
    add_account(at, intruder.account, Role.CONTENT, [])
    before = kept(at)
    yield Attacker(at, intruder.account)
    assert kept(at) == before


def kept(at: Host) -> list[Path]:
    """All files of a repository's store of objects."""
    return sorted((at.repository / "objects").rglob("*"))


def large_file(pack: Pack, old: str) -> str:
    """1.5 GB of zeros in 1.5 MB."""
    pack.zeros(BLOB, LARGE)
    return pack.commit(old, name_of_zeros(LARGE))


def file_of_copies(size: int) -> Callable[[Pack, str], str]:
    """So many bytes, ten megabytes a step of seven bytes."""

    def fill(pack: Pack, old: str) -> str:
        base = pack.zeros(BLOB, 10 * MEGABYTE)
        pack.change(base, 10 * MEGABYTE, size, copy(10 * MEGABYTE) * (size // (10 * MEGABYTE)))
        return pack.commit(old, name_of_zeros(size))

    return fill


def copies_of_copies(pack: Pack, old: str) -> str:
    """Each ten times as large as the one before: 1 MB, 10 MB, and so on to 1 TB."""
    size = MEGABYTE
    last = pack.zeros(BLOB, size)
    for _ in range(6):
        last = pack.change(last, size, size * 10, copy(min(size, 15 * MEGABYTE)) * 10)
        size *= 10
    return pack.commit(old)


def claim(result: int) -> Callable[[Pack, str], str]:
    """A delta of a byte that says its outcome is so large."""

    def fill(pack: Pack, old: str) -> str:
        pack.change(pack.add(BLOB, b"x"), 1, result, copy(1))
        return pack.commit(old)

    return fill


def claimed(kind: int) -> Callable[[Pack, str], str]:
    """An object of four bytes that says it has 50 GB."""

    def fill(pack: Pack, old: str) -> str:
        base = pack.add(BLOB, b"x")
        head = bytes([pack.starts[-1] - pack.starts[base]]) if kind == DELTA else b""
        pack.add(kind, b"xxxx", claimed=50 * GIGABYTE, head=head)
        return pack.commit(old)

    return fill


def large_object(kind: int) -> Callable[[Pack, str], str]:
    """A commit, a tree of zeros."""

    def fill(pack: Pack, old: str) -> str:
        pack.zeros(kind, 200 * MEGABYTE)
        return pack.commit(old)

    return fill


def tree_of_copies(pack: Pack, old: str) -> str:
    """A folder that lists one name millions of times."""
    entry = b"100644 a\0" + name_of(BLOB, b"x")
    base = pack.add(TREE, entry)
    pack.change(base, len(entry), len(entry) * 1_000_000, copy(len(entry)) * 1_000_000)
    return pack.commit(old)


def wrong_base(pack: Pack, old: str) -> str:
    """A delta of what is not there: of itself."""
    pack.add(DELTA, b"\1\1" + copy(1), head=b"\0")
    return pack.commit(old)


def beyond_the_base(pack: Pack, old: str) -> str:
    """A delta that takes more than its base has."""
    pack.change(pack.add(BLOB, b"x"), 1, 5000, copy(5000))
    return pack.commit(old)


def chain(length: int) -> Callable[[Pack, str], str]:
    """A delta of a delta of a delta."""

    def fill(pack: Pack, old: str) -> str:
        last = pack.add(BLOB, b"\xff" * 20)
        for number in range(length):
            last = pack.change(last, 20, 20, insert(number.to_bytes(4, "big")) + copy(16, 4))
        return pack.commit(old)

    return fill


def many_chains(pack: Pack, old: str) -> str:
    """Forty of a thousand each."""
    for _ in range(40):
        last = pack.add(BLOB, os.urandom(20))
        for number in range(1000):
            last = pack.change(last, 20, 20, insert(number.to_bytes(4, "big")) + copy(16, 4))
    return pack.commit(old)


def large_chain(length: int) -> Callable[[Pack, str], str]:
    """Of ten megabytes each."""

    def fill(pack: Pack, old: str) -> str:
        size = 10 * MEGABYTE
        last = pack.zeros(BLOB, size)
        for number in range(1, length + 1):
            last = pack.change(last, size, size, insert(number.to_bytes(4, "big")) + copy(size - 4, 4))
        return pack.commit(old)

    return fill


MEMORY, BROKEN = "用的内存超过了 512 MB", "推送来的内容读不出来"

BOMBS: dict[str, tuple[Callable[[Pack, str], str], str]] = {
    "1.5 GB of zeros": (large_file, "文件有 1500 MB，超过 20 MB"),
    "150 MB of copies": (file_of_copies(150 * MEGABYTE), "文件有 150 MB，超过 20 MB"),
    "1.5 GB of copies": (file_of_copies(LARGE), MEMORY),
    "copies of copies": (copies_of_copies, MEMORY),
    "a claim of 50 GB": (claim(50 * GIGABYTE), MEMORY),
    "a claim of more than there is": (claim(1 << 62), MEMORY),
    "a delta that claims 50 GB": (claimed(DELTA), MEMORY),
    "a file that claims 50 GB": (claimed(BLOB), BROKEN),
    "a commit that claims 50 GB": (claimed(COMMIT), MEMORY),
    "a folder that claims 50 GB": (claimed(TREE), MEMORY),
    "a large commit": (large_object(COMMIT), BROKEN),
    "a large folder": (large_object(TREE), BROKEN),
    "a folder of copies": (tree_of_copies, BROKEN),
    "a delta of itself": (wrong_base, BROKEN),
    "beyond the base": (beyond_the_base, BROKEN),
    "5000 deltas deep": (chain(5000), "只能改 data/ 和 docs/"),
    "40 chains": (many_chains, "只能改 data/ 和 docs/"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_a_pack_unfolds_to(name: str, attacker: Attacker) -> None:
    """Is refused in Chinese, in bounded memory, git's own included; nothing of it is kept."""
    fill, words = BOMBS[name]
    commit, outcome = attacker.push(fill)
    print(f"{name}: {outcome.memory} MB")
    assert words in outcome.said, outcome.said
    assert "已发布的内容不受影响" in outcome.said
    assert "Traceback" not in outcome.said and "服务器读写文件时出了错" not in outcome.said
    assert outcome.memory < MOST_MEMORY
    assert resolve(attacker.host.repository, commit) == NOTHING


SETTINGS: dict[str, tuple[str, str, Callable[[Pack, str], str], str]] = {
    "too deep to be listed": ("content_time = 60", "content_time = 1", chain(20_000), "检查这次推送超过了 1 秒"),
    "more than may come in": ("push_size = 2048", "push_size = 60", large_chain(8), "超过了 60 MB（历次提交都算在内）"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_the_limits_of_the_host(name: str, attacker: Attacker) -> None:
    """Hold for what is packed into deltas as for anything else."""
    before, now, fill, words = SETTINGS[name]
    settings = attacker.host.root / "host.toml"
    text = settings.read_text("utf-8")
    replace(settings, before, now)
    try:
        _, outcome = attacker.push(fill)
        assert words in outcome.said, outcome.said
        assert outcome.memory < MOST_MEMORY
    finally:
        settings.write_text(text, "utf-8")


def test_out_of_time(attacker: Attacker) -> None:
    """A hundred steps over ten megabytes each: git is stopped where its processor time is over."""
    _, outcome = attacker.push(large_chain(200), seconds=4)
    assert "解开这次推送用的时间超过了" in outcome.said, outcome.said
    assert outcome.memory < MOST_MEMORY


def test_what_git_gives_up_is_logged(attacker: Attacker) -> None:
    """Whoever looks after the server sees it."""
    attacker.push(claim(50 * GIGABYTE))
    last = entries(attacker.host)[-1]
    assert (last["did"], last["account"]) == ("refused", attacker.account) and MEMORY in last["reason"]


def event(**values: object) -> bytes:
    """A line as git writes it."""
    return json.dumps({"sid": "1", "child_id": 0, **values}).encode() + b"\n"


def ended(code: int, *command: str) -> list[bytes]:
    """A command that git has started, and how it ended."""
    return [event(event="child_start", argv=["git", *command]), event(event="child_exit", code=code)]


EVENTS: dict[str, tuple[list[bytes], str]] = {
    "nothing": ([], ""),
    "all is well": (ended(0, "index-pack", "--stdin"), ""),
    "refused by the hook": ([*ended(0, "index-pack"), *ended(1, "hooks/pre-receive")], ""),
    "out of time": (ended(152, "index-pack"), "时间超过了 120 秒"),
    "killed": (ended(137, "rev-list"), "时间超过了 120 秒"),
    "not complete": (ended(1, "rev-list", "--objects"), "读不出来"),
    "half a line": ([*ended(1, "index-pack"), b'{"event":"err'], "读不出来"),
    "too large": ([event(event="error", msg="pack exceeds maximum allowed size"), *ended(128, "index-pack")], "7 MB"),
    "out of memory": ([event(event="error", msg="Out of memory, x"), *ended(128, "index-pack")], "512 MB"),
    "an error that did not matter": ([event(event="error", msg="Out of memory"), *ended(0, "index-pack")], ""),
}


@pytest.mark.parametrize("name", EVENTS)
def test_what_git_says_of_itself(name: str) -> None:
    """Only what ended the unpacking counts."""
    events, words = EVENTS[name]
    found = meaning(events, 7)
    assert words in found[0] if found else not words
