"""due: the list as a text, as a page for this computer alone, as a calendar."""

import http.client
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from branchsite.__main__ import main
from branchsite.build import read_library
from branchsite.commands.due import cure, due_list, page, report
from branchsite.commands.local_page import server_for
from branchsite.commands.office import FOLDER
from branchsite.library.due import due_entries
from sites import SHIPPED, TODAY, copy_site


def test_each_line_has_its_cure() -> None:
    """Every entry is named with the command that begins its record; reminders of the data follow."""
    library, problems = read_library(SHIPPED, TODAY)
    text = report(due_list(library, problems))
    for words in ("已经逾期（3 项）", "抵制有偿补课：自查自纠（2024年4月30日前）", "还没有记录", "资料里的提醒"):
        assert words in text
    assert "new activity --kind 专项治理 --proves 抵制有偿补课/自查自纠" in text


def test_the_cure_can_be_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each command that is shown begins a record that `check` has nothing against but its gaps."""
    root = copy_site(tmp_path / "site")
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    for number, one in enumerate(due_entries(read_library(root, TODAY)[0])[:4]):
        words = cure(one).partition("branchsite ")[2].split()
        typed = [*words, "--date", "2024-05-08", "--title", f"一次活动{number}", "--slug", f"due-{number}"]
        assert main(["--root", str(root), *typed]) == 0
        text = next((root / "data/activities").rglob(f"*due-{number}.yml")).read_text("utf-8")
        assert f"\n  - {one.proves}\n" in text


def test_the_calendar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All days that are still to come, each a whole day, none twice."""
    root = copy_site(tmp_path / "site")
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    assert main(["--root", str(root), "due", "--ics"]) == 0
    book = Calendar.from_ical((root / FOLDER / f"到期-{TODAY}.ics").read_bytes())
    events = list(book.walk("VEVENT"))
    expected = [one.day for one in due_entries(read_library(root, TODAY)[0]) if one.day and one.day >= TODAY]
    assert sorted(event["DTSTART"].dt for event in events) == sorted(expected)
    assert len({event["UID"] for event in events}) == len(events)


def asked(url: str, **changes: str) -> tuple[int, str, dict[str, str]]:
    """The answer to a request. changes: path, Host."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection("127.0.0.1", parts.port, timeout=10)
    connection.request("GET", changes.get("path", parts.path), headers={"Host": changes.get("host", parts.netloc)})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), dict(answer.getheaders())


@pytest.fixture
def url() -> str:
    library, problems = read_library(SHIPPED, TODAY)
    server, address = server_for(page(due_list(library, problems)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


def test_the_page_is_for_this_computer_alone(url: str) -> None:
    """Bound to the loopback, no script, no frame, not kept."""
    assert urlsplit(url).hostname == "127.0.0.1"
    status, text, headers = asked(url)
    assert status == 200
    assert "抵制有偿补课：自查自纠" in text
    assert "<script" not in text
    assert headers["Content-Length"] == str(len(text.encode()))
    assert headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "changes",
    [
        {"path": "/"},
        {"path": "/index.html"},
        {"path": "/" + "a" * 22 + "/"},
        {"path": "/../../etc/passwd"},
        {"host": "evil.example"},
        {"host": "localhost"},
        {"host": "evil.example:80"},
    ],
)
def test_nobody_else_gets_it(url: str, changes: dict[str, str]) -> None:
    """Without the key, or under another name of this computer (DNS rebinding), there is nothing."""
    status, text, _ = asked(url, **changes)
    assert (status, text) == (404, "")
