"""Private numbers in files of any kind: texts in every code, photos, Office documents and archives."""

import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from ...photos.format import HEAD, format_of, name_of
from ...photos.image import ImageError, opened
from ...photos.metadata import words
from ...private.numbers import numbers_in

_SHORT = 256 * 1024
"""Characters up to which a text is looked at as closely as one that is published."""

_CHUNK = 100_000
_OVERLAP = 500
"""Characters that two chunks share: no number is as long, whatever is between its digits."""

_DIGIT = "[0-9０-９〇零○一二三四五六七八九幺壹贰叁肆伍陆柒捌玖]"
_NUMBER = re.compile(f"{_DIGIT}(?:[^0-9]{{0,3}}?{_DIGIT}){{10}}")
"""Eleven digits near each other: all else in a large file, which is seldom a text, cannot be a number."""

_NEAR = 60
_MEMBERS = 2_000
_INFLATED = 64 * 1_048_576
_UNSEEN = {"PDF 文件", "压缩包"}


def kinds_in(content: bytes, depth: int = 2) -> set[str]:
    """The kinds of private numbers in a file. Of one that cannot be looked into, what it is.

    depth: so many archives within each other are opened.
    """
    head = content[:HEAD]
    if format_of(head):
        return _in_image(content)
    if content.startswith(b"PK\x03\x04"):
        return _in_archive(content, depth)
    name = name_of(head)
    if name in _UNSEEN or content.startswith(b"\x1f\x8b"):
        return {f"{name or '压缩包'}（里面有没有号码，服务器看不出来）"}
    return {kind for text in texts_of(content) for kind in kinds_in_text(text)}


def kinds_in_text(text: str) -> set[str]:
    """The kinds of private numbers in a text of any length."""
    found = set()
    for start in range(0, max(len(text), 1), _CHUNK):
        chunk = text[max(start - _OVERLAP, 0) : start + _CHUNK]
        pieces = [chunk] if len(text) <= _SHORT else _near_digits(chunk)
        found |= {kind for piece in pieces for _, kind in numbers_in(piece)}
    return found


def _near_digits(text: str) -> Iterator[str]:
    end = 0
    for match in _NUMBER.finditer(text):
        if match.end() + _NEAR > end:
            end = match.end() + 4 * _NEAR
            yield text[max(match.start() - _NEAR, 0) : end]


def texts_of(content: bytes) -> Iterator[str]:
    """The texts that bytes may mean: UTF-8, what Windows saves besides, with or without a mark in front."""
    try:
        yield content.decode("utf-8")
    except UnicodeDecodeError:
        yield content.decode("utf-8", "replace")
        yield content.decode("gb18030", "replace")
    if b"\0" in content:
        # UTF-16, at an even place or an odd one, or UTF-32.
        yield content.replace(b"\0", b"").decode("utf-8", "replace")
        for code in ("utf-16-le", "utf-16-be"):
            yield content.decode(code, "replace")


def _in_image(content: bytes) -> set[str]:
    """The kinds in an image's metadata; where Pillow cannot read it, in its bytes as text."""
    found = {kind for text in texts_of(content) for kind in kinds_in_text(text)}
    try:
        with tempfile.NamedTemporaryFile() as file:
            file.write(content)
            file.flush()
            with opened(Path(file.name)) as image:
                found |= {kind for text in words(image) for kind in kinds_in_text(text)}
    except ImageError:
        pass
    return found


def _in_archive(content: bytes, depth: int) -> set[str]:
    """Word, Excel and WPS documents are archives of texts."""
    unseen = {"压缩包或文档（里面有没有号码，服务器看不出来）"}
    if depth == 0:
        return unseen
    found: set[str] = set()
    room = _INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS:
                return unseen
            for member in members:
                found |= {kind for text in texts_of(member.filename.encode()) for kind in kinds_in_text(text)}
                with archive.open(member) as file:
                    inside = file.read(room + 1)
                room -= len(inside)
                if room < 0:
                    return found | unseen
                found |= kinds_in(inside, depth - 1)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        # Encrypted, damaged, or packed in a way that Python does not know.
        return found | unseen
    return found
