"""Builds killed while they write, and two at once: what is there afterwards is one site, and known for what it is.

The clock stands still and all texts are of one length (output/builder.py): only what is remembered tells them apart.
"""

import random
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

import pytest

from output import builder
from output.builder import build, many
from sites import tree
from soak.scale import Record, times

pytestmark = pytest.mark.slow


def start(out: Path, caches: Path, number: int) -> subprocess.Popen[bytes]:
    """Build in another process, which starts two more."""
    return subprocess.Popen([sys.executable, builder.__file__, out, caches, str(number)], stdout=subprocess.PIPE)


def holds(out: Path, number: int) -> bool:
    """Whether it is wholly the site of this number."""
    return {uri: content.decode() for uri, content in tree(out).items()} == many(number)


def test_killed_while_writing(tmp_path: Path, chance: random.Random, record: Record) -> None:
    """kill -9; the next build, of what was there before or of something else, is right."""
    out, caches = tmp_path / "site", tmp_path / "cache"
    began = time.monotonic()
    assert start(out, caches, 1).communicate() == (b"done\n", None)
    usual = time.monotonic() - began
    caught = 0
    for number in count():
        if caught and number >= times(3, 200):
            break
        process = start(out, caches, 2 + number)
        time.sleep(chance.uniform(0.3, 1.05) * usual)
        process.kill()
        is_caught = not process.communicate()[0]
        caught += is_caught
        # On a machine with other work the first may have taken longer than those that follow.
        usual *= 1 if is_caught else 0.8
        then = 1 if number % 2 else 1_000 + number
        build(out, caches, then)
        assert holds(out, then)
    record("杀掉", caught)


@pytest.mark.parametrize("shared", [True, False], ids=["one cache", "a cache for each"])
def test_two_write_at_once(tmp_path: Path, record: Record, shared: bool) -> None:
    """One after the other: the site is wholly the one's or the other's, and what is remembered of it is right."""
    out, cache = tmp_path / "site", tmp_path / "cache"
    for _ in range(times(1, 50)):
        both = [start(out, cache if shared else tmp_path / f"{number}", number) for number in (1, 2)]
        assert [process.communicate() for process in both] == [(b"done\n", None)] * 2
        assert holds(out, 1) or holds(out, 2)
    if shared:
        for number in (1, 2):
            build(out, cache, number)
            assert holds(out, number)
    record("两次同时生成", times(1, 50))
