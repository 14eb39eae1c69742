"""What a Word file shows is read, in order; what is not read is named; what is no Word file is refused."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from branchsite.office.docx_reader import UnreadableWordFileError, read_docx
from word_files import append_xml, saved, with_part

BOX = """<w:p {w}><w:r><w:t>框外</w:t></w:r><w:r>
<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
<mc:Choice Requires="wps">
<w:drawing><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
RUN = "<w:r>{properties}<w:t>{text}</w:t></w:r>"


def paragraph(inner: str) -> str:
    return f"<w:p {nsdecls('w')}>{inner}</w:p>"


def run(text: str, properties: str = "") -> str:
    return RUN.format(text=text, properties=properties and f"<w:rPr>{properties}</w:rPr>")


@pytest.mark.parametrize(
    ("xml", "lines", "note"),
    [
        (BOX.format(w=nsdecls("w")), ["框外", "框里"], "1 个文本框"),
        (
            paragraph(run("甲") + "<w:del><w:r><w:delText>乙</w:delText></w:r></w:del>" + run("丙")),
            ["甲丙"],
            "1 处修订删掉",
        ),
        (paragraph(run("甲") + f"<w:ins>{run('乙')}</w:ins>"), ["甲乙"], "1 处修订加上"),
        (paragraph(f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"), ["新"], "修订删掉"),
        (paragraph(run("看得见") + run("看不见", "<w:vanish/>")), ["看得见"], "1 处隐藏"),
        (paragraph(run("第一行") + "<w:r><w:br/></w:r>" + run("第二行")), ["第一行", "第二行"], ""),
        (paragraph(run("页") + '<w:r><w:br w:type="page"/></w:r>' + run("面")), ["页面"], ""),
        (paragraph(f"<w:sdt><w:sdtContent>{run('控件')}</w:sdtContent></w:sdt>"), ["控件"], ""),
        (f"<w:sdt {nsdecls('w')}><w:sdtContent>{paragraph(run('整段控件'))}</w:sdtContent></w:sdt>", ["整段控件"], ""),
        (
            paragraph(f"<w:hyperlink>{run('链接')}</w:hyperlink><w:smartTag>{run('标记')}</w:smartTag>"),
            ["链接标记"],
            "",
        ),
        (paragraph(f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('域')}"), ["域"], ""),
        (paragraph(run("图：") + "<w:r><w:drawing/></w:r>"), ["图："], "1 张图片"),
        (paragraph(run("式：") + "<w:r><w:object/></w:r>"), ["式："], "1 个嵌入的对象"),
        (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + run("勾")), ["勾"], ""),
        (paragraph("<w:r><w:t>   </w:t></w:r>"), [], ""),
    ],
)
def test_paragraphs(xml: str, lines: list[str], note: str) -> None:
    """Each thing that a paragraph may hold, and the word on it."""
    document = Document()
    append_xml(document, xml)
    source = read_docx(saved(document))
    assert [line.text for line in source.lines] == lines
    assert note in "；".join(source.notes)
    assert bool(note) == bool(source.notes)


def test_tables_keep_their_columns() -> None:
    """A row is one line with its cells: merged ones once across and again down; a table within a cell, too."""
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table.rows[0].cells, ("月份", "工作", "备注"), strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "三月"
    table.cell(1, 1).text = "学习\n交流"
    table.cell(2, 1).merge(table.cell(2, 2)).text = "走访"
    inner = table.cell(1, 2).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "里面"
    source = read_docx(saved(document))
    assert [line.cells for line in source.lines] == [
        ("月份", "工作", "备注"),
        ("三月", "学习\n交流", "里面"),
        ("三月", "走访", ""),
    ]


def test_headings_and_bold_are_seen() -> None:
    """The outline level comes from the style; a line is bold where all of it is."""
    document = Document()
    document.add_paragraph("标题", style="Heading 2")
    document.add_paragraph().add_run("粗").bold = True
    mixed = document.add_paragraph()
    mixed.add_run("粗").bold = True
    mixed.add_run("细")
    lines = read_docx(saved(document)).lines
    assert [(line.heading, line.bold) for line in lines] == [(2, False), (None, True), (None, False)]


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (70 * 2**20))
    return buffer.getvalue()


def deep(controls: int = 120) -> bytes:
    inner = "<w:sdt><w:sdtContent>" * controls + f"<w:p>{run('底')}</w:p>" + "</w:sdtContent></w:sdt>" * controls
    body = f"<w:document {nsdecls('w')}><w:body>{inner}</w:body></w:document>"
    return with_part(saved(Document()), "word/document.xml", body.encode())


def entities() -> bytes:
    """An entity that would read a file of this computer."""
    body = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document {nsdecls("w")}><w:body>'
        "<w:p><w:r><w:t>前&x;后</w:t></w:r></w:p></w:body></w:document>"
    )
    return with_part(saved(Document()), "word/document.xml", body.encode())


WHOLE = saved(Document())


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04", WHOLE[: len(WHOLE) // 2], bomb(), deep(), with_part(WHOLE, "word/document.xml", b"<broken"),
     with_part(WHOLE, "[Content_Types].xml", b""), with_part(WHOLE, "_rels/.rels", b"<x/>")],
    ids=["only the magic", "cut", "bomb", "deep", "broken XML", "no types", "no relations"],
)  # fmt: skip
def test_refused(content: bytes) -> None:
    """What is no Word file, or one made to harm, is refused with a reason."""
    with pytest.raises(UnreadableWordFileError, match=r"[\u4e00-\u9fff]"):
        read_docx(content)


def test_just_as_deep_as_is_read() -> None:
    """Fifty controls within each other; one more is refused."""
    assert [line.text for line in read_docx(deep(50)).lines] == ["底"]
    with pytest.raises(UnreadableWordFileError, match="太深"):
        read_docx(deep(51))


def test_an_entity_reads_no_file() -> None:
    """Nothing of another file comes into the text."""
    try:
        text = "".join(line.text for line in read_docx(entities()).lines)
    except UnreadableWordFileError:
        text = ""
    assert "root" not in text


def test_styles_in_a_circle_end() -> None:
    """Styles that are based on each other."""
    document = Document()
    first, second = document.styles["Heading 1"], document.styles["Heading 2"]
    first.base_style, second.base_style = second, first
    for style in (first, second):
        properties = style.element.pPr
        for level in list(properties.findall(f"{{{properties.nsmap['w']}}}outlineLvl")):
            properties.remove(level)
    document.add_paragraph("甲", style="Heading 1")
    assert [line.text for line in read_docx(saved(document)).lines] == ["甲"]
