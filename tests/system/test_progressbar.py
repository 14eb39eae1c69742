"""A line that tells how far a long piece of work has come."""

import io
import re

import pytest

from branchsite.system import progressbar
from branchsite.system.progressbar import ProgressBar


class Terminal(io.StringIO):
    """A stream that is one."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits two seconds for a test."""
    monkeypatch.setattr(progressbar, "PATIENCE", 0.0)
    monkeypatch.setattr(progressbar, "EVERY", 0.0)


def shown(stream: io.StringIO, steps: int = 4) -> str:
    """What stands on the stream after the work."""
    with ProgressBar("处理照片", steps, stream) as progress:
        for _ in range(steps):
            progress.step()
    return stream.getvalue()


def test_long_work_shows_how_far_it_is(at_once: None) -> None:
    """Each step, from the first to the last; then the line is empty again."""
    lines = shown(Terminal()).split("\r\x1b[K")
    assert [re.sub("[━─]+ ", "", one) for one in lines] == ["", *(f"处理照片 {n}/4" for n in (1, 2, 3, 4)), ""]
    assert [one.count("━") / (one.count("━") + one.count("─")) for one in lines[1:-1]] == [0.25, 0.5, 0.75, 1]


def test_short_work_shows_nothing() -> None:
    """Within two seconds."""
    assert shown(Terminal()) == ""


def test_where_no_terminal_is(at_once: None) -> None:
    """A log is not filled with it."""
    assert shown(io.StringIO()) == ""


def test_the_line_goes_when_work_breaks_off(at_once: None) -> None:
    """The error that follows stands on a line of its own."""
    stream = Terminal()
    with pytest.raises(ValueError, match="broken"), ProgressBar("处理照片", 2, stream) as progress:
        progress.step()
        raise ValueError("broken")
    assert stream.getvalue().endswith("\r\x1b[K")


def test_nothing_to_do(at_once: None) -> None:
    """No step, no line, no division by nothing."""
    assert shown(Terminal(), 0) == ""
    assert "0/0" in str(ProgressBar("处理照片", 0))
