"""The log."""

from pathlib import Path

from branchsite.host.server.folder import Host
from branchsite.host.server.log import entries, note, now


def test_what_is_noted_is_there(tmp_path: Path) -> None:
    """In the order it happened, with everything that was said of it; at first there is nothing."""
    host = Host(tmp_path)
    assert entries(host) == []
    note(host, "published", "zhishu", release="000001-abcdef0")
    note(host, "refused", "zhishu", problems=2)
    assert [(one["did"], one.get("problems")) for one in entries(host)] == [("published", None), ("refused", 2)]


def test_a_line_that_was_cut_off_is_passed_over(tmp_path: Path) -> None:
    """A power cut in the middle of a line hides none of the others."""
    host = Host(tmp_path)
    note(host, "published", "zhishu")
    with host.log.open("a", encoding="utf-8") as file:
        file.write('{"time": "2024-\n[1]\n{"did": "x"}\n')
    note(host, "refused", "zhishu")
    assert [one["did"] for one in entries(host)] == ["published", "refused"]


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    """A full disk, say; here a folder in its place."""
    host = Host(tmp_path)
    host.log.mkdir()
    note(host, "published", "zhishu")


def test_time_is_that_of_shanghai() -> None:
    """Whatever the server's zone."""
    assert now().endswith("+08:00")
