"""The metadata of an image: where it was taken, and the texts that describe it."""

import re
import zlib
from collections.abc import Iterator

from PIL import ExifTags, Image

from .container import COMMENT, REST, parts
from .format import Format
from .shape import profile_texts

_MAIN = (
    *(ExifTags.Base.DocumentName, ExifTags.Base.ImageDescription, ExifTags.Base.Artist, ExifTags.Base.Copyright),
    *(ExifTags.Base.XPTitle, ExifTags.Base.XPComment, ExifTags.Base.XPAuthor, ExifTags.Base.XPKeywords),
    *(ExifTags.Base.XPSubject, ExifTags.Base.HostComputer, ExifTags.Base.ImageHistory),
)
_EXIF = (ExifTags.Base.UserComment, ExifTags.Base.CameraOwnerName, ExifTags.Base.ImageHistory)
_AREA = (ExifTags.GPS.GPSAreaInformation, ExifTags.GPS.GPSProcessingMethod)
_TEXTS = ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp", "comment", "photoshop")
_CODES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_PLACE = (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSDestLatitude)
_MORE_XMP = b"http://ns.adobe.com/xmp/extension/"
_PLACE_OF_FILM = re.compile(rb"[+-][0-9]{2}\.[0-9]{2,8}[+-][0-9]{3}\.[0-9]{2,8}(?:[+-][0-9.]{1,12})?/")
"""As ISO 6709 has it, in the film that a phone puts behind a photo."""

_LONGEST = 1024 * 1024


def is_located(image: Image.Image) -> bool:
    """Whether its metadata has the place where it was taken."""
    place = image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    return any(tag in place for tag in _PLACE) or any("GPSLatitude" in text for text in _xmp(image))


def words(image: Image.Image) -> Iterator[str]:
    """The texts that people and programs wrote into it: EXIF, XMP, IPTC, comments, PNG texts, profiles of colours.

    A text in an unknown code comes once for each code that may be meant.
    """
    exif = image.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    area = exif.get_ifd(ExifTags.IFD.GPSInfo)
    asked = ((exif, _MAIN), (inner, _EXIF), (area, _AREA))
    for value in (directory.get(tag) for directory, tags in asked for tag in tags):
        yield from _texts(value)
    for name in _TEXTS:
        yield from _texts(image.info.get(name))
    for value in getattr(image, "text", {}).values():
        yield from _texts(value)
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes):
        yield from profile_texts(profile)


def more_words(format: Format, content: bytes) -> Iterator[str]:
    """The texts of a file that Pillow passes over: of several comments it keeps the last, of PNG texts no keyword."""
    for part in parts(format, content):
        if part.name in (COMMENT, "tEXt", "iTXt") or (part.name == "APP1" and part.content.startswith(_MORE_XMP)):
            yield from _texts(part.content)
        elif part.name == "zTXt":
            keyword, _, packed = part.content.partition(b"\0")
            yield from _texts(keyword)
            yield from _texts(_unpacked(packed[1:]))


def is_film_located(format: Format, content: bytes) -> bool:
    """Whether a film behind the picture says where it was taken."""
    return any(part.name == REST and _PLACE_OF_FILM.search(part.content) for part in parts(format, content))


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _LONGEST)
    except zlib.error:
        return b""


def _xmp(image: Image.Image) -> Iterator[str]:
    for name in _TEXTS[:3]:
        yield from _texts(image.info.get(name))


def _texts(value: object) -> Iterator[str]:
    """The texts a value may mean."""
    if isinstance(value, str):
        yield value[:_LONGEST]
    elif isinstance(value, bytes):
        for code in _CODES:
            yield value[:_LONGEST].decode(code, "replace")
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, tuple) and all(isinstance(one, int) and 0 <= one < 256 for one in value):
        yield from _texts(bytes(value))
