"""Bytes to text: what Windows, phones and WeChat leave in a file."""

from pathlib import Path

import pytest

from branchsite.errors import DataError, Problem
from branchsite.load.text import LIMIT, LINES, LONGEST, as_typed, read_text, text_of
from rows import over


def problem(path: Path, raw: bytes) -> Problem:
    """The one problem of a file with these bytes."""
    path.write_bytes(raw)
    with pytest.raises(DataError) as caught:
        read_text(path, "data/site.yml")
    [found] = caught.value.problems
    assert found.file == "data/site.yml"
    return found


READ = {
    "Unix line ends": ("标题: 一\n类别: 二\n".encode(), "标题: 一\n类别: 二\n"),
    "Windows line ends": ("标题: 一\r\n类别: 二\r\n".encode(), "标题: 一\n类别: 二\n"),
    "line ends of old Macs": ("标题: 一\r类别: 二".encode(), "标题: 一\n类别: 二"),
    "byte-order mark": (b"\xef\xbb\xbf" + "标题: 一".encode(), "标题: 一"),
    "a mark in the middle": ("标题: 一\n\ufeff类别: 二".encode(), "标题: 一\n类别: 二"),
    "zero-width blanks from WeChat": ("标\u200b题\u2060: \u200e一".encode(), "标题: 一"),
    "marks that turn the reading direction": ("标题: \u202e一\u2066二\u2069".encode(), "标题: 一二"),
    "lines that only look empty": ("甲\n  \t\n\u3000\u3000\n乙".encode(), "甲\n\n\n乙"),
    "a tab within a line": (b"a\tb", "a\tb"),
    "emoji and rare characters": ("龘朤👨‍👩‍👧".encode(), "龘朤👨‍👩‍👧"),
    "nothing": (b"", ""),
}


@pytest.mark.parametrize("case", READ)
def test_harmless_differences_are_evened_out(case: str, tmp_path: Path) -> None:
    """Marks, line ends and invisible characters do not reach the YAML."""
    raw, text = READ[case]
    path = tmp_path / "site.yml"
    path.write_bytes(raw)
    assert read_text(path, "data/site.yml") == text


REFUSED = {
    "GBK": ("标题: 一\n类别: 集中学习\n".encode("gbk"), 1, "GBK", "标题: 一"),
    "GBK further down": (b"a: b\n" + "类别: 集中学习".encode("gbk"), 2, "GBK", "类别: 集中学习"),
    "GBK behind a mark of UTF-8": (b"\xef\xbb\xbf" + "标题: 一".encode("gbk"), 1, "GBK", "标题: 一"),
    "a line of GBK in UTF-8": ("标题: 一\n".encode() + "类别: 二".encode("gbk"), 2, "混进了别的编码", "□"),
    "Big5": ("標題: 讀書".encode("big5"), 1, "编码认不出来", ""),
    "GBK with old line ends": ("甲: 一\r乙: 二".encode("gbk"), 1, "GBK", ""),
    "UTF-16 little": ("标题".encode("utf-16-le").join([b"\xff\xfe", b""]), 0, "UTF-16", ""),
    "UTF-16 big": (b"\xfe\xff" + "标题".encode("utf-16-be"), 0, "UTF-16", ""),
    "UTF-16 without a mark": ("title: 1\n".encode("utf-16-le"), 1, "控制字符", "□"),
    "a picture": (b"\xff\xd8\xff\xe0\x00\x10JFIF\n\x80\x80", 1, "不是文字文件", ""),
    "no text at all": (b"\x80\xff\x80", 1, "不是文字文件，或者已经损坏", ""),
    "a font's own sign": ("正文: \uf0b7 一".encode(), 1, "显示不出来的符号", "正文: □ 一"),
    "NUL": (b"a: b\nc: \x00d\n", 2, "控制字符", "c: □d"),
    "an escape": (b"a: \x1b[31m", 1, "控制字符", "□"),
    "DEL": (b"a: \x7f", 1, "控制字符", "□"),
    "a C1 control": ("a: \x80".encode(), 1, "控制字符", "□"),
    "NEL, a line end to YAML alone": ("a: b\x85c: d".encode(), 1, "控制字符", "□"),
    "line separator": ("a: b\u2028c".encode(), 1, "控制字符", "□"),
    "a lost character": ("标题: 植\ufffd节".encode(), 1, "乱码", "标题: 植□节"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_unreadable_files_are_refused_on_their_line(case: str, tmp_path: Path) -> None:
    """The message names the line, the cause and what to do in Notepad."""
    raw, line, message, shown = REFUSED[case]
    found = problem(tmp_path / "site.yml", raw)
    assert found.line == line
    assert message in found.message
    assert shown in found.text
    assert found.fix


def test_large_files_are_refused(tmp_path: Path) -> None:
    """A file over the limit is not even read; one at the limit is."""
    found = problem(tmp_path / "big.yml", b"#" * (LIMIT + 1))
    assert (found.line, found.message) == (0, "文件太大，超过 256 KB")
    (tmp_path / "big.yml").write_bytes((b"#" * 127 + b"\n") * (LIMIT // 128))
    assert len(read_text(tmp_path / "big.yml", "data/big.yml")) == LIMIT


def test_long_lines_are_refused(tmp_path: Path) -> None:
    """No paragraph is that long; patterns that look for links and names would take minutes over it."""
    found = problem(tmp_path / "site.yml", ("甲\n" + "长" * (LONGEST + 1)).encode())
    assert (found.line, found.message) == (2, "这一行太长，超过 5000 个字")


def test_many_lines_are_refused(tmp_path: Path) -> None:
    """Rules that look from each line for the next that matters would take hours over a file of line ends."""
    (tmp_path / "long.yml").write_text("甲\n" * LINES)
    assert read_text(tmp_path / "long.yml", "data/site.yml")
    found = problem(tmp_path / "site.yml", ("甲\n" * (LINES + 1)).encode())
    assert (found.line, found.message) == (LINES, f"文件太长，超过 {LINES} 行")


def test_links_are_refused(tmp_path: Path) -> None:
    """A link could show any file of the machine."""
    (tmp_path / "there.yml").write_text("甲: 乙", encoding="utf-8")
    (tmp_path / "site.yml").symlink_to(tmp_path / "there.yml")
    with pytest.raises(DataError, match="这是一个链接，不是文件"):
        read_text(tmp_path / "site.yml", "data/site.yml")


@over(
    ("typed", "kept"),
    [
        ("上午\x0b下午", "上午\n下午"),
        ("上午\x0c下午", "上午\n下午"),
        ("上午\u2028下午\u2029晚上", "上午\n下午\n晚上"),
        ("上午\x85下午", "上午\n下午"),
        ("上午\r下午\r\n晚上", "上午\n下午\n晚上"),
        ("上\x01午\0下\x7f午\x9f", "上午下午"),
        ("上\uffff午\ufdd0\U0001fffe", "上午"),
        ("上\u200b午\u202e\ufeff", "上午"),
        ("甲  \n乙\t丙", "甲  \n乙\t丙"),
        ("👨\u200d👩", "👨\u200d👩"),
    ],
)
def test_what_a_window_sends_can_be_read(typed: str, kept: str) -> None:
    """Line ends of Word's are line ends, nothing that nobody sees is left, and a file with it is read as it is."""
    assert as_typed(typed) == kept == text_of(as_typed(typed).encode(), "data/site.yml")


@over("typed", ["上\ufffd午", "\uf0b7 上午"])
def test_what_a_window_sends_and_is_refused(typed: str) -> None:
    """A lost character and a bullet of Word's stay: what they were only their writer knows."""
    assert as_typed(typed) == typed
    with pytest.raises(DataError):
        text_of(as_typed(typed).encode(), "data/site.yml")
