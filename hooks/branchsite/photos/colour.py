"""Convert colours to sRGB, which is how browsers show a picture without a profile.

The colour space of an image is looked up in the order of the PNG and HEIF standards: cICP, a profile of the ICC or
nclx, sRGB, gAMA and cHRM; of a camera's JPEG the R03 of DCF. What cannot be read is left out, never an error.
"""

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from functools import cache

from PIL import ExifTags, Image, ImageCms

from .container import ContainerPart, parts
from .format import Format

_LARGEST = 4 * 1024 * 1024
"""Bytes of a profile. Those of printing presses, the largest there are, have up to three million."""

_COMPRESSED = 1024 * 1024
"""Bytes of a PNG's profile, unpacked: Pillow opens no PNG that has a larger one."""

_MODES = {b"RGB ": "RGB", b"GRAY": "L", b"CMYK": "CMYK"}
"""Pillow's mode for the spaces of the ICC that photos are in."""

_CLASSES = (b"scnr", b"mntr", b"prtr", b"spac")

Matrix = list[list[float]]
_BRADFORD: Matrix = [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
_D50 = (0.9642, 1.0, 0.8249)

_D65 = (0.3127, 0.329)
_BT709 = (*_D65, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
_SMPTE = (*_D65, 0.63, 0.34, 0.31, 0.595, 0.155, 0.07)
_ADOBE = (*_D65, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
_PRIMARIES = {
    1: _BT709,
    5: (*_D65, 0.64, 0.33, 0.29, 0.6, 0.15, 0.06),
    6: _SMPTE,
    7: _SMPTE,
    9: (*_D65, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06),
    12: (*_D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06),
}
"""x and y of white, red, green and blue, by their number in ITU-T H.273."""

_SRGB = (3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""A parametric curve of the ICC: its type, then its numbers."""

_CURVES = {**dict.fromkeys((1, 6, 13, 14, 15), _SRGB), 4: (0, 2.2), 5: (0, 2.8), 8: (0, 1.0)}
"""By number in H.273. A still with the curve of television is shown as one of sRGB; brighter than white is left out."""


def profile_of(format: Format, data: bytes, image: Image.Image) -> bytes | None:
    """The ICC profile of an opened image's colour space, also where something else than a profile names it.

    data: the file. None for sRGB, and where no colour space is named, or none that can be read.
    """
    try:
        coded = _coded(format, data, image)
        if coded is not None:
            return coded or None
        embedded = image.info.get("icc_profile")
        if embedded:
            return embedded if isinstance(embedded, bytes) else None
        return _of_png(image) if format is Format.PNG else _of_camera(image)
    except Exception:
        # Numbers that make no space.
        return None


def to_srgb(image: Image.Image) -> Image.Image:
    """An image whose info names its profile, in sRGB: RGB, or RGBA where it is transparent. As it is without one."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or not _is_sound(profile):
        return image
    mode = _MODES[profile[16:20]]
    if (mode == "CMYK") != (image.mode == "CMYK") or (mode == "L" and image.mode not in ("L", "LA")):
        return image
    see_through = image.has_transparency_data
    whole = image.convert("RGBA" if mode == "RGB" else "LA") if see_through else image
    try:
        transform = ImageCms.ImageCmsTransform(_opened(profile), _srgb(), mode, "RGB", ImageCms.Intent.PERCEPTUAL)
        made = transform.apply(whole.convert(mode))
    except Exception:
        # A profile is a small program, and may be wrong in any way: lcms has many errors for it.
        return image
    if see_through:
        made.putalpha(whole.getchannel("A"))
    made.info = {key: value for key, value in image.info.items() if key not in ("icc_profile", "transparency")}
    return made


def without_bad_profile(data: bytes) -> bytes:
    """A PNG without the profile that Pillow would refuse the whole picture for."""
    at = 8
    for part in parts(Format.PNG, data):
        size = len(part.content) + 12
        if part.name == "iCCP" and not _unpacks(part.content):
            return data[:at] + data[at + size :]
        if part.name == "IDAT":
            break
        at += size
    return data


def _unpacks(content: bytes) -> bool:
    name, _, packed = content.partition(b"\0")
    if not name or packed[:1] != b"\0":
        return False
    unpacking = zlib.decompressobj()
    try:
        unpacking.decompress(packed[1:], _COMPRESSED)
    except zlib.error:
        return False
    return not unpacking.unconsumed_tail


def _is_sound(profile: bytes) -> bool:
    header = len(profile) > 132 and profile[36:40] == b"acsp" and profile[12:16] in _CLASSES
    return header and len(profile) <= _LARGEST and profile[16:20] in _MODES


def _opened(profile: bytes) -> ImageCms.ImageCmsProfile:
    """The profile as lcms reads it, without the newest kind of its programs: they may be as long as the file.

    Every profile that has one has the same in the older way.
    """
    count = min(int.from_bytes(profile[128:132]), 100)
    table = bytearray(profile)
    for at in range(132, 132 + 12 * count, 12):
        if bytes(table[at : at + 3]) in (b"D2B", b"B2D"):
            table[at : at + 3] = b"xxx"
    return ImageCms.ImageCmsProfile(io.BytesIO(bytes(table)))


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def _coded(format: Format, data: bytes, image: Image.Image) -> bytes | None:
    """The profile for H.273's numbers, empty for sRGB; None where there are none, or none that are known."""
    if format is Format.PNG:
        found = next((part.content for part in _before_pixels(data) if part.name == "cICP"), b"")
        numbers = tuple(found[:2]) if len(found) == 4 else ()
    else:
        named = image.info.get("nclx_profile") or {}
        numbers = tuple(int(named.get(key, 2)) for key in ("color_primaries", "transfer_characteristics"))
    if len(numbers) != 2 or numbers[0] not in _PRIMARIES or numbers[1] not in _CURVES:
        return None
    primaries, curve = _PRIMARIES[numbers[0]], _CURVES[numbers[1]]
    return b"" if (primaries, curve) == (_BT709, _SRGB) else _made(primaries, curve)


def _before_pixels(data: bytes) -> Iterator[ContainerPart]:
    for part in parts(Format.PNG, data):
        if part.name == "IDAT":
            return
        yield part


def _of_png(image: Image.Image) -> bytes | None:
    gamma, primaries = image.info.get("gamma"), image.info.get("chromaticity") or _BT709
    if "srgb" in image.info or (gamma is None and primaries is _BT709) or not 0.1 < (gamma or 1) < 2:
        return None
    is_srgb = all(abs(one - other) < 0.002 for one, other in zip(primaries, _BT709, strict=True))
    # Programs write a gamma of 2.2 where they mean the curve of sRGB, which that is near.
    if is_srgb and (gamma is None or abs(gamma - 1 / 2.2) < 0.001):
        return None
    return _made(primaries, _SRGB if gamma is None else (0, 1 / gamma))


def _of_camera(image: Image.Image) -> bytes | None:
    """DCF: a camera set to Adobe RGB embeds no profile, but marks that it keeps to the third rule."""
    exif = image.getexif()
    space = exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.ColorSpace)
    rule = exif.get_ifd(ExifTags.IFD.Interop).get(1)
    return _made(_ADOBE, (0, 563 / 256)) if rule == "R03" and space != 1 else None


@cache
def _made(primaries: Sequence[float], curve: Sequence[float]) -> bytes:
    """A profile, version 4, of a space with these primaries (as _PRIMARIES has them) and this curve.

    Raises ZeroDivisionError, struct.error where they make none.
    """
    white, *colours = [_xyz(*primaries[at : at + 2]) for at in range(0, 8, 2)]
    columns = _turned(colours)
    strength = _times(_inverse(columns), _turned([white]))
    sums = [[value * strength[at][0] for at, value in enumerate(row)] for row in columns]
    red, green, blue = _turned(_times(_adaptation(white), sums))
    kind, *numbers = curve
    tags = {name: b"XYZ \0\0\0\0" + _fixed(*value) for name, value in ((b"r", red), (b"g", green), (b"b", blue))}
    shape = b"para\0\0\0\0" + struct.pack(">HH", int(kind), 0) + _fixed(*numbers)
    entries = [(b"wtpt", b"XYZ \0\0\0\0" + _fixed(*_D50))]
    entries += [(name + b"XYZ", value) for name, value in tags.items()] + [(name + b"TRC", shape) for name in tags]
    at = 132 + 12 * len(entries)
    table, body = struct.pack(">I", len(entries)), b""
    for name, value in entries:
        table += name + struct.pack(">II", at + len(body), len(value))
        body += value
    head = bytes(8) + b"\4\0\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28) + _fixed(*_D50) + bytes(48)
    return struct.pack(">I", at + len(body)) + head[4:] + table + body


def _fixed(*numbers: float) -> bytes:
    return b"".join(struct.pack(">i", round(one * 65536)) for one in numbers)


def _xyz(x: float, y: float) -> list[float]:
    return [x / y, 1.0, (1 - x - y) / y]


def _adaptation(white: Sequence[float]) -> Matrix:
    """Bradford's, from a white to that of the ICC."""
    ours, theirs = (_times(_BRADFORD, _turned([list(one)])) for one in (white, _D50))
    scale = [[theirs[row][0] / ours[row][0] if row == at else 0.0 for at in range(3)] for row in range(3)]
    return _times(_inverse(_BRADFORD), _times(scale, _BRADFORD))


def _turned(rows: Matrix) -> Matrix:
    return [list(one) for one in zip(*rows, strict=True)]


def _times(one: Matrix, other: Matrix) -> Matrix:
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*other, strict=True)] for row in one
    ]


def _inverse(rows: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = rows
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    parts = [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]
    return [[one / whole for one in row] for row in parts]
