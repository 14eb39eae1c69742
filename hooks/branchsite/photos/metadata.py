"""The metadata of an image: where it was taken, and the texts that describe it."""

from collections.abc import Iterator

from PIL import ExifTags, Image

from .shape import profile_texts

_MAIN = (
    *(ExifTags.Base.DocumentName, ExifTags.Base.ImageDescription, ExifTags.Base.Artist, ExifTags.Base.Copyright),
    *(ExifTags.Base.XPTitle, ExifTags.Base.XPComment, ExifTags.Base.XPAuthor, ExifTags.Base.XPKeywords),
    ExifTags.Base.XPSubject,
)
_EXIF = (ExifTags.Base.UserComment, ExifTags.Base.CameraOwnerName)
_TEXTS = ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp", "comment", "photoshop")
_CODES = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
_PLACE = (ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSDestLatitude)
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
    for value in (*(exif.get(tag) for tag in _MAIN), *(inner.get(tag) for tag in _EXIF)):
        yield from _texts(value)
    for name in _TEXTS:
        yield from _texts(image.info.get(name))
    for value in getattr(image, "text", {}).values():
        yield from _texts(value)
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes):
        yield from profile_texts(profile)


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
