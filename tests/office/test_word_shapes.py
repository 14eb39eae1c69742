"""Word files as people and programs make them: each gives its sections, items and commitments."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import nsdecls

from branchsite.office.docx_reader import UnreadableWordFileError, read_docx
from branchsite.office.draft import Draft, draft_of
from branchsite.office.source import Source
from read_plans import KINDS, measured
from word_files import add, append_xml, numbered, saved, with_part

TITLE = "示例小学党支部2024-2025学年度第一学期工作计划"
STRICT = (
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
)  # fmt: skip
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def titled() -> Any:
    document = Document()
    document.add_paragraph(TITLE)
    return document


def table(document: Any, *rows: tuple[str, ...]) -> Any:
    made = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    return made


def two_lists() -> Any:
    """Two lists of the same form, one set in further than the other, which goes on counting."""
    document = titled()
    for part, items in (
        ("政治建设", ["每月组织一次政治学习", "11月底前举办微党课比赛"]),
        ("组织建设", ["支委会每月一次"]),
    ):
        document.add_paragraph(part, style="List Number")
        for item in items:
            document.add_paragraph(item, style="List Number 2")
    document.add_paragraph("示例小学党支部")
    document.add_paragraph("2024年9月")
    return document


def bullets() -> Any:
    document = titled()
    for part, items in (("一、学习", ["每月集中学习一次", "书记上党课2次"]), ("二、服务", ["重阳节慰问老党员"])):
        document.add_paragraph(part)
        for item in items:
            document.add_paragraph(item, style="List Bullet")
    return document


def styled() -> Any:
    """Headings by style alone."""
    document = titled()
    for text, level in (("总体要求", 1), ("重点任务", 1), ("理论学习", 2), ("组织生活", 2), ("保障措施", 1)):
        document.add_heading(text, level)
        document.add_paragraph(
            {"理论学习": "每月集中学习一次。", "组织生活": "支委会每月一次。"}.get(text, "抓好落实。")
        )
    return document


def restarted() -> Any:
    """Word's own numbers, begun anew in each part by a list of their own."""
    again = "\n".join(
        f'<w:num {nsdecls("w")} w:numId="{one}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for one in (2, 3)
    )
    document = numbered([("chineseCounting", "%1、"), ("decimal", "%2.")], lists=again)
    document.add_paragraph(TITLE)
    for number, (part, items) in enumerate(
        (("学习", ["每月集中学习一次", "书记上党课2次"]), ("服务", ["重阳节慰问老党员"]))
    ):
        add(document, part, 0)
        for item in items:
            add(document, item, 1, number + 2)
    return document


def soft_breaks() -> Any:
    """Everything in one paragraph, its lines broken by Shift and Enter."""
    document = titled()
    run = document.add_paragraph().add_run()
    for line in ("一、学习", "1.每月集中学习一次。", "2.书记上党课2次。", "二、服务", "1.重阳节慰问老党员。"):
        run.add_text(line)
        run.add_break()
    return document


def framed() -> Any:
    """A table that is only a frame: a heading on the left, its text on the right."""
    document = titled()
    rows = (
        ("指导思想", "坚持党建引领，推动学校党建工作和教育教学深度融合，办好老百姓家门口的每一所学校，一年一个台阶。"),
        ("主要工作", "1.每月集中学习一次。\n2.书记上党课2次。"),
        ("时间安排", "9月：师德承诺\n12月：组织生活会、民主评议党员"),
    )
    table(document, *rows)
    return document


def one_cell() -> Any:
    """The whole plan in a table of one column."""
    document = Document()
    table(
        document, (TITLE,), ("一、学习\n1.每月集中学习一次。\n2.书记上党课2次。",), ("二、服务\n1.重阳节慰问老党员。",)
    )
    return document


def weeks() -> Any:
    """A title over all columns, weeks as plain numbers, days beside them."""
    document = titled()
    made = table(
        document,
        ("2024年秋季行事历", "", "", ""),
        ("周次", "时间", "工作内容", "责任人"),
        ("3", "9.16-9.20", "支委会；学习会", "示例甲"),
        ("7", "10.14-10.18", "书记讲党课", "示例乙"),
    )
    made.cell(0, 0).merge(made.cell(0, 3))
    return document


def quarters() -> Any:
    document = titled()
    document.add_paragraph("一、学习安排")
    document.add_paragraph("认真组织。")
    document.add_paragraph("二、主题党日安排")
    table(document, ("第三季度", "第四季度"), ("敬老", "宪法宣传"))
    return document


def nested() -> Any:
    """A table within a cell: its words are the cell's."""
    document = titled()
    made = table(document, ("月份", "工作内容"), ("9月", "支委会"), ("10月", ""))
    made.cell(2, 1).add_table(rows=1, cols=1).cell(0, 0).text = "书记讲党课"
    return document


def table_at_the_end() -> Any:
    """A schedule right behind the last item: the item keeps what it promises itself."""
    document = titled()
    for text in (
        "一、学习",
        "1.每月集中学习一次。",
        "二、组织生活",
        "1.支委会每月一次。",
        "2.12月底前召开组织生活会。",
    ):
        document.add_paragraph(text)
    table(document, ("月份", "工作内容", "责任人"), ("9月", "师德承诺", "示例甲"), ("10月", "慰问老党员", "示例乙"))
    return document


SHAPES: dict[str, tuple[Callable[[], Any], list[tuple[str, int]], dict[str, str]]] = {
    "two lists": (
        two_lists,
        [("政治建设", 2), ("组织建设", 1)],
        {"理论学习": "按期覆盖 月 1", "党课": "限期 2024-11-30", "支委会": "按期覆盖 月 1"},
    ),
    "bullets": (
        bullets,
        [("学习", 2), ("服务", 1)],
        {"理论学习": "按期覆盖 月 1", "党课": "按次数 2", "关爱帮扶": "限期 2024-10-11"},
    ),
    "styled": (
        styled,
        [("总体要求", 0), ("重点任务", 2), ("保障措施", 0)],
        {"理论学习": "按期覆盖 月 1", "支委会": "按期覆盖 月 1"},
    ),
    "restarted": (
        restarted,
        [("学习", 2), ("服务", 1)],
        {"理论学习": "按期覆盖 月 1", "党课": "按次数 2", "关爱帮扶": "限期 2024-10-11"},
    ),
    "soft breaks": (
        soft_breaks,
        [("学习", 2), ("服务", 1)],
        {"理论学习": "按期覆盖 月 1", "党课": "按次数 2", "关爱帮扶": "限期 2024-10-11"},
    ),
    "framed": (
        framed,
        [("指导思想", 0), ("主要工作", 2), ("时间安排", 2)],
        {
            "理论学习": "按期覆盖 月 1",
            "党课": "按次数 2",
            "师德承诺": "限期 2024-09-30",
            "组织生活会": "限期 2024-12-31",
            "民主评议党员": "限期 2024-12-31",
        },
    ),
    "one cell": (
        one_cell,
        [("学习", 2), ("服务", 1)],
        {"理论学习": "按期覆盖 月 1", "党课": "按次数 2", "关爱帮扶": "限期 2024-10-11"},
    ),
    "weeks": (
        weeks,
        [("2024年秋季行事历", 2)],
        {"支委会": "限期 2024-09-22", "学习会": "限期 2024-09-22", "书记讲党课": "限期 2024-10-20"},
    ),
    "quarters": (quarters, [("学习安排", 0), ("主题党日安排", 2)], {"主题党日": "分节点 2"}),
    "table at the end": (
        table_at_the_end,
        [("学习", 1), ("组织生活", 2), ("每月工作安排", 2)],
        {
            "理论学习": "按期覆盖 月 1",
            "支委会": "按期覆盖 月 1",
            "组织生活会": "限期 2024-12-31",
            "师德承诺": "限期 2024-09-30",
            "慰问老党员": "限期 2024-10-31",
        },
    ),
    "nested": (nested, [("每月工作安排", 2)], {"支委会": "限期 2024-09-30", "书记讲党课": "限期 2024-10-31"}),
}


def drafted(source: Source) -> Draft:
    draft = draft_of(source, KINDS)
    assert draft is not None
    return draft


@pytest.mark.parametrize("name", SHAPES)
def test_shapes(name: str) -> None:
    """Sections, their items, and every commitment with its measure."""
    make, sections, commitments = SHAPES[name]
    draft = drafted(read_docx(saved(make())))
    assert draft.heading.title == TITLE
    assert [(section.title, len(section.items)) for section in draft.sections] == sections
    found = measured(draft)
    assert {short: found.get(short) for short in commitments} == commitments
    assert "示例甲" not in str(draft)


def test_signatures_are_no_text() -> None:
    """Who and when stand in the notes alone."""
    draft = drafted(read_docx(saved(two_lists())))
    assert draft.closing == ()
    assert all("2024年9月" not in text for section in draft.sections for item in section.items for text in item.text)
    assert any("2024年9月" in note for note in draft.notes)


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same package with each part changed, or left out for None."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = change(name, old.read(name))
            if data is not None:
                new.writestr(name, data)
    return made.getvalue()


def strict(name: str, data: bytes) -> bytes:
    for usual, other in STRICT:
        data = data.replace(usual.encode(), other.encode())
    return data


def of_type(kind: str) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data.replace(WORD.encode(), kind.encode()) if name == "[Content_Types].xml" else data


def without(*parts: str) -> Callable[[str, bytes], bytes | None]:
    """As a program leaves a package that writes only what it must."""

    def change(name: str, data: bytes) -> bytes | None:
        if name in {f"word/{part}.xml" for part in parts}:
            return None
        for part in parts:
            if name == "word/_rels/document.xml.rels":
                text = data.decode()
                begin = text.rfind("<Relationship ", 0, text.find(f'"{part}.xml"'))
                data = (text[:begin] + text[text.find("/>", begin) + 2 :]).encode()
        return data

    return change


FORMS: dict[str, Callable[[str, bytes], bytes | None]] = {
    "strict": strict,
    "macros": of_type("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "template": of_type("application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    "bare": without("styles", "numbering", "settings", "fontTable", "webSettings"),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms_of_the_file(form: str) -> None:
    """Strict Open XML, a document with macros, a template, and a file without styles: the same text."""
    whole = saved(soft_breaks())
    assert read_docx(rewritten(whole, FORMS[form])).lines == read_docx(whole).lines


def test_what_stands_beside_the_text_is_named() -> None:
    """A header with words is not read, and said; one with a page number alone is not worth a word."""
    document = soft_breaks()
    document.sections[0].header.paragraphs[0].text = "示例小学党支部文件"
    document.sections[0].footer.paragraphs[0].text = "- 1 -"
    (note,) = read_docx(saved(document)).notes
    assert note == "有 1 处页眉、页脚里的文字，没有读入"


def test_a_link_to_elsewhere_is_not_followed() -> None:
    """A template or picture of another computer: nothing is fetched, the text is read."""
    document = soft_breaks()
    document.part.relate_to("http://elsewhere.invalid/x.dotm", "http://x/attachedTemplate", is_external=True)
    assert len(read_docx(saved(document)).lines) == 6


LEVELS = "".join(
    f'<w:lvl w:ilvl="{10**9 + one}"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl>' for one in range(3)
)
CHAIN = "".join(
    f'<w:style w:type="paragraph" w:styleId="s{one}"><w:basedOn w:val="s{one + 1}"/></w:style>' for one in range(9000)
)


def deep_level() -> bytes:
    """A list whose level is a thousand million."""
    more = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{LEVELS}</w:abstractNum>'
    lists = f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    document = numbered([("decimal", "%1.")], more=more, lists=lists)
    add(document, "甲", 10**9, 9)
    return saved(document)


def huge_number() -> bytes:
    """A list that begins at a number no person counts to, in letters."""
    level = (
        f'<w:lvl w:ilvl="0"><w:start w:val="{10**15}"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1."/></w:lvl>'
    )
    more = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{level}</w:abstractNum>'
    document = numbered(
        [("decimal", "%1.")], more=more, lists=f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>'
    )
    add(document, "甲", 0, 9)
    return saved(document)


def long_chain() -> bytes:
    """Nine thousand styles, each based on the next, and a paragraph of each tenth."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s{one}"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>' for one in range(0, 9000, 10)
    )
    whole = with_part(saved(Document()), "word/styles.xml", f"<w:styles {nsdecls('w')}>{CHAIN}</w:styles>".encode())
    return with_part(
        whole, "word/document.xml", f"<w:document {nsdecls('w')}><w:body>{body}</w:body></w:document>".encode()
    )


@pytest.mark.slow
@pytest.mark.no_cover  # Counting lines would double its time; others go over the same ones.
@pytest.mark.parametrize(("make", "lines"), [(deep_level, 1), (huge_number, 1), (long_chain, 900)])
def test_hostile_files_are_read_in_no_time(make: Callable[[], bytes], lines: int) -> None:
    """What would count or walk for ever is read like anything else."""
    assert len(read_docx(make()).lines) == lines


def test_a_broken_element_is_named() -> None:
    """A number that is none."""
    document = Document()
    append_xml(document, f'<w:p {nsdecls("w")}><w:pPr><w:outlineLvl w:val="x"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>')
    with pytest.raises(UnreadableWordFileError, match="损坏"):
        read_docx(saved(document))
