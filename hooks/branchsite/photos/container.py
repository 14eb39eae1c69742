"""An image file as the parts it is made of, read without decoding any.

Pillow reads every part on opening, and some in ways that a hostile file makes
very long: so the parts are counted and weighed first. And what is published
as it is may hold pixels and nothing else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from . import shape
from .format import Format

REST = "尾部"
"""The part behind the end: no viewer shows it, so it is a place to hide things."""

_MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])", re.DOTALL)
"""The next marker; within the pixels every FF is followed by 00 or a restart."""

COMMENT = "注释"
"""A JPEG's comment; it may have several."""

BETWEEN = "各段之间"
"""Bytes between the segments of a JPEG, where there may be none."""

_SHAPES = {Format.JPEG: shape.JPEG, Format.PNG: shape.PNG, Format.WEBP: shape.WEBP}
"""The parts that say what the pixels look like, and no more."""

_MANY = {"DQT", "DHT", "DRI", "SOS", "IDAT"}
"""The parts that a picture may have several of."""

_JPEG_NAMES = {0xC4: "DHT", 0xCC: "DAC", 0xDA: "SOS", 0xDB: "DQT", 0xDC: "DNL", 0xDD: "DRI", 0xFE: COMMENT}


class ContainerPart(NamedTuple):
    """name: as the format calls it. content: its bytes."""

    name: str
    content: bytes

    @property
    def is_exif(self) -> bool:
        """Whether it is what a camera wrote; Pillow joins all that there are."""
        return self.name in ("EXIF", "eXIf") or (self.name == "APP1" and self.content.startswith(b"Exif"))


def parts(format: Format, data: bytes) -> Iterator[ContainerPart]:
    """The parts of a JPEG, PNG or WebP in order; of other formats none."""
    match format:
        case Format.JPEG:
            yield from _jpeg(data)
        case Format.PNG:
            yield from _png(data)
        case Format.WEBP:
            yield from _webp(data)


def besides_pixels(format: Format, data: bytes) -> list[str]:
    """The names of the parts of a JPEG, PNG or WebP that tell, or may hide, anything else than the pixels."""
    every = list(parts(format, data))
    known = _SHAPES[format]
    seen: set[str] = set()
    found = []
    for part in every:
        twice = part.name in seen and part.name not in _MANY
        if not _is_profile(part) and (twice or part.name not in known or not known[part.name](part.content)):
            found.append(part.name)
        seen.add(part.name)
    if any(map(_is_profile, every)) and not shape.is_profile(profile(format, data)):
        found.append("颜色配置")
    if format is Format.PNG and not found and not _is_whole_png(every):
        found.append("画面里多余的字节")
    return list(dict.fromkeys(found))


def _is_whole_png(every: Sequence[ContainerPart]) -> bool:
    return shape.is_png_to_the_last(every[0].content, [part.content for part in every if part.name == "IDAT"])


def profile(format: Format, data: bytes) -> bytes:
    """The ICC profile in a JPEG, PNG or WebP, unchanged; nothing where there is none."""
    pieces = [part.content for part in parts(format, data) if _is_profile(part)]
    if format is Format.PNG:
        return shape.png_profile(pieces[0]) if len(pieces) == 1 else b""
    if format is Format.WEBP:
        return pieces[0] if len(pieces) == 1 else b""
    # Each has its number, and how many there are.
    numbers = [tuple(one[12:14]) for one in pieces]
    if numbers != [(number, len(pieces)) for number in range(1, len(pieces) + 1)]:
        return b""
    return b"".join(one[14:] for one in pieces)


def _is_profile(part: ContainerPart) -> bool:
    return part.name in ("iCCP", "ICCP") or (part.name == "APP2" and part.content.startswith(b"ICC_PROFILE\0"))


def _jpeg(data: bytes) -> Iterator[ContainerPart]:
    at = 2
    in_pixels = False
    while match := _MARKER.search(data, at):
        if match.start() > at and not in_pixels:
            yield ContainerPart(BETWEEN, data[at : match.start()])
        code, at = match[1][0], match.end()
        if code == 0xD9:
            yield from _rest(data, at)
            return
        size = int.from_bytes(data[at : at + 2])
        yield ContainerPart(_jpeg_name(code), data[at + 2 : at + size])
        at += size
        in_pixels = code == 0xDA


def _jpeg_name(code: int) -> str:
    if 0xE0 <= code <= 0xEF:
        return f"APP{code - 0xE0}"
    return _JPEG_NAMES.get(code) or ("SOF" if 0xC0 <= code <= 0xCF else f"{code:02X}")


def _png(data: bytes) -> Iterator[ContainerPart]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4])
        part = ContainerPart(data[at + 4 : at + 8].decode("latin-1"), data[at + 8 : at + 8 + size])
        yield part
        at += size + 12
        if part.name == "IEND":
            yield from _rest(data, at)
            return


def _webp(data: bytes) -> Iterator[ContainerPart]:
    end = min(int.from_bytes(data[4:8], "little") + 8, len(data))
    at = 12
    while at < end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        yield ContainerPart(data[at : at + 4].decode("latin-1"), data[at + 8 : at + 8 + size])
        at += size + size % 2 + 8
    yield from _rest(data, max(at, end))


def _rest(data: bytes, at: int) -> Iterator[ContainerPart]:
    if data[at:].strip(b"\0"):
        yield ContainerPart(REST, data[at:])
