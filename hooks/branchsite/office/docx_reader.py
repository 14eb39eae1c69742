"""A .docx as lines: paragraphs, tables and text boxes in their order, as if every tracked change were accepted."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsmap, qn

from ..load.text import as_typed, with_plain_symbols
from .numbering import Numbering, style_of
from .source import Source, SourceLine

MOST_BYTES, MOST_BYTES_OF_TEXT = 64 * 2**20, 16 * 2**20
"""Unpacked size, of the file and of each of its texts, over which it is refused."""

_PLAIN_NAMES = (
    # What Word calls “Strict Open XML” has its own names for all that python-docx looks for.
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    # A document with macros and a template are read as what they are otherwise.
    (
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
    (
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ),
)
"""What other programs and forms of the file write, and what python-docx expects instead."""

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES = f"{{{nsmap['w']}}}txbxContent"
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), f"{_COMPATIBILITY}Fallback"}
_BREAKS = {qn("w:br"), qn("w:cr")}
_BESIDE = {
    "header": ("header", "w:p"),
    "footer": ("header", "w:p"),
    "footnotes": ("footnotes", "w:footnote"),
    "endnotes": ("footnotes", "w:endnote"),
    "comments": ("comments", "w:comment"),
}
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_NO_LEVEL = 10
"""As Word writes that a style is text."""

_DEEPEST = 100
"""Elements inside each other: a Word file has some twenty."""


class UnreadableWordFileError(Exception):
    """The file is no Word document that can be opened; its text says why, in Chinese."""


def read_docx(content: bytes) -> Source:
    """The lines of a Word file. Raises UnreadableWordFileError."""
    _weigh(content)
    try:
        document = Document(io.BytesIO(_with_plain_names(content)))
        reader = _Reader(document)
        lines = tuple(reader.block_lines(document.element.body))
        reader.look_outside(document.part)
    except UnreadableWordFileError:
        raise
    except Exception as error:
        # The library checks little: a broken file may trip it, or us, anywhere.
        raise UnreadableWordFileError("文件损坏了，或者不是 Word 文档") from error
    return Source(lines, tuple(reader.notes()))


def _weigh(content: bytes) -> None:
    """Refuse a package that is locked or unpacks to more than any plan."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableWordFileError("文件损坏了，或者不是 Word 文档") from error
    texts = [one.file_size for one in parts if one.filename.endswith((".xml", ".rels"))]
    if sum(one.file_size for one in parts) > MOST_BYTES or max(texts, default=0) > MOST_BYTES_OF_TEXT:
        raise UnreadableWordFileError("解压以后太大，不像一份计划")
    if any(one.flag_bits & 1 for one in parts):
        raise UnreadableWordFileError("文件设了密码")


def _with_plain_names(content: bytes) -> bytes:
    """The same package with the names that python-docx knows; the package itself where it has no others."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if not any(other in part for part in parts.values() for other, _ in _PLAIN_NAMES):
        return content
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as plain:
        for name, part in parts.items():
            plain.writestr(name, _plain(part) if name.endswith((".xml", ".rels")) else part)
    return made.getvalue()


def _plain(part: bytes) -> bytes:
    for other, known in _PLAIN_NAMES:
        part = part.replace(other, known)
    return part


class _Reader:
    """Walks through one document and remembers what it met."""

    def __init__(self, document: Any) -> None:
        styles = _root(document.part, "styles")
        self._numbering = Numbering(_root(document.part, "numbering"), styles)
        self._headings = _heading_levels(styles)
        self._seen: dict[str, int] = {}

    def notes(self) -> Iterator[str]:
        """What was met that a reader should know of."""
        words = {
            "boxes": "读了 {} 个文本框，放在它所在的段落后面",
            "deleted": "有 {} 处修订删掉的字，没有读入",
            "inserted": "有 {} 处修订加上的字，当作已经接受",
            "hidden": "有 {} 处隐藏的文字，没有读入",
            "pictures": "有 {} 张图片，图片里的字读不到",
            "objects": "有 {} 个嵌入的对象（公式、表格文件等），没有读入",
            "header": "有 {} 处页眉、页脚里的文字，没有读入",
            "footnotes": "有 {} 条脚注、尾注，没有读入",
            "comments": "有 {} 条批注，没有读入",
        }
        for name, sentence in words.items():
            if self._seen.get(name):
                yield sentence.format(self._seen[name])

    def look_outside(self, part: Any) -> None:
        """Note what stands beside the text: in headers and footers, in notes and comments."""
        for relation in () if part is None else part.rels.values():
            kind = relation.reltype.rpartition("/")[2]
            if relation.is_external or kind not in _BESIDE:
                continue
            root = parse_xml(relation.target_part.blob)
            name, tag = _BESIDE[kind]
            for one in root.iter(qn(tag)):
                if _HAN.search("".join(text.text or "" for text in one.iter(qn("w:t")))):
                    self._note(name)

    def block_lines(self, container: Any, depth: int = 0) -> Iterator[SourceLine]:
        """The lines of a body, a cell or a text box."""
        if depth > _DEEPEST:
            raise UnreadableWordFileError("里面一层套一层，太深了")
        for element in container:
            if element.tag == qn("w:p"):
                yield from self._paragraph(element, depth)
            elif element.tag == qn("w:tbl"):
                yield from self._table(element, depth)
            elif element.tag in _SKIPPED:
                self._note("deleted")
            elif element.tag not in (qn("w:sectPr"), qn("w:tcPr"), qn("w:sdtPr")):
                # Content controls, custom XML and the like hold blocks of their own.
                yield from self.block_lines(element, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> Iterator[SourceLine]:
        label, depth_in_list = self._numbering.label(paragraph), self._numbering.indent(paragraph)
        pieces = list(self._pieces(paragraph))
        text = "".join(text for text, _ in pieces)
        bold = bool(text.strip()) and all(strong for piece, strong in pieces if piece.strip())
        for number, line in enumerate(map(with_plain_symbols, text.split("\n"))):
            whole = (label if number == 0 else "") + line.strip()
            if line.strip():
                level = self._headings.get(style_of(paragraph) or "") or _own_level(paragraph)
                yield SourceLine(whole.strip(), level, bold, depth=depth_in_list if number == 0 else 0)
        for box in self._boxes(paragraph):
            self._note("boxes")
            yield from self.block_lines(box, depth + 1)

    def _boxes(self, element: Any) -> Iterator[Any]:
        """The text boxes of a paragraph, once each: files hold a second form of them for old programs."""
        for child in element:
            if child.tag == _SHAPES:
                yield child
            elif child.tag not in _SKIPPED:
                yield from self._boxes(child)

    def _pieces(self, element: Any) -> Iterator[tuple[str, bool]]:
        """Text of a paragraph run by run, each with whether it is bold."""
        for child in element:
            if child.tag == qn("w:r"):
                yield from self._run(child)
            elif child.tag in (qn("w:del"), qn("w:moveFrom")):
                self._note("deleted")
            elif child.tag not in (*_SKIPPED, qn("w:pPr"), _SHAPES):
                if child.tag == qn("w:ins"):
                    self._note("inserted")
                yield from self._pieces(child)

    def _run(self, run: Any) -> Iterator[tuple[str, bool]]:
        properties = run.find(qn("w:rPr"))
        if _on(properties, "w:vanish"):
            self._note("hidden")
            return
        text = "".join(self._characters(run))
        if text:
            yield text, _on(properties, "w:b")

    def _characters(self, run: Any) -> Iterator[str]:
        for child in run:
            if child.tag == qn("w:t"):
                yield as_typed((child.text or "").replace("\n", " "))
            elif child.tag == qn("w:tab"):
                yield "\t"
            elif child.tag in _BREAKS:
                yield "" if child.get(qn("w:type")) in ("page", "column") else "\n"
            elif child.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif child.tag == qn("w:sym"):
                yield _symbol(child.get(qn("w:char")) or "")
            elif child.tag in (qn("w:drawing"), qn("w:pict")) and not any(True for _ in child.iter(_SHAPES)):
                self._note("pictures")
            elif child.tag == qn("w:object"):
                self._note("objects")

    def _table(self, table: Any, depth: int) -> Iterator[SourceLine]:
        above: dict[int, str] = {}
        for row in table.iter(qn("w:tr")):
            if _owner(row, qn("w:tbl")) is not table:
                continue
            cells = self._cells(row, above, depth)
            above = dict(enumerate(cells))
            if any(cells):
                yield SourceLine("\t".join(" ".join(one.split()) for one in cells), cells=tuple(cells))

    def _cells(self, row: Any, above: dict[int, str], depth: int) -> list[str]:
        """What a row shows in each column: a cell that goes on from the row above says what that one says."""
        cells: list[str] = []
        for cell in row.iter(qn("w:tc")):
            if _owner(cell, qn("w:tr")) is not row:
                continue
            properties = cell.find(qn("w:tcPr"))
            merged = None if properties is None else properties.find(qn("w:vMerge"))
            lines = [line.text for line in self.block_lines(cell, depth + 1)]
            if merged is not None and merged.get(qn("w:val")) != "restart":
                cells.append(above.get(len(cells), ""))
            else:
                cells.append("\n".join(lines))
            # A cell over several columns is one; the empty places keep what follows in its column.
            cells += [""] * (_span(properties) - 1)
        return cells

    def _note(self, name: str) -> None:
        self._seen[name] = self._seen.get(name, 0) + 1


def _root(part: Any, kind: str) -> Any:
    """The root of a part that a document may lack: its styles, its numbering."""
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(f"/{kind}"):
            target = relation.target_part
            if hasattr(target, "element"):
                return target.element
    return None


def _heading_levels(styles: Any) -> dict[str, int]:
    """The outline level of each style that has one, its own or by what it is based on."""
    if styles is None:
        return {}
    own = {str(one.get(qn("w:styleId"))): one for one in styles.findall(qn("w:style"))}
    found: dict[str, int] = {}
    for name in own:
        trail: list[str] = []
        key = name
        while key in own and key not in found and len(trail) <= len(own):
            trail.append(key)
            level = _level_of_style(own[key])
            if level is not None:
                found[key] = level
                break
            based = own[key].find(qn("w:basedOn"))
            key = "" if based is None else str(based.get(qn("w:val")))
        found.update(dict.fromkeys(trail, found.get(key, _NO_LEVEL)))
    return {name: level for name, level in found.items() if level < _NO_LEVEL}


def _level_of_style(style: Any) -> int | None:
    """The outline level that a style sets itself, or that its name stands for; None where it leaves that open."""
    level = style.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if level is not None:
        return int(level.get(qn("w:val"))) + 1
    name = style.find(qn("w:name"))
    known = None if name is None else _HEADING_NAME.fullmatch((name.get(qn("w:val")) or "").strip())
    return int(known[1]) if known else None


def _own_level(paragraph: Any) -> int | None:
    level = paragraph.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    return int(level.get(qn("w:val"))) + 1 if level is not None and level.get(qn("w:val")) != "9" else None


def _on(properties: Any, tag: str) -> bool:
    """Whether a switch such as w:b is set."""
    switch = None if properties is None else properties.find(qn(tag))
    return switch is not None and switch.get(qn("w:val")) not in ("0", "false", "off")


def _symbol(code: str) -> str:
    """A character of a symbol font; those of private use are ticks and bullets that no text needs."""
    value = int(code, 16) if code else 0
    return chr(value) if 0x20 < value < 0xE000 else ""


def _owner(element: Any, tag: str) -> Any:
    """The nearest element around one, of a kind."""
    around = element.getparent()
    while around is not None and around.tag != tag:
        around = around.getparent()
    return around


def _span(properties: Any) -> int:
    span = None if properties is None else properties.find(qn("w:gridSpan"))
    return min(int(span.get(qn("w:val"))), 64) if span is not None else 1
