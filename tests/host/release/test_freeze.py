"""The lock on what is shown."""

import os
from pathlib import Path

import pytest

from branchsite.host.release.freeze import freeze, frozen, plain_reason, thaw
from branchsite.host.server.folder import Host, HostError


def test_locked_and_unlocked(tmp_path: Path) -> None:
    """It says by whom and why; unlocking twice does no harm."""
    host = Host(tmp_path)
    assert frozen(host) is None
    freeze(host, "weihu", "等核对")
    lock = frozen(host)
    assert lock and (lock.account, lock.reason) == ("weihu", "等核对")
    thaw(host)
    thaw(host)
    assert frozen(host) is None


DAMAGED = {
    "empty": b"",
    "blank": b" \n",
    "half": b'{"account": "weihu", "rea',
    "another kind": b"[1]",
    "nothing": b"null",
    "a number": b"7",
    "a name too few": b'{"account": "weihu", "reason": "x"}',
    "a name too many": b'{"account": "weihu", "reason": "x", "time": "", "more": ""}',
    "a number for a text": b'{"account": "weihu", "reason": 7, "time": ""}',
    "nothing for a text": b'{"account": null, "reason": "x", "time": ""}',
    "no UTF-8": b"\xff\xfe",
    "zeros, as after a power cut": bytes(100),
    "very deep": b"[" * 100_000,
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_one_locks(name: str, tmp_path: Path) -> None:
    """Somebody wanted it; whoever it was can be asked. It can be unlocked like any other."""
    host = Host(tmp_path)
    host.freeze.write_bytes(DAMAGED[name])
    lock = frozen(host)
    assert lock and lock.reason == "锁定的记录坏了，读不出来"
    thaw(host)
    assert frozen(host) is None
    host.freeze.write_bytes(DAMAGED[name])
    freeze(host, "weihu", "等核对")
    assert frozen(host) != lock


def test_both_ways_are_for_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each the folder's names are on disk, with the file first."""
    synced: list[str] = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda file: (synced.append(Path(os.readlink(f"/proc/self/fd/{file}")).name), fsync(file))
    )
    freeze(Host(tmp_path), "weihu", "等核对")
    assert synced == ["freeze.json.new", tmp_path.name]
    thaw(Host(tmp_path))
    assert synced == ["freeze.json.new", tmp_path.name, tmp_path.name]


REASONS = {
    "有错字": "有错字",
    " 公示期 ": "公示期",
    "有　错字": "有 错字",
    "长" * 100: "长" * 100,
    "it's $(x)": "it's $(x)",
}
UNSEEN = ["", " ", "\u3000", "a\nb", "a\rb", "a\tb", "\x1b[31m红", "a\x00", "a\x9b", "a\u202eb", "a\u2066b", "a\u200bb"]
UNSEEN += ["a\u2028b", "a\ufeffb", "\udcff", "长" * 101]


@pytest.mark.parametrize("reason", REASONS)
def test_reasons(reason: str) -> None:
    """One line that can be seen."""
    assert plain_reason(reason) == REASONS[reason]


@pytest.mark.parametrize("reason", UNSEEN, ids=ascii)
def test_reasons_that_are_none(reason: str) -> None:
    """What a terminal obeys or hides does not come into the log, nor before others' eyes."""
    with pytest.raises(HostError, match="一行看得见的字"):
        plain_reason(reason)
