"""Tables of what was copied: a cell is one line, and merged ones are cells of their own."""

import re
from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag

_MOST_COLUMNS, _MOST_CELLS = 40, 5000


def take_tables(soup: BeautifulSoup) -> None:
    """A cell is one line; a table that is only there for its layout is none."""
    for cell in soup.find_all(["td", "th"]):
        for inner in cell.find_all(["p", "br", "div", "section", "li"]):
            inner.insert_after(" ")
            inner.unwrap()
        for text in cell.find_all(string=re.compile(r"[|\n]")):
            text.replace_with(re.sub(r"\s*\n\s*", " ", text.replace("|", "｜")))
    for table in soup.find_all("table"):
        _captions(table)
        _spread(table)
    for table in reversed(soup.find_all("table")):
        rows = table.find_all("tr")
        if table.find("table") or all(len(row.find_all(["td", "th"])) < 2 for row in rows):
            for one in table.find_all(["td", "th"]):
                one.name = "p"
            for one in [table, *table.find_all(["tbody", "thead", "tr"])]:
                one.unwrap()


def _captions(table: Tag) -> None:
    """What is above a table stands there as a paragraph."""
    for caption in table.find_all("caption"):
        caption.name = "p"
        table.insert_before(caption.extract())


def _spread(table: Tag) -> None:
    """Merged cells as cells of their own: what follows stays in its column, and each row says what is beside it."""
    if sum(_span(one, "colspan") * _span(one, "rowspan") for one in table.find_all(["td", "th"])) > _MOST_CELLS:
        return
    below: dict[int, tuple[int, str]] = {}
    for row in table.find_all("tr"):
        if row.find_parent("table") is not table:
            continue
        at = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            at = _filled(cell, at, below)
            wide = max(1, min(_span(cell, "colspan"), _MOST_COLUMNS - at))
            high = _span(cell, "rowspan")
            if high > 1:
                below[at] = (high, cell.get_text(" ", strip=True))
                below |= {at + step: (high, "") for step in range(1, wide)}
            for _ in range(wide - 1):
                cell.insert_after(_cell(""))
            at += wide
        last = row.find_all(["td", "th"], recursive=False)
        while last and at in below:
            last[-1].insert_after(new := _cell(below[at][1]))
            last.append(new)
            at += 1
        below = {place: (high - 1, text) for place, (high, text) in below.items() if high > 1}


def _filled(cell: Tag, at: int, below: Mapping[int, tuple[int, str]]) -> int:
    """The place of a cell behind those that go on from a row above."""
    while at in below and below[at][0] >= 1 and at < _MOST_COLUMNS:
        cell.insert_before(_cell(below[at][1]))
        at += 1
    return at


def _cell(text: str) -> Tag:
    made = Tag(name="td")
    made.string = text
    return made


def _span(cell: Tag, name: str) -> int:
    typed = str(cell.get(name, ""))
    return min(max(int(typed), 1), _MOST_COLUMNS) if re.fullmatch(r"[0-9]{1,4}", typed) else 1
