"""A plan's file is known by what is in it, and one that cannot be read says what to do."""

import subprocess
import zipfile
from pathlib import Path

import pytest
from docx import Document

from branchsite.errors import DataError
from branchsite.office import plan_file
from branchsite.office.draft import draft_of
from branchsite.office.plan_file import read_plan_file
from read_plans import KINDS, measured
from word_files import saved

TEXT = "示例小学计划\r\n一、学习\r\n\t\r\n二、交流\t三月"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_text_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    """Notepad's encodings; empty lines go; a tab parts cells."""
    path = tmp_path / "计划.txt"
    path.write_bytes(TEXT.encode(encoding))
    lines = read_plan_file(path).lines
    assert [line.text for line in lines] == ["示例小学计划", "一、学习", "二、交流\t三月"]
    assert lines[2].cells == ("二、交流", "三月")


HEAD = "示例小学党支部2024—2025学年度第一学期工作计划"
UNSEEN = {
    "marks of direction": ("\u202e一、\u200f学习\u200b", "一、学习"),
    "a soft hyphen": ("二、党\u00ad建", "二、党建"),
    "controls": ("二、党建\x01\x7f", "二、党建"),
    "a bullet of Wingdings": ("\uf06c 学习", "• 学习"),
    "a bullet of Symbol": ("\uf0b7\t学习", "• 学习"),
    "a tick of Wingdings": ("完成\uf0fc", "完成√"),
    "a character of no font": ("学\ue123习", "学习"),
}


@pytest.mark.parametrize("case", UNSEEN)
def test_what_nobody_sees_is_not_read(tmp_path: Path, case: str) -> None:
    """Nor kept from one word to the other what every font shows otherwise: of a text, and of Word."""
    typed, shown = UNSEEN[case]
    (tmp_path / "计划.txt").write_text(f"{HEAD}\n{typed}", encoding="utf-8")
    files = [tmp_path / "计划.txt"]
    if "\x01" not in typed:
        document = Document()
        document.add_paragraph(typed)
        files.append(tmp_path / "计划.docx")
        files[-1].write_bytes(saved(document))
    for path in files:
        assert read_plan_file(path).lines[-1].text == shown


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_line_ends_of_any_kind(tmp_path: Path, end: str) -> None:
    """Of old Macs, of Word, of web pages."""
    (tmp_path / "计划.txt").write_bytes(end.join((HEAD, "一、学习", "每月一次。")).encode())
    assert [line.text for line in read_plan_file(tmp_path / "计划.txt").lines] == [HEAD, "一、学习", "每月一次。"]


def test_word_by_its_content(tmp_path: Path) -> None:
    """The name does not matter."""
    document = Document()
    document.add_paragraph("一、学习")
    path = tmp_path / "计划.doc"
    path.write_bytes(saved(document))
    assert [line.text for line in read_plan_file(path).lines] == ["一、学习"]


OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

REFUSED = {
    "pdf": (b"%PDF-1.7", "PDF", "记事本"),
    "rtf": (b"{\\rtf1", "RTF", "另存为"),
    "png": (b"\x89PNG\r\n", "图片", "Word"),
    "html": (b"<html><body>", "网页", "记事本"),
    "word 2003 xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "2003", "另存为"),
    "zip": (b"PK\x05\x06" + b"\0" * 18, "损坏", "另存为"),
    "rar": (b"Rar!\x1a", "压缩包", "解压"),
    "empty": (b"", "空的", "选错"),
    "blank": ("　\n \n".encode(), "空的", "选错"),
    "locked": (OLD_WORD + "EncryptedPackage".encode("utf-16-le"), "密码", "去掉密码"),
    "binary": (b"\x00\x01\x02\xff\xfe", "认不出", "另存为"),
    "long": ("长" * 100_001).encode(),
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name in REFUSED if name != "long"])
def test_refused_with_a_cure(tmp_path: Path, name: str) -> None:
    """Each kind of file that is no plan."""
    content, what, cure = REFUSED[name]
    path = tmp_path / "计划.docx"
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        read_plan_file(path)
    (problem,) = refused.value.problems
    assert what in problem.message
    assert cure in problem.fix


def test_long_missing_and_folder(tmp_path: Path) -> None:
    """A text of a book's length, a file that is not there, a folder."""
    book = tmp_path / "书.txt"
    book.write_bytes(REFUSED["long"])
    for path in (book, tmp_path / "没有.docx", tmp_path):
        with pytest.raises(DataError):
            read_plan_file(path)


@pytest.mark.parametrize(
    ("line", "text", "cells"),
    [
        ("一、\t指导思想", "一、指导思想", ()),
        ("\t1.\t每月学习", "1.每月学习", ()),
        ("\t首行空两格", "首行空两格", ()),
        ("　　首行空两格", "首行空两格", ()),
        ("## 学习", "学习", ()),
        ("三月\t学雷锋", "三月\t学雷锋", ("三月", "学雷锋")),
        ("\t学雷锋\t示例甲", "\t学雷锋\t示例甲", ("", "学雷锋", "示例甲")),
    ],
)
def test_what_a_tab_means(tmp_path: Path, line: str, text: str, cells: tuple[str, ...]) -> None:
    """A tab sets a line in, stands behind a number, or parts the cells of a table."""
    path = tmp_path / "计划.txt"
    path.write_text(f"示例小学计划\n{line}\n", "utf-8")
    read = read_plan_file(path).lines[1]
    assert (read.text, read.cells) == (text, cells)


def test_a_plan_of_a_thousand_pages_is_refused(tmp_path: Path) -> None:
    """Too many lines, in a text and in a Word file."""
    document = Document()
    for _ in range(120):
        document.add_paragraph("长" * 900)
    path = tmp_path / "书.docx"
    path.write_bytes(saved(document))
    lines = tmp_path / "书.txt"
    lines.write_text("学\n" * 5001, "utf-8")
    for book in (path, lines):
        with pytest.raises(DataError, match="文字太多"):
            read_plan_file(book)


def test_old_word_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An old .doc where nothing can convert it: how to save it anew."""
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "计划.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(DataError, match=r"旧格式.*(?s:.*)另存为"):
        read_plan_file(path)


def test_old_word_that_hangs_or_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A converter that never ends is ended; one that makes nothing is no answer."""
    path = tmp_path / "计划.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    monkeypatch.setattr(plan_file, "SECONDS", 1)
    for script in ("exec sleep 600", "exit 0"):
        program = tmp_path / "soffice"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
        with pytest.raises(DataError, match="没能转换"):
            read_plan_file(path)


def test_encrypted_package(tmp_path: Path) -> None:
    """A zip with a password."""
    path = tmp_path / "计划.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "x")
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)
    with pytest.raises(DataError, match="密码"):
        read_plan_file(path)


LISTS = """<html><head><meta charset="utf-8"></head><body>
<h1 style="text-align:center">示例小学党支部2024—2025学年第一学期工作计划</h1>
<p>本学期支部围绕学校中心工作，抓好党员教育管理。</p>
<ol style="list-style-type: cjk-ideographic"><li>加强理论学习
<ol><li>组织集中学习。每月组织党员集中学习1次。</li><li>开展主题党日。每月5日开展主题党日活动。</li></ol></li>
<li>抓好组织建设
<ol><li>落实三会一课。每季度召开一次支部党员大会，每月召开一次支部委员会。</li></ol></li></ol>
<table border="1"><tr><th>月份</th><th>工作</th></tr><tr><td>九月</td><td>制订工作计划</td></tr>
<tr><td>十月</td><td>参观红色教育基地</td></tr></table>
<p style="text-align:right">2024年9月1日</p></body></html>
"""


def _saved_by_libreoffice(folder: Path, suffix: str) -> Path:
    source = folder / "计划.html"
    source.write_text(LISTS, "utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)", "--convert-to", suffix]
    subprocess.run([*words, "--outdir", folder, source], check=True, capture_output=True, timeout=120)
    return source.with_suffix(f".{suffix}")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["docx", "doc"])
def test_as_another_program_saves_it(tmp_path: Path, suffix: str) -> None:
    """Numbers that the program counts, and a table of months: read as a person does, also from the old format."""
    draft = draft_of(read_plan_file(_saved_by_libreoffice(tmp_path, suffix)), KINDS)
    assert draft is not None
    assert [(section.title, [item.title for item in section.items]) for section in draft.sections] == [
        ("加强理论学习", ["组织集中学习", "开展主题党日"]),
        ("抓好组织建设", ["落实三会一课"]),
        ("每月工作安排", ["九月", "十月"]),
    ]
    assert measured(draft) == {
        "理论学习": "按期覆盖 月 1",
        "主题党日": "按期覆盖 月 1",
        "支部党员大会": "按期覆盖 季度 1",
        "支委会": "按期覆盖 月 1",
        "制订工作计划": "限期 2024-09-30",
        "参观红色教育基地": "限期 2024-10-31",
    }
