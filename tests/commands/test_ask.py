"""Questions at a terminal."""

import pytest

from branchsite.commands import ask
from branchsite.errors import DataError


class Terminal:
    """Standard input, as far as it is asked; answers are lines that somebody types."""

    def __init__(self, is_terminal: bool) -> None:
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal


def sit(monkeypatch: pytest.MonkeyPatch, *answers: str, here: tuple[bool, bool] = (True, True)) -> list[str]:
    """Somebody at the terminal who types the answers; gives what is asked. here: input and output."""
    asked: list[str] = []
    typed = iter(answers)

    def answer(question: str) -> str:
        asked.append(question)
        return next(typed)

    monkeypatch.setattr("sys.stdin", Terminal(here[0]))
    monkeypatch.setattr(ask, "input", answer, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: here[1], raising=False)
    return asked


@pytest.mark.parametrize("here", [(True, False), (False, True), (False, False)])
def test_nobody_is_asked_through_a_pipe(here: tuple[bool, bool], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where input or output is no terminal, what is missing is named with the option that gives it."""
    asked = sit(monkeypatch, here=here)
    with pytest.raises(DataError, match="加上 --title 读书会"):
        ask.required(None, "--title", "标题", "读书会")
    assert ask.optional(None, "地点") == ""
    assert asked == []


def test_what_an_option_gave_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the blanks around it."""
    asked = sit(monkeypatch)
    assert ask.required(" 读书会 ", "--title", "标题", "例") == "读书会"
    assert ask.optional(" 操场 ", "地点") == "操场"
    assert ask.optional("", "地点") == ""
    assert asked == []


def test_what_is_needed_is_asked_until_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty answer is none; what may be missing is asked once."""
    asked = sit(monkeypatch, "", "  ", "读书会 ", " ")
    assert ask.required(None, "--title", "标题", "例") == "读书会"
    assert ask.optional(None, "地点") == ""
    assert len(asked) == 4


@pytest.mark.parametrize(
    ("typed", "picked"), [(["1"], "甲"), (["3"], "丙"), (["乙"], "乙"), (["0", "4", "x", "", "2"], "乙")]
)
def test_one_of_some(typed: list[str], picked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By number or name; anything else is asked again."""
    asked = sit(monkeypatch, *typed)
    assert ask.chosen("哪一个", ["甲", "乙", "丙"]) == picked
    assert len(asked) == len(typed)


@pytest.mark.parametrize(
    ("typed", "picked"),
    [
        ([""], []),
        (["1"], ["甲"]),
        (["3，1、3"], ["丙", "甲"]),
        (["1 2,3"], ["甲", "乙", "丙"]),
        (["0", "4", "甲", "2"], ["乙"]),
    ],
)
def test_several_of_some(typed: list[str], picked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the numbers, none twice; a wrong number is asked again."""
    sit(monkeypatch, *typed)
    assert ask.several("哪几个", ["甲", "乙", "丙"]) == picked
