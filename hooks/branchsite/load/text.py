"""Bytes of a file to text, as Windows and phones save it."""

import codecs
import re
from pathlib import Path

from ..errors import DataError, Problem, Severity

LIMIT = 256 * 1024
"""The largest text file that is read, in bytes: far over any record, far under any harm."""

LONGEST = 5000
"""The longest line that is read, in characters: no paragraph has it, and no pattern takes long over it."""

LINES = 5000
"""The most lines that are read: rules that look ahead from each line take no longer than a second over them."""

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What WeChat, Word and web pages leave in copied text; it would only hide from searches and checks."""

_BLANK = re.compile(r"^[ \t\u3000\xa0]+$", re.MULTILINE)
_NONE = "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
"""Noncharacters: two in each plane, and one row of Arabic forms."""

_REFUSED = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffd{_NONE}]")
"""Controls, noncharacters, line ends that only some programs see, and what is left of a character that was lost."""

_OWN = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
"""Characters that each font fills as it likes: Word's bullets, which are an empty box elsewhere."""

_BULLET = re.compile(
    "(?P<lead>^\\s*)[\uf06c\uf06d\uf06e\uf06f\uf071\uf075\uf076\uf077\uf09f\uf0a7\uf0a8\uf0b2\uf0b7\uf0d8\uf0e8]\\s*"
)
_IN_FRONT = re.compile(rf"(?<=[:：])(?:\s*{_OWN.pattern})+(?=\s)")
_SYMBOLS = str.maketrans("\uf0fc\uf0fe\uf052\uf0fb\uf0b4\uf0e0\uf0ab\uf0b3\uf0a3\uf0b1\uf0b0", "√√√××→★≥≤±°")
"""What Word's fonts Symbol and Wingdings show for such characters: bullets, and others."""

_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
"""Line and page ends of Word and of web pages, which YAML or other programs do not see as such."""

_UNTYPED = re.compile(_REFUSED.pattern.replace("\ufffd", ""))
"""What no key types and no file can have; the sign of a lost character is not among it."""

_OURS = re.compile(r"^ *(?:标题|名称|简称|一句话) *[:：]", re.MULTILINE)
"""A line that every file of ours has near its beginning; garbled text has none of them."""

_GARBLED = 3
"""A file with as many lost characters, and none of our words, was opened and saved in the wrong encoding."""

_SAVE = "用记事本打开，“文件→另存为”，编码选“UTF-8”，再保存"
_TEXT = "用它自己的程序打开，全选、复制，粘贴到记事本，另存为，编码选“UTF-8”"

_KINDS = (
    (rb"PK\x03\x04", "Word、Excel 或 WPS 的文档（或者压缩包）", _TEXT),
    (rb"\xd0\xcf\x11\xe0", "Word、Excel 或 WPS 的旧格式文档", _TEXT),
    (rb"\{\\rtf", "写字板的文档（RTF）", _TEXT),
    (rb"%PDF", "PDF", _TEXT),
    (rb"\s*<(?:!DOCTYPE|html|\?xml|\?mso)", "网页", _TEXT),
    (rb"\xff\xd8\xff|\x89PNG|GIF8|RIFF....WEBP|BM.{4}\0\0\0\0|....ftyp", "图片或视频", "照片放进同名文件夹"),
    (rb"\x1f\x8b|Rar!|7z\xbc\xaf", "压缩包", "解压以后，只放里面的文字"),
)
"""How files begin that are no text, what they are, and what to do."""

_NO_TEXT = re.compile(b"|".join(start for start, _, _ in _KINDS), re.DOTALL)


def read_text(path: Path, file: str) -> str:
    """The text of a file with Unix line ends and without a byte-order mark.

    path: where it lies. file: its name in messages. Raises DataError as read_bytes and text_of do.
    """
    return text_of(read_bytes(path, file), file)


def read_bytes(path: Path, file: str) -> bytes:
    """The text of a file. Raises DataError where it is missing, is a link, or is too large."""
    if path.is_symlink():
        raise DataError([Problem(file, 0, "这是一个链接，不是文件", fix="把文件本身放进来")])
    if path.is_dir():
        raise DataError(
            [Problem(file, 0, "这是一个文件夹，不是文件", fix="删掉这个文件夹，再从上一次的版本里恢复这个文件")]
        )
    if not path.is_file():
        raise DataError([Problem(file, 0, "缺少这个文件", fix="从上一次的版本里恢复它")])
    if path.stat().st_size > LIMIT:
        fix = "文字文件里只写文字，照片放进同名文件夹"
        raise DataError([Problem(file, 0, f"文件太大，超过 {LIMIT // 1024} KB", fix=fix)])
    try:
        return path.read_bytes()
    except OSError:
        raise DataError([Problem(file, 0, "这个文件打不开", fix="看看它的权限，让自己能读")]) from None


def text_of(raw: bytes, file: str) -> str:
    """The text of a file's bytes, with Unix line ends and without a byte-order mark.

    Raises DataError where they are not UTF-8, have too many lines, or one that is too long or holds control characters.
    """
    text = _tidy(_decode(raw, file))
    if text.count("\n") > LINES:
        raise DataError([Problem(file, LINES, f"文件太长，超过 {LINES} 行", fix="分成几个文件")])
    if len(text) > LONGEST or _REFUSED.search(text) or _OWN.search(text):
        _refuse_lines(text, file)
    return text


def _refuse_lines(text: str, file: str) -> None:
    """Raises DataError at the first line that is too long, or holds what no text has."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST:
            message = f"这一行太长，超过 {LONGEST} 个字"
            raise DataError([Problem(file, number, message, line[:40], "分成几段，一段一行")])
        if _LINE_ENDS.search(line):
            raise DataError([_hidden_line_end(file, number, line)])
        if _REFUSED.search(line):
            lost = "\0" not in text and len(_REFUSED.findall(text)) >= _GARBLED
            if lost and not _OURS.search(text):
                message = "整个文件成了乱码，多半是用别的编码打开又存过一次"
                raise DataError([Problem(file, 0, message, fix="从上一次的版本里恢复它；没有就重新写一遍")])
            shown = _REFUSED.sub("□", line)
            raise DataError([Problem(file, number, "这一行有乱码或看不见的控制字符", shown, "删掉这一行，重新打一遍")])
        if _OWN.search(line):
            message = "这一行有网页上显示不出来的符号，多半是从 Word 带来的项目符号"
            raise DataError([Problem(file, number, message, _OWN.sub("□", line), *_without_own(number, line))])


def _hidden_line_end(file: str, number: int, line: str) -> Problem:
    """The problem of a line with a line separator of Word or a web page in its middle: it becomes several."""
    lead = line[: len(line) - len(line.lstrip())]
    parts = [part.strip() for part in _LINE_ENDS.split(line)]
    mended = "\n".join(lead + part for part in parts if part)
    message = "这一行里有看不见的控制字符，是从 Word 或网页带来的换行，要分成两行"
    certain = bool(lead) and not _REFUSED.search(mended) and not re.match(r"- |[^\s:：]{1,20}[:：]", parts[0])
    return Problem(
        file, number, message, _REFUSED.sub("□", line), mended, mended=((number, mended),) if certain and mended else ()
    )


def _without_own(number: int, line: str) -> tuple[str, Severity, tuple[tuple[int, str], ...]]:
    """A line with its symbols replaced, and the correction where it is certain: a bullet in front, and no other."""
    known = _BULLET.sub(r"\g<lead>- ", line).translate(_SYMBOLS)
    # Behind a field's name a dash would begin a list.
    mended = _OWN.sub("-", _IN_FRONT.sub("", known))
    certain = known == mended and _BULLET.match(line) is not None and len(_OWN.findall(line)) == 1
    return mended, Severity.ERROR, ((number, mended),) if certain else ()


def recoded(raw: bytes) -> str | None:
    """The text of a file that was saved as GBK or UTF-16, where it can be no other text; else None.

    Line ends stay as they are; a byte-order mark goes.
    """
    if _NO_TEXT.match(raw):
        return None
    for encoding in _encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = text.replace("\r", "")
        clean = not _REFUSED.search(plain) and not _OWN.search(plain)
        if clean and _OURS.search(plain) and re.search("[\u4e00-\u9fff]", plain):
            return text
    return None


def _encodings(raw: bytes) -> tuple[str, ...]:
    """The encodings, other than UTF-8, that a file may have been saved in; none where it is UTF-8."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ("utf-16",)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return ("utf-16-le", "utf-16-be", "gb18030")
    return ("utf-16-le", "utf-16-be") if b"\0" in raw else ()


def as_typed(text: str) -> str:
    """What was typed or pasted into a window, as a file can have it.

    Line ends of any kind are line ends, and what nobody sees is gone. A character that was lost stays, to be refused.
    """
    return _UNTYPED.sub("", _LINE_ENDS.sub("\n", _tidy(text)))


def with_plain_symbols(line: str) -> str:
    """A line with the symbols of Word's own fonts as every font has them: bullets, ticks, arrows. Others go."""
    return _OWN.sub("", _BULLET.sub(r"\g<lead>• ", line).translate(_SYMBOLS))


def _tidy(text: str) -> str:
    """Unix line ends, no invisible marks, nothing on lines that look empty."""
    return _BLANK.sub("", _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def _decode(raw: bytes, file: str) -> str:
    for start, kind, fix in _KINDS if _NO_TEXT.match(raw) else ():
        if re.match(start, raw, re.DOTALL):
            raise DataError([Problem(file, 1, f"这个文件其实是：{kind}。改了名字，也不是文字文件", fix=fix)])
    if b"\0" in raw and recoded(raw) is not None:
        raise DataError([Problem(file, 0, "文件存成了 UTF-16（记事本里叫“Unicode”）", fix=_SAVE)])
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError([Problem(file, 0, "文件存成了 UTF-16（记事本里叫“Unicode”）", fix=_SAVE)])
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError([_not_utf8(raw, file, error.start)]) from None


def _not_utf8(raw: bytes, file: str, start: int) -> Problem:
    """The problem of bytes that are no UTF-8 from a position on."""
    line = raw[:start].count(b"\n") + 1
    typed = raw.split(b"\n")[line - 1].strip()
    before = raw[:start].decode("utf-8")
    if re.search("[\u4e00-\u9fff]", before):
        shown = typed.decode("utf-8", "replace").replace("\ufffd", "□")
        return Problem(file, line, "前面的字是 UTF-8，从这一行起混进了别的编码", shown, "删掉这一行，重新打一遍")
    try:
        whole = raw.decode("gb18030")
    except UnicodeDecodeError:
        return Problem(file, line, "这不是文字文件，或者已经损坏", fix="换一个没有损坏的文件")
    if _OWN.search(whole):
        return Problem(file, line, "文件的编码认不出来，既不是 UTF-8，也不是 GBK", fix=_SAVE)
    shown = _REFUSED.sub("□", whole.split("\n")[line - 1].strip())
    return Problem(file, line, "文件存成了 GBK（记事本里叫“ANSI”），要用 UTF-8", shown, _SAVE)
