"""A .docx in the form of an official document: page, type and levels by GB/T 9704—2012, without a red head.

Numbers stand in the text, so that any program shows them alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

TITLE_FONT, LEVEL_FONT, SUB_FONT, BODY_FONT = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_LATIN = "Times New Roman"
_BODY_SIZE, _TITLE_SIZE, _PAGE_SIZE = 16, 22, 14
"""三号, 二号 and 四号, in points."""

LINE = 28.95
"""Points from line to line: 22 lines in 225 mm (GB/T 9704—2012, 5.2.3)."""


class Style(Enum):
    """What a paragraph is: font, size in points, whether bold; the last word tells those apart that look alike."""

    TITLE = (TITLE_FONT, _TITLE_SIZE, False, "title")
    LEVEL_1 = (LEVEL_FONT, _BODY_SIZE, False, "level 1")
    LEVEL_2 = (SUB_FONT, _BODY_SIZE, False, "level 2")
    LEVEL_3 = (BODY_FONT, _BODY_SIZE, True, "level 3")
    BODY = (BODY_FONT, _BODY_SIZE, False, "body")
    SIGNATURE = (BODY_FONT, _BODY_SIZE, False, "signature")


@dataclass(frozen=True)
class Text:
    """A paragraph of a style."""

    style: Style
    text: str


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the head and is repeated on each page. widths, height: in millimetres.

    height: the least of a row, with room to write by hand; 0 for what its words need.
    """

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    height: int = 0


Block = Text | Table


def write_document(path: Path, blocks: Iterable[Block], title: str) -> None:
    """Write a document. title: for the file's properties. Raises FileExistsError, OSError."""
    document = Document()
    _page(document)
    document.core_properties.title = title
    document.core_properties.author = ""
    for block in blocks:
        if isinstance(block, Table):
            _table(document, block)
        else:
            _paragraph(document.add_paragraph(), block)
    with path.open("xb") as made:
        document.save(made)


def _page(document: Any) -> None:
    """A4, the text block of 156 × 225 mm, page numbers at the outer edge (GB/T 9704—2012, 5.2 and 7.5)."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(footer: Any, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 —, one character in from the edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(_PAGE_SIZE)
    for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
        run = paragraph.add_run(text)
        _font(run, "宋体", _PAGE_SIZE, False)
        if field:
            for kind in ("begin", "instr", "end"):
                run._r.append(_field(kind, field))


def _field(kind: str, code: str) -> Any:
    if kind == "instr":
        element = OxmlElement("w:instrText")
        element.text = code
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def _paragraph(paragraph: Any, block: Text) -> None:
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    layout.space_before = layout.space_after = Pt(0)
    if block.style is Style.TITLE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        layout.line_spacing = Pt(LINE * 1.25)
        layout.space_after = Pt(LINE)
    elif block.style is Style.SIGNATURE:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        layout.right_indent = Pt(_BODY_SIZE * 2)
    else:
        layout.first_line_indent = Pt(_BODY_SIZE * 2)
    layout.keep_with_next = block.style in (Style.LEVEL_1, Style.LEVEL_2, Style.LEVEL_3)
    layout.widow_control = True
    name, size, bold, _ = block.style.value
    _font(paragraph.add_run(block.text), name, size, bold)


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, block.widths, strict=True):
        column.width = Mm(width)
    for number, row in enumerate(block.rows):
        cells = table.add_row()
        if block.height:
            cells.height, cells.height_rule = Mm(block.height), WD_ROW_HEIGHT_RULE.AT_LEAST
        _row(cells, head=number == 0)
        for cell, text, width in zip(cells.cells, row, block.widths, strict=True):
            cell.width = Mm(width)
            if block.height:
                cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _font(paragraph.add_run(text), LEVEL_FONT if number == 0 else BODY_FONT, 12, False)


def _row(row: Any, head: bool) -> None:
    """A row that is not cut by a page; the head is repeated."""
    properties = row._tr.get_or_add_trPr()
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        properties.append(OxmlElement(name))


def _font(run: Any, name: str, size: float, bold: bool) -> None:
    run.font.name = _LATIN
    run.font.size = Pt(size)
    run.font.bold = bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def free_path(folder: Path, name: str, suffix: str) -> Path:
    """A file of that name that is not there yet: NAME.docx, else NAME-2.docx."""
    path = folder / f"{name}{suffix}"
    number = 2
    while path.exists():
        path = folder / f"{name}-{number}{suffix}"
        number += 1
    return path


def blank(length: int = 20) -> str:
    """A line to write on."""
    return "＿" * length
