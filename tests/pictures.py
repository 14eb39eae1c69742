"""Image files for tests: small, large, described, damaged and hostile ones, made from nothing."""

import io
import itertools
import struct
import zlib
from collections.abc import Callable, Sequence
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

GPS, EXIF_IFD = 0x8825, 0x8769


def image(kind: str = "JPEG", size: tuple[int, int] = (8, 8), exif: Image.Exif | None = None, **more: Any) -> bytes:
    """A green picture."""
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    out = io.BytesIO()
    if exif is not None:
        more["exif"] = exif
    if kind == "PNG" and "xmp" in more:
        info = PngImagePlugin.PngInfo()
        info.add_itxt("XML:com.adobe.xmp", more.pop("xmp").decode())
        more["pnginfo"] = info
    Image.new("RGB", size, "green").save(out, kind, **more)
    return out.getvalue()


def described(**texts: str) -> Image.Exif:
    """EXIF with texts by the names of their tags: ImageDescription, Artist, UserComment."""
    exif = Image.Exif()
    for name, text in texts.items():
        tag = ExifTags.Base[name]
        if name.startswith("XP"):
            exif[tag] = text.encode("utf-16-le")
        elif name == "UserComment":
            exif[EXIF_IFD] = {tag: b"UNICODE\0" + text.encode("utf-16-be")}
        else:
            exif[tag] = text
    return exif


def located() -> Image.Exif:
    """EXIF of a photo taken somewhere."""
    exif = Image.Exif()
    exif[GPS] = {1: "N", 2: (31.0, 58.0, 12.0), 3: "E", 4: (119.0, 57.0, 0.0)}
    return exif


def chunk(name: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*chunks: bytes, size: tuple[int, int] = (8, 8), pixels: bytes | None = None) -> bytes:
    """A grey PNG with further parts before its pixels; pixels: compressed, those of a white picture if not given."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\xff" * size[0]) * size[1]) if pixels is None else pixels
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def segment(code: int, content: bytes) -> bytes:
    """A part of a JPEG."""
    return b"\xff" + bytes([code]) + struct.pack(">H", len(content) + 2) + content


def jpeg(*segments: bytes, **more: object) -> bytes:
    """A JPEG with further parts in front."""
    plain = image("JPEG", **more)
    return plain[:2] + b"".join(segments) + plain[2:]


def huge_jpeg(width: int, height: int) -> bytes:
    """A JPEG whose header says that it is larger than it is."""
    plain = bytearray(image("JPEG"))
    at = plain.index(b"\xff\xc0") + 5
    plain[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(plain)


def icc(matrix: Sequence[Sequence[float]], light: Callable[[float], float], version: int = 2) -> bytes:
    """The profile of a space of red, green and blue. matrix: to XYZ at D50. light: of a number, both 0 to 1."""
    curve = (
        b"curv" + struct.pack(">II", 0, 1024) + b"".join(struct.pack(">H", _16(light(n / 1023))) for n in range(1024))
    )
    tags = {
        name + b"XYZ": _icc_xyz(column)
        for name, column in zip((b"r", b"g", b"b"), zip(*matrix, strict=True), strict=True)
    }
    return _icc(b"RGB ", b"XYZ ", {**tags, **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)}, version)


def icc_grey(light: Callable[[float], float]) -> bytes:
    """The profile of a space of one number."""
    curve = (
        b"curv" + struct.pack(">II", 0, 1024) + b"".join(struct.pack(">H", _16(light(n / 1023))) for n in range(1024))
    )
    return _icc(b"GRAY", b"XYZ ", {b"kTRC": curve})


def icc_table(lab: Callable[..., tuple[float, float, float]], space: bytes, grid: int) -> bytes:
    """The profile of a press or scanner: a table from every corner of a grid to L*a*b*."""
    channels = {b"CMYK": 4, b"RGB ": 3}[space]
    straight = struct.pack(">HH", 0, 65535)
    table = bytearray()
    for corner in itertools.product(range(grid), repeat=channels):
        bright, red, yellow = lab(*(one / (grid - 1) for one in corner))
        levels = (bright / 100 * 0xFF00, (red + 128) * 256, (yellow + 128) * 256)
        table += struct.pack(">HHH", *(min(65535, max(0, round(one))) for one in levels))
    unit = struct.pack(">9i", *(65536 * (at in (0, 4, 8)) for at in range(9)))
    head = b"mft2" + bytes(4) + bytes([channels, 3, grid, 0]) + unit + struct.pack(">HH", 2, 2)
    return _icc(space, b"Lab ", {b"A2B0": head + straight * channels + bytes(table) + straight * 3})


def _icc(space: bytes, between: bytes, tags: dict[bytes, bytes], version: int = 2) -> bytes:
    words = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78)
    every = {b"desc": words, b"wtpt": _icc_xyz((0.9642, 1.0, 0.8249)), **tags}
    at = 132 + 12 * len(every)
    table, body = struct.pack(">I", len(every)), b""
    for name, value in every.items():
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value + bytes(-len(value) % 4)
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI", at + len(body), b"test", version << 24) + kind + space + between
    head = head.ljust(36, b"\0") + b"acsp"
    return head.ljust(68, b"\0") + struct.pack(">iii", 63190, 65536, 54061) + bytes(48) + table + body


def _icc_xyz(value: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">iii", *(round(one * 65536) for one in value))


def _16(value: float) -> int:
    return min(65535, max(0, round(value * 65535)))
