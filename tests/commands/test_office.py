"""report, ledger, form: every figure is the library's, nothing internal gets in, and real programs open the files."""

import datetime
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from unicodedata import east_asian_width

import pytest
from docx import Document
from openpyxl import load_workbook

from branchsite.__main__ import main
from branchsite.build import read_library
from branchsite.commands.office import FOLDER
from branchsite.library.library import Library
from branchsite.office.ledger import sheets
from branchsite.office.report import month_report, term_report
from sites import ROOT, TINY, TODAY, copy_site, hide_samples, replace, tree

INTERNAL, COUNTED = "只在内部说的事", "只计次数的标题"
PLAN = "data/plans/2023-2024-2.yml"
DUES = "data/activities/2024/2024-03-11-dangfei.yml"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The shipped site with words planted in what is internal and in what is only counted; commands run in it."""
    root = copy_site(tmp_path_factory.mktemp("office") / "site")
    text = (root / PLAN).read_text("utf-8")
    (root / PLAN).write_text(re.sub(r"(简称: )集体决策$", rf"\1{INTERNAL}", text, flags=re.MULTILINE), "utf-8")
    replace(next((root / "data/activities").rglob("*dangfei.yml")), "标题: ", f"标题: {COUNTED}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_TODAY", TODAY.isoformat())
        for arguments in (["report"], ["report", "--month", "2024-03"], ["ledger"], ["form", "2024-03-13-dangke"]):
            assert main(["--root", str(root), *arguments]) == 0
        yield root


@pytest.fixture(scope="module")
def library(root: Path) -> Library:
    return read_library(root, TODAY)[0]


def made(root: Path) -> list[Path]:
    return sorted((root / FOLDER).iterdir())


def words(path: Path) -> str:
    """Every text of a document."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.slow
def test_nothing_internal_gets_in(root: Path) -> None:
    """Planted words are in no part of any file: not in a sheet, not in a property."""
    assert len(made(root)) == 4
    for path in made(root):
        with zipfile.ZipFile(path) as package:
            content = b"".join(package.read(name) for name in package.namelist()).decode("utf-8", "replace")
        assert INTERNAL not in content, path.name
        assert COUNTED not in content, path.name


def test_the_report_counts_what_the_library_counts(root: Path, library: Library) -> None:
    """Its figures, its parts in the plan's order, its late list with room for a reason, its blanks."""
    schedule = library.schedule
    assert schedule is not None
    text = words(root / FOLDER / f"工作总结-{schedule.id}.docx")
    tally = schedule.tally
    assert f"可以考核的任务共{tally.measured}项，已完成{tally.done}项，逾期{tally.late}项" in text
    titles = [section.title for section in schedule.sections]
    assert [title for title in titles if title in text] == titles
    for one in schedule.all_progress:
        line = f"{one.commitment.short}（"
        assert (line in text) == (not one.internal and str(one.state) != "不适用"), one.commitment.short
        if not one.internal and one.target and line in text:
            assert f"完成{one.done:g}{one.unit}（应完成{one.target:g}{one.unit}）" in text
    assert text.count("原因：＿") == len(schedule.late) > 0
    assert text.count("（请填写）") == 2
    assert "含示例记录" in text


def test_what_is_not_written_yet_is_named_and_not_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record just begun keeps no report back; what else is wrong does."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    root = copy_site(tmp_path / "site", TINY)
    file = "data/activities/2024/2024-04-10-dangri.yml"
    replace(root / file, "摘要: ", "# 摘要: ")
    for arguments in (["report"], ["ledger"]):
        assert main(["--root", str(root), *arguments]) == 0
        assert f"有 1 份还没有写好，没有算进去：{file}。" in capsys.readouterr().out
    sheet = load_workbook(next((root / FOLDER).glob("*.xlsx")))["主题党日"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2) if isinstance(row[0].value, datetime.datetime)] == []
    replace(root / "data/site.yml", "名称: ", "# 名称: ")
    assert main(["--root", str(root), "report"]) == 1


def test_without_samples_no_word_on_them(root: Path, tmp_path: Path) -> None:
    """Hidden samples are neither counted nor mentioned."""
    other = copy_site(tmp_path / "site")
    hide_samples(other)
    library = read_library(other, TODAY)[0]
    assert library.schedule is not None
    text = "".join(getattr(block, "text", "") for block in term_report(library, library.schedule))
    assert "示例" not in text
    assert "没有活动记录" in text


def test_a_month(root: Path, library: Library) -> None:
    """All records of the month, titles only where they are public; a month without any says so."""
    held = [one for one in library.happened if one.month == "2024-03"]
    assert not all(one.public for one in held)
    text = words(root / FOLDER / "党建工作信息-2024-03.docx")
    assert f"2024年3月，共有活动记录{len(held)}次" in text
    for record in held:
        assert (record.title in text) == record.public
    empty = [getattr(block, "text", "") for block in month_report(library, "2031-01")]
    assert "2031年1月，没有活动记录。" in empty


def test_the_ledger_is_the_library_cell_by_cell(root: Path, library: Library) -> None:
    """Read back: heads, dates as dates, numbers as numbers, filters, frozen heads, titles on each printed page."""
    book = load_workbook(root / FOLDER / "台账-2023-2024-2.xlsx")
    expected = sheets(library, library.schedule)
    assert book.sheetnames == [sheet.name for sheet in expected]
    assert {"三会一课", "主题党日", "集中学习和学时", "全部记录", "计划", "缺项"} == set(book.sheetnames)
    for sheet in expected:
        made_sheet = book[sheet.name]
        rows = [tuple(cell.value for cell in row) for row in made_sheet.iter_rows()]
        assert rows[0] == tuple(name for name, _ in sheet.columns)
        assert [tuple(_plain(value) for value in row) for row in rows[1:]] == [
            tuple(value or None if isinstance(value, str) else value for value in row) for row in sheet.rows
        ]
        rooms = [width for _, width in sheet.columns]
        for number, row in enumerate(sheet.rows, 2):
            filled = max(-(-_width(cell) // (room - 1)) for cell, room in zip(row, rooms, strict=True))
            assert (made_sheet.row_dimensions[number].height or 15) == 15 * max(filled, 1)
        assert made_sheet.freeze_panes == "A2"
        assert made_sheet.auto_filter.ref
        assert made_sheet.print_title_rows == "$1:$1"
    assert all(isinstance(row[0], datetime.date) for row in expected[3].rows)
    schedule = library.schedule
    assert schedule is not None
    held = [one for one in library.happened if schedule.term.start <= one.date <= schedule.term.as_of]
    assert len(expected[3].rows) == len(held)
    meetings = {row[2] for row in expected[0].rows}
    assert {"支部党员大会", "支委会", "党课"} <= meetings
    assert all(row[3] is None for row in expected[0].rows if row[2] != "党课")
    assert len(expected[5].rows) >= len(schedule.late)


def _width(cell: object) -> int:
    """Of a text in a cell, in characters of Latin."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in cell) if isinstance(cell, str) else 0


def _plain(value: object) -> object:
    return value.date() if isinstance(value, datetime.datetime) else value


def test_no_cell_is_a_formula(tmp_path: Path) -> None:
    """A title that begins like a formula stays a title."""
    root = copy_site(tmp_path / "site")
    record = next((root / "data/activities").rglob("2024-03-13-dangke.yml"))
    replace(record, "标题: 党课：入党誓词里的每一个词", '标题: \'=HYPERLINK("https://example.com","点")\'')
    os.environ["SITE_TODAY"] = TODAY.isoformat()
    assert main(["--root", str(root), "ledger"]) == 0
    book = load_workbook(root / FOLDER / "台账-2023-2024-2.xlsx")
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert any(cell.value == '=HYPERLINK("https://example.com","点")' for cell in book["三会一课"]["D"])


def test_the_form_is_prefilled_and_blank(root: Path) -> None:
    """Day, place and topic of the record; nobody's name."""
    text = words(root / FOLDER / "记录表-2024-03-13-dangke.docx")
    for part in (
        "党课记录",
        "2024年3月13日（星期三）下午 3:40—5:10",
        "党员活动室",
        "入党誓词里的每一个词",
        "应到人数",
        "决议",
    ):
        assert part in text


def test_git_looks_away(root: Path) -> None:
    """The folder is named in .gitignore."""
    ignored = subprocess.run(["git", "check-ignore", "-q", f"{FOLDER}/台账.xlsx"], cwd=ROOT, check=False)
    assert ignored.returncode == 0


def test_nothing_is_overwritten(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A second report stands beside the first, and the command says where."""
    monkeypatch.setenv("SITE_TODAY", TODAY.isoformat())
    before = tree(root / FOLDER)
    assert main(["--root", str(root), "report"]) == 0
    assert "工作总结-2023-2024-2-2.docx" in capsys.readouterr().out
    after = tree(root / FOLDER)
    assert {name: after[name] for name in before} == before
    (root / FOLDER / "工作总结-2023-2024-2-2.docx").unlink()


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["report", "--plan", "1999"], "2023-2024-2"),
        (["report", "--month", "三月"], "--month 2024-05"),
        (["report", "--month", "2024-13"], "--month 2024-05"),
        (["ledger", "--plan", "../../etc/passwd"], "2023-2024-2"),
        (["form", "2024-03-13-dangk"], "2024-03-13-dangke"),
        (["form", "../x"], "文件名"),
    ],
)
def test_refusals(root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], cure: str) -> None:
    """What is not there is named, with what there is; nothing is written."""
    before = tree(root / FOLDER)
    assert main(["--root", str(root), *arguments]) == 1
    assert cure in capsys.readouterr().err
    assert tree(root / FOLDER) == before


@pytest.mark.slow
def test_libreoffice_opens_all(root: Path, tmp_path: Path) -> None:
    """Each file becomes a PDF with pages, and the report's pages show its headings, set as GB/T 9704 asks."""
    for path in made(root):
        shutil.copy(path, tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(path) for path in sorted(tmp_path.glob("*.*x"))]
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdfs = {path.stem: path for path in tmp_path.glob("*.pdf")}
    assert len(pdfs) == 4
    page = subprocess.run(
        ["pdftotext", "-l", "1", "-layout", pdfs["工作总结-2023-2024-2"], "-"], capture_output=True, check=True
    )
    text = page.stdout.decode()
    assert "党建工作总结" in text.replace(" ", "").replace("\n", "")
    assert "—1—" in text.replace(" ", "")
    size = subprocess.run(["pdfinfo", pdfs["工作总结-2023-2024-2"]], capture_output=True, check=True).stdout.decode()
    assert "(A4)" in size
    form_pages = subprocess.run(["pdfinfo", pdfs["记录表-2024-03-13-dangke"]], capture_output=True, check=True)
    assert re.search(r"Pages:\s+1\b", form_pages.stdout.decode())


def test_page_and_type(root: Path) -> None:
    """Margins, fonts by name, sizes: GB/T 9704—2012."""
    document = Document(str(root / FOLDER / "工作总结-2023-2024-2.docx"))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.top_margin, section.left_margin, section.page_width)] == [37, 28, 210]
    fonts = {
        run._r.rPr.rFonts.get(f"{{{run._r.nsmap['w']}}}eastAsia") for one in document.paragraphs for run in one.runs
    }
    assert fonts == {"方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"}
    assert {run.font.size.pt for one in document.paragraphs for run in one.runs} == {16, 22}
