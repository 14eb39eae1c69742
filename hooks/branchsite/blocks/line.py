"""A line of prose: how far it is set in, and the sign that it begins with."""

import re

from .width import columns

_LEAD = re.compile(r"(?:\s|&(?:emsp|ensp|nbsp|#12288|#160);)*+")
_ENTITY = re.compile(r"&(?:(?P<wide>emsp|#12288)|ensp|nbsp|#160);")
_STEP = 4
"""Columns of a tab, and of the indent that begins a paragraph."""

_WIDE = ("\u3000", "\u2003", "&emsp;", "&#12288;")
_FINAL = re.compile(r"[。！？!?；;：:…]+[”’」』》）)\]】\"']*$")
_OPEN = re.compile(r"[，、,（(《“‘「【~～·—-]$")
_DATE = re.compile(
    r"(?:[12]\d{3}|[〇○零一二三四五六七八九]{4})\s?年\s?[\d一二三四五六七八九十]{1,3}\s?月(?:\s?[\d一二三四五六七八九十]{1,3}\s?日)?$"
)


class SourceLine:
    """number: in the text, from 0. lead: the blanks in front. text: the rest, without blanks at its end.

    hard: whether two blanks at its end ask for a line of its own below. listed: whether it is an item's first
    one, with its sign.
    """

    __slots__ = ("_indent", "_width", "hard", "lead", "listed", "number", "text")

    def __init__(self, number: int, lead: str, text: str, hard: bool = False, listed: bool = False) -> None:
        self.number = number
        self.lead = lead
        self.text = text
        self.hard = hard
        self.listed = listed
        self._indent = -1
        self._width = -1

    @property
    def indent(self) -> int:
        """How many columns it is set in."""
        if self._indent < 0:
            lead = _ENTITY.sub(lambda match: "\u3000" if match["wide"] else "\u2002", self.lead)
            self._indent = columns(lead.expandtabs(_STEP))
        return self._indent

    @property
    def is_set_in(self) -> bool:
        """Whether its indent is one that begins a paragraph: four columns, or any blank that is no plain space."""
        return bool(self.lead) and (self.indent >= _STEP or any(blank in self.lead for blank in _WIDE))

    @property
    def is_to_the_right(self) -> bool:
        """Whether blanks push it to the right, as a signature is."""
        return self.indent >= 4 * _STEP and columns(self.text) <= 60

    @property
    def width(self) -> int:
        """In columns, without the indent."""
        if self._width < 0:
            self._width = columns(self.text)
        return self._width

    @property
    def is_final(self) -> bool:
        """Whether it ends as a sentence does."""
        return _FINAL.search(self.text[-8:]) is not None

    @property
    def goes_on(self) -> bool:
        """Whether its last character shows that the sentence goes on."""
        return _OPEN.search(self.text[-1:]) is not None

    @property
    def is_date(self) -> bool:
        """Whether it is a date and nothing else, as under a letter."""
        return len(self.text) <= 16 and _DATE.match(self.text) is not None

    def cut(self, columns_off: int) -> "SourceLine":
        """The line with so many columns less in front, as far as it has them."""
        if not self.lead or not columns_off:
            return self
        left = max(0, self.indent - columns_off)
        lead = self.lead if left == self.indent else ("\u3000" * (left // 2) if "\u3000" in self.lead else " " * left)
        return SourceLine(self.number, lead, self.text, self.hard)

    def as_item(self) -> "SourceLine":
        """The line as the first of an item that keeps its sign."""
        return SourceLine(self.number, "", self.text, self.hard, listed=True)

    def flush(self) -> "SourceLine":
        """The line without the blanks in front."""
        return SourceLine(self.number, "", self.text, self.hard) if self.lead else self

    def behind(self, sign: int) -> "SourceLine":
        """The rest of the line behind a sign of so many characters at its beginning."""
        rest = self.text[sign:]
        lead = _LEAD.match(rest)
        end = lead.end() if lead else 0
        return SourceLine(self.number, rest[:end], rest[end:], self.hard)


def lines_of(text: str) -> list[SourceLine]:
    """The lines of a text."""
    return [_line(number, typed) for number, typed in enumerate(text.split("\n"))]


def _line(number: int, typed: str) -> SourceLine:
    bare = typed.rstrip()
    end = 0
    if bare and (bare[0].isspace() or bare[0] == "&"):
        lead = _LEAD.match(bare)
        end = lead.end() if lead else 0
    return SourceLine(number, bare[:end], bare[end:], typed[len(bare) :].startswith("  "))
