"""Image files for tests: small, large, described, damaged and hostile ones, made from nothing."""

import io
import struct
import zlib
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
