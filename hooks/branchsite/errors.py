"""Problems of the data, with all that the person who typed it needs to mend it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

_LONGEST = 400
_LONGEST_CURE = 20_000
"""Far over any cure: the longest line that is read has a quarter of it."""

_BLANKS = " \t\u3000\xa0"


class Severity(StrEnum):
    """How much a problem matters: an ERROR stops publication, a NOTICE does not."""

    ERROR = "错误"
    NOTICE = "提醒"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend.

    file: path from the site's root, with forward slashes.
    line: counted from 1; 0 where the problem is the file as a whole.
    message: what happened, in Chinese.
    text: the line or value as it was typed.
    fix: how to mend it; where possible the line as it should be.
    mended: the lines that have only one right form, by their number, and that form; it may be several lines.
    """

    file: str
    line: int
    message: str
    text: str = ""
    fix: str = ""
    severity: Severity = field(default=Severity.ERROR, compare=False)
    mended: tuple[tuple[int, str], ...] = field(default=(), compare=False)

    @property
    def place(self) -> str:
        """File and line in words."""
        return f"{self.file} · 第 {self.line} 行" if self.line else self.file

    def public(self) -> "Problem":
        """The problem as anyone may read it, on any terminal: cut where long, without private numbers, on one line.

        The log of a public build is public. All other digits stay: who copies a file's name or an address needs them.
        The cure is whole: half of it, copied, would lose the rest of the line.
        """
        # Here, not at the top: who says nothing of a problem need not wait for all that finds numbers.
        from .private.numbers import masked

        return replace(
            self,
            file=masked(_visible(self.file)),
            message=masked(_visible(self.message)),
            text=_shorten(masked(_visible(self.text))),
            fix=masked(_visible(self.fix if len(self.fix) <= _LONGEST_CURE else _shorten(self.fix), "\n")),
            mended=(),
        )

    def __str__(self) -> str:
        """The whole message as anyone may read it, one part a line."""
        public = self.public()
        parts = [public.place]
        if public.text:
            parts.append(f"  原文：{public.text}")
        parts.append(f"  {public.severity}：{public.message}")
        if public.fix:
            parts.append(f"  改法：{public.fix}")
        return "\n".join(parts)


def _visible(text: str, but: str = "") -> str:
    """A text with a box for what does not print: line ends and commands in a file's name, half a character."""
    return "".join(one if one.isprintable() or one in _BLANKS + but else "□" for one in text)


def _shorten(text: str) -> str:
    """A text that a terminal can show: a file that is no record may be one long line."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


class DataError(Exception):
    """The data cannot become a site; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))

    def __reduce__(self) -> tuple[type["DataError"], tuple[list[Problem]]]:
        """How a worker sends it: with its problems, not with their words."""
        return DataError, (self.problems,)


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that stop publication."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def report(problems: Iterable[Problem]) -> str:
    """All problems as one text for a terminal, sorted by file and line.

    Ends with a count and, where something stops publication, with the promise
    that what is published stays as it is.
    """
    ordered = sorted(set(problems))
    if not ordered:
        return "没有发现问题。"
    return "\n\n".join([*map(str, ordered), count_problems(ordered)])


def count_problems(problems: Collection[Problem]) -> str:
    """How many problems there are, and the promise."""
    stopping = len(errors(problems))
    closing = f"共 {stopping} 处错误，{len(problems) - stopping} 处提醒。"
    if stopping:
        closing += "改好错误之前不会发布；已发布的内容不受影响。"
    return closing
