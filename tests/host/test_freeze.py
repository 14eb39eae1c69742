"""The lock on what is shown."""

from pathlib import Path

from branchsite.host.folder import Host
from branchsite.host.freeze import freeze, frozen, thaw


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
