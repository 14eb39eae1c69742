"""Several push at once: one lands, the others are told to pull first, and nothing is lost."""

import random
import subprocess
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from branchsite.host.server import git
from branchsite.host.server.folder import Host
from branchsite.host.server.git import MAIN
from branchsite.host.server.lock import holding
from pushes import Answer, Person, activity, clone, settle
from soak.scale import Record, times
from soak.school import assert_swept, assert_whole, set_up, shown_tree, with_photo

pytestmark = pytest.mark.slow

PULL_FIRST = "请先拉取（git pull），再推送一次"
GIT_ITSELF = ("fetch first", "[rejected]", "failed to update ref", "cannot lock ref")
"""What the writer's own git says, or git on the server, before our program is asked."""


def test_of_two_at_once_exactly_one_lands(host: Host, tmp_path: Path, chance: random.Random, record: Record) -> None:
    """The other is told to pull first; then theirs lands too, and all that both wrote is on the site."""
    people = [clone(host, tmp_path / f"person-{number}") for number in range(2)]
    pairs, told, wanted = times(1, 20), Counter[str](), set()
    for number in range(pairs):
        for at, person in enumerate(people):
            person.git("pull", "-q", "--rebase", str(host.repository), "main")
            wanted |= set(person_writes(person, f"pair-{number}-{at}"))
        answers = at_once(people)
        [late] = [at for at, answer in enumerate(answers) if not answer.accepted]
        told[reason(answers[late])] += 1
        assert git.resolve(host.repository, MAIN) == head(people[1 - late])
        settle(host)
        assert_whole(host)
        people[late].git("pull", "-q", "--rebase", str(host.repository), "main")
        answer = people[late].push()
        assert answer.accepted, answer.said
        settle(host)
        assert_whole(host)
        assert_swept(host)
        files = {one.path for one in git.files(host.repository, MAIN)}
        assert wanted <= files
    pages = shown_tree(host)
    for path in wanted:
        assert f"news/2024/{Path(path).stem}/index.html" in pages
    record("同时推送的对数", pairs)
    record("由本程序用中文告知先拉取的", told["ours"])
    record("由 git 自己告知的", told["git"])
    record("丢失的记录", len(wanted) - len(wanted & files))


def test_of_three_at_once_one_lands_though_one_is_slow(host: Host, tmp_path: Path, chance: random.Random) -> None:
    """Whichever it is, the slow one's photos or a line of text."""
    people = [clone(host, tmp_path / f"person-{number}") for number in range(3)]
    for at, person in enumerate(people):
        person_writes(person, f"three-{at}")
    for number in range(times(3, 12)):
        people[0].commit(with_photo(f"slow-{number}", chance))
    answers = at_once(people)
    assert [answer.accepted for answer in answers].count(True) == 1
    for answer in answers:
        assert answer.accepted or reason(answer)
    settle(host)
    assert_whole(host)
    assert_swept(host)


def test_nobody_waits_for_ever(host: Host, tmp_path: Path) -> None:
    """A push that has waited as long as host.toml says is told so and ends; the next one works."""
    set_up(host, wait=1)
    person = clone(host, tmp_path / "person")
    person_writes(person, "waits")
    with holding(host.lock, 0):
        answer = person.push()
    assert not answer.accepted
    assert "已经等了 1 秒" in answer.said
    assert_whole(host)
    assert person.push().accepted


def person_writes(person: Person, slug: str) -> list[str]:
    """Commit a record; gives its path."""
    files = activity(slug)
    person.commit(files)
    return list(files)


def head(person: Person) -> str:
    """The last commit of a clone."""
    return person.git("rev-parse", "HEAD").said.strip()


def at_once(people: Sequence[Person]) -> list[Answer]:
    """What each is told who pushes at the same moment as the others."""
    start = threading.Barrier(len(people))
    pushes: dict[int, subprocess.Popen[str]] = {}

    def push(at: int) -> None:
        start.wait()
        pushes[at] = people[at].start_push()

    threads = [threading.Thread(target=push, args=(at,)) for at in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    said = [pushes[at].communicate(timeout=600)[0] for at in range(len(people))]
    return [Answer(pushes[at].returncode, said[at]) for at in range(len(people))]


def reason(answer: Answer) -> str:
    """Who told the person to pull first: ours, or git itself."""
    if PULL_FIRST in answer.said:
        return "ours"
    assert any(one in answer.said for one in GIT_ITSELF), answer.said
    return "git"
