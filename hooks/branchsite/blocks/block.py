"""What prose is made of."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Paragraph:
    """text: with its inline signs; a line end in it was only broken in the source, unless it follows two blanks.

    signature: whether it was set to the right, as the sender and the date under a letter are.
    """

    text: str
    line: int
    signature: bool = False


@dataclass(frozen=True)
class Heading:
    """level: 1 to 6, as typed. text: with its inline signs."""

    level: int
    text: str
    line: int


@dataclass(frozen=True)
class ListItem:
    """An item of a list. loose: whether an empty line sets it off, so that its text is a paragraph."""

    blocks: tuple["Block", ...]
    loose: bool = False


@dataclass(frozen=True)
class List:
    """start: the first number of one that is numbered; None for one with bullets.

    typed: whether its signs are part of the items' text (①, 1、) and are shown as they were typed.
    """

    items: tuple[ListItem, ...]
    line: int
    start: int | None = None
    typed: bool = False


@dataclass(frozen=True)
class Quote:
    """A quote: the blocks behind > signs."""

    blocks: tuple["Block", ...]
    line: int


@dataclass(frozen=True)
class Table:
    """rows: the first is the head; all have as many cells, each with its inline signs."""

    rows: tuple[tuple[str, ...], ...]
    line: int


@dataclass(frozen=True)
class Code:
    """Lines between fences, shown as they are. language: the word behind the opening fence."""

    text: str
    line: int
    language: str = ""


@dataclass(frozen=True)
class Rule:
    """A line across."""

    line: int


Block = Paragraph | Heading | List | Quote | Table | Code | Rule


@dataclass(frozen=True)
class Remark:
    """A line that may be shown otherwise than intended. line: its number, from 0. typed, mended: the line."""

    line: int
    message: str
    typed: str
    mended: str


@dataclass(frozen=True)
class Prose:
    """A whole text. pasted: the names of the tags that came with formatting from a web page, and are not shown."""

    blocks: tuple[Block, ...]
    pasted: frozenset[str] = frozenset()
    remarks: tuple[Remark, ...] = field(default=())
