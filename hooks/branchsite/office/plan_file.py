"""A plan's file of any kind: what it is by its first bytes, and how it becomes lines."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from ..errors import DataError, Problem
from ..load.text import as_typed, with_plain_symbols
from .docx_reader import UnreadableWordFileError, read_docx
from .markers import DATED, marker_of
from .source import Source, SourceLine

MOST_BYTES = 32 * 2**20
MOST_CHARACTERS, MOST_LINES = 100_000, 5_000
SECONDS = 60
"""How long LibreOffice may take: some files hang it."""

_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_SAVE_AS = "用 Word 或 WPS 打开，“另存为”，类型选“Word 文档（*.docx）”，再导入存好的那一份"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF", "这是 PDF，里面没有段落和编号", "找到它的 Word 原件再导入；没有原件，把文字复制到记事本，存成 .txt"),
    (b"{\\rtf", "这是 RTF 文档", _SAVE_AS),
    (b"\x89PNG", "这是图片，里面没有文字", "找到 Word 原件再导入"),
    (b"\xff\xd8\xff", "这是照片，里面没有文字", "找到 Word 原件再导入"),
    (b"Rar!", "这是压缩包", "先解压，再导入里面的文档"),
    (b"7z\xbc\xaf", "这是压缩包", "先解压，再导入里面的文档"),
)


def read_plan_file(path: Path) -> Source:
    """The lines of a plan. Raises DataError where it cannot be read, with what to do."""
    source = _read(path, _content(path))
    if sum(len(line.text) for line in source.lines) > MOST_CHARACTERS or len(source.lines) > MOST_LINES:
        raise _refusal(path, "文字太多，不像一份计划", "只留计划本身")
    return source


def _read(path: Path, content: bytes) -> Source:
    if content.startswith(_OLD) and "EncryptedPackage".encode("utf-16-le") in content:
        raise _refusal(path, "文件设了密码", "在 Word 或 WPS 里打开，去掉密码，另存一份再导入")
    if content.startswith(_OLD):
        return _converted(path)
    if content.startswith(b"PK"):
        return _packed(path, content)
    for magic, what, cure in _OTHERS:
        if content.startswith(magic):
            raise _refusal(path, what, cure)
    return _plain(path, content)


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise _refusal(path, "这不是文件", "写上计划的文件名")
        if path.is_file() and path.stat().st_size > MOST_BYTES:
            raise _refusal(path, f"文件超过 {MOST_BYTES >> 20} MB，不像一份计划", "删掉里面的图片再存一次")
        return path.read_bytes()
    except IsADirectoryError:
        raise _refusal(path, "这是文件夹", "写上计划的文件名") from None
    except FileNotFoundError:
        raise _refusal(path, "没有这个文件", "看看文件名和位置；名字里有空格的，前后加英文引号") from None
    except OSError:
        raise _refusal(path, "打不开这个文件", "在 Word 里关掉它，再试一次") from None


def _packed(path: Path, content: bytes) -> Source:
    """A package: .docx, or something else that is one, too."""
    try:
        return read_docx(content)
    except UnreadableWordFileError as error:
        if b"mimetypeapplication/vnd.oasis" in content[:200]:
            return _converted(path)
        raise _refusal(path, str(error), f"{_SAVE_AS}；设了密码的，先去掉密码") from None


def _converted(path: Path) -> Source:
    """An old .doc or .wps by LibreOffice, where it is installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise _refusal(path, "这是旧格式的文档（.doc、.wps）", _SAVE_AS)
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        command = [
            program,
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            "docx:Office Open XML Text",
        ]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(path.resolve())], timeout=SECONDS, capture_output=True, check=True
            )
            made = next(Path(folder).glob("*.docx"))
        except (subprocess.SubprocessError, StopIteration, OSError):
            raise _refusal(path, "这是旧格式的文档，LibreOffice 没能转换它", _SAVE_AS) from None
        source = _packed(path, made.read_bytes())
    return Source(source.lines, ("旧格式的文档，由 LibreOffice 转换后读入，请对照原件看一遍", *source.notes))


def _plain(path: Path, content: bytes) -> Source:
    text = _decoded(content)
    if text is None or "\0" in text:
        raise _refusal(path, "认不出这是什么文件", f"{_SAVE_AS}；纯文本存成 .txt")
    if not text.strip():
        raise _refusal(path, "文件是空的", "看看是不是选错了文件")
    start = text.lstrip()[:300].lower()
    if start.startswith("<?xml") and "word.document" in start.replace(" ", ""):
        raise _refusal(path, "这是 Word 2003 的 XML 文档", _SAVE_AS)
    if start.startswith(("<!doctype html", "<html", "<?xml")):
        raise _refusal(path, "这是网页，不是文档", "把网页上的文字复制到记事本，存成 .txt 再导入")
    # A tab in front of a line sets it in; an empty first cell has one behind it, too.
    lines = (with_plain_symbols(line.strip(" \u3000")) for line in as_typed(text).split("\n"))
    return Source(tuple(_line(line) for line in lines if line.strip()))


def _line(text: str) -> SourceLine:
    """A line of plain text; one pasted from a table has tabs between its cells, a Markdown heading has # in front."""
    heading = _HEADING.match(text)
    if heading:
        return SourceLine(text[heading.end() :].strip(), heading=len(heading[1]))
    if "\t" not in text.strip("\t"):
        return SourceLine(text.strip())
    cells = tuple(cell.strip() for cell in text.split("\t"))
    filled = [cell for cell in cells if cell]
    marker = marker_of(filled[0]) if len(filled) == 2 else None
    if marker and not marker.rest and marker.form not in DATED:
        # Copied from Word, which sets a tab behind its numbers.
        return SourceLine("".join(filled))
    return SourceLine(text, cells=cells)


def _decoded(content: bytes) -> str | None:
    """Text as Notepad saves it: UTF-8, UTF-16 with its mark, or the Chinese Windows' own."""
    utf_16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if utf_16 else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refusal(path: Path, message: str, fix: str) -> DataError:
    return DataError([Problem(path.name, 0, message, fix=fix)])
