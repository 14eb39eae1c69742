"""What a file of any kind comes down to before it is understood: its lines, and a word on what was not read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourceLine:
    """One line as its writer sees it, with the number that Word prints in front.

    heading: the outline level that Word gives it, 1 for the highest; None for text.
    bold: all of it is.
    cells: what stands in each column, for a row of a table.
    depth: how far Word's own list sets it in, in twentieths of a point; lists of one form differ by it.
    """

    text: str
    heading: int | None = None
    bold: bool = False
    cells: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Source:
    """A whole file. notes: what its reader should know, in Chinese: what was left out or taken from elsewhere."""

    lines: tuple[SourceLine, ...]
    notes: tuple[str, ...] = ()
