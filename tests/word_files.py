"""Word files made for tests: with the numbering that Word keeps apart from the text, and odder things."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

Level = tuple[str, str]
"""Format and text of a level: ("chineseCounting", "%1、")."""


def level_xml(index: int, level: Level, start: int = 1, more: str = "") -> str:
    """One w:lvl."""
    form, text = level
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbered(levels: Sequence[Level], *, lists: str = "", more: str = "") -> Any:
    """A new document with list 1 of some levels. lists, more: further w:num, w:abstractNum."""
    document = Document()
    root = document.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    inner = "".join(level_xml(index, level) for index, level in enumerate(levels))
    first = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="1">{inner}</w:abstractNum>'
    for xml in (
        first,
        *_split(more),
        f'<w:num {nsdecls("w")} w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        *_split(lists),
    ):
        root.append(parse_xml(xml))
    return document


def _split(xml: str) -> list[str]:
    return [part for part in xml.split("\n") if part.strip()]


def add(document: Any, text: str, level: int | None = None, number: int = 1, style: str | None = None) -> Any:
    """A paragraph, of a list's level where one is given."""
    paragraph = document.add_paragraph(text, style=style)
    if level is not None:
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )
    return paragraph


def append_xml(document: Any, xml: str) -> None:
    """An element at the end of the body, before the section's properties."""
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(xml))


def saved(document: Any) -> bytes:
    """The file."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The same package with one part replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            if one != name:
                new.writestr(one, old.read(one))
        new.writestr(name, data)
    return buffer.getvalue()
