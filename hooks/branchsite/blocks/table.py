"""Tables: rows with bars between their cells, or with tabs as spreadsheets copy them."""

import re
from collections.abc import Sequence

from .block import Table
from .line import SourceLine
from .marker import marker_of

COLUMNS = 60
"""The most columns of a table: every row is made as long as the longest."""

_CELL = re.compile(r"(?:`[^`]*`|\\.|[^|\\`]|[`\\])*+")
_DASHES = re.compile(r"\s*:?[-－—–]+:?\s*$")
_SPILL = 20
"""Lines that one quoted cell of a spreadsheet may have."""

Rows = list[list[str]]


def table_at(lines: Sequence[SourceLine], start: int) -> tuple[Table, int] | None:
    """The table that begins at a line, and the place behind it; None where none begins.

    With bars it needs a row of dashes below the head, or two rows that begin with a bar, or that are alike.
    """
    text = lines[start].text
    if "\t" in text:
        found = _tabbed(lines, start)
    elif "|" in text or "｜" in text:
        found = _barred(lines, start)
    else:
        return None
    if found is None:
        return None
    rows, end = found
    most = max(map(len, rows))
    if most > COLUMNS or (most < 2 and not text.startswith(("|", "｜"))):
        return None
    return Table(tuple((*row, *[""] * (most - len(row))) for row in rows), lines[start].number), end


def _barred(lines: Sequence[SourceLine], start: int) -> tuple[Rows, int] | None:
    end = start
    rows: Rows = []
    while end < len(lines) and ("|" in lines[end].text or "｜" in lines[end].text):
        rows.append(_cells(lines[end].text))
        end += 1
        if len(rows) == 2 and not _is_table(lines[start], lines[start + 1], rows):
            return None
    if len(rows) < 2:
        return None
    # Of what draws a line between rows only the first row of dashes is Markdown's; none is content.
    content = [row for row in rows if not _is_dashes(row)]
    return (content, end) if content else None


def _is_table(first: SourceLine, second: SourceLine, rows: Rows) -> bool:
    if _is_dashes(rows[1]) or _is_dashes(rows[0]):
        return True
    if first.text.startswith(("|", "｜")):
        return second.text.startswith(("|", "｜")) and min(map(len, rows)) > 1
    alike = len(rows[0]) == len(rows[1]) > 1
    return alike and not any(line.is_final or line.width > 120 for line in (first, second))


def _is_dashes(row: list[str]) -> bool:
    return all(map(_DASHES.match, row)) and bool(row)


def _cells(text: str) -> list[str]:
    """The cells of a row; a bar in code or behind a backslash is none between them."""
    if "｜" in text and ("|" not in text or text.startswith("｜")):
        text = text.replace("｜", "|")
    cells = []
    place = 1 if text.startswith("|") else 0
    while place <= len(text):
        cell = _CELL.match(text, place)
        end = cell.end() if cell else place
        cells.append(text[place:end].strip().replace("\\|", "|"))
        place = end + 1
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def _tabbed(lines: Sequence[SourceLine], start: int) -> tuple[Rows, int] | None:
    rows: Rows = []
    end = start
    while end < len(lines) and _has_tab(lines[end]):
        text, end = _spilled(lines, end)
        rows.append([_unquoted(cell) for cell in text.split("\t")])
    return (rows, end) if len(rows) > 1 else None


def _has_tab(line: SourceLine) -> bool:
    """Whether a tab separates its words, and not only follows the sign of a list."""
    if "\t" not in line.text:
        return "\t" in line.lead and bool(line.text)
    marker = marker_of(line.text)
    sure = marker is not None and (not marker.is_doubtful or marker.kind in ("weak", "dot", "symbol"))
    return not sure or "\t" in line.text[marker.length if marker else 0 :].lstrip()


def _spilled(lines: Sequence[SourceLine], start: int) -> tuple[str, int]:
    """A row, with the lines that a quoted cell of it goes on in; the place behind it."""
    first = lines[start]
    text = first.lead.lstrip(" ") + first.text
    if not re.search(r'(?:^|\t)"[^"\t]*$', text):
        return text, start + 1
    for end in range(start + 1, min(start + _SPILL, len(lines))):
        text += f"  \n{lines[end].text}"
        if '"' in lines[end].text:
            return text, end + 1
    return first.lead.lstrip(" ") + first.text, start + 1


def _unquoted(cell: str) -> str:
    """A cell without the quotes that a spreadsheet puts around several lines."""
    cell = cell.strip()
    if "\n" in cell and len(cell) > 1 and cell[0] == cell[-1] == '"':
        return cell[1:-1].replace('""', '"')
    return cell
