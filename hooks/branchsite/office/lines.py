"""A plan's lines before they are understood: one for each number, tables that are only a frame taken apart."""

import itertools
import re
from collections.abc import Iterator, Sequence

from .markers import DATED, fold, marker_of
from .numerals import number_of
from .source import SourceLine

_STOPS = "。；;.!！?？，,、：: \t"
_INLINE = {
    "1.": r"(\d{1,2})\s*[、.:](?:(?!\d)|(?=\d{1,2}\s*月))",
    "（1）": r"[(\[]\s*(\d{1,2})\s*[)\]]",
    "1）": r"(?<![(\[\d])(\d{1,2})\s*\)",
    "①": "([①-⑳])",
    "一是": r"([一二三四五六七八九十])[是要](?=[\u4e00-\u9fff“《])",
    "（一）": r"[(\[]\s*([一二三四五六七八九十]{1,3})\s*[)\]]",
}
"""Numbers that may stand several on a line."""

_COMPILED = {form: re.compile(pattern) for form, pattern in _INLINE.items()}
_TABLE_TITLE = re.compile(r"(?:表|安排|行事历|一览|日程|计划|清单|进度|附件?\d*)[：:]?$")
_LONGEST_TABLE_TITLE = 40
_APPENDIX = re.compile(r"^附\s*(?:件|表|录)?\s*[一二三四五\d]{0,2}\s*[：:]?\s*(?=\S)")


def prepared(lines: Sequence[SourceLine]) -> list[SourceLine]:
    """The lines as the outline wants them; not a word is added or lost."""
    whole = itertools.chain.from_iterable(_unframed(rows) for rows in _blocks(lines))
    return [piece for line in whole for piece in _pieces(line)]


def _blocks(lines: Sequence[SourceLine]) -> Iterator[list[SourceLine]]:
    """Each table, and each line that is none."""
    for is_row, group in itertools.groupby(lines, key=lambda line: bool(line.cells)):
        if is_row:
            yield list(group)
        else:
            yield from ([line] for line in group)


def _unframed(rows: list[SourceLine]) -> Iterator[SourceLine]:
    """The rows of a table; those in which only one cell has words are lines of text."""
    labelled = len(rows) > 1 and all(_is_labelled(row) for row in rows)
    for row in rows:
        filled = [cell for cell in row.cells if cell.strip()]
        if not row.cells or (len(filled) > 1 and not labelled):
            yield row
            continue
        heading, *texts = filled if labelled else ["", *filled]
        if heading:
            yield SourceLine(" ".join(heading.split()), heading=1, bold=True)
        for text in texts:
            yield from (SourceLine(line.strip()) for line in text.splitlines() if line.strip())


def _is_labelled(row: SourceLine) -> bool:
    """Whether a row is a heading with the text that belongs to it, 指导思想｜坚持立德树人."""
    filled = [cell for cell in row.cells if cell.strip()]
    if len(row.cells) < 2 or len(filled) != 2:
        return False
    label, text = filled
    marker = marker_of(label)
    dated = marker is not None and marker.form in DATED
    return not dated and len(label) <= 16 and (len(text) > 40 or "\n" in text)


def _pieces(line: SourceLine) -> Iterator[SourceLine]:
    """A line at each number that goes on counting in it, as in 1.甲。2.乙."""
    cuts = [] if line.cells else _cuts(line.text)
    bounds = [0, *cuts, len(line.text)]
    for number, (start, end) in enumerate(itertools.pairwise(bounds)):
        text = line.text[start:end].strip()
        if text and number == 0:
            yield SourceLine(text, line.heading, line.bold, line.cells, line.depth)
        elif text:
            yield SourceLine(text)


def _cuts(text: str) -> list[int]:
    """Where further numbers begin in a line that begins with one, or whose heading is followed by a first one."""
    marker = marker_of(text)
    if marker is None:
        return []
    folded, start = fold(text), len(text) - len(marker.rest)
    if marker.form in _COMPILED:
        return _counted(_COMPILED[marker.form], folded, start, marker.number + 1)
    for pattern in _COMPILED.values():
        cuts = _counted(pattern, folded, start, 1)
        if len(cuts) > 1:
            return cuts
    return []


def _counted(pattern: re.Pattern[str], folded: str, start: int, number: int) -> list[int]:
    """The places of a number and those that follow it, each behind a stop."""
    cuts = []
    for match in pattern.finditer(folded, start):
        before = folded[: match.start()].rstrip()[-1:] if match.start() == 0 else folded[match.start() - 1]
        if _value(match[1]) == number and before in _STOPS:
            cuts.append(match.start())
            number += 1
    return cuts


def _value(text: str) -> int | None:
    return ord(text) - ord("①") + 1 if "①" <= text <= "⑳" else number_of(text)


def heads_a_table(text: str) -> bool:
    """Whether a line is the title of the table behind it, or of an appendix."""
    return len(text) <= _LONGEST_TABLE_TITLE and (_TABLE_TITLE.search(text) is not None or is_appendix(text))


def is_appendix(text: str) -> bool:
    """附：本学期主题党日安排."""
    return len(text) <= _LONGEST_TABLE_TITLE and _APPENDIX.match(text) is not None
