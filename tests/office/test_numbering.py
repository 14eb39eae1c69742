"""Word's own numbers: what it prints in front of a paragraph is read as it prints it."""

import pytest
from docx.oxml.ns import nsdecls

from branchsite.office.docx_reader import read_docx
from branchsite.office.numbering import FORMATS
from branchsite.office.numerals import chinese, number_of
from rows import over
from word_files import add, level_xml, numbered, saved

PLAN = [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimalEnclosedCircle", "%4")]


def texts(document) -> list[str]:
    return [line.text for line in read_docx(saved(document)).lines]


@pytest.mark.parametrize(
    ("form", "number", "written"),
    [
        ("chineseCounting", 11, "十一"),
        ("chineseCountingThousand", 20, "二十"),
        ("japaneseCounting", 3, "三"),
        ("taiwaneseCountingThousand", 105, "一百零五"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("ideographDigital", 12, "一二"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 12, "亥"),
        ("ideographTraditional", 11, "11"),
        ("ideographEnclosedCircle", 2, "㊁"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("decimalEnclosedCircle", 10, "⑩"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalEnclosedParen", 2, "⑵"),
        ("decimalEnclosedFullstop", 9, "⒐"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("upperLetter", 28, "BB"),
        ("lowerLetter", 26, "z"),
    ],
)
def test_formats(form: str, number: int, written: str) -> None:
    """Each format writes a number as Word does; past its characters it writes digits."""
    assert FORMATS[form](number) == written


@over("number", [*range(1, 112), 120, 199, 250, 305, 900, 999])
def test_numerals_come_back(number: int) -> None:
    """What is counted is read again as the same number."""
    assert number_of(chinese(number)) == number


def test_levels_restart_under_each_higher_one() -> None:
    """Deeper levels begin anew, higher ones go on."""
    document = numbered(PLAN)
    for text, level in (
        ("甲", 0),
        ("乙", 1),
        ("丙", 2),
        ("丁", 2),
        ("戊", 1),
        ("己", 2),
        ("庚", 0),
        ("辛", 1),
        ("壬", 3),
    ):
        add(document, text, level)
    assert texts(document) == ["一、甲", "（一）乙", "1.丙", "2.丁", "（二）戊", "1.己", "二、庚", "（一）辛", "①壬"]


def test_another_list_of_the_same_definition_goes_on_unless_it_sets_its_start() -> None:
    """Word restarts a list by a second w:num with a start of its own."""
    again = f'<w:num {nsdecls("w")} w:numId="{{}}"><w:abstractNumId w:val="1"/>{{}}</w:num>'
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    document = numbered([("decimal", "%1.")], lists="\n".join([again.format(2, ""), again.format(3, start)]))
    for text, number in (("甲", 1), ("乙", 1), ("丙", 2), ("丁", 3), ("戊", 3)):
        add(document, text, 0, number)
    assert texts(document) == ["1.甲", "2.乙", "3.丙", "1.丁", "2.戊"]


def test_a_style_numbers_its_paragraphs() -> None:
    """A heading style that belongs to a level of a list: the number is nowhere in the paragraph."""
    stage = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="7">' + level_xml(
        0, ("chineseCounting", "第%1阶段："), more='<w:pStyle w:val="Heading1"/>'
    )
    document = numbered(
        PLAN,
        more=stage + "</w:abstractNum>",
        lists=f'<w:num {nsdecls("w")} w:numId="7"><w:abstractNumId w:val="7"/></w:num>',
    )
    properties = document.styles["Heading 1"].element.get_or_add_pPr()
    properties.append(add(document, "", 0, 7)._p.pPr.numPr)
    for text in ("学习", "检查"):
        document.add_paragraph(text, style="Heading 1")
    source = read_docx(saved(document))
    assert [(line.text, line.heading) for line in source.lines] == [("第一阶段：学习", 1), ("第二阶段：检查", 1)]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (level_xml(0, ("bullet", "•")), ["• 甲", "• 乙"]),
        (level_xml(0, ("none", "")), ["甲", "乙"]),
        (level_xml(0, ("decimal", "第%1条"), start=5), ["第5条甲", "第6条乙"]),
        (level_xml(0, ("unheardOf", "%1)")), ["1)甲", "2)乙"]),
        (level_xml(0, ("decimal", "%3.%1")), [".1甲", ".2乙"]),
    ],
    ids=["bullet", "none", "start", "unknown format", "a level that is not there"],
)
def test_single_levels(level: str, expected: list[str]) -> None:
    """Bullets are all alike; unknown formats are digits; a gap is empty, never an error."""
    document = numbered(
        PLAN,
        more=f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{level}</w:abstractNum>',
        lists=f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>',
    )
    add(document, "甲", 0, 9)
    add(document, "乙", 0, 9)
    assert texts(document) == expected


def test_lists_that_are_not_defined_number_nothing() -> None:
    """A paragraph of a list that the file lacks, and of list 0, which is Word's word for none."""
    document = numbered(PLAN)
    add(document, "甲", 0, 77)
    add(document, "乙", 0, 0)
    add(document, "丙", 8, 1)
    assert texts(document) == ["甲", "乙", "丙"]


def test_legal_numbers_are_digits() -> None:
    """“正规形式编号”: 1.1 below 一、."""
    legal = level_xml(0, ("chineseCounting", "%1、")) + level_xml(1, ("decimal", "%1.%2"), more="<w:isLgl/>")
    document = numbered(
        PLAN,
        more=f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{legal}</w:abstractNum>',
        lists=f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>',
    )
    for text, level in (("甲", 0), ("乙", 0), ("丙", 1)):
        add(document, text, level, 9)
    assert texts(document) == ["一、甲", "二、乙", "2.1丙"]
