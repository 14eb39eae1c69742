"""A limit of time that holds wherever a text is read."""

import threading
from pathlib import Path

import pytest

from branchsite.blocks import timer
from branchsite.blocks.parse import parse
from branchsite.blocks.timer import Timer, TooSlowError
from branchsite.checks.markup import TOO_SLOW, check, is_quick
from branchsite.errors import DataError
from branchsite.search.text import plain
from branchsite.system.workers import WorkerError, map_shares
from branchsite.views.prose import RenderedProse, convert
from edits import A, changed, found, record

TEXT = "**一**\n\n" * 1000


def late(file: str) -> RenderedProse:
    """A record's text that has no time at all."""
    return RenderedProse(TEXT, "", "a/", {}, file, 0.0)


def test_it_looks_at_the_clock_of_the_thread() -> None:
    """Over, or not yet."""
    Timer(60).look()
    with pytest.raises(TooSlowError):
        Timer(-1).look()


def test_every_use_of_a_text_is_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading it, its page, and what the search gets of it."""
    with pytest.raises(TooSlowError):
        convert(TEXT, "", "a/", seconds=0.0)
    monkeypatch.setattr(timer, "SECONDS", 0.0)
    with pytest.raises(TooSlowError):
        parse(TEXT)
    with pytest.raises(TooSlowError):
        plain(TEXT)


def test_the_check_tells_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the file and what to do; what has few signs is not even tried."""
    many, few = "*甲* " * 1000 + "\n\n  " + "*甲* " * 1000, "一段话。"
    data = changed(
        tmp_path, {A + "2024-04-15-a.yml": record(正文=f"|\n  {many}"), A + "2024-04-16-a.yml": record(正文=few)}
    )
    assert found(check, data) == []
    for entry in data.prose_entries:
        entry.cached.clear()
    monkeypatch.setattr(timer, "SECONDS", 0.0)
    [problem] = found(check, data)
    assert (problem.file, problem.message, problem.fix) == (A + "2024-04-15-a.yml", *TOO_SLOW)


def test_is_quick() -> None:
    """A text by itself, and the same without time."""
    assert is_quick(TEXT) and is_quick(TEXT, 60.0) and not is_quick(TEXT, 0.0)


def test_a_page_that_takes_too_long_names_its_file() -> None:
    """What the check cannot have seen, on a machine that is slower."""
    with pytest.raises(DataError) as caught:
        late("data/a.yml").convert()
    [problem] = caught.value.problems
    assert (problem.file, problem.message) == ("data/a.yml", TOO_SLOW[0])


def test_in_another_thread() -> None:
    """As in mkdocs serve: no signal is needed, and none would come."""
    told: list[str] = []

    def build() -> None:
        try:
            late("data/a.yml").convert()
        except DataError as error:
            told.append(error.problems[0].file)

    thread = threading.Thread(target=build)
    thread.start()
    thread.join()
    assert told == ["data/a.yml"]


@pytest.mark.usefixtures("no_threads")
def test_in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that waits for it has the same error, with its problems."""
    monkeypatch.setenv("BRANCHSITE_WORKERS", "2")
    with pytest.raises(WorkerError) as caught:
        map_shares(lambda share: [late(file).convert() for file in share if file], ["", "data/a.yml"], 1)
    cause = caught.value.__cause__
    assert isinstance(cause, DataError)
    assert [one.file for one in cause.problems] == ["data/a.yml"]
