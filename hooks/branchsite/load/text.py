"""Bytes of a file to text, as Windows and phones save it."""

import re
from pathlib import Path

from ..errors import DataError, Problem

LIMIT = 256 * 1024
"""The largest text file that is read, in bytes: far over any record, far under any harm."""

LONGEST = 5000
"""The longest line that is read, in characters: no paragraph has it, and no pattern takes long over it."""

_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""What WeChat, Word and web pages leave in copied text; it would only hide from searches and checks."""

_BLANK = re.compile(r"^[ \t\u3000\xa0]+$", re.MULTILINE)
_REFUSED = "\u2028\u2029\ufffd\ufffe\uffff"
"""Line ends that only some programs see, and what is left of a character that was lost."""


def read_text(path: Path, file: str) -> str:
    """The text of a file with Unix line ends and without a byte-order mark.

    path: where it lies. file: its name in messages.
    Raises DataError where the file is a link, is too large, is not UTF-8, or has a line that is too
    long or holds control characters.
    """
    if path.is_symlink():
        raise DataError([Problem(file, 0, "这是一个链接，不是文件", fix="把文件本身放进来")])
    if path.stat().st_size > LIMIT:
        fix = "文字文件里只写文字，照片放进同名文件夹"
        raise DataError([Problem(file, 0, f"文件太大，超过 {LIMIT // 1024} KB", fix=fix)])
    text = _tidy(_decode(path.read_bytes(), file))
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            message = f"这一行太长，超过 {LONGEST} 个字"
            raise DataError([Problem(file, number, message, line[:40], "分成几段，一段一行")])
        if any(_is_control(character) for character in line):
            shown = "".join("□" if _is_control(character) else character for character in line)
            raise DataError([Problem(file, number, "这一行有乱码或看不见的控制字符", shown, "删掉这一行，重新打一遍")])
    return text


def _tidy(text: str) -> str:
    """Unix line ends, no invisible marks, nothing on lines that look empty."""
    return _BLANK.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _decode(raw: bytes, file: str) -> str:
    how = "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError([Problem(file, 0, "文件存成了 UTF-16（记事本里叫“Unicode”）", fix=how)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError:
        raise DataError([Problem(file, line, "这不是文字文件，或者已经损坏", fix="换一个没有损坏的文件")]) from None
    typed = text.split("\n")[line - 1].strip()
    raise DataError([Problem(file, line, "文件存成了 GBK（记事本里叫“ANSI”），要用 UTF-8", typed, how)])


def _is_control(character: str) -> bool:
    return (character < " " and character != "\t") or "\x7f" <= character < "\xa0" or character in _REFUSED
