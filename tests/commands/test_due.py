"""due: the list as a text, as a page for this computer alone, as a calendar."""

import http.client
import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar

from branchsite.__main__ import main
from branchsite.build import read_library, read_without_unfinished
from branchsite.commands.due import calendar, cure, due_list, page, report
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


@pytest.mark.slow
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


def test_an_event_keeps_its_id(tmp_path: Path) -> None:
    """A calendar imported again takes the old one's place: the id does not tell how much is done; each has an alarm."""
    library, problems = read_library(SHIPPED, TODAY)
    due = due_list(library, problems)
    partly = replace(due, entries=tuple(replace(one, what=f"{one.what}又一次") for one in due.entries))
    books = [Calendar.from_ical(calendar(one, library)) for one in (due, partly)]
    ids = [{str(event["UID"]) for event in book.walk("VEVENT")} for book in books]
    assert ids[0] == ids[1]
    assert len(list(books[0].walk("VALARM"))) == len(ids[0])


@pytest.mark.slow
def test_a_record_that_is_not_finished_is_due(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What `new` began and nobody wrote stands in the list, which is otherwise as before; a broken plan stops it."""
    root = copy_site(tmp_path / "site")
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    words = [
        "new",
        "activity",
        "--kind",
        "主题党日",
        "--date",
        "2024-05-08",
        "--title",
        "示例：没写完",
        "--slug",
        "meixie",
    ]
    assert main(["--root", str(root), *words]) == 0
    capsys.readouterr()
    assert main(["--root", str(root), "due"]) == 0
    text = capsys.readouterr().out
    assert "没有写好的记录和材料（1 份）" in text
    assert "data/activities/2024/2024-05-08-meixie.yml：“主题党日”有自己的页面，还缺“摘要”" in text
    assert "已经逾期（3 项）" in text
    shown = page(due_list(*read_without_unfinished(root, TODAY)))
    assert "2024-05-08-meixie.yml" in shown
    plan = root / "data/plans/2023-2024-2.yml"
    plan.write_text(plan.read_text("utf-8").replace("开始:", "开头:", 1), "utf-8")
    assert main(["--root", str(root), "due"]) == 1


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
