"""Mends what has only one meaning, and shows what it changed. The one place that writes into people's files."""

import datetime
import difflib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..build import read_library
from ..errors import DataError, Problem
from ..load.data import text_files
from ..load.text import LIMIT, recoded
from ..private.numbers import masked
from ..system.replace import WRITABLE, replace

_ROUNDS = 10
"""How often the files are read again: a mended line may show the next slip, but never so many in a row."""

_MARK = "\ufeff"
"""What Notepad puts before the first character of UTF-8."""

_TITLE = re.compile("《[^《》]*》")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True)
class MendedFile:
    """A file that was changed: its path from the root, its text before and after, and whether its encoding changed.

    locked: it was to be changed, and could not be written.
    """

    file: str
    before: str
    after: str
    recoded: bool
    locked: bool = False

    def __str__(self) -> str:
        """The difference as its writer reads it; private numbers stay hidden, as in messages."""
        parts = [f"文件　{masked(self.file)}"]
        if self.locked:
            parts.append(f"  没有改：它是只读的，或者被别的程序打开着。\n  改法：{WRITABLE}")
        elif self.recoded:
            parts.append("  编码改成了 UTF-8，字没有变")
        return "\n".join([*parts, *_difference(self.before, self.after)])


def mend_files(root: Path, today: datetime.date) -> list[MendedFile]:
    """Mend under root what has only one meaning, until nothing more can be mended; what was changed, by file.

    A file that cannot be written is among them, locked. A file is replaced as a whole or not at all. Line ends, a
    byte-order mark, the last line's end, comments and every other line stay as they are.
    """
    recoded, locked = _recode(root)
    before = dict(recoded)
    for _ in range(_ROUNDS):
        wanted = {file: lines for file, lines in _wanted(root, today).items() if file not in locked}
        texts = {file: _read(root / file) for file in wanted}
        mended = {file: mend_text(text, _without_titles(text, wanted[file])) for file, text in texts.items()}
        changed = [file for file, text in texts.items() if mended[file] != text]
        for file in changed:
            if _replace(root / file, mended[file]):
                before.setdefault(file, texts[file])
            else:
                locked.add(file)
        if not changed:
            break
    done = [MendedFile(file, text, _read(root / file), file in recoded) for file, text in before.items()]
    return sorted([*done, *(MendedFile(file, "", "", False, True) for file in locked)], key=lambda one: one.file)


def _without_titles(text: str, lines: dict[int, str]) -> dict[int, str]:
    """The corrected lines that leave every title between 《 and 》 as it was typed: what is official stays."""
    typed = _LINE.sub(r"\1\n", text).split("\n")
    return {number: line for number, line in lines.items() if _titles(typed[number - 1]) == _titles(line)}


def _titles(line: str) -> list[str]:
    return re.findall("《[^》]*》?", line)


def mend_text(text: str, lines: dict[int, str]) -> str:
    """A text with some lines, by number, replaced; one may become several, with the line end of the one it was.

    A line stays as it is where a title between 《》 would change: its words are somebody's, whatever they look like.
    """
    pieces = []
    inner = "\n"
    for number, match in enumerate(_LINE.finditer(text), 1):
        typed, ending = match.groups()
        # A file's last line may have no end: what is added within it takes that of the line before.
        inner = ending or inner
        mark = _MARK if typed.startswith(_MARK) else ""
        mended = lines.get(number)
        if mended is None or _TITLE.findall(mended) != _TITLE.findall(typed):
            pieces.append(typed)
        else:
            pieces.append(mark + mended.replace("\n", inner))
        pieces.append(ending)
    return "".join(pieces)


def _recode(root: Path) -> tuple[dict[str, str], set[str]]:
    """Save as UTF-8 the files that were saved otherwise: each with its text; and those that cannot be written."""
    done, locked = {}, set()
    for file in text_files(root):
        path = root / file
        try:
            small = not path.is_symlink() and path.stat().st_size <= LIMIT
            text = recoded(path.read_bytes()) if small else None
        except OSError:
            # What cannot be read is reported by the check that follows.
            continue
        if text is not None and _replace(path, text):
            done[file] = text
        elif text is not None:
            locked.add(file)
    return done, locked


def _wanted(root: Path, today: datetime.date) -> dict[str, dict[int, str]]:
    """The lines to replace, by file and number."""
    wanted: dict[str, dict[int, str]] = {}
    for problem in _problems(root, today):
        for number, line in problem.mended:
            wanted.setdefault(problem.file, {}).setdefault(number, line)
    return wanted


def _problems(root: Path, today: datetime.date) -> Iterable[Problem]:
    try:
        return read_library(root, today)[1]
    except DataError as error:
        return error.problems


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _replace(path: Path, text: str) -> bool:
    """Put a new file in the place of another in one step, with the same rights. False where that is not allowed."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".tmp")
    except PermissionError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
        os.chmod(name, path.stat().st_mode & 0o777)
        replace(name, path)
    except BaseException as error:
        # Windows removes no file that is only to be read, as the old one is.
        os.chmod(name, 0o600)
        Path(name).unlink(missing_ok=True)
        if isinstance(error, PermissionError):
            return False
        raise
    return True


def _difference(before: str, after: str) -> Iterator[str]:
    """Lines that went (－) and came (＋), each group under the number of its first line."""
    old, new = _LINE.sub(r"\1\n", before).split("\n"), _LINE.sub(r"\1\n", after).split("\n")
    for tag, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield f"  第 {first + 1} 行"
            yield from (f"  －{masked(line)}" for line in old[first:last])
            yield from (f"  ＋{masked(line)}" for line in new[start:end])
