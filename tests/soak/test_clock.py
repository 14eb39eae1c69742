"""The machine's clock moves: nothing that the server does is ordered or decided by it."""

import os
import random
import subprocess
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from branchsite.host.release.release import live, releases
from branchsite.host.server.folder import Host
from branchsite.host.server.log import entries
from nginx_site import nginx
from pushes import Answer, Person, activity, settle
from pushes import host as command
from soak.scale import Record, times
from soak.school import assert_swept, assert_whole, renamed, set_up, shown_tree

pytestmark = pytest.mark.slow

DAY = 86_400
KEEP = 3
FILE_TIMES = (1_700_000_000, 1_700_000_000, 1_600_000_000, 1_700_000_001)[: times(2, 4)]
"""The first is long before the release that is shown already."""


def test_pushes_under_a_clock_that_jumps(
    host: Host, person: Person, chance: random.Random, tmp_path: Path, record: Record
) -> None:
    """Back a year, forward two, between pushes and during them: order, rollback and what is kept follow the pushes."""
    set_up(host, keep=KEEP)
    clock, jumps = Clock(tmp_path / "clock"), times(2, 30)
    for number in range(jumps):
        clock.set(chance.choice([-1, 1]) * chance.randrange(2 * 365 * DAY))
        person.commit({**activity(f"c{number}"), **renamed(person, f"示例支部 {number}")})
        push = person.start_push(**clock.environment)
        if number % 2:
            time.sleep(chance.uniform(0, 2))
            clock.set(chance.choice([-1, 1]) * chance.randrange(2 * 365 * DAY))
        said, _ = push.communicate(timeout=600)
        assert push.returncode == 0, said
        settle(host)
        assert_whole(host)
        assert_swept(host)
        assert f"示例支部 {number}" in shown_tree(host)["index.html"].decode("utf-8")
        kept = [one.number for one in releases(host)]
        assert kept == list(range(1, number + 3))[-KEEP:]
    shown = live(host)
    assert shown is not None
    assert [one["release"][:6] for one in entries(host)] == [f"{one + 1:06d}" for one in range(jumps + 1)]
    clock.set(-400 * DAY)
    assert clock.run(host, "rollback").accepted
    back = live(host)
    assert back is not None and back.number == shown.number - 1
    record("时钟跳动", jumps)


def test_a_browser_gets_the_new_page_whatever_the_clock_says(host: Host, person: Person, tmp_path: Path) -> None:
    """Asked with the ETag of an older page, nginx never says that nothing has changed, though the clock came back."""
    set_up(host, python=str(stopped_clock(tmp_path, host.settings.python)))
    seen: dict[str, str] = {}
    with nginx(host.root) as address:
        for number, stamp in enumerate(("", *FILE_TIMES)):
            if stamp:
                person.commit({**activity("same", 标题=f"示例 {number}"), **renamed(person, f"示例支部 {number}")})
                answer = person.push(FILE_TIME=str(stamp))
                assert answer.accepted, answer.said
            for known, body in seen.items():
                status, _, new = ask(address, known)
                assert status == 200 and f"示例支部 {number}" in new, (number, known, body)
            status, tag, body = ask(address, "")
            assert status == 200
            assert ask(address, tag)[0] == 304
            seen[tag] = body
    assert len(seen) == len(FILE_TIMES) + 1


class Clock:
    """A clock for processes: the machine's, moved. Files keep the machine's time.

    A process reads it once. So a jump during a push is between two of its many processes: with
    libfaketime a jump within one would break Python's own sleep.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        said = subprocess.run(["faketime", "-f", "+0", "env"], check=True, capture_output=True, text=True).stdout
        [library] = [line for line in said.splitlines() if line.startswith("LD_PRELOAD=")]
        self.environment = {
            "LD_PRELOAD": library.removeprefix("LD_PRELOAD="),
            "FAKETIME_TIMESTAMP_FILE": str(path),
            "FAKETIME_CACHE_DURATION": "100000",
            "NO_FAKE_STAT": "1",
        }

    def set(self, seconds: int) -> None:
        """Move it away from the machine's, at one stroke."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{seconds:+d}\n", encoding="utf-8")
        fresh.replace(self.path)

    def run(self, host: Host, *arguments: str) -> Answer:
        """A subcommand of `host` under this clock."""
        os.environ.update(self.environment)
        try:
            return command(host, *arguments)
        finally:
            for name in self.environment:
                del os.environ[name]


def stopped_clock(folder: Path, python: str) -> Path:
    """An interpreter after which all files of the site have the time FILE_TIME, as if the clock had been set to it."""
    script = folder / "python"
    script.write_text(
        f"""#!/bin/sh
{python} "$@"
status=$?
for last in "$@"; do :; done
[ -z "$FILE_TIME" ] || [ "$3" != build ] || find "$last" -type f -exec touch -d "@$FILE_TIME" {{}} +
exit $status
""",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return script


def ask(url: str, tag: str) -> tuple[int, str, str]:
    """Status, ETag and text of a page, asked for by somebody who has it with an ETag."""
    try:
        with urlopen(Request(url, headers={"If-None-Match": tag} if tag else {}), timeout=30) as answer:
            return answer.status, answer.headers["ETag"], answer.read().decode("utf-8")
    except HTTPError as error:
        return error.code, "", ""
